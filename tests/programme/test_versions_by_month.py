"""Versions of a plan by month: a period goes by the newest whose `from` has come."""

from dataclasses import replace
from datetime import date
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal.standing import standings
from liaison_tui.programme.due import due_day, period_on
from liaison_tui.programme.model import Assignment, Cycle, Programme
from liaison_tui.programme.names import find_item, find_unit
from liaison_tui.programme.obligations import is_owed, obligations, role_of
from liaison_tui.programme.period import months
from liaison_tui.programme.versions import put_together, wrong_next
from tests.programme.plan import PLAN

TOWN, OFFICE = "chengjiang", "shuiwu"
BEFORE, FROM = "2021-06", "2021-07"
LATE = date(2021, 12, 31)


def next_version(version: int = 2, since: str = FROM, **fields: Any) -> Programme:
    return replace(PLAN, version=version, in_force_from=since, **fields)


def owed(programme: Programme, unit: str, period: str) -> list[tuple[Any, ...]]:
    """Return all that is owed: the item whole, so that its words and cycle are compared too."""
    found = obligations(programme, programme.unit_by_id[unit], period)
    return [(o.unit.id, o.item, o.period, o.due, o.role, o.via) for o in found]


@st.composite
def newer(draw: st.DrawFn) -> Programme:
    """Give a next version that differs in anything a version may change."""
    gone = draw(st.sets(st.sampled_from([item.id for item in PLAN.items]), max_size=5))
    assigned = draw(st.lists(st.sampled_from([unit.id for unit in PLAN.units]), max_size=3))
    cycle: Cycle = draw(st.sampled_from(get_args(Cycle)))
    items = tuple(replace(i, cycle=cycle) for i in PLAN.items if i.id not in gone)
    lights = replace(PLAN.lights, missing=draw(st.sampled_from(["red", "yellow"])))
    left = draw(st.sampled_from([PLAN.units, PLAN.units[1:]]))
    return next_version(
        items=items, assignments=(Assignment("T09", tuple(assigned)),), lights=lights,
        due_day=draw(st.integers(1, 28)), units=left,
    )  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(newer(), st.sampled_from([unit.id for unit in PLAN.units]))
def test_past_obligations_never_change(version: Programme, unit: str) -> None:
    together = put_together([version, PLAN])
    for period in months("2021-04", BEFORE):
        assert due_day(together, period) == due_day(PLAN, period)
        assert owed(together, unit, period) == owed(PLAN, unit, period)
        for item in PLAN.items:
            known = PLAN.unit_by_id[unit]
            assert is_owed(together, known, item, period) == is_owed(PLAN, known, item, period)
    were, are = (
        standings(plan, plan.unit_by_id[unit], [BEFORE], {}, LATE) for plan in (PLAN, together)
    )
    assert [(s.item.id, s.light) for s in are] == [(s.item.id, s.light) for s in were]


@settings(max_examples=25, deadline=None)
@given(newer(), st.sampled_from([unit.id for unit in PLAN.units]))
def test_from_its_month_on_the_new_version_holds(version: Programme, unit: str) -> None:
    together = put_together([PLAN, version])
    alone = replace(version, earlier=())
    for period in months(FROM, "2021-12"):
        assert due_day(together, period) == due_day(alone, period)
        there = unit in alone.own_units
        assert owed(together, unit, period) == (owed(alone, unit, period) if there else [])


def test_an_item_that_was_dropped_keeps_its_past_and_its_name() -> None:
    town = PLAN.unit_by_id[TOWN]
    gone = obligations(PLAN, town, BEFORE)[0].item
    together = put_together([PLAN, next_version(items=tuple(i for i in PLAN.items if i != gone))])
    assert find_item(together, gone.id) == together.item_by_id[gone.id] == gone
    assert together.area_heading(gone) == PLAN.area_heading(gone)
    assert is_owed(together, town, gone, BEFORE)
    assert not is_owed(together, town, gone, "2021-09")
    assert role_of(together, town, gone) == role_of(PLAN, town, gone)


def test_a_unit_that_was_dropped_is_still_found_and_owes_only_for_its_time() -> None:
    together = put_together([PLAN, next_version(units=PLAN.units[1:])])
    first = PLAN.units[0]
    assert find_unit(together, first.name) == first
    assert first in together.units_in([BEFORE])
    assert first not in together.units_in([FROM])
    assert obligations(together, first, BEFORE)
    assert obligations(together, first, "2021-09") == []


def test_what_is_named_anew_bears_its_newest_name() -> None:
    item, unit = PLAN.items[0], PLAN.units[0]
    renamed = (replace(unit, name="新名称"), *PLAN.units[1:])
    reworded = (replace(item, text="新说法"), *PLAN.items[1:])
    together = put_together([PLAN, next_version(units=renamed, items=reworded)])
    assert together.unit_name(unit.id) == "新名称"
    assert together.item_by_id[item.id].text == "新说法"
    assert together.item_of(item.id, BEFORE) == item


def test_the_newest_version_whose_month_has_come_goes_before_all_others() -> None:
    second, third = next_version(2, "2021-07"), next_version(3, "2021-09")
    together = put_together([third, PLAN, second])
    found = {period: together.at(period).version for period in months("2021-04", "2021-10")}
    assert [found[f"2021-{number:02d}"] for number in range(4, 11)] == [1, 1, 1, 2, 2, 3, 3]


def test_a_later_version_from_the_same_month_takes_the_place_of_the_one_before() -> None:
    together = put_together([PLAN, next_version(2), next_version(3)])
    assert together.at(FROM).version == 3
    assert together.at(BEFORE).version == 1


def test_months_before_any_version_go_by_the_oldest() -> None:
    together = put_together([replace(PLAN, in_force_from="2021-05"), next_version()])
    assert together.at("2021-04").version == 1


def test_which_month_is_now_goes_by_the_due_days_of_each_version() -> None:
    together = put_together([PLAN, next_version(due_day=20)])
    assert period_on(together, date(2021, 7, 6)) == FROM
    assert period_on(together, date(2021, 8, 19)) == FROM
    assert period_on(PLAN, date(2021, 8, 19)) == "2021-08"


def test_what_may_not_follow_is_told_in_one_sentence() -> None:
    second = next_version()
    assert wrong_next(PLAN, second) is None
    together = put_together([PLAN, second])
    wrong = [
        wrong_next(PLAN, replace(second, id="wuxi-2021")),
        wrong_next(PLAN, replace(second, centre_id="wuxi")),
        wrong_next(PLAN, replace(second, version=3)),
        wrong_next(together, second),
        wrong_next(together, next_version(3, "2021-06")),
        wrong_next(PLAN, next_version(2, "2022-01")),
    ]
    assert all(wrong)
    assert len(set(wrong)) == len(wrong)
