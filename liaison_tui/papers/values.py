"""A book's table as .csv, for scripts and for any spreadsheet: UTF-8 with BOM, text inert."""

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

from liaison_tui.papers.inert_cells import in_csv
from liaison_tui.papers.sheet import ABOVE, Book, Value, words


def write(target: BinaryIO, book: Book) -> None:
    """Write the table that a book has for scripts into an open file, a row at a time."""
    sheet = book.data_sheet()
    out = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    try:
        rows = csv.writer(out)
        rows.writerow([column.head for column in sheet.columns])
        before: Sequence[Value] = ()
        for row in sheet.rows():
            cells = [
                before[number] if cell is ABOVE and before else cell
                for number, cell in enumerate(row.cells)
            ]
            rows.writerow([_spelled(cell) for cell in cells])
            # A number that several share stands once, so that nobody adds it up twice.
            before = [cell if isinstance(cell, str) else None for cell in cells]
    finally:
        out.detach()


def _spelled(value: Value) -> str:
    text = words(value)
    return in_csv(text) if isinstance(value, str) else text
