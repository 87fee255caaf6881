"""What differs between two versions of a text or of an entry's body, for people to read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, Literal, NamedTuple

from liaison_tui.journal.entry import FIELD_NAMES, TEXTS

Kind = Literal["equal", "removed", "added"]

# What changes as a whole: a number or a Latin word, in half or full width; else one character.
_TOKEN = re.compile(
    r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+(?:[.,．][0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+)*[%％]?|.", re.DOTALL
)
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]+|[^。；！？\n]+")
# What stays between two changes but is no longer than this is shown as changed with them.
_ISLAND = 2
# Where a change that could as well begin a little earlier or later does: after one of these.
_BREAKS = "。；！？\n", "，、："
# How many pairs of like tokens are compared at most: what difflib takes grows with them, 20 ms for
# two texts of 2,500 characters, but most of a second where a few characters are all there is.
_PAIRS = 60_000
_WRITTEN = (*TEXTS, "informant")
_NOTHING: tuple[object, ...] = (None, "", {}, [], ())


class Run(NamedTuple):
    """A part of a text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one field of an entry; None stands for a field that says nothing.

    Of `quantities` (by key) and `evidence` (a list), `before` and `after` hold only what differs;
    of texts `runs` has the parts.
    """

    field: str
    before: Any
    after: Any
    runs: tuple[Run, ...] = ()

    @property
    def name(self) -> str:
        """The field's name as officers read it."""
        return FIELD_NAMES[self.field]


class _Stretch(NamedTuple):
    """A stretch of two texts: the same in both, or with what stood there and what does now."""

    same: bool
    before: str
    after: str


def runs(before: str, after: str) -> list[Run]:
    """Return the runs that lead from one text to another, what went before what came for it.

    The equal and removed runs make up `before`, the equal and added ones `after`. Numbers and Latin
    words stay whole, and one or two characters between changes belong to the change; a line end
    does not. An added or removed sentence has its own full stop. Of very long texts that share
    little, large parts are given as changed.
    """
    found: list[Run] = []
    whole = list(_joined(_stretches(before, after)))
    for stretch in _joined(_without_islands(list(_at_breaks(whole)))):
        if stretch.same:
            found.append(Run("equal", stretch.before))
        else:
            parts = (Run("removed", stretch.before), Run("added", stretch.after))
            found += [part for part in parts if part.text]
    return found


def body_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return which fields differ between the bodies of two entries, in the order of FIELD_NAMES.

    A field that is missing says the same as an empty one.
    """
    found = (_change(field, before.get(field), after.get(field)) for field in FIELD_NAMES)
    return [change for change in found if change]


def _change(field: str, before: Any, after: Any) -> Change | None:
    parts: tuple[Run, ...] = ()
    if field == "quantities":
        before, after = _other_numbers(before, after), _other_numbers(after, before)
    elif field == "evidence":
        before, after = _other_files(before, after), _other_files(after, before)
    before, after = (None if value in _NOTHING else value for value in (before, after))
    if before == after:
        return None
    if field in _WRITTEN:
        parts = tuple(runs(before or "", after or ""))
    return Change(field, before, after, parts)


def _other_numbers(
    numbers: Mapping[str, str] | None, than: Mapping[str, str] | None
) -> dict[str, str]:
    known = than or {}
    return {key: number for key, number in (numbers or {}).items() if known.get(key) != number}


def _other_files(
    files: Sequence[Mapping[str, Any]] | None, than: Sequence[Mapping[str, Any]] | None
) -> list[Mapping[str, Any]]:
    known = than or []
    return [file for file in files or [] if file not in known]


def _joined(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Make one of stretches of a kind that follow one another."""
    for same, group in groupby(stretches, key=lambda stretch: stretch.same):
        parts = list(group)
        yield _Stretch(same, "".join(p.before for p in parts), "".join(p.after for p in parts))


def _without_islands(stretches: Sequence[_Stretch]) -> Iterator[_Stretch]:
    last = len(stretches) - 1
    for at, stretch in enumerate(stretches):
        is_island = 0 < at < last and len(stretch.before) <= _ISLAND and "\n" not in stretch.before
        yield stretch._replace(same=False) if is_island else stretch


def _at_breaks(stretches: list[_Stretch]) -> Iterator[_Stretch]:
    """Move what only came or only went to where a sentence begins, if the same was said there.

    Of “甲。乙。” after “甲。”, “。乙” came as well as “乙。”; people read the latter.
    """
    last = len(stretches) - 2
    for at in range(1, last + 1):
        earlier, stretch, later = stretches[at - 1 : at + 2]
        text = stretch.before or stretch.after
        if stretch.same or (stretch.before and stretch.after):
            continue
        whole = earlier.before + text + later.before
        start = len(earlier.before)
        # What stands between two changes does not become an island by it.
        least = 0 if at == 1 else min(start, _ISLAND + 1)
        left = 0 if at == last else min(len(later.before), _ISLAND + 1)
        places = range(least, len(whole) - left - len(text) + 1)
        start = _break_near(whole, start, len(text), places)
        end = start + len(text)
        moved = whole[start:end]
        stretches[at - 1] = _Stretch(True, whole[:start], whole[:start])
        stretches[at] = _Stretch(False, *((moved, "") if stretch.before else ("", moved)))
        stretches[at + 1] = _Stretch(True, whole[end:], whole[end:])
    return (stretch for stretch in stretches if stretch.before or stretch.after)


def _break_near(whole: str, start: int, length: int, places: range) -> int:
    """Return the place nearest to `start` from which as many characters may be taken out.

    What is left must be the same, and the place, one of `places`, lie after a mark; `start` where
    none does.
    """
    first = last = start
    while first > places.start and whole[first - 1] == whole[first + length - 1]:
        first -= 1
    while last + 1 < places.stop and whole[last] == whole[last + length]:
        last += 1
    for marks in _BREAKS:
        found = [n for n in range(first, last + 1) if n == 0 or whole[n - 1] in marks]
        if found:
            return min(found, key=lambda place: (abs(place - start), place))
    return start


def _stretches(before: str, after: str) -> Iterator[_Stretch]:
    """Compare tokens; in texts too long for that first sentences, then tokens of what differs."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if _pairs(old, new) <= _PAIRS:
        yield from _compared(old, new)
        return
    for stretch in _joined(_compared(_SENTENCE.findall(before), _SENTENCE.findall(after))):
        if stretch.same:
            yield stretch
        else:
            yield from _compared(_TOKEN.findall(stretch.before), _TOKEN.findall(stretch.after))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    start, end = 0, 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    opening, closing = "".join(old[:start]), "".join(old[len(old) - end :])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if opening:
        yield _Stretch(True, opening, opening)
    if _pairs(old, new) > _PAIRS:
        yield _Stretch(False, "".join(old), "".join(new))
    else:
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield _Stretch(tag == "equal", "".join(old[a:b]), "".join(new[c:d]))
    if closing:
        yield _Stretch(True, closing, closing)


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    counts = Counter(new)
    return sum(times * counts[token] for token, times in Counter(old).items())
