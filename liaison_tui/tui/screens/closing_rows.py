"""The rows of the closing page: what is in the way, what came later, and how each unit stands."""

from collections.abc import Iterator, Sequence

from liaison_tui.journal.closing import LaterChange
from liaison_tui.reports.closing import (
    ClosedMonth,
    ClosedUnit,
    Obstacle,
    change_words,
    item_of,
    side_words,
)
from liaison_tui.reports.closing_words import figures_words
from liaison_tui.tui.screens.closing_told import Line
from liaison_tui.tui.widgets.board import Cell, Column, Row

COLUMNS = (
    Column("unit", "单位", least=12),
    Column("item", "事项", 5),
    Column("state", "办理", 12),
    Column("when", "日期", 10),
    Column("said", "内容", weight=2, least=16, rank=1),
)
_WAYS = {
    "due": "截止日", "conflict": "填报不一致", "review": "审核", "extension": "延期申请",
    "held": "待核验", "missing": "未报",
}  # fmt: skip
Listed = tuple[str, Sequence[tuple[Row, Line]]]


def listed_of(found: ClosedMonth, wanted: Sequence[ClosedUnit], *, whole: bool) -> list[Listed]:
    """Return the rows about some units under their titles, each row with what it stands for.

    `whole` also lists what is in the way, which is about the month.
    """
    ways = [_ways(found)] if whole else []
    every = [*ways, *_changes(found, wanted), *_units(wanted)]
    return [(title, rows) for title, rows in every if rows]


def _ways(found: ClosedMonth) -> Listed:
    rows = [(_way(each), each) for each in found.obstacles]
    return f"定稿以前还没办完的 {len(rows)}", rows


def _way(each: Obstacle) -> Row:
    cells: dict[str, Cell | str] = {
        "unit": _WAYS[each.sort],
        "state": Cell("待办", "strong"),
        "said": each.message,
    }
    return Row(f"way {each.sort}", cells, selectable=False)


def _changes(found: ClosedMonth, wanted: Sequence[ClosedUnit]) -> Iterator[Listed]:
    waiting: list[tuple[Row, Line]] = [
        (_change(found, each, change, f"change {each.unit.id} {change.key[1]}", waits=True), change)
        for each in wanted
        for change in each.changes
    ]
    yield f"定稿后更正，未接受 {len(waiting)}", waiting
    accepted: list[tuple[Row, Line]] = [
        (_change(found, each, one.change, f"accepted {each.unit.id} {number}", waits=False), one)
        for each in wanted
        for number, one in enumerate(each.accepted)
    ]
    yield f"定稿后更正，已接受 {len(accepted)}", accepted


def _change(
    found: ClosedMonth, each: ClosedUnit, change: LaterChange, key: str, *, waits: bool
) -> Row:
    cells: dict[str, Cell | str] = {
        "unit": each.unit.name,
        "item": change.key[1],
        "state": Cell(change_words(change), "strong" if waits else "quiet"),
        "when": change.when[:10],
        "said": side_words(change, item_of(found.programme, change), after=True),
    }
    return Row(key, cells, selectable=waits)


def _units(wanted: Sequence[ClosedUnit]) -> Iterator[Listed]:
    for is_closed, word in ((True, "已定稿"), (False, "未定稿")):
        rows = [(_unit(each), each) for each in wanted if each.is_closed == is_closed]
        yield f"{word} {len(rows)} 家", rows


def _unit(each: ClosedUnit) -> Row:
    word = each.closing
    shut = word is not None and word.is_closed
    cells: dict[str, Cell | str] = {
        "unit": each.unit.name,
        "state": Cell("已定稿" if shut else "撤销定稿" if word else "未定稿", "quiet"),
        "when": word.day if word else "",
        "said": Cell(figures_words(word.figures) if word and shut else "", "quiet"),
    }
    return Row(f"unit {each.unit.id}", cells, selectable=False)
