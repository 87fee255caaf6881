"""The words inside an attached .docx, .xlsx, .txt or .csv, for looking through before an export.

Files come from strangers: members are read by allow-list, every count and every unpacked byte
is capped, a document type declaration (the door of every entity trick) ends the reading, and
whatever is wrong is an outcome, never an exception. Nothing is executed or kept.
"""

import codecs
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Literal
from xml.parsers import expat  # what etree is made of; here its declarations can be refused

from liaison_tui.storage import zips
from liaison_tui.storage.files import CHUNK

# read: to its end; in-part: a cap was reached; unreadable: locked or damaged; other: another sort.
Outcome = Literal["read", "in-part", "unreadable", "other"]
Tell = Callable[[str], None]

_MAX_MEMBERS = 10_000
_MAX_BYTES = 64 * 1024 * 1024
_MAX_CHARACTERS = 8 * 1024 * 1024
_MAX_PIECE = 1024 * 1024
_STEP = 64 * 1024
_DOCX_MEMBERS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml", re.ASCII
)
_XLSX_MEMBERS = re.compile(
    r"xl/(?:worksheets/[\w.-]{1,100}|comments\d*|drawings/drawing\d*)\.xml", re.ASCII
)
_SHARED = "xl/sharedStrings.xml"
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "p": "\n"}


class _Unreadable(Exception):
    """The file is not what its name says, or not whole."""


class _Enough(Exception):
    """A cap is reached; what was read so far has been told."""


_WRONG = (_Unreadable, *zips.ERRORS, expat.ExpatError)


def read_office_text(path: Path, name: str, tell: Tell) -> Outcome:
    """Tell the text of a file a paragraph, a row or a line at a time; returns how far that came.

    `name` is the name it was attached under, whose ending says what it is; .doc, .pdf, pictures
    and the rest are not read. Cells of a row are apart by tabs.
    """
    read = _READERS.get(Path(name).suffix.lower())
    if read is None:
        return "other"
    try:
        with path.open("rb") as source:
            read(source, _Budget(tell))
    except _Enough:
        return "in-part"
    except _WRONG:
        return "unreadable"
    return "read"


class _Budget:
    """What may still be read of one file; passes on the text, in pieces that are no blanks."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._bytes = _MAX_BYTES
        self._characters = _MAX_CHARACTERS

    def tell(self, text: str) -> None:
        """Pass a piece of text on; raises _Enough beyond the cap."""
        self.spend(len(text))
        if text.strip():
            self._tell(text)

    def spend(self, characters: int) -> None:
        """Count characters that are kept or told."""
        self._characters -= characters
        if self._characters < 0:
            raise _Enough

    def unpack(self, count: int) -> None:
        """Count bytes as they come out of the file; raises _Enough beyond the cap."""
        self._bytes -= count
        if self._bytes < 0:
            raise _Enough


def _read_docx(source: BinaryIO, budget: _Budget) -> None:
    with zipfile.ZipFile(source) as archive:
        members = _members(archive)
        if "word/document.xml" not in members:
            raise _Unreadable
        for name in filter(_DOCX_MEMBERS.fullmatch, members):
            paragraphs = _Paragraphs(budget.tell, frozenset(("t", "delText", "instrText")))
            _parse(archive, members[name], budget, paragraphs)


def _read_xlsx(source: BinaryIO, budget: _Budget) -> None:
    with zipfile.ZipFile(source) as archive:
        members = _members(archive)
        if "xl/workbook.xml" not in members:
            raise _Unreadable
        shared: list[str] = []
        if _SHARED in members:
            _parse(archive, members[_SHARED], budget, _SharedStrings(shared, budget.spend))
        for name in filter(_XLSX_MEMBERS.fullmatch, members):
            if name.startswith("xl/worksheets/"):
                _parse(archive, members[name], budget, _Rows(shared, budget.tell))
            else:
                words = _Paragraphs(budget.tell, frozenset(("t",)), end=("comment", "p"))
                _parse(archive, members[name], budget, words)


def _read_csv(source: BinaryIO, budget: _Budget) -> None:
    """Read a table as text, its cells apart by tabs as those of workbooks are."""
    _read_lines(source, budget, lambda line: budget.tell(line.replace(",", "\t")))


def _read_plain(source: BinaryIO, budget: _Budget) -> None:
    _read_lines(source, budget, budget.tell)


def _read_lines(source: BinaryIO, budget: _Budget, tell: Tell) -> None:
    """Read a text file in whichever of the usual encodings it is."""
    start = source.read(_STEP)
    encoding = next((name for bom, name in _BOMS if start.startswith(bom)), None)
    if encoding is None:
        encoding = "utf-8-sig" if _decodes(start, "utf-8") else "gb18030"
        if not _decodes(start, encoding) or b"\0" in start:
            raise _Unreadable
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    rest, chunk = "", start
    while chunk:
        budget.unpack(len(chunk))
        *lines, rest = (rest + decoder.decode(chunk)).split("\n")
        for line in lines:
            tell(line)
        if len(rest) > _MAX_PIECE:
            tell(rest)
            rest = ""
        chunk = source.read(_STEP)
    tell(rest + decoder.decode(b"", final=True))


_READERS = {".docx": _read_docx, ".xlsx": _read_xlsx, ".txt": _read_plain, ".csv": _read_csv}


def _decodes(start: bytes, encoding: str) -> bool:
    """Tell whether a file's first bytes are of an encoding; its last character may be cut."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(start)
    except UnicodeDecodeError:
        return False
    return True


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > _MAX_MEMBERS:
        raise _Unreadable
    return {info.filename: info for info in infos}


