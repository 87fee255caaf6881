"""Reading workbooks (.xlsx, .xls, .ods) from strangers: the one module that knows a library for it.

What comes out are plain values (`programme/sheet`): formulas give the value they had when the file
was saved, and are never worked out. A file is looked through first, since a library keeps a sheet
as one block from its first cell to its last: two cells far apart would take all memory.
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.parsers import expat

from liaison_tui.errors import Refused
from liaison_tui.programme.sheet import Cell, Place, Sheet
from liaison_tui.storage import zips
from liaison_tui.storage.files import CHUNK, open_regular
from liaison_tui.text import one_line, sanitise

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ENDINGS = (".xlsx", ".xls", ".ods", ".xlsm", ".et")
MAX_BYTES = 20 * 1024 * 1024
_MAX_UNPACKED = 128 * 1024 * 1024
_MAX_MEMBERS = 5_000
_MAX_SHEETS = 50
_MAX_ROWS, _MAX_COLUMNS = 10_000, 400
_MAX_CELLS = 1_000_000
_MAX_TEXT = 2_000
_BOOKS = {"xl/workbook.xml", "content.xml"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_SAVE_AS = "请用表格软件打开，另存为 .xlsx 再导入"


class _Odd(Exception):
    """The file is too large inside, or declares what no workbook of an office declares."""


def read_workbook(path: Path, *, longest: int = _MAX_TEXT) -> list[Sheet]:
    """Return the sheets of a workbook that hold anything, those that are hidden last.

    Of a text no more than the `longest` is read.
    Raises Refused for a file that is no workbook, is locked or damaged, or is too large.
    """
    with open_regular(path, MAX_BYTES) as source:
        start = source.read(len(_OLE) + 504)
        source.seek(0)
        name = one_line(path.name)
        if start.startswith(b"PK"):
            _look_through(source, name)
        elif not start.startswith(_OLE):
            raise Refused(f"{name} {_what_else(start)}", _SAVE_AS)
        source.seek(0)
        return _read(source, name, longest)


def _what_else(start: bytes) -> str:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        return "其实是网页，不是工作簿"
    return "不是可以读取的工作簿"


def _read(source: BinaryIO, name: str, longest: int) -> list[Sheet]:
    """Read it by the library; whatever that raises is one sentence."""
    from python_calamine import (  # noqa: PLC0415 - only when a workbook is read
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    try:
        with load_workbook(source) as book:
            known = [m for m in book.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]
            known.sort(key=lambda m: m.visible is not SheetVisibleEnum.Visible)
            return _sheets(book, [m.name for m in known[:_MAX_SHEETS]], longest)
    except PasswordError:
        raise Refused(f"{name} 加了密码", "请去掉密码后再导入") from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise Refused(f"{name} 读不出来，可能已损坏", _SAVE_AS) from None
    except Refused:
        raise
    except BaseException as error:
        # What the library itself did not foresee comes as a BaseException of its own.
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(f"{name} 读不出来，可能已损坏", _SAVE_AS) from None


def _sheets(book: "CalamineWorkbook", names: Iterable[str], longest: int) -> list[Sheet]:
    found = []
    for name in names:
        read = _sheet(name, book.get_sheet_by_name(name), longest)
        if read.rows:
            found.append(read)
    return found


def _sheet(name: str, sheet: "CalamineSheet", longest: int) -> Sheet:
    if sheet.end and (sheet.end[0] + 1) * (sheet.end[1] + 1) > _MAX_CELLS:
        raise Refused(f"工作表“{one_line(name)}”太大", "请只留下要导入的行和列，另存后再导入")
    rows = [
        tuple(_cell(value, longest) for value in row)
        for row in sheet.to_python(skip_empty_area=False)
    ]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    return Sheet(one_line(name), tuple(rows), _merged(sheet, len(rows)))


def _merged(sheet: "CalamineSheet", height: int) -> dict[Place, Place]:
    """Return which cell holds the value of each merged one, within the rows there are."""
    found: dict[Place, Place] = {}
    for first, last in sheet.merged_cell_ranges or ():
        for row in range(first[0], min(last[0] + 1, height)):
            for column in range(first[1], min(last[1] + 1, _MAX_COLUMNS)):
                if len(found) >= _MAX_CELLS:
                    return found
                if (row, column) != first:
                    found[row, column] = first
    return found


def _cell(value: Any, longest: int) -> Cell:
    """Return a library's value as one of ours; what is neither words, number nor day is words."""
    if isinstance(value, str):
        return sanitise(value[:longest]).strip() or None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        try:
            number = Decimal(repr(value))
        except InvalidOperation:
            return None
        return number if number.is_finite() else None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else one_line(str(value))


