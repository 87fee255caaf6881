"""A row of figures as bars: one mark a value, gaps shown, higher never drawn lower."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.reports.sparkline import sparkline

few = settings(max_examples=60, deadline=None)
numbers = st.integers(-(10**9), 10**9) | st.decimals(
    min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=4
)
rows = st.lists(st.none() | numbers, max_size=24)


@pytest.mark.parametrize(
    ("values", "bars", "digits"),
    [
        ([], "", ""),
        ([None, None], "··", "--"),
        ([0, 0], "▁▁", "00"),
        ([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█", "01345689"),
        ([Decimal("12.5"), None, 25], "▅·█", "5-9"),
        ([7], "█", "9"),
        ([-10, 0, 10], "▁▅█", "059"),
    ],
)
def test_bars_stand_on_zero_and_the_greatest_is_the_highest(
    values: list[Decimal | int | None], bars: str, digits: str
) -> None:
    assert sparkline(values) == bars
    assert sparkline(values, plain=True) == digits


def test_percents_are_drawn_against_a_hundred() -> None:
    assert sparkline([0, 50, 100, 120], top=100) == "▁▅██"
    assert sparkline([10, 20], top=100) == "▂▂"
    assert sparkline([0, 0], top=0) == "▁▁"


@few
@given(rows, st.booleans())
def test_every_value_has_one_mark_and_a_greater_value_never_a_lower_one(
    values: list[Decimal | int | None], plain: bool
) -> None:
    marks = sparkline(values, plain=plain)
    assert len(marks) == len(values)
    drawn = [(value, mark) for value, mark in zip(values, marks, strict=True) if value is not None]
    drawn.sort(key=lambda pair: pair[0])
    assert [mark for _, mark in drawn] == sorted(mark for _, mark in drawn)