class _Words:
    """What one XML member says: the names of its elements are told without their namespaces."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def text(self, text: str) -> None:
        """Hear a piece of text."""


class _Paragraphs(_Words):
    """Text of the elements named, told whenever one of `end` ends: a number cut into runs is one.

    A paragraph that is longer than any that people write is told in pieces.
    """

    def __init__(self, tell: Tell, of: frozenset[str], end: tuple[str, ...] = ("p",)) -> None:
        self._tell, self._of, self._end = tell, of, end
        self._inside = 0
        self._pieces: list[str] = []
        self._length = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name in self._of:
            self._inside += 1
        elif name in _BREAKS and self._pieces:
            self.keep(_BREAKS[name])

    def end(self, name: str) -> None:
        if name in self._of:
            self._inside -= 1
        elif name in self._end:
            self._say()

    def text(self, text: str) -> None:
        if self._inside:
            self.keep(text)

    def keep(self, text: str) -> None:
        """Add text to the paragraph at hand."""
        self._pieces.append(text)
        self._length += len(text)
        if self._length > _MAX_PIECE:
            self._say()

    def _say(self) -> None:
        if self._pieces:
            self._tell("".join(self._pieces))
        self._pieces, self._length = [], 0


class _SharedStrings(_Words):
    """The strings that cells name by number."""

    def __init__(self, strings: list[str], spend: Callable[[int], None]) -> None:
        self._strings, self._spend = strings, spend
        self._inside = False
        self._pieces: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._inside = name == "t"

    def end(self, name: str) -> None:
        self._inside = False
        if name == "si":
            self._spend(1)
            self._strings.append("".join(self._pieces))
            self._pieces = []

    def text(self, text: str) -> None:
        if self._inside:
            self._spend(len(text))
            self._pieces.append(text)


class _Rows(_Words):
    """The rows of a sheet: what stands beside a number says what it is."""

    def __init__(self, shared: list[str], tell: Tell) -> None:
        self._shared, self._tell = shared, tell
        self._cells: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._is_shared = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._is_shared = attributes.get("t") == "s"
            self._pieces = []
        self._inside = name in ("v", "t")

    def end(self, name: str) -> None:
        self._inside = False
        if name == "c":
            self._cells.append(self._cell("".join(self._pieces)))
        elif name == "row":
            self._tell("\t".join(self._cells))
            self._cells = []

    def text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def _cell(self, text: str) -> str:
        if self._is_shared:
            number = int(text or "-1")
            return self._shared[number] if 0 <= number < len(self._shared) else ""
        if "E" in text.upper():  # a large number as spreadsheets keep it
            with suppress(ValueError, OverflowError):
                return str(int(float(text)))
        return text


def _parse(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget, words: _Words) -> None:
    """Read one XML member; raises _Unreadable for a locked one and for any declared entity."""
    if info.flag_bits & 1 or info.compress_type not in zips.METHODS:
        raise _Unreadable
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda name, found: words.start(_local(name), found)
    parser.EndElementHandler = lambda name: words.end(_local(name))
    parser.CharacterDataHandler = words.text
    for chunk in _chunks(archive, info):
        budget.unpack(len(chunk))
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as source:
        while chunk := source.read(min(CHUNK, _STEP)):
            yield chunk


def _refuse(*_: object) -> None:
    raise _Unreadable


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
