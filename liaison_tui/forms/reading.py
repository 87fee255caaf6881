"""Reading a form that was filled in: found by its titles and numbers, wherever they lie now.

Columns may be moved, rows sorted or deleted, sheets renamed, added or saved by another program.
Nothing is written here; what is wrong is said with the address of its cell.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from liaison_tui.journal.form import QUANTITIES
from liaison_tui.programme.sheet import Sheet, place, plain_number
from liaison_tui.reports import wording
from liaison_tui.reports.form_book import (
    COLUMNS,
    FIGURE_COLUMNS,
    FORMAT,
    KEYS,
    NOTHING_WORDS,
    FormColumn,
)
from liaison_tui.text import normal, sanitise

# What of a row says something about its item.
SAID = ("nothing", "status", "percent", "text", "problems", "next_steps", "practices")
_TEXTS = ("text", "problems", "next_steps", "practices")
_ID = re.compile(r"([TIL])0*(\d{1,2})", re.ASCII)
_HEAD_ROWS = 30
_FEWEST_TITLES = 3
_CHOICES: dict[str, dict[str, str]] = {
    "nothing": {normal(word): key for key, word in NOTHING_WORDS.items()},
    "status": {normal(word): key for key, word in wording.STATUSES.items()},
}
_WORDS = {"nothing": NOTHING_WORDS, "status": wording.STATUSES}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a cell, in a sentence; without an address it is about the whole sheet.

    `row` is the item it is about, where that is known.
    """

    sheet: str
    address: str
    sentence: str
    row: str = ""


@dataclass(slots=True)
class FilledRow:
    """What was filled in of one item: typed values as `journal/form` reads them.

    `places` are the cells they stand in, by field; `head` is the entry the form has shown, as the
    beginning of its id, None where the workbook says nothing of that.
    """

    item: str
    sheet: str
    address: str
    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it came back: whose and for which month (by `KEYS`), its rows, what is wrong."""

    identity: Mapping[str, str]
    rows: Sequence[FilledRow]
    problems: Sequence[Problem]


def read_filled(sheets: Sequence[Sheet]) -> Filled | None:
    """Return a form of ours as it was filled in; None for a workbook that is none."""
    identity = next(filter(None, map(_identity, sheets)), None)
    if identity is None:
        return None
    reader = _Reader()
    for sheet in sheets:
        if head := _head(sheet, COLUMNS, needs=("id", "text")):
            reader.read_main(sheet, *head)
    for sheet in sheets:
        if head := _head(sheet, FIGURE_COLUMNS, needs=("id", "number")):
            reader.read_figures(sheet, *head)
    if not reader.rows and not reader.problems:
        sentence = "找不到填报表的标题行（编号、工作进展等），请重新导出填报表再填"
        reader.problems.append(Problem(sheets[0].name, "", sentence))
    return Filled(identity, list(reader.rows.values()), reader.problems)


def item_id(text: str) -> str:
    """Return the id a cell means (`t9`, `Ｔ０９`); empty for anything else."""
    match = _ID.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    return f"{match[1]}{int(match[2]):02d}" if match else ""


def row_twice(first: str) -> str:
    """Return what is said of an item's second row; `first` is the address of its first."""
    return f"在 {first} 已有一行，请合并成一行"


def typed(sheet: Sheet, row: int, column: int) -> str:
    """Return what was typed into a cell, a merged one too: numbers as people write them."""
    found = sheet.cell(row, column)
    if isinstance(found, Decimal):
        return plain_number(found)
    if isinstance(found, str):
        return sanitise(found).strip()
    return f"{found.year}年{found.month}月{found.day}日" if found else ""


def _identity(sheet: Sheet) -> dict[str, str] | None:
    """Return what a sheet says of whose form it is, None for any other sheet."""
    said = {sheet.shown(row, 0): sheet.shown(row, 1) for row in range(min(len(sheet.rows), 20))}
    if FORMAT not in said or any(not said.get(key) for key in KEYS):
        return None
    return {key: said[key] for key in KEYS}


