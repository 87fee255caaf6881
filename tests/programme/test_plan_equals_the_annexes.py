"""The shipped plan says what tests/notice/annex.json, a careful reading of the annexes, says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.programme.model import Area, Group, Item, Unit
from liaison_tui.programme.names import find_unit
from liaison_tui.text import normal
from tests.programme.plan import PLAN

ANNEX: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "notice" / "annex.json").read_text(encoding="utf-8")
)
TASKS = {f"T{row['no']:02d}": row for row in ANNEX["tasks"]}
INDICATORS = {f"I{row['no']:02d}": row for row in ANNEX["indicators"]}
ROWS: dict[str, Any] = {**TASKS, **INDICATORS}


def doubts(row: object) -> list[str]:
    """Return every doubt stated in a row, at any depth, and every reading it says was taken."""
    if isinstance(row, list):
        return [doubt for part in row for doubt in doubts(part)]
    if not isinstance(row, dict):
        return []
    found = [doubt for part in row.values() for doubt in doubts(part)]
    stated = row.get("doubt") or row.get("doubts") or []
    if "taken to" in str(row.get("what")):
        found.append(row["what"])
    return [*found, *([stated] if isinstance(stated, str) else stated)]


def doubtful_items() -> set[str]:
    """Return the items with a doubt of their own, or named in a discrepancy's place."""
    found = {name for name, row in ROWS.items() if doubts(row)}
    for row in ANNEX["discrepancies"]:
        if match := re.match(r"(task|indicator)s? (\d+)(?:-(\d+))?", row["where"]):
            last = int(match[3] or match[2])
            letter = match[1][0].upper()
            found |= {f"{letter}{no:02d}" for no in range(int(match[2]), last + 1)}
    return found


def test_the_items_are_the_rows_in_their_order() -> None:
    assert [item.id for item in PLAN.items] == list(ROWS)
    assert (len(TASKS), len(INDICATORS)) == (22, 40)


@pytest.mark.parametrize("name", ROWS)
def test_an_item_says_what_its_row_says(name: str) -> None:
    item, row = PLAN.item_by_id[name], ROWS[name]
    assert item.kind == ("task" if name in TASKS else "indicator")
    assert normal(item.text) == normal(row["text_norm"])
    assert normal(item.printed) == normal(row["responsible_raw"])
    assert list(item.responsible) == row["responsible"]
    assert set(item.groups) == set(row["groups"])
    assert item.lead == row.get("lead", (row["responsible"] or [None])[0])


@pytest.mark.parametrize("name", TASKS)
def test_a_task_stands_in_its_area(name: str) -> None:
    assert PLAN.item_by_id[name].area == TASKS[name]["area"]
    assert PLAN.item_by_id[name].points is None


@pytest.mark.parametrize("name", INDICATORS)
def test_an_indicator_has_its_points_source_headings_and_readings(name: str) -> None:
    item, row = PLAN.item_by_id[name], INDICATORS[name]
    assert item.points == row["points"]
    assert normal(item.source or "") == normal(row["source"])
    assert [h.no if h else None for h in PLAN.headings_of(item)] == [
        row[f"level{level}"]["no"] if row[f"level{level}"] else None for level in (1, 2, 3)
    ]
    assert item.confidence == row["confidence"]
    fields = {"responsible_raw": "printed"}
    assert [(a.field, normal(str(a.value))) for a in item.alternatives] == [
        (fields.get(a["field"], a["field"]), normal(str(a["value"]))) for a in row["alternatives"]
    ]
    shared = PLAN.shared_points_of(item)
    group = row["shared_points_group"]
    assert (shared.points if shared else None) == (group["points"] if group else None)
    assert item.deduction == row.get("deduction", False)


def test_notes_stand_exactly_where_the_reading_is_in_doubt() -> None:
    assert {item.id for item in PLAN.items if item.notes} == doubtful_items()
    areas = {
        row["no"]
        for row in ANNEX["areas"]
        if not row["same_wording"] or doubts(row) or row.get("note")
    }
    assert {area.no for area in PLAN.areas if area.notes} == areas
    units = {row["id"] for row in ANNEX["units"] if row["doubts"]}
    assert {unit.id for unit in PLAN.units if unit.notes} == units


def test_notes_are_in_chinese() -> None:
    holders: tuple[Item | Area | Unit | Group, ...] = (
        *PLAN.items,
        *PLAN.areas,
        *PLAN.units,
        *PLAN.groups,
    )
    notes = [note for holder in holders for note in holder.notes]
    notes += [other.why for item in PLAN.items for other in item.alternatives]
    assert len(notes) > 60
    for note in notes:
        assert re.search(r"[\u4e00-\u9fff]{2}", note)
        assert not re.search(r"[A-Za-z]{3}", note), note


def test_areas_and_headings_are_the_annexes() -> None:
    assert [(a.no, a.numeral, a.title) for a in PLAN.areas] == [
        (row["no"], row["numeral"], row["title"]) for row in ANNEX["areas"]
    ]
    found = [(h.level, h.no, normal(h.title), h.points, h.under) for h in PLAN.headings]
    expected = [
        (level, row["no"], normal(row["title"]), row.get("points"), row.get(f"level{level - 1}"))
        for level in (1, 2, 3)
        for row in ANNEX["levels"][f"level{level}"]
    ]
    assert found == expected


def test_units_towns_and_members_are_the_annexes() -> None:
    named = [row["id"] for row in ANNEX["units"]]
    towns = [row["id"] for row in ANNEX["towns"]]
    assert (len(named), len(towns)) == (43, 20)
    assert [unit.id for unit in PLAN.units] == named + towns
    assert list(PLAN.group_by_id["towns"].units) == towns
    members = [row["id"] for row in ANNEX["units"] if row["member_status"] == "assumed"]
    assert list(PLAN.group_by_id["members"].units) == members
    assert PLAN.group_by_id["related"].open


@pytest.mark.parametrize("row", ANNEX["units"], ids=lambda row: str(row["id"]))
def test_a_unit_has_its_name_kind_and_every_name_it_is_printed_under(row: dict[str, Any]) -> None:
    unit = PLAN.unit_by_id[row["id"]]
    assert (unit.name, unit.kind) == (row["name"], row["kind"])
    names = {row["name"], *row["aliases"], *row["aliases_printed"]}
    names |= {office["name"] for office in row["suboffices"]}
    assert {find_unit(PLAN, name).id for name in names} == {unit.id}


@pytest.mark.parametrize("row", ANNEX["towns"], ids=lambda row: str(row["id"]))
def test_a_town_has_its_name_kind_and_zone(row: dict[str, Any]) -> None:
    kinds = {"街道": "street", "镇": "town", "开发区": "zone", "园区": "zone"}
    unit = PLAN.unit_by_id[row["id"]]
    assert (unit.name, unit.kind, unit.run_by) == (
        row["name"], kinds[row["kind"]], row["run_by_zone"],
    )  # fmt: skip
