"""How a statement is kept, a unit's or a centre's: only if it is well formed."""

from liaison_tui.errors import Refused
from liaison_tui.exchange.office import Office
from liaison_tui.journal import bodies
from liaison_tui.journal.event import Event

NOT_WRITTEN = "没有写入，请改正后再填"


def say(office: Office, *events: Event) -> Event:
    """Keep statements that are well formed, all or none, and return the first.

    The lock must be held. Raises Refused.
    """
    for event in events:
        refuse(bodies.wrong_in(event))
    office.store.say(events)
    return events[0]


def refuse(wrong: str | None) -> None:
    """Raise Refused where there is a sentence on what is wrong."""
    if wrong:
        raise Refused(wrong, NOT_WRITTEN)