def _head(
    sheet: Sheet, columns: Sequence[FormColumn], *, needs: Sequence[str]
) -> tuple[int, dict[str, int]] | None:
    """Return the row of titles and the place of each column; None where the sheet has none."""
    known = {normal(column.title): column.key for column in columns}
    for row in range(min(len(sheet.rows), _HEAD_ROWS)):
        found: dict[str, int] = {}
        for column in range(len(sheet.rows[row])):
            key = known.get(normal(sheet.shown(row, column)))
            if key:
                found.setdefault(key, column)
        if len(found) >= _FEWEST_TITLES and all(need in found for need in needs):
            return row, found
    return None


class _Reader:
    """Reads sheets into rows, one an item."""

    def __init__(self) -> None:
        self.rows: dict[str, FilledRow] = {}
        self.problems: list[Problem] = []

    def read_main(self, sheet: Sheet, head: int, at: Mapping[str, int]) -> None:
        """Read what was said of each item."""
        for number in range(head + 1, len(sheet.rows)):
            said = {key: typed(sheet, number, at[key]) for key in SAID if key in at}
            item = self._item(
                sheet, number, at["id"], filled=any(said[k] for k in _TEXTS if k in said)
            )
            if not item:
                continue
            address = place(number, at["id"])
            if item in self.rows:
                other = self.rows[item].address
                self._wrong(sheet, address, f"{item} {row_twice(other)}", item)
                continue
            row = self.rows[item] = FilledRow(item, sheet.name, address)
            if "head" in at:
                row.head = sheet.shown(number, at["head"])
            for key, words in said.items():
                row.places[key] = (sheet.name, place(number, at[key]))
                if words:
                    self._say(sheet, row, key, words)

    def read_figures(self, sheet: Sheet, head: int, at: Mapping[str, int]) -> None:
        """Read the numbers, each by its item and its key or label."""
        for number in range(head + 1, len(sheet.rows)):
            words = typed(sheet, number, at["number"])
            item = self._item(sheet, number, at["id"], filled=bool(words))
            name = next((sheet.shown(number, at[k]) for k in ("key", "label") if k in at), "")
            if not item or not name:
                continue
            address = place(number, at["number"])
            row = self.rows.setdefault(item, FilledRow(item, sheet.name, address))
            measure = f"{QUANTITIES}{name}"
            if measure in row.places:
                self._wrong(sheet, address, f"{item} 的这个数量填了两行，请留一行", item)
                continue
            row.places[measure] = (sheet.name, address)
            if words:
                row.values[measure] = words

    def _item(self, sheet: Sheet, row: int, column: int, *, filled: bool) -> str:
        """Return the item of a row; a row that says something but not of what is a problem."""
        shown = sheet.shown(row, column)
        found = item_id(shown)
        if not found and filled:
            said = f"编号“{shown}”看不懂" if shown else "这一行写了内容，没有编号"
            self._wrong(sheet, place(row, column), f"{said}，请写明如 T18")
        return found

    def _say(self, sheet: Sheet, row: FilledRow, key: str, words: str) -> None:
        if key in _CHOICES:
            choice = _CHOICES[key].get(normal(words))
            if choice is None:
                known = "、".join(_WORDS[key].values())
                _, address = row.places[key]
                self._wrong(sheet, address, f"“{words[:20]}”看不懂，请选：{known}", row.item)
            elif choice:
                row.values[key] = choice
        else:
            row.values[key] = _percent(words) if key == "percent" else words

    def _wrong(self, sheet: Sheet, address: str, sentence: str, row: str = "") -> None:
        self.problems.append(Problem(sheet.name, address, sentence, row))


def _percent(words: str) -> str:
    """Return a percentage as typed; a cell in the format of percents holds 0.6 for 60%."""
    try:
        share = Decimal(words)
    except ArithmeticError:
        return words
    return plain_number(share * 100) if 0 < share < 1 else words


def in_order(rows: Sequence[FilledRow]) -> Iterator[FilledRow]:
    """Give rows as their numbers go."""
    yield from sorted(rows, key=lambda row: row.item)
