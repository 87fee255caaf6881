"""A book of tables as all writers write it: a workbook's sheets, a file for scripts, paper.

Rows come as they are asked for, so that a year of a hundred units needs no room. What stands in a
cell is a value, never a formula: sums and checks are kinds of values, which a workbook keeps live
and every other writer writes worked out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal, NamedTuple

from liaison_tui.papers.paper import Column, Tone

# A4 across, in mm, with margins that any printer keeps; a table's columns fill `TABLE_WIDTH`,
# a little less than there is, since programs reckon widths by fonts of their own.
PAGE_WIDTH, PAGE_HEIGHT = 297, 210
MARGIN, TOP, BOTTOM = 10, 13, 15
TABLE_WIDTH = 262

AGREES, DIFFERS = "相符", "不符"
_LONGEST_NAME = 31


class Above(Enum):
    """The cell belongs to the one above it."""

    ABOVE = "above"


ABOVE = Above.ABOVE


class Tinted(NamedTuple):
    """A word or a count on the ground of a light; the colour says nothing that is not in words."""

    value: str | int
    tone: Tone


class Sum(NamedTuple):
    """The sum of a column over some rows (first and last, counted from 0), and what it comes to.

    The column is one of a `sheet` that was written before, or, without a name, of this one.
    """

    column: int
    rows: Sequence[tuple[int, int]]
    value: Decimal
    sheet: str = ""


class Agreement(NamedTuple):
    """Whether the numbers in two columns of this row are the same, in words."""

    left: int
    right: int
    value: bool

    @property
    def word(self) -> str:
        """The words as they stand now."""
        return AGREES if self.value else DIFFERS


Value = str | int | Decimal | None | Tinted | Sum | Agreement | Above


class Row(NamedTuple):
    """A row; a `strong` one adds others up; a `first` one begins a printed page."""

    cells: Sequence[Value]
    strong: bool = False
    first: bool = False


class Series(NamedTuple):
    """A column drawn in a chart, in the colour of a tone."""

    column: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of rows `first` to `last` (counted from 0), which a spreadsheet can edit.

    `labels` is the column that names the bars or points. Bars are stacked.
    """

    kind: Literal["bars", "columns", "line"]
    title: str
    labels: int
    series: Sequence[Series]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its `name` on the tab, its title, and lines of words between it and the table.

    `rows` gives them anew each time. The first `frozen` columns stay in sight. A `register` has
    one row for each thing, whatever its length, to be filtered and sorted; it goes on no paper.
    `legend` says what colours mean. `charts` stand beside the table, those of one place below each
    other.
    """

    name: str
    title: str
    notes: Sequence[str]
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Row]]
    frozen: int = 0
    register: bool = False
    filtered: bool = True
    legend: Sequence[tuple[Tinted, str]] = ()
    charts: Sequence[Chart] = ()
    empty: str = "没有内容。"

    def __post_init__(self) -> None:
        if len(self.name) > _LONGEST_NAME or set(self.name) & set("[]:*?/\\'"):
            raise ValueError(f"no name for a sheet: {self.name}")


@dataclass(frozen=True, slots=True)
class Book:
    """Sheets to be written together. `author` speaks in it, `foot` stands at the foot of a page.

    `data` names the sheet that a file for scripts holds, the first one where it is left out.
    """

    title: str
    author: str
    foot: str
    sheets: Sequence[Sheet]
    data: str = ""

    def data_sheet(self) -> Sheet:
        """Return the sheet that a file for scripts holds."""
        return next((sheet for sheet in self.sheets if sheet.name == self.data), self.sheets[0])


def words(value: Value) -> str:
    """Return what a cell says, worked out, as text."""
    if value is None or isinstance(value, Above):
        return ""
    if isinstance(value, Tinted):
        return str(value.value)
    if isinstance(value, Sum):
        return spelled(value.value)
    if isinstance(value, Agreement):
        return value.word
    return spelled(value) if isinstance(value, Decimal) else str(value)


def as_number(number: int | Decimal) -> int | float:
    """Return a number as spreadsheets hold it."""
    return int(number) if number == int(number) else float(number)


def spelled(number: Decimal) -> str:
    """Return a number without zeros that say nothing."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
