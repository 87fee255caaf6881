"""Reading workbooks (.xlsx, .xls, .ods) from strangers into plain values (`programme/sheet`).

Formulas give the value they had when the file was saved, and are never worked out. A file is looked
through first, since a library keeps a sheet as one block from its first cell to its last: two
cells far apart would take all memory. It is read by a process of its own (`workbook_reader`).
"""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.parsers import expat

from liaison_tui.errors import Refused
from liaison_tui.programme.sheet import Cell, Place, Sheet
from liaison_tui.storage import zips
from liaison_tui.storage.files import CHUNK
from liaison_tui.text import one_line, sanitise

ENDINGS = (".xlsx", ".xls", ".ods", ".xlsm", ".et")
MAX_BYTES = 20 * 1024 * 1024
_USUAL_TEXT = 2_000
_MAX_UNPACKED = 128 * 1024 * 1024
_MAX_MEMBERS = 5_000
_MAX_ROWS, _MAX_COLUMNS, _MAX_MERGED = 10_000, 400, 200_000
_PATIENCE = 60.0
_READER = Path(__file__).with_name("workbook_reader.py")
_BOOKS = {"xl/workbook.xml", "content.xml"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_ONLY_WHAT_IS_NEEDED = "请只留下要导入的工作表，另存后再导入"
_SAVE_AS = "请用表格软件打开，另存为 .xlsx 再导入"


class _Odd(Exception):
    """The file is too large inside, or declares what no workbook of an office declares."""


def read_workbook(data: bytes, name: str, *, longest: int = _USUAL_TEXT) -> list[Sheet]:
    """Return the sheets of a workbook that hold anything, those that are hidden last.

    Of words no more than the `longest` characters are read.
    Raises Refused for bytes that are no workbook, or one that is locked, damaged or too large.
    """
    shown = one_line(name)
    if data.startswith(b"PK"):
        _look_through(io.BytesIO(data), shown)
    elif not data.startswith(_OLE):
        raise Refused(f"{shown} {_what_else(data[:512])}", _SAVE_AS)
    found = _read_aside(data, shown, longest)
    return [sheet for sheet in map(_sheet, found) if sheet.rows]


def _what_else(start: bytes) -> str:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        return "其实是网页，不是工作簿"
    return "不是可以读取的工作簿"


def _read_aside(data: bytes, name: str, longest: int) -> Sequence[Any]:
    """Return what the reader says of the sheets; whatever becomes of it is one sentence."""
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(  # noqa: S603 - our own program, by its full path
            [sys.executable, "-P", str(_READER), str(longest)],
            input=data, capture_output=True, timeout=_PATIENCE, check=False, creationflags=hidden,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        answer = {"problem": "large"}
    except ValueError:
        answer = {"problem": "damaged"}
    problem = answer.get("problem")
    if problem == "password":
        raise Refused(f"{name} 加了密码", "请去掉密码后再导入")
    if problem == "large":
        raise Refused(f"{name} 里的表太大", _ONLY_WHAT_IS_NEEDED)
    if problem:
        raise Refused(f"{name} 读不出来，可能已损坏", _SAVE_AS)
    found: Sequence[Any] = answer["sheets"]
    return found


def _sheet(told: Sequence[Any]) -> Sheet:
    name, cells, merged = told
    rows = [tuple(map(_cell, row)) for row in cells]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    return Sheet(one_line(name), tuple(rows), _merged(merged, len(rows)))


def _merged(areas: Sequence[Any], height: int) -> dict[Place, Place]:
    """Return which cell holds the value of each merged one, within the rows there are."""
    found: dict[Place, Place] = {}
    for (top, left), (bottom, right) in areas:
        for row in range(top, min(bottom + 1, height)):
            for column in range(left, min(right + 1, _MAX_COLUMNS)):
                if len(found) >= _MAX_MERGED:
                    return found
                if (row, column) != (top, left):
                    found[row, column] = (top, left)
    return found


def _cell(told: str | None) -> Cell:
    if told is None:
        return None
    sort, value = told[0], told[1:]
    if sort == "n":
        number = Decimal(value)
        return number if number.is_finite() else None
    if sort == "d":
        return date.fromisoformat(value)
    return sanitise(value).strip() or None


def _look_through(source: io.BytesIO, name: str) -> None:
    """Read a zipped workbook's sheets for how far they go; raises Refused for what is odd."""
    try:
        with zipfile.ZipFile(source) as archive:
            known = {info.filename for info in archive.infolist()}
            if known & _BOOKS:
                _scan_all(archive)
    except _Odd:
        raise Refused(f"{name} 里的表太大", _ONLY_WHAT_IS_NEEDED) from None
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
