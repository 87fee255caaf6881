"""Beginning and ending a workbook's file."""

import tempfile
from typing import IO, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from liaison_tui import clock
from liaison_tui.papers.paper import plain
from liaison_tui.papers.sheet import Book
from liaison_tui.papers.workbook.charts import Place
from liaison_tui.papers.workbook.looks import BODY, Looks
from liaison_tui.papers.workbook.table import TableWriting

_OPTIONS = {
    # One row is kept in memory at a time, the rest in passing files.
    "constant_memory": True,
    # Text is written as strings anyway; these say so once more.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # Widths of columns are reckoned in digits of this font: one that offices have, where Calibri is
    # not on Kylin. 72 pixels is the width XlsxWriter knows such digits by.
    "default_format_properties": {"font_name": BODY, "font_size": 11},
    "default_column_width": 72,
    "default_row_height": 18,
}


def write(target: BinaryIO, book: Book) -> None:
    """Write a book into an open file; what its rows raise comes through, as does OSError."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as aside:
        workbook = Workbook(target, {**_OPTIONS, "tmpdir": aside})
        try:
            _fill(workbook, book)
            workbook.close()
        except FileCreateError as error:
            _give_up(workbook)
            raise error.args[0] from None  # the system's own error
        except BaseException:
            _give_up(workbook)
            raise


def _fill(workbook: Workbook, book: Book) -> None:
    about = {"title": plain(book.title), "author": plain(book.author)}
    workbook.set_properties({**about, "created": clock.now().replace(tzinfo=None)})
    looks, places = Looks(workbook), dict[str, list[Place]]()
    # All tabs first: a chart may speak of any of them.
    tabs = [workbook.add_worksheet(sheet.name) for sheet in book.sheets]
    for sheet, tab in zip(book.sheets, tabs, strict=True):
        TableWriting(workbook, tab, sheet, looks, places).write(book.foot)


def _give_up(workbook: Workbook) -> None:
    """Let go of the passing files of a workbook that will not be finished."""
    workbook.fileclosed = True
    for tab in workbook.worksheets():
        passing: IO[str] | None = tab.row_data_fh
        if passing:
            passing.close()
