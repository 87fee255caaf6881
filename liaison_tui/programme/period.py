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
        name, wanted = match[1], months(month(int(match[1]), 1), month(int(match[1]), 12))
    elif ("q" in plain.lower() or "季" in plain) and (match := _QUARTER.fullmatch(plain)):
        start = month(int(match[1]), int(match[2]) * 3 - 2)
        name, wanted = f"{match[1]}-Q{match[2]}", months(start, following(start, 2))
    elif match := _HALF.fullmatch(plain):
        half = match[2] or ("1" if match[3] == "上" else "2")
        start = month(int(match[1]), int(half) * 6 - 5)
        name, wanted = f"{match[1]}-H{half}", months(start, following(start, 5))
    else:
        found = read_month(text, known)
        return Span(found, [found])
    inside = [period for period in wanted if period in known]
    if not inside:
        raise WrongUse(f"“{text}”不在本年度工作意见的报送期内", f"可选：{known[0]} 至 {known[-1]}")
    return Span(name, inside)


def _nearest(plain: str, known: Sequence[str]) -> list[str]:
    digits = re.findall(r"\d+", plain)
    if len(digits) >= 2 and len(digits[0]) == 4:
        asked = int(digits[0]) * 12 + min(int(digits[1][:4]), 12)
        return sorted(known, key=lambda p: abs(int(p[:4]) * 12 + int(p[5:]) - asked))[:3]
    return [known[0], known[-1]] if known else []
