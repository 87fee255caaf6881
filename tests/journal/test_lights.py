"""Lights: grey until the due day has passed, then by rules that are data."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liaison_tui.journal.fold import Report, fold
from liaison_tui.journal.lights import light_of, points_behind
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import LightRules
from liaison_tui.programme.names import find_unit
from liaison_tui.programme.obligations import obligations
from liaison_tui.programme.reading import read_programme
from liaison_tui.workspace import shipped_programme
from tests.journal.speech import CENTRE, central, event, own

PLAN = read_programme(shipped_programme())
OWED = {o.item.id: o for o in obligations(PLAN, find_unit(PLAN, "chengjiang"), "2021-06")}
RULES = LightRules("2021-01", "2021-12")
DUE_DAY, NEXT_DAY = date(2021, 7, 5), date(2021, 7, 6)
IN_TIME, TOO_LATE = "2021-07-05T16:00:00+08:00", "2021-07-06T09:00:00+08:00"


def report(*statements: Vouched) -> Report:
    (only,) = fold(statements).values()
    return only


def light(
    body: dict[str, Any] | None, item: str = "T20", *, received: str = IN_TIME,
    today: date = NEXT_DAY, rules: LightRules = RULES,
) -> str:  # fmt: skip
    found = None if body is None else report(own(event(item=item, body=body), received))
    return light_of(found, OWED[item], rules, today)


@pytest.mark.parametrize("today", [date(2021, 6, 1), DUE_DAY])
@pytest.mark.parametrize("body", [None, {"status": "blocked"}, {"percent": 0}])
def test_before_and_on_the_due_day_every_light_is_grey(
    today: date, body: dict[str, Any] | None
) -> None:
    assert light(body, today=today) == "grey"


def test_what_is_missing_is_red_from_the_day_after() -> None:
    assert light(None) == "red"
    assert light({}) == "red"
    said = event()
    withdrawn = report(own(said, IN_TIME), own(event("withdraw", replaces=[said], body={})))
    assert light_of(withdrawn, OWED["T20"], RULES, NEXT_DAY) == "red"


@pytest.mark.parametrize(
    ("percent", "expected"),
    [(100, "green"), (50, "green"), (41, "green"), (40, "yellow"), (20, "yellow"), (19, "red"),
     (0, "red")],
)  # fmt: skip
def test_ten_to_thirty_points_behind_an_even_schedule_is_yellow_beyond_is_red(
    percent: int, expected: str
) -> None:
    assert light({"percent": percent}) == expected


def test_the_thresholds_are_data() -> None:
    strict = replace(RULES, yellow_behind=0, red_behind=5)
    assert light({"percent": 50}, rules=strict) == "yellow"
    assert light({"percent": 44}, rules=strict) == "red"
    assert light(None, rules=replace(RULES, missing="yellow")) == "yellow"


def test_a_month_caught_up_later_is_yellow_not_green() -> None:
    assert light({"text": "进展"}, received=TOO_LATE) == "yellow"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"text": "进展"}, "green"),
        ({"nothing": "no-progress"}, "green"),
        ({"nothing": "not-applicable"}, "grey"),
        ({"status": "blocked", "text": "进展"}, "yellow"),
        ({"status": "done", "percent": 10}, "green"),
    ],
)
def test_the_light_of_an_entry_in_time(body: dict[str, Any], expected: str) -> None:
    assert light(body) == expected


def test_a_standing_item_has_no_schedule_to_be_behind() -> None:
    assert light({"percent": 0, "text": "进展"}, "T12") == "green"


def test_a_returned_entry_and_a_conflict_are_yellow() -> None:
    first, second = event(nonce=1), event(nonce=2)
    returned = central(
        event("review", device=CENTRE, about=[first.id], body={"decision": "return"})
    )
    owed = OWED["T20"]
    assert light_of(report(own(first, IN_TIME), returned), owed, RULES, NEXT_DAY) == "yellow"
    conflict = report(own(first, IN_TIME), own(second, IN_TIME))
    assert light_of(conflict, owed, RULES, NEXT_DAY) == "yellow"


def test_the_worst_light_wins() -> None:
    assert light({"status": "blocked", "percent": 0}, received=TOO_LATE) == "red"


@pytest.mark.parametrize(
    ("period", "behind"), [("2021-06", 50), ("2021-12", 100), ("2021-03", 25), ("2022-03", 100)]
)
def test_the_schedule_runs_evenly_and_stops_at_its_end(period: str, behind: int) -> None:
    assert points_behind(0, period, RULES) == behind
    assert points_behind(100, period, RULES) == behind - 100
