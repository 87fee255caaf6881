"""Next year's plan from the tables of its notice: what goes on from last year's, what is doubtful.

An item that says what one of last year's said goes on with its cycle, its measures and what it
reports; who answers for it is what the new table says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from liaison_tui.programme.annexes import Annexes, Doubt, IndicatorRow, TaskRow
from liaison_tui.programme.cells import Cell, resolve_cell
from liaison_tui.programme.likeness import key_of, likeness
from liaison_tui.programme.model import Area, Heading, Item, Programme, SharedPoints

# kept: as it was; reassigned: answered for by others; changed: in other words; dropped: no more.
Sort = Literal["added", "dropped", "changed", "reassigned", "kept"]
SORTS: dict[Sort, str] = {
    "added": "新增", "dropped": "取消", "changed": "沿用，文字有改动",
    "reassigned": "改责任单位", "kept": "沿用",
}  # fmt: skip
_LIKE = 0.6
_CARRIED = (
    "单位和成员名单、填报周期、截止日、节假日、灯的界限照搬上年，通知未规定，请逐项核对；"
    "文号和印发日期请补上"
)
_TASKS, _INDICATORS = "附件1", "附件2"
_USUAL: Mapping[str, Literal["progress", "notes"]] = {"task": "progress", "indicator": "notes"}


@dataclass(frozen=True, slots=True)
class Difference:
    """An item beside last year's: `item` is this year's id, `former` last year's, None for none.

    `joined` and `left` are the units and groups that answer for it now, and that no longer do.
    """

    sort: Sort
    item: str | None
    former: str | None
    text: str
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as it was drafted: what of it is new, what a person has to settle, the differences."""

    areas: tuple[Area, ...]
    headings: tuple[Heading, ...]
    items: tuple[Item, ...]
    shared_points: tuple[SharedPoints, ...]
    doubts: tuple[Doubt, ...]
    differences: tuple[Difference, ...]


class _Drafted(NamedTuple):
    item: Item
    former: Item | None
    where: str


def draft_plan(base: Programme, found: Annexes) -> PlanDraft:
    """Return next year's plan, drafted after last year's (`base`) from the tables of its notice."""
    doubts = [*found.doubts, Doubt("全文", _CARRIED)]
    tasks = _tasks(base, found.tasks, doubts)
    indicators = _indicators(base, found.indicators, doubts)
    drafted = [*tasks, *indicators]
    areas = tuple(
        Area(number, numeral, title) for number, (numeral, title) in enumerate(found.areas, start=1)
    )
    headings = tuple(Heading(h.level, h.no, h.title, h.points, h.under) for h in found.headings)
    shared = _shared(found.indicators)
    _doubt_sums(headings, [each.item for each in indicators], shared, doubts)
    return PlanDraft(
        areas, headings, tuple(each.item for each in drafted), shared, tuple(doubts),
        tuple(_differences(base, drafted)),
    )  # fmt: skip


def _tasks(base: Programme, rows: Sequence[TaskRow], doubts: list[Doubt]) -> list[_Drafted]:
    former = _matched(
        [row.text for row in rows], [item for item in base.items if item.kind == "task"]
    )
    drafted = []
    for number, (row, before) in enumerate(zip(rows, former, strict=True), start=1):
        item = Item(f"T{number:02d}", "task", row.text, "quarter", "progress", area=row.area)
        drafted.append(_answered(base, item, before, row.printed, row.where, doubts))
    return drafted


def _indicators(
    base: Programme, rows: Sequence[IndicatorRow], doubts: list[Doubt]
) -> list[_Drafted]:
    known = [item for item in base.items if item.kind == "indicator"]
    former = _matched([row.text for row in rows], known)
    drafted = []
    for number, (row, before) in enumerate(zip(rows, former, strict=True), start=1):
        if row.number is not None and row.number != number:
            sentence = f"序号是 {row.number}，前面少了或多了一行？这里按第 {number} 项列入"
            doubts.append(Doubt(row.where, sentence))
        item = Item(
            f"I{number:02d}", "indicator", row.text, "month", "notes", heading=row.heading,
            points=row.points, source=row.source or None, deduction=row.deduction, standing=True,
        )  # fmt: skip
        if row.deduction and before:
            item = replace(item, deductions=before.deductions)
        drafted.append(_answered(base, item, before, row.printed, row.where, doubts))
    return drafted


def _matched(texts: Sequence[str], known: Sequence[Item]) -> list[Item | None]:
    """Return for each text the item of last year that it goes on from; each of them once."""
    left = {key_of(item.text): item for item in reversed(known)}
    keys = [key_of(text) for text in texts]
    found = [left.pop(key, None) for key in keys]
    open_rows = [row for row, item in enumerate(found) if item is None]
    pairs = sorted(
        ((likeness(keys[row], other), -row, other) for row in open_rows for other in left),
        reverse=True,
    )
    for alike, row, other in pairs:
        if alike >= _LIKE and found[-row] is None and other in left:
            found[-row] = left.pop(other)
    return found


