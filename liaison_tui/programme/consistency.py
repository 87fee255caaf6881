"""Whether a programme holds together: names that somebody bears, ids used once, sums that hold."""

from collections import Counter

from liaison_tui.programme.cells import resolve_cell
from liaison_tui.programme.ids import SLUG
from liaison_tui.programme.locating import Path
from liaison_tui.programme.model import Item, Measure, Programme
from liaison_tui.programme.tables import Problems


def check_consistency(programme: Programme, problems: Problems) -> None:
    """Note every name that nobody bears, every id used twice, every sum that does not hold."""
    if programme.last_period < programme.first_period:
        problems.add(("last_period",), "不能早于 first_period")
    _check_ids(programme, problems)
    known_units, known_groups = set(programme.unit_by_id), set(programme.group_by_id)
    places = (
        ("groups", "units", [(n, g.units) for n, g in enumerate(programme.groups)], known_units),
        ("assign", "units", [(n, a.units) for n, a in enumerate(programme.assignments)],
         known_units),
        ("assign", "item", [(n, (a.item,)) for n, a in enumerate(programme.assignments)],
         set(programme.item_by_id)),
        ("items", "responsible", [(n, i.responsible) for n, i in enumerate(programme.items)],
         known_units),
        ("items", "groups", [(n, i.groups) for n, i in enumerate(programme.items)], known_groups),
        ("shared_points", "items", [(n, s.items) for n, s in enumerate(programme.shared_points)],
         set(programme.item_by_id)),
    )  # fmt: skip
    for array, key, rows, known in places:
        for n, names in rows:
            for name in names:
                if name not in known:
                    problems.add((array, n, key), f"“{name}”没有定义")
    for n, item in enumerate(programme.items):
        _check_item(programme, item, n, problems)
    _check_sums(programme, problems)


def _check_ids(programme: Programme, problems: Problems) -> None:
    arrays = {
        "items": [item.id for item in programme.items],
        "units": [unit.id for unit in programme.units],
        "groups": [group.id for group in programme.groups],
    }
    for array, ids in arrays.items():
        for n, name in enumerate(ids):
            if name in ids[:n]:
                problems.add((array, n, "id"), f"编号“{name}”已经用过")
    for n, unit in enumerate(programme.units):
        for key, other in (("run_by", unit.run_by), ("successor", unit.successor)):
            if other and other not in programme.unit_by_id:
                problems.add(("units", n, key), f"“{other}”没有定义")


def _check_item(programme: Programme, item: Item, n: int, problems: Problems) -> None:
    if (item.kind == "task") != item.id.startswith("T"):
        problems.add(("items", n, "id"), "任务编号用 T，指标编号用 I")
    if item.kind == "task" and item.area not in {area.no for area in programme.areas}:
        problems.add(("items", n, "area"), "没有这一项重点工作")
    if item.kind == "indicator" and not item.deduction and not programme.headings_of(item)[0]:
        problems.add(("items", n, "heading"), "没有这个三级指标，或它没有上级")
    plan, _, name = (item.continues or "").partition(":")
    if item.continues and (plan == programme.id or not SLUG.fullmatch(plan) or not name):
        problems.add(("items", n, "continues"), "应写成另一年度的编号和事项，如 jiangyin-2021:T20")
    known = {*programme.unit_by_id, *programme.group_by_id}
    for m, measure in enumerate(item.measures):
        _check_fed_by(item, measure, ("items", n, "measures", m, "fed_by"), problems)
        for name in measure.sum_over:
            if name not in known:
                problems.add(("items", n, "measures", m, "sum_over"), f"“{name}”没有定义")
    if item.printed:
        cell = resolve_cell(programme, item.printed)
        for piece in cell.unresolved:
            problems.add(("items", n, "printed"), f"“{piece}”对不上任何单位或组")
        if not cell.unresolved and set(cell.units) != set(item.responsible):
            problems.add(("items", n, "responsible"), "与 printed 一栏所列单位不一致")
        if not cell.unresolved and set(cell.groups) != set(item.groups):
            problems.add(("items", n, "groups"), "与 printed 一栏所列的组不一致")


def _check_fed_by(item: Item, measure: Measure, place: Path, problems: Problems) -> None:
    if measure.fed_by and measure.rule == "level":
        problems.add(place, "水平值（level）不能由活动次数得出")
    if not set(measure.fed_by) <= set(item.fed_by):
        problems.add(place, "应都在这一事项的 fed_by 里")


def _check_sums(programme: Programme, problems: Problems) -> None:
    points: Counter[tuple[int, int]] = Counter()
    for item in programme.items:
        shared = programme.shared_points_of(item)
        own = shared.points if shared and shared.items[0] == item.id else item.points or 0
        for heading in programme.headings_of(item):
            if heading:
                points[heading.level, heading.no] += own
    for n, heading in enumerate(programme.headings):
        total = points[heading.level, heading.no]
        if heading.points is not None and heading.points != total:
            problems.add(
                ("headings", n, "points"), f"写的是 {heading.points} 分，所含指标合计 {total} 分"
            )
