"""The points in a sheet, row by row: which indicator each is, what is doubtful, what lacks.

Nothing is guessed silently: a row that is only like an indicator is left out until a person says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from liaison_tui.programme.indicator_names import IndicatorNames, Meaning, indicators
from liaison_tui.programme.layouts import Layout
from liaison_tui.programme.likeness import key_of
from liaison_tui.programme.model import Programme
from liaison_tui.programme.sheet import Sheet, number_in, place, plain_number

# Said by a person: this row is no indicator.
NONE = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with a name: its number as people count, the name, its points, rank and remark."""

    number: int
    label: str
    points: Decimal | None
    item: str = ""
    candidates: tuple[str, ...] = ()
    rank: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SheetPoints:
    """What was read. `points` are by indicator, shared ones under the first of their indicators.

    `rows` are those they come from; `doubtful` are like an indicator, `unmatched` have points and
    are like none, `skipped` are headings and sums. `lacking` have no row, or no points in theirs.
    `remarks` are sentences about what is odd. `total` is the sum the sheet itself prints.
    """

    points: Mapping[str, Decimal]
    rows: Sequence[SheetRow]
    doubtful: Sequence[SheetRow]
    unmatched: Sequence[SheetRow]
    skipped: Sequence[SheetRow]
    lacking: Sequence[str]
    remarks: Sequence[str]
    total: Decimal | None = None


def read_points(
    programme: Programme,
    sheet: Sheet,
    layout: Layout,
    names: IndicatorNames,
    said: Mapping[int, str] | None = None,
) -> SheetPoints:
    """Return the points in a sheet; `said` is what a person has said of rows, by their numbers."""
    rows, doubtful, unmatched, skipped = [], [], [], []
    total = None
    for row, meaning in _rows(sheet, layout, names, said or {}):
        if meaning.sort == "indicator":
            rows.append(row)
        elif meaning.sort == "total":
            total = row.points if row.points is not None else total
            skipped.append(row)
        elif meaning.sort == "heading":
            skipped.append(row)
        elif meaning.candidates:
            doubtful.append(row)
        elif row.points is not None:
            unmatched.append(row)
    rows, twice = _single(rows, names)
    doubtful += twice
    points, remarks = _points(programme, sheet, layout, rows)
    remarks += _odd(programme, sheet, layout, rows, points)
    remarks += _wrong_total(points, total)
    scored = [key for key, _, _ in scored_parts(programme)]
    lacking = [key for key in scored if key not in points]
    return SheetPoints(
        points, rows, sorted(doubtful, key=lambda r: r.number), unmatched, skipped, lacking,
        remarks, total,
    )  # fmt: skip


def scored_parts(programme: Programme) -> Iterator[tuple[str, tuple[str, ...], Decimal]]:
    """Give what has points of its own: a key, the indicators it stands for, its full points.

    Points that several indicators share are one, under the first of them.
    """
    shared = {each.items[0]: each for each in programme.shared_points}
    among = {name for each in programme.shared_points for name in each.items}
    for item in indicators(programme):
        if item.id in shared:
            yield item.id, shared[item.id].items, Decimal(shared[item.id].points)
        elif item.id not in among and not item.deduction:
            yield item.id, (item.id,), Decimal(item.points or 0)


def _rows(
    sheet: Sheet, layout: Layout, names: IndicatorNames, said: Mapping[int, str]
) -> Iterator[tuple[SheetRow, Meaning]]:
    for row in range(layout.first, len(sheet.rows)):
        label = sheet.text(row, layout.columns["name"])
        if not label:
            label = _total_label(sheet, row, names)
        if not label:
            continue
        meaning = names.meaning(label)
        if row + 1 in said:
            item = said[row + 1]
            meaning = Meaning("indicator", item) if item != NONE else Meaning("heading")
        yield (
            SheetRow(
                row + 1, label, number_in(sheet.cell(row, layout.columns["points"])), meaning.item,
                meaning.candidates, _shown(sheet, layout, row, "rank"),
                _shown(sheet, layout, row, "remark"),
            ),
            meaning,
        )  # fmt: skip


