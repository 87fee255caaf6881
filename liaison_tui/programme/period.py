"""Months as strings, `2021-06`, which sort as they follow.

Quarters, half-years and years are views of them.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from liaison_tui.errors import UnknownName, WrongUse

_MONTH = re.compile(r"(\d{4})[-./年]?(\d{1,2})月?")
_BARE_MONTH = re.compile(r"(\d{1,2})月(?:份)?")
_QUARTER = re.compile(r"(\d{4})[-./年]?[Qq第]?([1-4])季?度?")
_HALF = re.compile(r"(\d{4})[-./年]?(?:[Hh]([12])|([上下])半年?)")
_YEAR = re.compile(r"(\d{4})年?")


def month(year: int, number: int) -> str:
    """Return the month `number` (1 to 12) of `year`."""
    return f"{year:04d}-{number:02d}"


def is_month(text: str) -> bool:
    """Tell whether `text` is a month exactly as the formats write it."""
    return bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII))


def following(period: str, by: int = 1) -> str:
    """Return the month `by` months after `period` (before it, where `by` is negative)."""
    count = int(period[:4]) * 12 + int(period[5:]) - 1 + by
    return month(count // 12, count % 12 + 1)


def months(first: str, last: str) -> list[str]:
    """Return all months from `first` to `last`, both included."""
    found = []
    while first <= last:
        found.append(first)
        first = following(first)
    return found


def months_from(first: str, last: str) -> int:
    """Return how many months `first` to `last` are, both included (0 where `last` is earlier)."""
    ahead = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])
    return max(0, ahead + 1)


def read_month(text: str, known: Sequence[str]) -> str:
    """Return the month a person means (`2021-06`, `2021年6月`, `6月`), one of `known`, in order.

    Raises UnknownName with the nearest months for anything else.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _MONTH.fullmatch(plain)
    if match and 1 <= int(match[2]) <= 12:
        wanted = month(int(match[1]), int(match[2]))
        if wanted in known:
            return wanted
    if match := _BARE_MONTH.fullmatch(plain):
        found = [period for period in known if int(period[5:]) == int(match[1])]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownName("月份（几个年度都有）", text, found)
    raise UnknownName("月份", text, _nearest(plain, known))


class Span(NamedTuple):
    """Months looked at together: as scripts write them (`2021-06`, `2021-H1`), and the months."""

    name: str
    months: list[str]


def read_span(text: str, known: Sequence[str]) -> Span:
    """Return the known months of a month, quarter (`2021-Q2`), half (`2021-H1`) or year (`2021`).

    Raises UnknownName for anything else, WrongUse where none of its months is known.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := _YEAR.fullmatch(plain):
        year, part = match[1], ""
    elif ("q" in plain.lower() or "季" in plain) and (match := _QUARTER.fullmatch(plain)):
        year, part = match[1], f"-Q{match[2]}"
    elif match := _HALF.fullmatch(plain):
        year, part = match[1], "-H1" if (match[2] or match[3]) in "1上" else "-H2"
    else:
        found = read_month(text, known)
        return Span(found, [found])
    wanted = _months_of(year, part)
    inside = [period for period in known if period in wanted]
    if not inside:
        raise WrongUse(f"“{text}”不在本年度工作意见的报送期内", f"可选：{known[0]} 至 {known[-1]}")
    return Span(f"{year}{part}", inside)


def spans(known: Sequence[str]) -> list[str]:
    """Return the names of the halves, then the years, then the quarters that hold known months."""
    years = sorted({period[:4] for period in known})
    return [
        f"{year}{part}"
        for part in ("-H1", "-H2", "", "-Q1", "-Q2", "-Q3", "-Q4")
        for year in years
        if any(period in _months_of(year, part) for period in known)
    ]


def spans_around(period: str) -> list[str]:
    """Return the names of a month, and of the quarter, the half and the year it lies in."""
    year, number = period[:4], int(period[5:])
    return [period, f"{year}-Q{(number + 2) // 3}", f"{year}-H{(number + 5) // 6}", year]


def _months_of(year: str, part: str) -> list[str]:
    """Return the months of a year, or of a part of it as `Span` names it: `-H1`, `-Q3`."""
    length = {"": 12, "H": 6, "Q": 3}[part[1:2]]
    start = month(int(year), (int(part[2:] or 1) - 1) * length + 1)
    return months(start, following(start, length - 1))


def _nearest(plain: str, known: Sequence[str]) -> list[str]:
    digits = re.findall(r"\d+", plain)
    if len(digits) >= 2 and len(digits[0]) == 4:
        asked = int(digits[0]) * 12 + min(int(digits[1][:4]), 12)
        return sorted(known, key=lambda p: abs(int(p[:4]) * 12 + int(p[5:]) - asked))[:3]
    return [known[0], known[-1]] if known else []
