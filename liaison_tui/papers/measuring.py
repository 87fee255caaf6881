"""How high a spreadsheet's rows must be for their text, and where a printed page ends.

Spreadsheets do not fit rows to wrapped text in merged cells, nor to any text a program has written
on another computer: so it is worked out here, a little on the high side, by the width of Chinese
characters.
"""

import re

from liaison_tui.papers.sheet import BOTTOM, PAGE_HEIGHT, TOP
from liaison_tui.text import wrap

_POINTS_PER_MM = 72 / 25.4
# Text of 10 points: a Chinese character is as wide as high; a line has air above and below.
LINE = 15.0
_CHARACTER = 10.0
_PADDING_MM = 2.6
_AIR = 3.75
# Excel knows no row above 409 points; beyond a page, nobody could read one in print either.
HIGHEST = 399.75
# What fits on a page below each other, with room for fonts that are a little higher than ours.
PAGE = (PAGE_HEIGHT - TOP - BOTTOM) * _POINTS_PER_MM * 0.96
# A longer text goes on in a row below.
MOST_LINES = 22


_LONG_WORD = re.compile("[!-~]{9}")


def cells_in(width: float) -> int:
    """Return how many half-width characters a line of a column `width` mm wide holds."""
    points = (width - _PADDING_MM) * _POINTS_PER_MM
    return max(2, int(points / (_CHARACTER / 2)))


def line_count(text: str, width: float) -> int:
    """Return how many lines text takes in a column `width` mm wide; rather one too many.

    Chinese breaks anywhere, so its length tells; with long Latin words it has to be tried.
    """
    if _LONG_WORD.search(text):
        return len(wrap(text, cells_in(width)))
    room = cells_in(width)
    # A mark that may not begin a line takes a character along to the next one now and then.
    most = max(1, room // 2 * 2 - 1)
    return sum(_lines(_width(line), room, most) for line in text.split("\n"))


def _lines(width: int, room: int, most: int) -> int:
    return 1 if width <= room else -(-width // most)


def _width(text: str) -> int:
    """Return about how many half-width characters text takes: all that is not ASCII counts two."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def height_of(lines: int) -> float:
    """Return how high a row of so many lines is, in points that are whole pixels."""
    return min(HIGHEST, max(1, lines) * LINE + _AIR)


def parts_of(text: str, width: float) -> list[str]:
    """Return text in parts, each of which fits into a row; most texts are one part.

    A part ends where a line of the column ends, so that rows below each other read as one text.
    """
    if line_count(text, width) <= MOST_LINES:
        return [text]
    lines = wrap(text, cells_in(width))
    parts, start = [], 0
    for at in range(MOST_LINES, len(lines) + MOST_LINES, MOST_LINES):
        wanted = sum(len(line.replace(" ", "")) for line in lines[at - MOST_LINES : at])
        end = _after(text, start, wanted)
        parts.append(text[start:end].strip("\n"))
        start = end
    if text[start:].strip():
        parts[-1] += text[start:]
    return [part for part in parts if part.strip()] or [""]


def _after(text: str, start: int, count: int) -> int:
    """Return the place behind so many characters that are no blanks."""
    at = start
    while at < len(text) and count:
        count -= not text[at].isspace()
        at += 1
    return at


def mm_to_pixels(width: float) -> int:
    """Return a width in mm as the pixels (96 an inch) that spreadsheets reckon in."""
    return round(width * 96 / 25.4)
