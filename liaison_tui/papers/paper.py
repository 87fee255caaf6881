"""A paper as all writers print it: a title, then blocks from the top down. All text is plain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from liaison_tui.text import sanitise

Align = Literal["left", "center", "right"]
# What the ground of a cell says: nothing, or a light's colour, always beside its word.
Tone = Literal["", "green", "yellow", "red", "grey"]
# The grounds, light enough for letters in print.
GROUNDS: dict[Tone, str] = {
    "green": "D8F0DA", "yellow": "FFF0B8", "red": "FFD6D6", "grey": "EEEEEE",
}  # fmt: skip

# A4 with the margins of official documents (GB/T 9704), in mm.
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
# Of a page on its side, which holds wide tables only: top, right, bottom, left.
ACROSS = (20, 18, 20, 18)

# The line under an opinion, for a pen.
SIGN_HERE = "签字：　　　　　　　日期：　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `small` in the size of tables; of `level` 1 or 2 a heading of what follows."""

    text: str
    align: Align = "left"
    small: bool = False
    level: Literal[0, 1, 2] = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, `width` mm wide; `code` for what is compared letter by letter.

    A workbook shows its numbers with so many `decimals`; 0 leaves that to each number.
    """

    head: str
    width: int
    align: Align = "left"
    code: bool = False
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell on a tinted ground, or one that reaches over `rows` rows."""

    text: str
    tone: Tone = ""
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose heading row is printed again on every page; `widths` add up to the text's.

    None stands for a place that a cell above reaches into.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Cell | None]]

    @property
    def words(self) -> list[list[str]]:
        """The words of the rows, empty where a cell above reaches in."""
        return [[c.text if isinstance(c, Cell) else c or "" for c in row] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A place to sign: whose opinion, and what was given already, a sentence each."""

    label: str
    given: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Boxes for opinions, signatures and dates by hand, and one for the unit's seal.

    The seal is a person's to set: nothing is ever drawn there.
    """

    opinions: Sequence[Opinion]
    seal: str


Block = Line | Grid | Signatures


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `author` is the unit it speaks for, `foot` stands at the foot of each page.

    `across`: the page lies on its side, as wide tables need it.
    """

    title: str
    author: str
    foot: str
    blocks: Sequence[Block]
    across: bool = False

    @property
    def text_width(self) -> int:
        """The width of its text, in mm."""
        return PAGE_HEIGHT - ACROSS[1] - ACROSS[3] if self.across else TEXT_WIDTH


def plain(text: str) -> str:
    """Return text as it goes on paper: inert, on one line of its paragraph."""
    return sanitise(text).replace("\n", " ")
