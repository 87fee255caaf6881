"""Opening a .docx that somebody else has written, and reading its tables.

Each table becomes a sheet of plain values (`programme/sheet`), with the cells it has merged.
"""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison_tui.errors import Refused
from liaison_tui.programme.sheet import Cell, Place, Sheet
from liaison_tui.storage import zips
from liaison_tui.storage.files import open_regular
from liaison_tui.text import one_line, sanitise

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

ENDING = ".docx"
MAX_BYTES = 20 * 1024 * 1024
_MAX_UNPACKED = 128 * 1024 * 1024
_MAX_TABLES, _MAX_CELLS = 200, 200_000
_BODY = "word/document.xml"
_ADVICE = "请用文字处理软件打开，另存为 .docx 后再试"


def read_document(path: Path) -> list[Sheet]:
    """Return the tables of a document, in order. Raises Refused for what is none, or too large."""
    tables = open_document(path).tables
    if len(tables) > _MAX_TABLES:
        raise Refused(f"{one_line(path.name)} 里的表太多", "请只留下分工表和分解清单，另存后再导入")
    return [_sheet(f"表{number}", table) for number, table in enumerate(tables, start=1)]


def open_document(path: Path) -> "Document":
    """Return a document as python-docx has it. Raises Refused for what is none, or too large."""
    name = one_line(path.name)
    with open_regular(path, MAX_BYTES) as source:
        try:
            with zipfile.ZipFile(source) as archive:
                infos = archive.infolist()
                known = any(info.filename == _BODY for info in infos)
                size = sum(info.file_size for info in infos)
        except zips.ERRORS:
            raise Refused(f"{name} 不是可以读取的 Word 文档", _ADVICE) from None
        if not known or size > _MAX_UNPACKED:
            raise Refused(f"{name} 不是可以读取的 Word 文档，或里面太大", _ADVICE)
        source.seek(0)
        import docx  # noqa: PLC0415 - takes 140 ms, only when a document is read
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
        from lxml.etree import LxmlError  # noqa: PLC0415

        try:
            return docx.Document(source)
        except (OpcError, LxmlError, KeyError, ValueError, *zips.ERRORS):
            raise Refused(f"{name} 读不出来，可能已损坏", _ADVICE) from None


def _sheet(name: str, table: "Table") -> Sheet:
    """Return a table; a merged cell is one element that stands at several places."""
    rows: list[tuple[Cell, ...]] = []
    merged: dict[Place, Place] = {}
    # The elements themselves are the keys: one that nobody holds is made anew each time.
    first: dict[Any, Place] = {}
    count = 0
    for at, row in enumerate(table.rows):
        values: list[Cell] = [None] * row.grid_cols_before
        for cell in row.cells:
            count += 1
            if count > _MAX_CELLS:
                raise Refused("文档里的表太大", "请只留下分工表和分解清单，另存后再导入")
            place = (at, len(values))
            origin = first.setdefault(cell._tc, place)  # noqa: SLF001 - what makes two the same
            if origin == place:
                values.append(sanitise(cell.text).strip() or None)
            else:
                merged[place] = origin
                values.append(None)
        rows.append(tuple(values))
    return Sheet(name, tuple(rows), merged)
