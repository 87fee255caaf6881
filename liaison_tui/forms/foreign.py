"""Workbooks that are not ours, in the layout of annex 1 with a column of progress.

The column of tasks is the one whose words are most like a unit's items: annex 1 prints 重点工作
above areas and tasks alike. Rows are matched by their words too, and shown to a person before
anything is taken in. What is only like an item is never taken for it unasked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from liaison_tui.forms.reading import FilledRow, item_id, typed
from liaison_tui.programme.likeness import key_of, likeness
from liaison_tui.programme.model import Item
from liaison_tui.programme.sheet import Sheet, place
from liaison_tui.text import normal, one_line

# same: its words or its number; like: a person has to say; none: like no item of the unit's.
Sort = Literal["same", "like", "none"]

_HEAD_ROWS = 30
# So many rows tell which column holds the tasks.
_SAMPLE_ROWS = 100
_SAME, _LIKE = 0.9, 0.45
_MOST_CANDIDATES = 3
_LONGEST_TITLE = 16
# What offices write above such columns; the first that fits a column counts.
_TITLES: dict[str, re.Pattern[str]] = {
    "id": re.compile(r"编号|事项编号|任务编号"),
    "item": re.compile(
        r"(?:具体|主要|重点|工作)?(?:任务|事项|指标|工作|工作内容)(?:名称|内容)?(?:及要求)?"
    ),
    "percent": re.compile(r"(?:完成)?进度|完成率|完成比例"),
    "text": re.compile(
        r".*进展.*(?<!表)|.*(?:完成|落实|推进|办理|工作)(?:情况|成效)|(?:工作|推进|目前|当前)进度"
    ),
    "problems": re.compile(r".*(?:问题|困难).*"),
    "next_steps": re.compile(r"下一?步.*|下一?阶段.*|工作计划|.*打算"),
    "practices": re.compile(r".*(?:经验|做法|亮点|特色).*"),
}
_SAID = ("percent", "text", "problems", "next_steps", "practices")
# What stands behind a title: 进展情况（截至6月底）, 进度(%).
_REMARK = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """A row of somebody's workbook: its words, and which item they are.

    `sort` says how sure that is; `candidates` are the likeliest items, the likeliest first.
    `number` is the row as the workbook numbers it.
    """

    sheet: str
    number: int
    words: str
    sort: Sort
    candidates: tuple[str, ...]
    filled: FilledRow

    def as_item(self, item: str) -> FilledRow:
        """Return what the row says, as said of an item."""
        row = self.filled
        return FilledRow(item, row.sheet, row.address, row.values, row.places)


def read_foreign(sheets: Sequence[Sheet], items: Sequence[Item]) -> list[ForeignRow]:
    """Return the rows that say something; empty without a column of tasks and one of progress."""
    found = []
    for sheet in sheets:
        head = _head(sheet)
        tasks = _tasks(sheet, *head, items) if head else None
        if head and tasks is not None:
            row, at = head
            found += _rows(sheet, row, at | {"item": tasks}, items)
    return found


def _head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the row of titles and which columns they name; None without a title of progress.

    Of several such rows it is the one with most titles, the first of those: the table's own name
    (…进展情况表) is none of them.
    """
    heads = []
    for row in range(min(len(sheet.rows), _HEAD_ROWS)):
        at: dict[str, int] = {}
        columns = [column for column in range(len(sheet.rows[row])) if sheet.shown(row, column)]
        for column in columns:
            title = _REMARK.sub("", normal(sheet.shown(row, column)))
            key = next((k for k, pattern in _TITLES.items() if pattern.fullmatch(title)), None)
            if key and len(title) <= _LONGEST_TITLE:
                at.setdefault(key, column)
        if "text" in at and len({sheet.origin(row, column) for column in columns}) > 1:
            heads.append((row, at))
    return max(heads, key=lambda head: len(head[1]), default=None)


def _tasks(sheet: Sheet, head: int, at: Mapping[str, int], items: Sequence[Item]) -> int | None:
    """Return the column whose words are most like the items, else the one that its title names."""
    others = {column for key, column in at.items() if key != "item"}
    columns = [column for column in range(sheet.width) if column not in others]
    alike = {column: _alike(sheet, head, column, items) for column in columns}
    titled = at.get("item")
    best = max(columns, key=lambda c: (alike[c], c == titled), default=None)
    return best if best is not None and alike[best] else titled


def _alike(sheet: Sheet, head: int, column: int, items: Sequence[Item]) -> int:
    """Return how many cells below a title are like an item."""
    last = min(len(sheet.rows), head + 1 + _SAMPLE_ROWS)
    words = (sheet.text(row, column) for row in range(head + 1, last))
    return sum(bool(said) and _match(said, "", items)[0] != "none" for said in words)


def _rows(
    sheet: Sheet, head: int, at: Mapping[str, int], items: Sequence[Item]
) -> list[ForeignRow]:
    found = []
    for number in range(head + 1, len(sheet.rows)):
        values = {key: typed(sheet, number, at[key]) for key in _SAID if key in at}
        said = {key: words for key, words in values.items() if words}
        words = sheet.text(number, at["item"])
        if not words or not said:
            continue
        named = item_id(sheet.shown(number, at["id"])) if "id" in at else ""
        sort, candidates = _match(words, named, items)
        places = {key: (sheet.name, place(number, at[key])) for key in values}
        row = FilledRow("", sheet.name, place(number, at["item"]), said, places)
        found.append(ForeignRow(sheet.name, number + 1, words, sort, candidates, row))
    return found


def _match(words: str, named: str, items: Sequence[Item]) -> tuple[Sort, tuple[str, ...]]:
    """Return which item some words are, and how sure that is."""
    if named and any(item.id == named for item in items):
        return "same", (named,)
    key = key_of(one_line(words))
    alike = sorted(((likeness(key, key_of(item.text)), item.id) for item in items), reverse=True)
    likely = [(share, name) for share, name in alike if share >= _LIKE][:_MOST_CANDIDATES]
    if not likely:
        return "none", ()
    names = tuple(name for _, name in likely)
    sure = likely[0][0] >= _SAME and (len(likely) == 1 or likely[1][0] < likely[0][0])
    return ("same" if sure else "like"), names
