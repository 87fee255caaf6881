"""How a unit's statement is kept: at a unit only, and only if it is well formed."""

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.office import Office
from liaison_tui.journal import bodies
from liaison_tui.journal.event import Event
from liaison_tui.workspace import Workspace

NOT_WRITTEN = "没有写入，请改正后再填"


def unit_office(workspace: Workspace) -> Office:
    """Return a unit's office; raises WrongUse at a centre, which says nothing in a unit's name."""
    if workspace.is_centre:
        raise WrongUse("这里是信用办，这一项由填报单位自己办理")
    return workspace.office


def say(office: Office, event: Event) -> Event:
    """Keep a statement that is well formed; the lock must be held."""
    refuse(bodies.wrong_in(event))
    office.store.say([event])
    return event


def refuse(wrong: str | None) -> None:
    """Raise Refused where there is a sentence on what is wrong."""
    if wrong:
        raise Refused(wrong, NOT_WRITTEN)
