"""Trying other thresholds: who would change colour, and by how much; what may be typed."""

from datetime import date

import pytest

from liaison_tui.errors import WrongUse
from liaison_tui.journal.fold import fold
from liaison_tui.reports.heat import Heat, heat
from liaison_tui.reports.trial import changes, counts_after, light_words, rules_with
from tests.journal.speech import event, own
from tests.programme.plan import PLAN

AFTER = date(2021, 7, 8)
IN_TIME = "2021-07-05T16:00:00+08:00"
RULES = PLAN.lights


def month() -> Heat:
    """Return June, by whose end half of the schedule is over, with 45, 35 and 10 percent."""
    said = [
        event(body={"percent": 45}), event(body={"percent": 35}, unit="huashi"),
        event(body={"percent": 10}, unit="qingyang"),
    ]  # fmt: skip
    return heat(PLAN, "2021-06", fold(own(one, IN_TIME) for one in said), AFTER)


def tried(yellow: str, red: str) -> list[tuple[str, str]]:
    found = changes(month(), rules_with(RULES, yellow, red), AFTER)
    return [(change.standing.obligation.unit.id, change.words) for change in found]


def test_those_that_change_are_listed_the_gravest_first() -> None:
    assert tried("", "") == tried("10", "30") == []
    assert tried("5", "") == [("chengjiang", "绿改黄")]
    assert tried("5", "10") == [("huashi", "黄改红"), ("chengjiang", "绿改黄")]
    assert tried("16", "") == [("huashi", "黄改绿")]
    assert tried("", "40") == [("qingyang", "红改黄")]


def test_the_lights_are_counted_before_and_after() -> None:
    found = changes(month(), rules_with(RULES, "5", "10"), AFTER)
    before, after = month().totals["lights"], counts_after(month(), found)
    assert after["red"] == before["red"] + 1
    assert after["green"] == before["green"] - 1
    assert sum(after.values()) == sum(before.values())
    assert light_words(month(), found).startswith("2 项变色　绿 1 改为 0　黄 1　红")


def test_before_the_due_day_nothing_changes() -> None:
    early = heat(PLAN, "2021-06", {}, date(2021, 7, 5))
    assert changes(early, rules_with(RULES, "0", "0"), date(2021, 7, 5)) == []


@pytest.mark.parametrize("typed", [("x", ""), ("-1", ""), ("", "101"), ("1.5", ""), ("", "5")])
def test_what_no_programme_may_hold_is_refused(typed: tuple[str, str]) -> None:
    with pytest.raises(WrongUse):
        rules_with(RULES, *typed)


def test_full_width_digits_are_digits() -> None:
    assert rules_with(RULES, "１２", " 50 ").yellow_behind == 12
