"""From the words a province or the nation has for an indicator to the indicator it is.

Names are compared without numbering, brackets and marks. What is not the same is never taken for
it: it comes back with the indicators it is like, for a person to say.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from liaison_tui.programme.likeness import HARDLY, key_of, likeness
from liaison_tui.programme.model import Item, Programme

# indicator: one of the programme's; heading: one of annex 2's; total: a sum; unknown: neither.
Sort = Literal["indicator", "heading", "total", "unknown"]

_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s*(?=[^\d\s.%])")
_TOTALS = re.compile(
    r"(?:得分|分值|指标)?(?:合计|总计|共计|小计|总分|总得分|累计得分|得分合计)(?:得分)?"
)
_CLOSE = 0.86
_MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some words mean: their sort, and of an indicator its id.

    Of words that are only like indicators the `candidates` are those, the likeliest first.
    """

    sort: Sort
    item: str = ""
    candidates: tuple[str, ...] = ()


class IndicatorNames:
    """The names of a programme's indicators, and those a person has `learned` it by, to an id."""

    def __init__(self, programme: Programme, learned: Mapping[str, str] | None = None) -> None:
        self._programme = programme
        self._learned = {key_of(name): item for name, item in (learned or {}).items()}
        self._known: dict[str, Meaning] = {}

    def meaning(self, words: str) -> Meaning:
        """Return what the words in a cell mean."""
        if words not in self._known:
            self._known[words] = self._look_up(words)
        return self._known[words]

    def is_heading(self, words: str) -> bool:
        """Tell whether words are a heading of annex 2, an indicator of the same name or not."""
        return any(key in self._headings for key in _keys_of(words))

    def _look_up(self, words: str) -> Meaning:
        keys = _keys_of(words)
        if not keys:
            return Meaning("unknown")
        for key in keys:
            if key in self._learned:
                item = self._learned[key]
                return Meaning("indicator", item) if item else Meaning("heading")
        for key in keys:
            if key in self._by_key:
                return Meaning("indicator", self._by_key[key])
            if key in self._headings:
                return Meaning("heading")
            if _TOTALS.fullmatch(key):
                return Meaning("total")
        return self._alike(keys)

    def _alike(self, keys: list[str]) -> Meaning:
        """Return what some words are like, where they are like anything."""
        found = sorted(
            ((max(likeness(key, name) for key in keys), item)
             for name, item in self._by_key.items()),
            reverse=True,
        )  # fmt: skip
        best = found[0][0] if found else 0.0
        heading = max(likeness(key, name) for key in keys for name in self._headings)
        if heading >= _CLOSE and heading > best:
            return Meaning("heading")
        if best < HARDLY:
            return Meaning("unknown")
        near = [item for alike, item in found if alike >= max(HARDLY, best - 0.2)]
        return Meaning("unknown", candidates=tuple(dict.fromkeys(near))[:_MOST_CANDIDATES])

    @cached_property
    def _by_key(self) -> dict[str, str]:
        return {key_of(item.text): item.id for item in indicators(self._programme)}

    @cached_property
    def _headings(self) -> frozenset[str]:
        return frozenset(key_of(heading.title) for heading in self._programme.headings) | {""}


def indicators(programme: Programme) -> list[Item]:
    """Return the indicators of annex 2, the one of deductions too."""
    return [item for item in programme.items if item.kind == "indicator"]


def _keys_of(words: str) -> list[str]:
    """Return the ways to read a name: as it is, and without a number that stands right before."""
    bare = _BARE_NUMBER.sub("", words, count=1) if _BARE_NUMBER.match(words) else words
    keys = [key_of(words), key_of(bare)]
    return [key for key in dict.fromkeys(keys) if len(key) > 1]