def _total_label(sheet: Sheet, row: int, names: IndicatorNames) -> str:
    """Return the words of a sum that stand in another column than the names."""
    every = (sheet.text(row, column) for column in range(sheet.width))
    return next((words for words in every if words and names.meaning(words).sort == "total"), "")


def _shown(sheet: Sheet, layout: Layout, row: int, part: str) -> str:
    return sheet.shown(row, layout.columns[part]) if part in layout.columns else ""


def _single(
    rows: Sequence[SheetRow], names: IndicatorNames
) -> tuple[list[SheetRow], list[SheetRow]]:
    """Return one row for each indicator, and rows that another one takes the place of in doubt.

    A heading that is called as its only indicator stands before it: the last one is meant. Two
    rows with different points are doubtful, unless one of them is such a heading.
    """
    kept: dict[str, SheetRow] = {}
    twice: list[SheetRow] = []
    for row in rows:
        former = kept.get(row.item)
        if former and not (names.is_heading(row.label) or former.points in (None, row.points)):
            twice.append(SheetRow(row.number, row.label, row.points, candidates=(row.item,)))
        else:
            kept[row.item] = row
    return list(kept.values()), twice


def _points(
    programme: Programme, sheet: Sheet, layout: Layout, rows: Sequence[SheetRow]
) -> tuple[dict[str, Decimal], list[str]]:
    by_item = {row.item: row for row in rows}
    column = layout.columns["points"]
    holders: dict[tuple[int, int], set[str]] = {}
    for row in rows:
        holders.setdefault(sheet.origin(row.number - 1, column), set()).add(row.item)
    found: dict[str, Decimal] = {}
    remarks = []
    for key, items, full in scored_parts(programme):
        own = [by_item[name] for name in items if name in by_item]
        cells = {sheet.origin(row.number - 1, column): row.points for row in own}
        spread = [cell for cell in cells if holders[cell] - set(items)]
        if spread:
            remarks.append(f"{place(*spread[0])} 是几个指标合并的单元格，分不清 {key} 的得分")
            continue
        numbers = [points for points in cells.values() if points is not None]
        if len(items) > 1 and len(numbers) > 1 and sum(numbers) > full and len(set(numbers)) == 1:
            remarks.append(f"{_range(items)} 各行都印着 {plain_number(numbers[0])}，按合计一次计")
            numbers = numbers[:1]
        if numbers:
            found[key] = sum(numbers, Decimal(0))
    deduction = next((item.id for item in indicators(programme) if item.deduction), "")
    if deduction in by_item and (points := by_item[deduction].points) is not None:
        found[deduction] = -abs(points)
    return found, remarks


def _odd(
    programme: Programme,
    sheet: Sheet,
    layout: Layout,
    rows: Sequence[SheetRow],
    points: Mapping[str, Decimal],
) -> list[str]:
    """Return what is odd about points and full points; they are taken all the same."""
    found = []
    by_item = {row.item: row for row in rows}
    for key, items, full in scored_parts(programme):
        got = points.get(key)
        name = _range(items)
        if got is not None and not 0 <= got <= full:
            found.append(f"{name} 得 {plain_number(got)} 分，不在 0 至 {plain_number(full)} 之间")
        if "full" in layout.columns and len(items) == 1 and key in by_item:
            printed = number_in(sheet.cell(by_item[key].number - 1, layout.columns["full"]))
            if printed is not None and printed != full:
                told = f"表中满分 {plain_number(printed)}，工作意见是 {plain_number(full)}"
                found.append(f"{name} {told}")
    return found


def _wrong_total(points: Mapping[str, Decimal], total: Decimal | None) -> list[str]:
    added = sum(points.values(), Decimal(0))
    gross = sum((p for p in points.values() if p > 0), Decimal(0))
    if total is None or total in (added, gross):
        return []
    return [f"表中合计 {plain_number(total)}，与各项之和 {plain_number(added)} 不符"]


def _range(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{items[0]}–{items[-1]}"


def learned_names(rows: Sequence[SheetRow], said: Mapping[int, str]) -> dict[str, str]:
    """Return, of what a person has said of rows, the names to know another time."""
    every = {row.number: row.label for row in rows}
    return {key_of(every[row]): item for row, item in said.items() if row in every}
