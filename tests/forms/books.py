"""Workbooks as offices fill them in and send them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook as Book

from liaison_tui.forms.making import save_form
from liaison_tui.reports.form_book import COLUMNS, FIGURE_COLUMNS, FIGURES, MAIN
from liaison_tui.workspace import Workspace
from tests.exchange import offices

MAIN_AT = {column.key: number for number, column in enumerate(COLUMNS, start=1)}
FIGURE_AT = {column.key: number for number, column in enumerate(FIGURE_COLUMNS, start=1)}
_FIRST = 4


def blank(office: Workspace, folder: Path, unit: str = offices.TOWN) -> Path:
    """Write a unit's form."""
    return save_form(office, office.unit_named(unit), offices.MONTH, folder)


def fill(
    path: Path, *said: tuple[str, str, object], figures: Sequence[tuple[str, str, object]] = ()
) -> Path:
    """Fill in a form: what is said of which item in which column; numbers by item and key."""
    book: Any = openpyxl.load_workbook(path)
    main = book[MAIN]
    for item, key, value in said:
        main.cell(row_of(main, item), MAIN_AT[key]).value = value
    for item, key, value in figures:
        sheet = book[FIGURES]
        row = next(
            r for r in range(_FIRST, sheet.max_row + 1)
            if (sheet.cell(r, 1).value, sheet.cell(r, FIGURE_AT["key"]).value) == (item, key)
        )  # fmt: skip
        sheet.cell(row, FIGURE_AT["number"]).value = value
    return save(book, path)


def spoil(path: Path, how: Callable[[Book], object]) -> Path:
    """Do something to a workbook."""
    book: Any = openpyxl.load_workbook(path)
    how(book)
    return save(book, path)


def save(book: Book, path: Path) -> Path:
    """Save it beside itself, under a name of its own."""
    target = path.with_name(f"填好_{path.name}")
    book.save(target)
    return target


def row_of(sheet: Any, item: str) -> int:
    """Return the row of an item."""
    return next(r for r in range(_FIRST, sheet.max_row + 1) if sheet.cell(r, 1).value == item)


def plain_book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a workbook of an office's own."""
    book: Any = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path
