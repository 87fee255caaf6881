"""An official document (公文) in the layout of GB/T 9704—2012, around a paper's title and blocks.

Any `Paper` may be passed through it: `Letter(paper, letterhead, …)`. The seal is a person's to
set: room is left above the date, nothing is ever drawn there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from liaison_tui.papers.letterhead import Letterhead
from liaison_tui.papers.numerals import day_words
from liaison_tui.papers.paper import Block, Line, Paper

# 版心 156 by 225 mm holds 22 lines of 28 characters of 三号 (16 points); the smaller sizes are for
# what must stay on one page (the standard allows an adjustment where it is needed).
LINES, CHARACTERS = 22, 28
TEXT_HEIGHT = 225
# Points from line to line for each size of text, in points.
PITCHES = {16: 28.95, 14: 24.0, 12: 20.0}
# What stands in tables: from line to line this many times its size.
SMALL_PITCH = 1.4
DISCLOSURES = {"open": "主动公开", "request": "依申请公开", "closed": "不予公开"}


@dataclass(frozen=True, slots=True)
class Annex:
    """What is annexed on pages of its own, and listed below the text (附件说明).

    `is_working`: for the office alone, to be taken out before the letter is handed on; not listed.
    """

    title: str
    blocks: Sequence[Block]
    is_working: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A document: `paper` has its title and text; empty parts are left out.

    `number` is the 发文字号, `addressees` the 主送机关. Switches: `red_head` prints the heading of
    the letterhead in red, `internal` its words 内部资料, `disclosure` is one of `DISCLOSURES`.
    `size` is that of the text in points, a key of `PITCHES`, `small` that of tables. `is_sealed`
    leaves room above the signature.
    """

    paper: Paper
    letterhead: Letterhead
    number: str = ""
    addressees: str = ""
    signature: str = ""
    day: date | None = None
    annexes: Sequence[Annex] = field(default=())
    red_head: bool = False
    internal: bool = False
    disclosure: str = ""
    size: int = 16
    small: float = 10.5
    is_sealed: bool = True

    @property
    def title(self) -> str:
        """The document's title."""
        return self.paper.title

    @property
    def annex_notes(self) -> list[str]:
        """The lines of the 附件说明: one annex bears no number."""
        titles = [annex.title for annex in self.annexes if not annex.is_working]
        if len(titles) == 1:
            return [f"附件：{titles[0]}"]
        return [
            f"{'附件：' if n == 1 else '　　　'}{n}．{title}" for n, title in enumerate(titles, 1)
        ]

    @property
    def disclosure_note(self) -> str:
        """The note on whether it may be published; empty where that is not said."""
        return f"（公开属性：{DISCLOSURES[self.disclosure]}）" if self.disclosure else ""


def as_paper(letter: Letter) -> Paper:
    """Return a letter for writers that know no official layout (.html, .txt): all its parts."""
    head = [letter.letterhead.internal if letter.internal else "", letter.letterhead.heading
            if letter.red_head else "", letter.number]  # fmt: skip
    blocks: list[Block] = [Line(words, "center") for words in head if words]
    if letter.addressees:
        blocks.append(Line(f"{letter.addressees}："))
    blocks += letter.paper.blocks
    blocks += [Line(note) for note in letter.annex_notes]
    day = day_words(letter.day) if letter.day else ""
    blocks += [Line(words, "right") for words in (letter.signature, day) if words]
    if letter.disclosure_note:
        blocks.append(Line(letter.disclosure_note))
    for annex in letter.annexes:
        blocks += [Line(annex.title, "center", level=1), *annex.blocks]
    return replace(letter.paper, blocks=blocks)
