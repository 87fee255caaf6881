"""What a unit says besides its entries: requests, roster, activities, plans, its own items.

Each is one event on the disk when the function returns, and takes the place of what it corrects.
"""

from collections.abc import Mapping
from datetime import date

from liaison_tui import clock
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.office import Office
from liaison_tui.journal import bodies, extension, roster
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Item, Unit
from liaison_tui.programme.obligations import is_owed
from liaison_tui.text import one_line, sanitise
from liaison_tui.workspace import Workspace

_NOT_WRITTEN = "没有写入，请改正后再填"


def ask_extension(
    workspace: Workspace, unit: Unit, item: Item, period: str, until: date, reason: str
) -> Event:
    """Ask the centre for more time for an obligation; a newer request replaces the former one.

    Raises Refused after the due day, for a day that is none to ask for, or without a reason.
    """
    office = _unit_office(workspace)
    if not is_owed(workspace.programme, unit, item, period):
        raise Refused(f"{item.id} {period} 不需要报送，不用申请延期")
    due = due_day(workspace.programme, period)
    _refuse(extension.untimely(until, due, clock.today()))
    body = {"until": until.isoformat(), "reason": sanitise(reason).strip()}
    with office.writing():
        former = workspace.said(unit.id, "extension_request", items=[item.id], periods=[period])
        return _say(
            office,
            office.new_event(
                "extension_request",
                unit=unit.id,
                item=item.id,
                period=period,
                replaces=replaced_by_next(former),
                body=body,
            ),
        )


def change_roster(
    workspace: Workspace, unit: Unit, changes: Mapping[tuple[str, str], str]
) -> Event:
    """Set fields (role, field) of a unit's roster, in place of the one in force.

    An empty word takes a field away; what is not named stays as it is. Raises Refused.
    """
    office = _unit_office(workspace)
    clean = {place: one_line(word) for place, word in changes.items()}
    with office.writing():
        standing = workspace.said(unit.id, "roster")
        former = roster.current(standing)
        body = roster.changed(former.event.body if former else {}, clean)
        replaces = replaced_by_next(standing)
        return _say(office, office.new_event("roster", unit=unit.id, replaces=replaces, body=body))


def _unit_office(workspace: Workspace) -> Office:
    """Return a unit's office; raises WrongUse at a centre, which says nothing in a unit's name."""
    if workspace.is_centre:
        raise WrongUse("这里是信用办，这一项由填报单位自己办理")
    return workspace.office


def _say(office: Office, event: Event) -> Event:
    """Keep a statement that is well formed; the lock must be held."""
    _refuse(bodies.wrong_in(event))
    office.store.say([event])
    return event


def _refuse(wrong: str | None) -> None:
    if wrong:
        raise Refused(wrong, _NOT_WRITTEN)
