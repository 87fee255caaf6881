"""Text of people's as it goes into a cell: shown as it is, never worked out by a spreadsheet."""

import unicodedata

from liaison_tui.text import sanitise

# What a cell of a workbook holds, in UTF-16 units.
LIMIT = 32_767
_CUT = "……（本格放不下，余下约 {} 字见程序里的原文）"
_FORMULA = "=+-@"
# XlsxWriter writes a string of this shape as it is, taking it for rich text of its own making.
_RICH = "<r>"


def in_workbook(text: str) -> str:
    """Return text for a cell of a workbook; what is too long is cut, and says so at its end."""
    text = sanitise(text)
    if len(text) > LIMIT // 2 and _units(text) > LIMIT:
        text = _cut(text)
    return f" {text}" if text.startswith(_RICH) else text


def in_csv(text: str) -> str:
    """Return text for a cell of a .csv file: an apostrophe stands before what may be a formula.

    Such begin with = + - @ in any width, also after blanks.
    """
    text = sanitise(text)
    start = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if start[:1] and start[0] in _FORMULA else text


def _cut(text: str) -> str:
    room = LIMIT - _units(_CUT.format(len(text)))
    kept, used = 0, 0
    while used + _units(text[kept]) <= room:
        used += _units(text[kept])
        kept += 1
    return text[:kept] + _CUT.format(len(text) - kept)


def _units(text: str) -> int:
    return len(text) + sum(c > "\uffff" for c in text)
