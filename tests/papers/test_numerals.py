"""Chinese numerals of headings, and days in Arabic ones."""

from datetime import date

import pytest

from liaison_tui.papers.numerals import day_words, heading, numeral


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_headings_count_as_chinese_does(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize("number", [0, -1, 100])
def test_what_counts_no_heading_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        numeral(number)


def test_levels_have_their_own_marks_and_days_no_leading_zeros() -> None:
    assert heading(1, 2, "目标完成") == "二、目标完成"
    assert heading(2, 12, "逾期未报") == "（十二）逾期未报"
    assert day_words(date(2021, 7, 8)) == "2021年7月8日"
