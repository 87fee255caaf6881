"""What a new version of the plan changes for a unit: items added, dropped, in another role."""

from dataclasses import replace

from liaison_tui.programme.changes import changes
from liaison_tui.programme.model import Assignment, Programme
from tests.programme.plan import PLAN

TOWN, LEAD = "chengjiang", "fagaiwei"


def changed(**fields: object) -> Programme:
    return replace(PLAN, version=2, **fields)  # type: ignore[arg-type]


def told(old: Programme, new: Programme, unit: str) -> list[tuple[str, str]]:
    return [(change.item.id, change.sort) for change in changes(old, new, unit)]


def test_the_same_plan_changes_nothing_for_anybody() -> None:
    assert all(changes(PLAN, changed(), unit.id) == [] for unit in PLAN.units)


def test_an_item_assigned_to_a_unit_is_added_for_it_and_for_no_other() -> None:
    newer = changed(assignments=(*PLAN.assignments, Assignment("T01", (TOWN,))))
    (only,) = changes(PLAN, newer, TOWN)
    assert (only.item.id, only.sort, only.before, only.after) == ("T01", "added", None, "support")
    assert all(told(PLAN, newer, u.id) == [] for u in PLAN.units if u.id != TOWN)
    assert told(newer, PLAN, TOWN) == [("T01", "dropped")]


def test_whoever_is_named_first_instead_changes_the_role_of_both() -> None:
    item = next(i for i in PLAN.items if len(i.responsible) > 1)
    turned = replace(item, responsible=item.responsible[::-1])
    newer = changed(items=tuple(turned if i == item else i for i in PLAN.items))
    first, last = item.responsible[0], item.responsible[-1]
    assert told(PLAN, newer, first) == told(PLAN, newer, last) == [(item.id, "role")]
    (mine,) = changes(PLAN, newer, first)
    assert (mine.before, mine.after) == ("lead", "support")


def test_an_item_that_is_gone_is_told_as_the_older_plan_has_it() -> None:
    owed = next(i for i in PLAN.items if LEAD in i.responsible)
    newer = changed(items=tuple(i for i in PLAN.items if i != owed))
    assert [(c.item, c.sort) for c in changes(PLAN, newer, LEAD)] == [(owed, "dropped")]


def test_a_unit_that_only_one_version_knows_has_all_of_it_added_or_dropped() -> None:
    without = changed(units=tuple(u for u in PLAN.units if u.id != TOWN))
    gone = told(PLAN, without, TOWN)
    assert gone
    assert {sort for _, sort in gone} == {"dropped"}
    assert told(without, PLAN, TOWN) == [(item, "added") for item, _ in gone]
