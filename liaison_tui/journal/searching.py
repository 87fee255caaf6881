"""Finding entries by their words: in all that people wrote in them, and in the names of files."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from liaison_tui.journal.entry import TEXTS
from liaison_tui.journal.event import Event

_BEFORE, _AFTER = 12, 60
_FIELDS = (*TEXTS, "reason", "informant")


@dataclass(frozen=True)
class Words:
    """Words to find, as typed: those between spaces all have to occur, in whichever field.

    Each is looked for as it was typed and in half-width letters; Latin letters of either case.
    """

    typed: str

    @cached_property
    def forms(self) -> tuple[frozenset[str], ...]:
        """The forms of each word; none where nothing was typed."""
        # A full-width space is a space too.
        return tuple(
            frozenset((word, unicodedata.normalize("NFKC", word))) for word in self.typed.split()
        )

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """What finds each word."""
        flags = re.IGNORECASE | re.ASCII
        return tuple(
            re.compile("|".join(map(re.escape, sorted(forms))), flags) for forms in self.forms
        )


class Hit(NamedTuple):
    """Where an entry holds what was looked for: the field, and its text about the first word.

    `start` and `end` say where in that text the word stands.
    """

    field: str
    text: str
    start: int
    end: int

    @property
    def marked(self) -> str:
        """The text with the word in brackets, for where nothing can be underlined."""
        before, word, after = (
            self.text[: self.start], self.text[self.start : self.end], self.text[self.end :],
        )  # fmt: skip
        return f"{before}【{word}】{after}"


def hit_in(event: Event, words: Words) -> Hit | None:
    """Return the first place of the first word in an entry that holds all of them."""
    fields = list(_texts(event))
    if not words.patterns:
        return None
    if not all(any(p.search(text) for _, text in fields) for p in words.patterns):
        return None
    for field, text in fields:
        found = words.patterns[0].search(text)
        if found:
            return _excerpt(field, text, found.start(), found.end())
    return None


def _texts(event: Event) -> Iterator[tuple[str, str]]:
    for field in _FIELDS:
        text = event.body.get(field)
        if isinstance(text, str) and text:
            yield field, text
    for file in event.evidence:
        yield "evidence", str(file["name"])


def _excerpt(field: str, text: str, start: int, end: int) -> Hit:
    """Return what stands about a word, on one line."""
    first = max(0, start - _BEFORE)
    opening = "…" if first else ""
    closing = "…" if end + _AFTER < len(text) else ""
    # Each character by one, so that places stay; control characters are made inert where shown.
    piece = re.sub(r"\s", " ", text[first : end + _AFTER])
    shift = len(opening) - first
    return Hit(field, f"{opening}{piece}{closing}", start + shift, end + shift)
