"""The orders in which a month's items stand, and where an area begins in them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from liaison_tui.journal.standing import Standing, standings
from liaison_tui.programme.names import find_unit
from liaison_tui.reports.month import Month
from liaison_tui.reports.ordering import (
    ORDERS,
    areas,
    first_of_area,
    in_groups,
    in_order,
    next_open,
)
from tests.programme.plan import PLAN

UNIT = find_unit(PLAN, "澄江街道")
PERIOD = "2021-06"
TODAY, DUE = date(2021, 7, 6), date(2021, 7, 5)
OWED = standings(PLAN, UNIT, [PERIOD], {}, TODAY)
IDS = [row.item.id for row in OWED]


def standing(row: Standing, **changed: Any) -> Standing:
    due = changed.pop("due", row.obligation.due)
    return replace(row, obligation=replace(row.obligation, due=due), **changed)


def month(changes: dict[str, dict[str, Any]]) -> Month:
    rows = [standing(row, **changes.get(row.item.id, {})) for row in OWED]
    return Month(PLAN, UNIT, PERIOD, DUE, TODAY, rows, {}, {})


def ids(rows: list[Standing]) -> list[str]:
    return [row.item.id for row in rows]


@pytest.mark.parametrize("order", ORDERS)
def test_in_every_order_each_item_stands_once_and_under_a_title(order: Any) -> None:
    found = month({"T20": {"state": "conflict"}, "I18": {"state": "accepted"}})
    groups = in_groups(found, found.standings, order)
    assert all(title and rows for title, rows in groups)
    assert sorted(s.item.id for _, rows in groups for s in rows) == sorted(IDS)
    assert ids(in_order(found, order)) == [s.item.id for _, rows in groups for s in rows]


def test_by_due_day_the_earliest_comes_first_under_its_day() -> None:
    early = {"due": DUE - timedelta(days=4)}
    found = month({"I18": early, "T21": early, "T13": {"state": "accepted"}})
    groups = in_groups(found, found.standings, "due")
    assert [title for title, _ in groups] == ["7月1日截止", "7月5日截止"]
    assert ids(groups[0][1]) == ["T21", "I18"]
    assert groups[1][1][-1].item.id == "T13"


def test_by_light_red_comes_first_then_yellow_green_and_what_is_not_lit() -> None:
    lights = {"I18": "red", "T22": "green", "T12": "yellow"}
    found = month({item: {"light": light} for item, light in lights.items()})
    rest = [row.item.id for row in OWED if row.item.id not in lights]
    found = replace(
        found,
        standings=[replace(s, light="grey") if s.item.id in rest else s for s in found.standings],
    )
    groups = in_groups(found, found.standings, "light")
    assert [title for title, _ in groups] == ["红灯", "黄灯", "绿灯", "未亮灯"]
    assert [ids(rows) for _, rows in groups[:3]] == [["I18"], ["T12"], ["T22"]]


def test_by_area_all_stands_as_the_programme_has_it_whatever_its_state() -> None:
    found = month({"T20": {"state": "conflict"}, "T13": {"state": "accepted"}})
    assert ids(in_order(found, "area")) == IDS


def test_the_next_open_item_is_the_next_one_of_the_order_that_is_shown() -> None:
    found = month({"I18": {"due": DUE - timedelta(days=4)}, "T13": {"state": "accepted"}})
    by_due = ids(in_order(found, "due"))
    assert by_due[0] == "I18"
    assert next_open(found, "I18", by_due) == "T12"
    assert next_open(found, "T12", by_due) == "T14"
    assert next_open(found, "I18", ids(in_order(found, "area"))) == "I19"


def test_areas_are_listed_as_the_programme_has_them_with_what_is_open() -> None:
    listed = areas(month({"T20": {"state": "accepted"}, "T21": {"state": "draft"}}))
    assert sum(area.all for area in listed) == len(IDS)
    assert [area.title for area in listed] == list(
        dict.fromkeys(PLAN.area_heading(row.item) for row in OWED)
    )
    (eighth,) = [area for area in listed if area.title.startswith("八、")]
    assert (eighth.open, eighth.all) == (2, 3)


def test_an_area_begins_under_its_own_title_else_where_its_first_item_stands() -> None:
    eighth = PLAN.area_heading(PLAN.item_by_id["T20"])
    found = month({"T20": {"state": "conflict"}})
    assert first_of_area(found, "need", IDS, eighth) == "T21"
    assert first_of_area(found, "area", IDS, eighth) == "T20"
    assert first_of_area(found, "need", ["T20", "I18"], eighth) == "T20"
    assert first_of_area(found, "need", ["I18"], eighth) is None
