"""Drawing a unit's monthly form as .xlsx: lists to choose from, checks, what is not to be touched.

Sorting and filtering stay allowed; only what identifies a row is locked.
"""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from liaison_tui.journal.entry import MAX_TEXT
from liaison_tui.reports import form_book, wording
from liaison_tui.reports.form_book import (
    COLUMNS,
    FIGURE_COLUMNS,
    FIGURES,
    FORMAT,
    HOW,
    IDENTITY,
    KEYS,
    MAIN,
    NOTHING_WORDS,
    FormBook,
    FormColumn,
    FormRow,
)
from liaison_tui.text import cell_width

_HEAD = 2  # below the title and the line on how to fill it in
_LINE, _LEAST = 15.0, 45.0
_MOST_LINES = 9
_CELL_LIMIT = 32_767
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
_ALLOWED = {
    "sort": True, "autofilter": True, "format_rows": True, "format_columns": True,
    "delete_rows": True, "select_locked_cells": True, "select_unlocked_cells": True,
}  # fmt: skip
_CHOICES = {"nothing": list(NOTHING_WORDS.values()), "status": list(wording.STATUSES.values())}


def form_xlsx(book: FormBook) -> bytes:
    """Return a form as the bytes of an .xlsx."""
    whole = BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as workbook:
        _Drawing(workbook, book).draw()
    return whole.getvalue()


class _Drawing:
    """The sheets of one form."""

    def __init__(self, workbook: Workbook, book: FormBook) -> None:
        self._workbook, self._book = workbook, book
        self._title = workbook.add_format({"font_name": "黑体", "font_size": 16})
        self._note = workbook.add_format({"font_name": "宋体", "font_size": 10})
        self._head = workbook.add_format({
            **_FONT, "font_name": "黑体", "align": "center", "valign": "vcenter",
            "bg_color": "#DCE6F1",
        })  # fmt: skip
        self._open = workbook.add_format({**_FONT, "locked": False})
        self._shut = workbook.add_format({**_FONT, "bg_color": "#F2F2F2", "font_color": "#404040"})

    def draw(self) -> None:
        """Draw all sheets."""
        main = self._sheet(MAIN, COLUMNS)
        for number, row in enumerate(self._book.rows, start=_HEAD + 1):
            self._row(main, number, row)
        self._check(main, len(self._book.rows))
        figures = [(row, each) for row in self._book.rows for each in row.figures]
        if figures:
            sheet = self._sheet(FIGURES, FIGURE_COLUMNS)
            for number, (row, each) in enumerate(figures, start=_HEAD + 1):
                said = {"id": row.id, "item": row.values["item"], **each._asdict()}
                self._cells(sheet, number, FIGURE_COLUMNS, said)
                lines = _lines(said["item"], FIGURE_COLUMNS[1].width)
                sheet.set_row(number, _LINE * min(_MOST_LINES, lines))
            self._check_numbers(sheet, len(figures))
        self._how()
        self._identity()

    def _sheet(self, name: str, columns: Sequence[FormColumn]) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, self._book.title, self._title)
        sheet.write_string(1, 0, form_book.how(self._book)[0].removeprefix("一、"), self._note)
        for at, column in enumerate(columns):
            options = {"hidden": True} if column.hidden else {}
            sheet.set_column(at, at, column.width, None, options)
            sheet.write_string(_HEAD, at, column.title, self._head)
        sheet.freeze_panes(_HEAD + 1, 3)
        sheet.repeat_rows(_HEAD)
        sheet.protect("", _ALLOWED)
        sheet.set_footer("&R第 &P 页，共 &N 页")
        return sheet

    def _row(self, sheet: Worksheet, number: int, row: FormRow) -> None:
        values = {**row.values, "id": row.id, "head": row.head}
        self._cells(sheet, number, COLUMNS, values, row.fields)
        lines = [
            _lines(values.get(column.key, ""), column.width)
            for column in COLUMNS
            if not column.hidden
        ]
        sheet.set_row(number, max(_LEAST, _LINE * min(_MOST_LINES, max(lines))))

    def _cells(
        self,
        sheet: Worksheet,
        number: int,
        columns: Sequence[FormColumn],
        values: Mapping[str, str],
        fields: Iterable[str] | None = None,
    ) -> None:
        """Write a row; what its item does not ask for is shut, where `fields` says what it does."""
        asked = None if fields is None else {*fields}
        for at, column in enumerate(columns):
            shut = column.locked or (asked is not None and column.key not in asked)
            look = self._shut if shut else self._open
            self._put(sheet, number, at, values.get(column.key, ""), look)

    @staticmethod
    def _put(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
        plain = text.removeprefix("-").replace(".", "", 1)
        if plain.isascii() and plain.isdigit() and len(plain) <= 15:
            sheet.write_number(row, column, float(text), look)
        elif text:
            sheet.write_string(row, column, text[:_CELL_LIMIT], look)
        else:
            sheet.write_blank(row, column, None, look)

    def _check(self, sheet: Worksheet, rows: int) -> None:
        """Let lists be chosen from, and say at once what is no percentage or is too long."""
        for at, column in enumerate(COLUMNS):
            place = (_HEAD + 1, at, _HEAD + max(rows, 1), at)
            if choices := _CHOICES.get(column.key):
                sheet.data_validation(*place, {
                    "validate": "list", "source": choices, "error_title": column.title,
                    "error_message": f"请从下拉中选择：{'、'.join(choices)}",
                })  # fmt: skip
            elif column.key == "percent":
                sheet.data_validation(*place, {
                    "validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100,
                    "error_title": column.title, "error_message": "请填 0 至 100 的整数",
                })  # fmt: skip
            elif not column.locked:
                sheet.data_validation(*place, {
                    "validate": "length", "criteria": "<=", "value": MAX_TEXT,
                    "error_title": column.title, "error_message": f"最多 {MAX_TEXT} 字",
                })  # fmt: skip
        if rows:
            sheet.autofilter(_HEAD, 0, _HEAD + rows, len(COLUMNS) - 1)

    @staticmethod
    def _check_numbers(sheet: Worksheet, rows: int) -> None:
        at = [column.key for column in FIGURE_COLUMNS].index("number")
        sheet.data_validation(_HEAD + 1, at, _HEAD + rows, at, {
            "validate": "decimal", "criteria": ">=", "value": 0, "error_title": "数量",
            "error_message": "请填数字，不能是负数",
        })  # fmt: skip
        sheet.autofilter(_HEAD, 0, _HEAD + rows, len(FIGURE_COLUMNS) - 1)

    def _how(self) -> None:
        sheet = self._workbook.add_worksheet(HOW)
        sheet.set_column(0, 0, 100)
        look = self._workbook.add_format({"font_name": "宋体", "font_size": 12, "text_wrap": True})
        sheet.write_string(0, 0, self._book.title, self._title)
        for number, line in enumerate(form_book.how(self._book), start=2):
            sheet.write_string(number, 0, line, look)
        sheet.protect()

    def _identity(self) -> None:
        sheet = self._workbook.add_worksheet(IDENTITY)
        sheet.write_string(0, 0, FORMAT)
        for number, key in enumerate(KEYS, start=1):
            sheet.write_string(number, 0, key)
            sheet.write_string(number, 1, self._book.identity[key])
        sheet.hide()
        sheet.protect()


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column of so many characters."""
    return sum(1 + cell_width(line) // max(1, width - 1) for line in text.split("\n"))
