"""The spans a month lies in, each of which holds the month."""

import pytest

from liaison_tui.programme.period import month, months, read_span, spans_around


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_lies_in_its_quarter_its_half_and_its_year(number: int) -> None:
    wanted, year = month(2021, number), months("2021-01", "2021-12")
    found = [read_span(name, year) for name in spans_around(wanted)]
    assert [len(span.months) for span in found] == [1, 3, 6, 12]
    assert all(wanted in span.months for span in found)
