"""What the centre has said to a unit, gathered: what notices are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.rulings import Rulings
from liaison_tui.journal.submission import Submission
from liaison_tui.programme.model import Item, Programme, Unit


@dataclass(frozen=True)
class Feedback:
    """What was gathered. `versions` are the plan's, oldest first; `said` the unit's explanations.

    `now` is the moment of it, as `clock.stamp` writes it.
    `receipts` are the centre's, of the unit's `submissions`.
    """

    unit: Unit
    versions: Sequence[Programme]
    items: Mapping[str, Item]
    now: str
    reports: Mapping[Key, Report]
    rulings: Rulings
    ruled: Sequence[Event] = ()
    said: Sequence[Event] = ()
    requests: Sequence[Event] = ()
    receipts: Sequence[Event] = ()
    submissions: Mapping[str, Submission] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[Event]:
        """Return what was ruled of one kind and holds: what was withdrawn does not."""
        return [e for e in self.ruled if e.kind == kind and not e.body.get("withdrawn")]

    def item_words(self, name: str) -> str:
        """Return an item's id and text; the id alone where no version of the plan has it."""
        item = self.items.get(name)
        return f"{name} {item.text}" if item else name
