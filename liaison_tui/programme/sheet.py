"""A sheet of somebody's workbook, as plain values: whatever wrote it, and in whatever layout.

Rows and columns count from 0 here; `place` spells them as people read them, F12.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from liaison_tui.errors import WrongUse
from liaison_tui.text import one_line

Cell = str | Decimal | date | None
Place = tuple[int, int]

# What people write where there is no number, and what they write around one.
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:\.\d{1,12})?", re.ASCII)
_LETTERS = re.compile(r"[A-Z]{1,3}", re.ASCII)
_FINEST = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows` from its first row on, each from its first column on.

    Of cells that are merged the first one holds the value; `merged` leads from each of the others
    to that one.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: Mapping[Place, Place] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row) for row in self.rows), default=0)

    def origin(self, row: int, column: int) -> Place:
        """Return the cell that holds what stands at a place."""
        return self.merged.get((row, column), (row, column))

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands at a place, also where that is one of several merged cells."""
        at, across = self.origin(row, column)
        if 0 <= at < len(self.rows) and 0 <= across < len(self.rows[at]):
            return self.rows[at][across]
        return None

    def text(self, row: int, column: int) -> str:
        """Return the words that begin in a row: of cells merged downwards only the first has any.

        A number that stands there is none; words are inert and on one line.
        """
        if self.origin(row, column)[0] != row:
            return ""
        found = self.cell(row, column)
        return one_line(found) if isinstance(found, str) else ""

    def shown(self, row: int, column: int) -> str:
        """Return what a person sees at a place."""
        found = self.cell(row, column)
        if isinstance(found, Decimal):
            return plain_number(found)
        return one_line(str(found)) if found is not None else ""

    def words(self) -> Iterator[tuple[int, int, str]]:
        """Give every cell that holds words, with its row and column."""
        for row, cells in enumerate(self.rows):
            for column, found in enumerate(cells):
                if isinstance(found, str) and (said := one_line(found)):
                    yield row, column, said


def number_in(cell: Cell) -> Decimal | None:
    """Return the number in a cell, also one written as words: ２.５, 1,250, 2.5分; else None."""
    if isinstance(cell, Decimal):
        return cell.quantize(_FINEST).normalize() if abs(cell) < 10**9 else None
    if not isinstance(cell, str):
        return None
    plain = "".join(unicodedata.normalize("NFKC", cell).split()).removesuffix("分")
    plain = plain.replace("−", "-").replace(",", "")
    if not _NUMBER.fullmatch(plain):
        return None
    return Decimal(plain).quantize(_FINEST).normalize()


def plain_number(number: Decimal) -> str:
    """Return a number as people write it: 18, 2.5, without an exponent or idle zeros."""
    said = f"{number:f}"
    said = said.rstrip("0").rstrip(".") if "." in said else said
    return "0" if said in ("-0", "") else said


def letters(column: int) -> str:
    """Return the name of a column as workbooks show it: A, F, AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_named(name: str) -> int:
    """Return the column of a name people type (`f`, `Ｆ`); raises WrongUse for anything else."""
    plain = unicodedata.normalize("NFKC", name).strip().upper().removesuffix("列")
    if not _LETTERS.fullmatch(plain):
        raise WrongUse(f"看不懂列“{name}”", "请写列上方的字母，如 B、F")
    number = 0
    for letter in plain:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def place(row: int, column: int) -> str:
    """Return the address of a cell as workbooks show it: F12."""
    return f"{letters(column)}{row + 1}"
