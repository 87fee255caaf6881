"""Asking the centre for more time (延期申请)."""

from datetime import date

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal import extension, grant
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Item, Unit
from liaison_tui.statements.saying import refuse, say, unit_office
from liaison_tui.text import sanitise
from liaison_tui.workspace import Workspace


def ask(
    workspace: Workspace, unit: Unit, item: Item, period: str, until: date, reason: str
) -> Event:
    """Ask the centre for more time for an obligation; a newer request replaces the former one.

    Raises Refused after the due day, for a day that is none to ask for, or without a reason.
    """
    office = unit_office(workspace)
    if not workspace.is_owed(unit, item, period):
        raise Refused(f"{item.id} {period} 不需要报送，不用申请延期")
    due = workspace.due(unit, item, period)
    # A centre measures what it may grant from the programme's own due day.
    too_late = grant.untimely(until, due_day(workspace.programme, period))
    refuse(extension.untimely(until, due, clock.today()) or too_late)
    body = {"until": until.isoformat(), "reason": sanitise(reason).strip()}
    with office.writing():
        former = workspace.said(unit.id, "extension_request", items=[item.id], periods=[period])
        return say(
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
