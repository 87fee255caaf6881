"""The office's own letterhead (公文样式): names, number prefix, fonts, template, as files."""

import tomllib
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from liaison_tui.errors import LiaisonError
from liaison_tui.papers.fonts import STANDARD, Fonts
from liaison_tui.programme.locating import locate
from liaison_tui.programme.tables import Problems, Table
from liaison_tui.storage.files import read_bytes
from liaison_tui.text import one_line

NAME = "letterhead.toml"
TEMPLATE = "公文模板.docx"
_MAX_BYTES = 64 * 1024
_MAX_WORDS, _MAX_FONTS = 60, 12
_FORBIDDEN = frozenset('<>&",;')


class BrokenLetterhead(LiaisonError):
    """A letterhead file that cannot be used."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What an office's papers bear; what is empty is taken from the year's plan.

    `template` is the office's own .docx, whose page and styles go before `fonts`; None for none.
    """

    heading: str
    number_prefix: str
    signature: str
    addressees: str
    internal: str
    fonts: Fonts
    template: Path | None = None


def shipped() -> bytes:
    """Return the bytes of the file that comes with the program."""
    return files("liaison_tui.papers").joinpath(NAME).read_bytes()


def read_letterhead(root: Path) -> Letterhead:
    """Return the letterhead of a workspace, or the shipped one; raises BrokenLetterhead."""
    path = root / NAME
    found = parse(read_bytes(path, _MAX_BYTES) if path.exists() else shipped(), path)
    template = root / TEMPLATE
    return replace(found, template=template if template.exists() else None)


def parse(data: bytes, path: Path) -> Letterhead:
    """Return the letterhead in a file's bytes; raises BrokenLetterhead with every problem."""
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise BrokenLetterhead(
            f"公文样式 {path} 写法不对，读不了", "请改正；删去它则用程序自带的样式"
        ) from None
    problems = Problems(locate(text))
    top = Table(values, (), problems)
    office, fonts = top.table("office"), top.table("fonts")
    found = Letterhead(
        heading=_words(office, "heading"),
        number_prefix=_words(office, "number_prefix"),
        signature=_words(office, "signature"),
        addressees=_words(office, "addressees"),
        internal=_words(office, "internal"),
        fonts=Fonts(
            title=_names(fonts, "title", STANDARD.title),
            body=_names(fonts, "body", STANDARD.body),
            heading1=_names(fonts, "heading1", STANDARD.heading1),
            heading2=_names(fonts, "heading2", STANDARD.heading2),
            page_number=_names(fonts, "page_number", STANDARD.page_number),
            bold_title=fonts.flag("bold_title"),
        ),
    )
    for table in (top, office, fonts):
        table.done()
    if problems.found:
        sentences = (f"第 {p.line} 行 {p.key}：{p.message}" for p in problems.found)
        raise BrokenLetterhead(f"公文样式 {path} 有问题：{'；'.join(sentences)}", "请改正后再试")
    return found


def _words(table: Table, key: str) -> str:
    # A full-width space is set on purpose: it parts the words of 内部资料　注意保存.
    words = "　".join(one_line(part) for part in table.text(key, "").split("　"))
    if len(words) > _MAX_WORDS:
        table.wrong(key, f"最多 {_MAX_WORDS} 字")
    return words


def _names(table: Table, key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of a font and its stand-ins; the usual ones where none are given."""
    names = tuple(filter(None, map(one_line, table.texts(key))))
    if len(names) > _MAX_FONTS:
        table.wrong(key, f"最多 {_MAX_FONTS} 种字体")
    if any(_FORBIDDEN & set(name) for name in names):
        table.wrong(key, "字体名称里不能有引号、逗号和尖括号")
    return names or usual
