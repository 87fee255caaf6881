"""Folding events into reports: what stands of each obligation (docs/FORMAT §2).

One fold for the officer's own desk and for the centre's overview.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from liaison_tui.journal.concern import EXPLANATION, explanation_of
from liaison_tui.journal.entry import has_content, is_full_report
from liaison_tui.journal.vouching import Vouched

Key = tuple[str, str, str]
State = Literal[
    "unreported", "draft", "reported", "exported", "received", "returned", "accepted", "conflict"
]
Timeliness = Literal["on_time", "nothing_new", "late", "missing"]


@dataclass(frozen=True)
class Report:
    """What the events about one obligation (unit id, item id, month) come to.

    `entries` are all of them, `reviews` the centre's judgements of any of them, `explanations`
    what the unit has said of what it left as it is.
    """

    key: Key
    entries: tuple[Vouched, ...]
    reviews: tuple[Vouched, ...] = ()
    explanations: tuple[Vouched, ...] = ()

    @cached_property
    def unreplaced(self) -> tuple[Vouched, ...]:
        """The entries no other replaces, by id."""
        replaced = {name for entry in self.entries for name in entry.event.replaces}
        found = [entry for entry in self.entries if entry.event.id not in replaced]
        return tuple(sorted(found, key=lambda entry: entry.event.id))

    @cached_property
    def heads(self) -> tuple[Vouched, ...]:
        """The unreplaced entries that stand.

        A centre's entry made on a unit's behalf gives way to the unit's own word.
        """
        if all(entry.by_centre for entry in self.unreplaced):
            return self.unreplaced
        own_words = {entry.event.id for entry in self.entries if not entry.by_centre}
        return tuple(entry for entry in self.unreplaced if not _gives_way(entry, own_words))

    @property
    def conflict(self) -> bool:
        """Whether two people wrote without seeing each other, and nobody has settled it."""
        return len(self.heads) > 1

    @property
    def current(self) -> Vouched | None:
        """The current entry; of several heads the one with the greatest id, for the time being.

        None where nothing was said, or what was said is withdrawn or says nothing.
        """
        if not self.heads:
            return None
        winner = self.heads[-1]
        says = winner.event.kind != "withdraw" and has_content(winner.event.body)
        return winner if says else None

    @property
    def standing_reviews(self) -> list[Vouched]:
        """The reviews no other replaces, of whichever entry."""
        replaced = {name for r in self.reviews for name in r.event.replaces}
        return [r for r in self.reviews if r.event.id not in replaced]

    @property
    def review(self) -> Vouched | None:
        """The review of the current entry; of several a return goes before an acceptance.

        One that another replaces, since the unit has explained itself, judges no more.
        """
        current = self.current
        found = [r for r in self.standing_reviews if current and current.event.id in r.event.about]
        found.sort(key=lambda r: (r.event.body.get("decision") == "return", r.event.id))
        return found[-1] if found else None

    @property
    def explanation(self) -> str:
        """Why the unit left an entry as it is that was returned; empty where it has not said."""
        return self.explained("returned")

    def explained(self, kind: str) -> str:
        """Return why the unit left a kind of concern as it is; empty where it has not said."""
        return explanation_of(kind, self.to_explain(kind), [e.event for e in self.explanations])

    def to_explain(self, kind: str) -> list[str]:
        """Return the ids that an explanation of a kind of concern is about.

        Those of the heads, and of a return also the returns that stand: another one asks again.
        """
        heads = [head.event.id for head in self.heads]
        return heads + (self._returns() if kind == "returned" else [])

    def _returns(self) -> list[str]:
        review = self.review
        if review is None or review.event.body.get("decision") != "return":
            return []
        return sorted(
            r.event.id
            for r in self.reviews
            if r.event.about == review.event.about and r.event.body.get("decision") == "return"
        )

    @property
    def state(self) -> State:
        """Where it stands. Drafts are not events: who keeps them puts them before `accepted`."""
        current, review = self.current, self.review
        if self.conflict:
            return "conflict"
        if current is None:
            return "unreported"
        if review:
            return "returned" if review.event.body.get("decision") == "return" else "accepted"
        if current.received:
            return "received"
        return "exported" if current.sent else "reported"

    def timeliness(self, due: date) -> Timeliness:
        """Tell whether it came in time: by 24:00 (+08:00) of the due day.

        What has not been received yet counts from when it was written.
        """
        current = self.current
        if current is None:
            return "missing"
        full = is_full_report(current.event.body)
        asked = [
            entry
            for entry in self.entries
            if entry.event.kind != "withdraw"
            and has_content(entry.event.body)
            and (is_full_report(entry.event.body) or not full)
        ]
        first = min(entry.received or entry.event.at for entry in asked)
        if first[:10] > due.isoformat():
            return "late"
        return "on_time" if full else "nothing_new"


def fold(statements: Iterable[Vouched]) -> dict[Key, Report]:
    """Return a report for every obligation anything was said of, in order of its key.

    An event without item or month, and one from a newer format, says nothing here.
    """
    entries: dict[Key, dict[str, Vouched]] = defaultdict(dict)
    reviews: dict[Key, dict[str, Vouched]] = defaultdict(dict)
    explanations: dict[Key, dict[str, Vouched]] = defaultdict(dict)
    for statement in statements:
        event = statement.event
        if not event.item or not event.period or event.is_newer:
            continue
        key = event.unit, event.item, event.period
        if event.is_entry:
            entries[key][event.id] = statement
        elif event.kind == "review" and statement.by_centre:
            reviews[key][event.id] = statement
        elif event.kind == EXPLANATION and not statement.by_centre:
            explanations[key][event.id] = statement
    return {
        key: Report(
            key, *(tuple(said.get(key, {}).values()) for said in (entries, reviews, explanations))
        )
        for key in sorted({*entries, *reviews})
    }


def _gives_way(head: Vouched, own_words: set[str]) -> bool:
    event = head.event
    return head.by_centre and "channel" in event.body and not own_words & set(event.replaces)
