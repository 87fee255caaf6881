"""The one text sanitiser: what comes from people or other offices is made inert here.

Used when text comes in, and again when it is shown.
"""

import re
import unicodedata

_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
REPLACEMENT = "\ufffd"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# XML, and so .docx and .xlsx, cannot hold the last two code points of any plane.
_NEVER = "".join(
    chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
# Of controls all but the line feed.
_HARMFUL = re.compile(f"[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff{_BIDI}{_NEVER}]")

# What a line is not broken within: a Latin word or one character, with the marks that open or
# close it; or spaces. (UAX #14 in full, by a library, took 0.1 ms a character.)
_OPENING, _CLOSING = "（“‘《〈【〔「『", "，。、；：？！）”’》〉】〕」』…%％"
_UNIT = re.compile(rf"\s+|[{_OPENING}]*(?:[!-~]+|[^\s{_OPENING}])[{_CLOSING}]*|[{_OPENING}]+")

_GLUED = re.compile(rf"[{_OPENING}]*[^{_OPENING}][{_CLOSING}]*|[{_OPENING}]+")


def sanitise(text: str) -> str:
    """Return `text` with control, surrogate, bidi and non-characters replaced by U+FFFD.

    Line ends become a line feed and a tab one space: both come with every paste from a table.
    """
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    return _HARMFUL.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """Return sanitised text on a single line, for names and table cells."""
    return " ".join(sanitise(text).split())


def inert(value: object) -> object:
    """Return a JSON value with every string in it, at any depth, sanitised."""
    if isinstance(value, str):
        return sanitise(value)
    if isinstance(value, dict):
        return {key: inert(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [inert(item) for item in value]
    return value


def normal(text: str) -> str:
    """Return `text` as names are compared: half-width, lower case, without spaces and quotes."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in plain if not c.isspace() and c not in "“”‘’\"'《》")


def cell_width(text: str) -> int:
    """Return how many terminal cells `text` takes; East Asian wide characters take two."""
    return sum(_cells(c) for c in text)


def pad(text: str, width: int) -> str:
    """Return `text` followed by spaces up to `width` cells; wider text is returned whole."""
    return text + " " * max(0, width - cell_width(text))


def shorten(text: str, width: int, mark: str = "…") -> str:
    """Return `text` cut to at most `width` cells, with a mark where something was left out."""
    if cell_width(text) <= width:
        return text
    kept, used = [], 0
    for c in text:
        if used + _cells(c) > width - len(mark):
            break
        kept.append(c)
        used += _cells(c)
    return "".join(kept) + mark


def shorten_middle(text: str, width: int, mark: str = "…") -> str:
    """Return `text` cut in its middle: for names that differ at their ends."""
    if cell_width(text) <= width:
        return text
    end = shorten(text[::-1], (width - len(mark)) // 2, "")[::-1]
    return shorten(text, width - cell_width(end), mark) + end


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells, its own line ends kept.

    A line ends between Chinese characters or after a Latin word; no line begins with a closing
    mark or ends with an opening one. A Latin word wider than a line is cut.
    """
    lines = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for match in _UNIT.finditer(paragraph):
            if match[0].isspace() and used + cell_width(match[0]) > width:
                lines.append(line.rstrip())
                line, used = "", 0
                continue
            for piece in _pieces(match[0], width):
                cells = cell_width(piece)
                if used + cells > width and line:
                    lines.append(line.rstrip())
                    line, used = "", 0
                line, used = line + piece, used + cells
        lines.append(line.rstrip())
    return lines


def _pieces(unit: str, width: int) -> list[str]:
    """Return what a line may be broken between where a unit is wider than a whole line."""
    if cell_width(unit) <= width:
        return [unit]
    pieces = [match[0] for match in _GLUED.finditer(unit)]
    return [c for piece in pieces for c in ([piece] if cell_width(piece) <= width else piece)]


def _cells(c: str) -> int:
    if unicodedata.combining(c):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1
