"""The heat map: what each cell shows, what rows and columns count, in which order units stand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from liaison_tui.journal.fold import Key, Report, fold
from liaison_tui.reports.heat import Heat, count_in, heat, heat_groups, heat_json, mark_of
from tests.journal.speech import BEN, CENTRE, central, event, own
from tests.programme.plan import PLAN

MONTH = "2021-06"
BEFORE, AFTER = date(2021, 7, 5), date(2021, 7, 8)
IN_TIME, LATE = "2021-07-05T16:00:00+08:00", "2021-07-06T09:00:00+08:00"
TOWN, OTHER = "chengjiang", "huashi"
FIRST = event(nonce=1)


def returned() -> Mapping[Key, Report]:
    review = event("review", device=CENTRE, about=[FIRST.id], body={"decision": "return"})
    return fold([own(FIRST, IN_TIME), central(review)])


def said(received: str = IN_TIME, **body: Any) -> Mapping[Key, Report]:
    return fold([own(event(body=body or {"text": "已走访"}), received)])


def map_of(reports: Mapping[Key, Report], today: date = AFTER) -> Heat:
    return heat(PLAN, MONTH, reports, today)


def shown(reports: Mapping[Key, Report], today: date = AFTER) -> tuple[str, str]:
    return mark_of(map_of(reports, today).cell(TOWN, "T20"))


@pytest.mark.parametrize(
    ("reports", "mark"),
    [
        ({}, ("未", "red")),
        (said(), ("绿", "green")),
        (said(LATE), ("黄", "yellow")),
        (said(percent=5), ("红", "red")),
        (said(nothing="no-progress"), ("无", "green")),
        (said(nothing="zero"), ("零", "green")),
        (said(LATE, nothing="zero"), ("黄", "yellow")),
        (returned(), ("退", "yellow")),
        (fold([own(FIRST, IN_TIME), own(event(device=BEN, nonce=2), IN_TIME)]), ("异", "yellow")),
    ],
)
def test_a_cell_names_what_asks_for_a_deed_then_a_light_then_what_was_said(
    reports: Mapping[Key, Report], mark: tuple[str, str]
) -> None:
    assert shown(reports) == mark


def test_before_the_due_day_no_cell_has_a_colour() -> None:
    assert shown({}, BEFORE) == ("未", "quiet")
    assert shown(said(), BEFORE) == ("报", "")
    assert shown(said(nothing="zero"), BEFORE) == ("零", "")
    assert shown(returned(), BEFORE) == ("退", "")


def test_what_is_not_owed_is_a_point_and_columns_are_what_anybody_owes() -> None:
    found = map_of({})
    assert mark_of(found.cell("shuiwu", "T20")) == ("·", "quiet")
    assert mark_of(found.cell("nobody", "T20")) == ("·", "quiet")
    owed = {name for row in found.rows for name in row.cells}
    assert [item.id for item in found.items] == [i.id for i in PLAN.items if i.id in owed]
    april = heat(PLAN, "2021-04", {}, AFTER)
    assert {item.kind for item in april.items} == {"indicator"}


def test_rows_and_columns_count_the_same_cells() -> None:
    found = map_of(said(LATE))
    assert found.totals["late"] == found.by_item["T20"]["late"] == 1
    for key in ("owed", "missing", "reported", "late"):
        assert sum(counts[key] for counts in found.by_item.values()) == found.totals[key]
    assert found.totals["owed"] == sum(len(row.cells) for row in found.rows)
    assert count_in(found.totals, "red") == found.totals["missing"]


def test_units_stand_in_their_groups_and_in_each_those_with_most_come_first() -> None:
    found = map_of(said(LATE))
    plan = heat_groups(found.rows)
    assert [title for title, _ in plan] == ["镇街园区", "部门", "其他单位"]
    assert [row.unit.id for row in plan[0][1]] == [
        unit.id for unit in PLAN.units if unit.kind in ("street", "town", "zone")
    ]
    late = heat_groups(found.rows, "late")
    assert late[0][1][0].unit.id == TOWN
    for _, rows in heat_groups(found.rows, "missing"):
        counts = [row.counts["missing"] for row in rows]
        assert counts == sorted(counts, reverse=True)


def test_the_json_has_only_cells_that_are_owed() -> None:
    data = heat_json(map_of(said()), [])
    town = next(unit for unit in data["units"] if unit["id"] == TOWN)
    assert town["group"] == "镇街园区"
    assert len(town["cells"]) == town["owed"] == 33
    assert town["cells"]["T20"]["light"] == "green"
    assert town["cells"]["T21"] == {
        "state": "unreported", "light": "red", "mark": "未", "entry": None,
    }  # fmt: skip
