"""Books for tests, and what of a written one can be read back."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from liaison_tui.papers import values
from liaison_tui.papers.paper import Column
from liaison_tui.papers.sheet import Book, Row, Sheet
from liaison_tui.papers.workbook import writing

COLUMNS = (Column("序号", 12, "center"), Column("事项", 60), Column("分值", 20, "center"))


def book_of(of: Iterable[Sequence[Any]], **of_sheet: object) -> Book:
    """Return a book of one sheet."""
    kept = [row if isinstance(row, Row) else Row(row) for row in of]
    usual = {"columns": COLUMNS, "rows": lambda: kept, "notes": ["截至2021年7月8日"]}
    sheet = Sheet(**{"name": "表", "title": "一张表", **usual, **of_sheet})  # type: ignore[arg-type]
    return Book("一张表", "信用办", "信用办　2021年6月", [sheet])


def written(book: Book, *, worked_out: bool = False) -> Workbook:
    """Write a book as .xlsx and read it; `worked_out` reads values in place of formulas."""
    target = io.BytesIO()
    writing.write(target, book)
    return load_workbook(io.BytesIO(target.getvalue()), data_only=worked_out)


def read(path: Path, *, worked_out: bool = False) -> Workbook:
    """Read a workbook that a command wrote."""
    return load_workbook(path, data_only=worked_out)


def as_csv(book: Book) -> bytes:
    """Return the bytes of a book as .csv."""
    target = io.BytesIO()
    values.write(target, book)
    return target.getvalue()
