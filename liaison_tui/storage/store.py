"""What every store can do, a unit's or a centre's; the merge knows no more."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from liaison_tui.journal.event import Event
from liaison_tui.journal.line import Line
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.vouching import VOUCHING_KINDS, Cut, Seat, Vouched, Vouching


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events are asked for; None asks for all of that sort.

    Of each set of `words` one must occur in an event's JSON, Latin letters of either case. That is
    a sieve: a word may be a part of what nobody wrote, as a key is.
    """

    kinds: frozenset[str] | None = None
    units: frozenset[str] | None = None
    items: frozenset[str] | None = None
    periods: frozenset[str] | None = None
    words: tuple[frozenset[str], ...] = field(default=(), kw_only=True)

    def holds(self, event: Event) -> bool:
        """Tell whether an event is asked for."""
        return (
            (self.kinds is None or event.kind in self.kinds)
            and (self.units is None or event.unit in self.units)
            and (self.items is None or event.item in self.items)
            and (self.periods is None or event.period in self.periods)
            and self._has_words(event.json)
        )

    def spelled(self) -> list[list[str]]:
        """Return the words of each set as JSON spells them."""
        return [
            [json.dumps(word, ensure_ascii=False)[1:-1] for word in sorted(forms)]
            for forms in self.words
        ]

    def needles(self) -> list[list[bytes]]:
        """Return byte strings of which, for each sort, an asked-for event's JSON holds one.

        They let a reader pass over most lines without parsing them.
        """
        sorts = {"kind": self.kinds, "unit": self.units, "item": self.items, "period": self.periods}
        return [
            [f'"{name}":"{value}"'.encode() for value in values]
            for name, values in sorts.items()
            if values is not None
        ]

    def _has_words(self, line: bytes) -> bool:
        # Of bytes only ASCII letters change, as in the database.
        lower = line.lower() if self.words else b""
        return all(
            any(word.encode().lower() in lower for word in forms) for forms in self.spelled()
        )


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with what lies on the disk: where, a kind, a Chinese sentence."""

    where: str
    kind: str
    message: str


class Store(ABC):
    """What has been said and taken in, in one office.

    `own` is the office's device (its fingerprint). Events come with the manifests that list them.
    """

    own: str

    @abstractmethod
    def refresh(self) -> None:
        """Take in what another window or command has written since."""

    @abstractmethod
    def submissions(self) -> Sequence[Submission]:
        """Return all submissions, our own too, in the order they were taken in."""

    @abstractmethod
    def events(self, selection: Selection = EVERYTHING) -> Iterator[tuple[Event, Sequence[str]]]:
        """Give events with the manifests that list them: listed ones, and our own."""

    @abstractmethod
    def known(self, ids: Iterable[str]) -> dict[str, bool]:
        """Return those of `ids` that are here: True for a full line, False for a stub."""

    @abstractmethod
    def lines(self, ids: Iterable[str]) -> Iterator[Line]:
        """Give the lines or stubs of those ids that are here, in the order asked."""

    @abstractmethod
    def beginning(self, start: str) -> list[str]:
        """Return the ids of full lines that begin with some hex digits."""

    @abstractmethod
    def units(self) -> list[str]:
        """Return the ids of the units of which entries are here, in order."""

    @abstractmethod
    def contested(self) -> set[tuple[str, str, str]]:
        """Return the obligations (unit, item, month) of which more than one entry is here."""

    @abstractmethod
    def has_gaps(self) -> bool:
        """Tell whether any listed event is here as a stub only, or not at all."""

    @abstractmethod
    def anchors(self) -> Mapping[str, Seat]:
        """Return the devices this office itself knows: its own, and those confirmed by hand."""

    @abstractmethod
    def cuts(self) -> Sequence[Cut]:
        """Return revocations noted by hand."""

    @abstractmethod
    def say(self, events: Sequence[Event]) -> None:
        """Keep new events of our own; returns once the disk has them."""

    @abstractmethod
    def take(
        self,
        submissions: Sequence[Submission],
        events: Sequence[Event],
        stubs: Sequence[str] = (),
    ) -> None:
        """Keep submissions, events (listed in them, or ours about them) and stubs, all or nothing.

        A full event takes its stub's place; a stub never takes an event's.
        """

    def notices(self) -> list[str]:
        """Return, once, what the store has set right by itself, in Chinese."""
        return []

    @abstractmethod
    def troubles(self) -> list[Trouble]:
        """Return what is not whole on the disk, as far as opening the store has shown it."""

    @abstractmethod
    def verify(self) -> Iterator[Trouble]:
        """Read everything byte for byte and give all that is wrong."""

    def vouching(self) -> Vouching:
        """Return what the submissions here vouch for."""
        statements = [event for event, _ in self.events(Selection(kinds=VOUCHING_KINDS))]
        return Vouching(self.own, self.anchors(), self.submissions(), statements, self.cuts())

    def statements(
        self, vouching: Vouching, selection: Selection = EVERYTHING
    ) -> Iterator[Vouched]:
        """Give the events that count, with how far each has come."""
        for event, listed_in in self.events(selection):
            vouched = vouching.vouch(event, listed_in)
            if vouched:
                yield vouched
