"""The numbers of the shipped plan: how many of what, and every sum the notice prints."""

import pytest

from liaison_tui.programme.cells import resolve_cell
from liaison_tui.programme.model import Item
from tests.programme.plan import PLAN

INDICATORS = [item for item in PLAN.items if item.kind == "indicator"]


def points_under(level: int, no: int) -> int:
    """Add up points from the items alone: shared ones once, the deduction not at all."""
    total = 0
    for item in INDICATORS:
        heading = PLAN.headings_of(item)[level - 1]
        if heading is None or heading.no != no or item.deduction:
            continue
        shared = PLAN.shared_points_of(item)
        if shared is None:
            total += item.points or 0
        elif shared.items[0] == item.id:
            total += shared.points
    return total


def test_there_are_eight_areas_22_tasks_and_40_indicators() -> None:
    assert len(PLAN.areas) == 8
    assert sum(item.kind == "task" for item in PLAN.items) == 22
    assert len(INDICATORS) == 40
    assert [sum(i.area == n for i in PLAN.items) for n in range(1, 9)] == [3, 2, 3, 1, 3, 5, 2, 3]


def test_there_are_4_15_and_25_headings_and_each_holds_something() -> None:
    assert [sum(h.level == level for h in PLAN.headings) for level in (1, 2, 3)] == [4, 15, 25]
    held = {h for item in INDICATORS for h in PLAN.headings_of(item)}
    assert set(PLAN.headings) <= held


@pytest.mark.parametrize("level", [1, 2])
def test_the_points_of_every_heading_are_the_sum_of_its_indicators(level: int) -> None:
    for heading in PLAN.headings:
        if heading.level == level:
            assert points_under(level, heading.no) == heading.points, heading.title


def test_all_points_are_100() -> None:
    assert [points_under(1, n) for n in (1, 2, 3, 4)] == [20, 21, 43, 16]
    assert sum(points_under(2, n) for n in range(1, 16)) == 100
    assert sum(points_under(3, n) for n in range(1, 26)) == 100


def test_indicators_27_to_30_share_18_points() -> None:
    (shared,) = PLAN.shared_points
    assert (shared.items, shared.points) == (("I27", "I28", "I29", "I30"), 18)
    assert {PLAN.item_by_id[name].points for name in shared.items} == {None}


def test_the_deduction_stands_outside_the_hundred() -> None:
    deduction = PLAN.item_by_id["I40"]
    assert (deduction.deduction, deduction.points) == (True, 30)
    assert PLAN.headings_of(deduction) == (None, None, None)
    assert PLAN.area_title(deduction) == "扣分项"


@pytest.mark.parametrize("item", PLAN.items, ids=lambda item: item.id)
def test_every_responsible_cell_resolves_to_what_the_item_lists(item: Item) -> None:
    cell = resolve_cell(PLAN, item.printed)
    assert cell.unresolved == ()
    assert cell.units == item.responsible
    assert set(cell.groups) == set(item.groups)


@pytest.mark.parametrize(
    ("printed", "units", "groups", "unresolved"),
    [
        ("融媒体中心法院等相关成员单位", ("rongmeiti", "fayuan"), ("related",), ()),
        ("科技局、等相关成员单位,各镇街园区", ("keji",), ("related", "towns"), ()),
        ("电信、移动、联通公司", ("dianxin", "yidong", "liantong"), (), ()),
        ("市发改委(信用办)；文明办", ("fagaiwei", "xuanchuanbu"), (), ()),
        ("税务局、气象局", ("shuiwu",), (), ("气象局",)),
        ("税务局、税务局", ("shuiwu",), (), ()),
        ("", (), (), ()),
    ],
)
def test_a_cell_is_read_as_it_is_printed(
    printed: str, units: tuple[str, ...], groups: tuple[str, ...], unresolved: tuple[str, ...]
) -> None:
    cell = resolve_cell(PLAN, printed)
    assert (cell.units, cell.groups, cell.unresolved) == (units, groups, unresolved)
