"""The number of people of an activity, as it is typed."""

import pytest

from liaison_tui.errors import Refused
from liaison_tui.journal.activity import read_people


@pytest.mark.parametrize(
    ("typed", "meant"), [("120", 120), ("１２０", 120), ("120人", 120), ("1,200 人次", 1200),
                         ("1.2万", 12000), ("0", 0)],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed: str, meant: int) -> None:
    assert read_people(typed) == meant


@pytest.mark.parametrize("typed", ["", "若干", "12.5", "一百", "1e3"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="不是整数"):
        read_people(typed)
