"""Answering a unit that asks for more time, or giving it unasked (延期)."""

from datetime import date

from liaison_tui.errors import Refused
from liaison_tui.exchange.saying import refuse, say
from liaison_tui.journal import grant
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Item, Unit
from liaison_tui.rulings.centre import centre_office, written
from liaison_tui.workspace import Workspace


def answer(
    workspace: Workspace,
    unit: Unit,
    item: Item,
    period: str,
    *,
    until: date | None,
    reason: str = "",
    approver: str = "",
) -> Event:
    """Give a unit time for an obligation until a day, or, without a day, refuse to.

    It takes the place of the answer before. Raises Refused for what is not owed, a day that is
    none to grant, a refusal without a reason, or one of what nobody has asked for.
    """
    office = centre_office(workspace)
    if not workspace.is_owed(unit, item, period):
        raise Refused(f"{unit.name} {item.id} {period} 不需要报送，不用延期")
    if until is not None:
        refuse(grant.untimely(until, due_day(workspace.programme, period)))
    with office.writing():
        asked = workspace.said(unit.id, "extension_request", items=[item.id], periods=[period])
        key = item.id, period
        former = [
            s
            for s in workspace.ruled([unit.id], grant.KIND)
            if (s.event.item, s.event.period) == key
        ]
        if until is None and not asked and not former:
            raise Refused(f"{unit.name}没有申请 {item.id} {period} 延期")
        decision = {"decision": "refuse" if until is None else "grant"}
        day = {"until": until.isoformat()} if until else {}
        return say(
            office,
            office.new_event(
                grant.KIND,
                unit=unit.id,
                item=item.id,
                period=period,
                replaces=replaced_by_next(former),
                about=[request.event.id for request in asked],
                body=written({**decision, **day, "reason": reason, "approver": approver}),
            ),
        )