def _answered(
    base: Programme, item: Item, former: Item | None, printed: str, where: str, doubts: list[Doubt]
) -> _Drafted:
    """Return an item with who answers for it, and with what it goes on with from last year."""
    cell = _named(base, former, printed)
    for piece in cell.unresolved:
        sentence = f"“{piece}”不是已知的单位：请在文件里加上这个单位，或作为某个单位的别名"
        doubts.append(Doubt(where, sentence))
    if not printed:
        doubts.append(Doubt(where, "没有责任单位，请核对"))
    item = replace(item, printed=printed, responsible=cell.units, groups=cell.groups)
    if former is None:
        if not item.deduction:
            doubts.append(Doubt(where, "新增的事项：填报周期、填报要求和数量通知未规定，请补充"))
        return _Drafted(replace(item, reports=_USUAL[item.kind]), None, where)
    if not _is_same(item.text, former.text):
        also = "；目标值请一并核对" if any(m.target is not None for m in former.measures) else ""
        sentence = f"与上年 {former.id} 相近但文字有改动，按沿用列入，请核对{also}"
        doubts.append(Doubt(where, sentence))
    return _Drafted(
        replace(
            item, cycle=former.cycle, reports=former.reports, standing=former.standing,
            measures=former.measures, fed_by=former.fed_by, continues=f"{base.id}:{former.id}",
        ),
        former, where,
    )  # fmt: skip


def _named(base: Programme, former: Item | None, printed: str) -> Cell:
    """Return whom a cell names; one that is printed as last year names whom it named then."""
    if former and printed and key_of(printed) == key_of(former.printed):
        return Cell(former.responsible, former.groups, ())
    return resolve_cell(base, printed)


def _is_same(text: str, former: str) -> bool:
    return key_of(text) == key_of(former)


def _shared(rows: Sequence[IndicatorRow]) -> tuple[SharedPoints, ...]:
    """Return points printed once for several indicators."""
    found: dict[tuple[int, int], list[str]] = {}
    points: dict[tuple[int, int], int] = {}
    for number, row in enumerate(rows, start=1):
        if row.shares is not None:
            found.setdefault(row.shares, []).append(f"I{number:02d}")
            points[row.shares] = row.shared or 0
    return tuple(
        SharedPoints(tuple(items), points[cell])
        for cell, items in found.items()
        if len(items) > 1 and points[cell]
    )


def _doubt_sums(
    headings: Sequence[Heading],
    items: Sequence[Item],
    shared: Sequence[SharedPoints],
    doubts: list[Doubt],
) -> None:
    """Note headings whose points are not what their indicators come to."""
    if not items:
        return
    by_place = {(heading.level, heading.no): heading for heading in headings}
    sums: dict[Heading, int] = {}
    once = {mark.items[0]: mark.points for mark in shared}
    for item in items:
        worth = 0 if item.deduction else (item.points or 0) + once.get(item.id, 0)
        heading = by_place.get((3, item.heading or 0))
        while heading:
            sums[heading] = sums.get(heading, 0) + worth
            heading = by_place.get((heading.level - 1, heading.under or 0))
    for heading, come_to in sums.items():
        if heading.points is not None and heading.points != come_to:
            sentence = f"“{heading.title}”印作 {heading.points} 分，下面各项合计 {come_to} 分"
            doubts.append(Doubt(_INDICATORS, sentence))
    total = sum(come_to for heading, come_to in sums.items() if heading.level == 1)
    if total != 100:
        doubts.append(Doubt(_INDICATORS, f"各项分值合计 {total} 分，不是 100 分"))


def _differences(base: Programme, drafted: Sequence[_Drafted]) -> list[Difference]:
    """Return every item beside last year's, those that are no more last."""
    found = []
    for item, former, _ in drafted:
        if former is None:
            found.append(Difference("added", item.id, None, item.text))
            continue
        now, before = (*item.responsible, *item.groups), (*former.responsible, *former.groups)
        joined = tuple(name for name in now if name not in before)
        left = tuple(name for name in before if name not in now)
        sort: Sort = "reassigned" if joined or left else "kept"
        if not _is_same(item.text, former.text):
            sort = "changed"
        found.append(Difference(sort, item.id, former.id, item.text, joined, left))
    going_on = {former.id for _, former, _ in drafted if former}
    found += [
        Difference("dropped", None, item.id, item.text)
        for item in base.items
        if item.id not in going_on
    ]
    return found