def _look_through(source: BinaryIO, name: str) -> None:
    """Read a zipped workbook's sheets for how far they go; raises Refused for what is odd."""
    try:
        with zipfile.ZipFile(source) as archive:
            known = {info.filename for info in archive.infolist()}
            if known & _BOOKS:
                _scan_all(archive)
    except _Odd:
        raise Refused(f"{name} 里的表太大", "请只留下要导入的工作表，另存后再导入") from None
    except (*zips.ERRORS, expat.ExpatError):
        raise Refused(f"{name} 读不出来，可能已损坏", _SAVE_AS) from None
    if not known & _BOOKS:
        raise Refused(f"{name} 不是可以读取的工作簿", _SAVE_AS)


def _scan_all(archive: zipfile.ZipFile) -> None:
    """Unpack every member, kept nowhere; raises _Odd beyond what is read."""
    infos, left = archive.infolist(), _MAX_UNPACKED
    if len(infos) > _MAX_MEMBERS:
        raise _Odd
    for info in infos:
        scan = _scan_of(info.filename)
        for chunk in _chunks(archive, info):
            left -= len(chunk)
            if left < 0:
                raise _Odd
            scan(chunk)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    if info.compress_type not in zips.METHODS:
        raise zipfile.BadZipFile
    with archive.open(info) as member:
        while chunk := member.read(CHUNK):
            yield chunk


def _scan_of(name: str) -> Callable[[bytes], object]:
    """Return what takes the pieces of one member of a workbook."""
    if not name.endswith((".xml", ".rels")):
        return lambda _: None
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if name.startswith("xl/worksheets/"):
        parser.StartElementHandler = _Extent().start
    elif name == "content.xml":
        spread = _Spread()
        parser.StartElementHandler = spread.start
        parser.EndElementHandler = spread.end
    return lambda chunk: parser.Parse(chunk, False)


def _refuse_doctype(*_: object) -> None:
    raise _Odd


class _Extent:
    """How far the cells of an .xlsx sheet go; raises _Odd beyond what is read."""

    def __init__(self) -> None:
        self._row, self._column = 0, 0

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""
        tag = element.rpartition(" ")[2]
        if tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0
        elif tag == "c":
            self._to(attributes.get("r", ""))
            if self._row > _MAX_ROWS or self._column > _MAX_COLUMNS:
                raise _Odd

    def _to(self, address: str) -> None:
        match = _ADDRESS.fullmatch(address)
        self._column += 1
        if match:
            number = 0
            for letter in match[1]:
                number = number * 26 + ord(letter) - ord("A") + 1
            self._column, self._row = number, int(match[2])


class _Spread:
    """How far the cells of an .ods sheet go, where one element may stand for many of the same."""

    def __init__(self) -> None:
        self._row, self._column, self._repeated = 0, 0, 1

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        tag = element.rpartition(" ")[2]
        if tag == "table":
            self._row = 0
        elif tag == "table-row":
            self._column, self._repeated = 0, _count(said.get("number-rows-repeated"))
        elif tag in ("table-cell", "covered-table-cell"):
            self._column += _count(said.get("number-columns-repeated"))
            holds = "value-type" in said or "formula" in said
            if (
                holds
                and max(self._column / _MAX_COLUMNS, (self._row + self._repeated) / _MAX_ROWS) > 1
            ):
                raise _Odd

    def end(self, element: str) -> None:
        """Hear that an element ends."""
        if element.rpartition(" ")[2] == "table-row":
            self._row += self._repeated


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 1
