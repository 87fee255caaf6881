"""How high a letter stands, by the widths of its characters: what must stay on one page is tried.

A little too high rather than too low: a word processor breaks lines earlier than counting does.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from math import ceil

from liaison_tui.papers.letter import PITCHES, SMALL_PITCH, TEXT_HEIGHT, Letter
from liaison_tui.papers.paper import TEXT_WIDTH, Block, Grid, Line
from liaison_tui.text import cell_width

_POINTS_A_MM = 72 / 25.4
_TITLE, _TITLE_PITCH = 22, PITCHES[16] + 3
# Left and right of a cell's text, in points; the rule above a row.
_CELL_SIDES, _RULE = 6.0, 0.75
_AFTER = 8.0
# What is left free of a page.
_SPARE = 0.97


def fits(letter: Letter) -> bool:
    """Tell whether a letter stays on one page."""
    return height(letter) <= TEXT_HEIGHT * _POINTS_A_MM * _SPARE


def first_that_fits(letters: Iterable[Letter]) -> Letter:
    """Return the first of several layouts that stays on one page, else the last."""
    found = None
    for found in letters:
        if fits(found):
            return found
    if found is None:
        raise ValueError("no letter to choose from")
    return found


def height(letter: Letter) -> float:
    """Return how high a letter's first part stands, in points."""
    pitch, width = PITCHES[letter.size], TEXT_WIDTH * _POINTS_A_MM
    high = _lines(letter.title, _TITLE, width) * _TITLE_PITCH + pitch / 2
    high += PITCHES[16] * sum(map(bool, (letter.internal, letter.number)))
    high += pitch * sum(map(bool, (letter.addressees, letter.signature, letter.day)))
    high += pitch * bool(letter.disclosure)
    blocks = letter.paper.blocks
    for block, following in zip_longest(blocks, blocks[1:]):
        high += _block(block, letter, width)
        if isinstance(block, Line) and not isinstance(following, Line):
            high += _AFTER
    return high


def _block(block: Block, letter: Letter, width: float) -> float:
    if isinstance(block, Line):
        if block.small:
            return _lines(block.text, letter.small, width) * letter.small * SMALL_PITCH
        indented = f"　　{block.text}" if block.align == "left" else block.text
        return _lines(indented, letter.size, width) * PITCHES[letter.size]
    if isinstance(block, Grid):
        widths = [column.width * _POINTS_A_MM - _CELL_SIDES for column in block.columns]
        rows = [[column.head for column in block.columns], *block.words]
        return sum(_row(row, widths, letter.small) for row in rows)
    raise TypeError("a place to sign stays on no page that is counted")


def _row(row: Sequence[str], widths: Sequence[float], size: float) -> float:
    lines = max(_lines(cell, size, width) for cell, width in zip(row, widths, strict=True))
    return lines * size * SMALL_PITCH + _RULE


def _lines(text: str, size: float, width: float) -> int:
    """Return on how many lines a text stands; a mark that may not begin a line costs some."""
    characters = max(1, int(width / size))
    return max(1, ceil(cell_width(text) / 2 / max(1, characters - 0.5)))
