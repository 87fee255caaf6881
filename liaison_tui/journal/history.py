"""The order in which things were said of an obligation, for people to read."""

from collections.abc import Sequence

from liaison_tui.journal.event import Event


def in_order(events: Sequence[Event]) -> list[Event]:
    """Return events oldest first: what one replaces or judges stands before it.

    Between events that do not know of each other the wall clock decides, then the id.
    """
    known = {event.id: event for event in events}
    waiting = sorted(known.values(), key=lambda event: (event.at, event.id))
    ordered: list[Event] = []
    placed: set[str] = set()
    while waiting:
        ready = [
            event
            for event in waiting
            if all(name in placed or name not in known for name in _before(event))
        ]
        event = ready[0]
        waiting.remove(event)
        placed.add(event.id)
        ordered.append(event)
    return ordered


def _before(event: Event) -> tuple[str, ...]:
    return (*event.replaces, *event.about)
