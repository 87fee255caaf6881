"""Calling for a report between the monthly ones (临时调度), and taking the call back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.exchange.saying import say
from liaison_tui.journal import call
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.model import Item, Unit
from liaison_tui.rulings.centre import centre_office, of_unit, written
from liaison_tui.workspace import Workspace


class Asked(NamedTuple):
    """What one unit is asked: the ids of its items, and the words."""

    items: Sequence[str]
    text: str


def send_out(
    workspace: Workspace,
    units: Sequence[Unit],
    items: Sequence[Item],
    *,
    title: str,
    due: str,
    text: str = "",
) -> list[Event]:
    """Call on units for a report by a moment, each for those of the items that are its own.

    Without units it goes to all that answer for any of the items. Raises Refused for a moment that
    is past, and for a unit that answers for none of the items.
    """
    centre_office(workspace)
    asked = {
        unit.id: of_unit(workspace, unit, items) for unit in units or workspace.programme.units
    }
    if not units:
        asked = {name: own for name, own in asked.items() if own}
    idle = [name for name, own in asked.items() if items and not own]
    if idle or not asked:
        names = "、".join(workspace.programme.unit_name(name) for name in idle)
        sentence = f"{names}不承担所列事项" if names else "没有单位承担所列事项"
        raise Refused(sentence, "没有发出，请核对单位和事项")
    return send_each(workspace, {name: Asked(own, text) for name, own in asked.items()}, title, due)


def send_each(
    workspace: Workspace, asked: Mapping[str, Asked], title: str, due: str, measured: str = ""
) -> list[Event]:
    """Send one call to several units (by id), each with its own items and words.

    `measured` is the month whose indicators it is about, where it is about some. Raises Refused for
    a moment that is past.
    """
    office = centre_office(workspace)
    if due <= clock.stamp():
        raise Refused(f"报送时限 {due[:16].replace('T', ' ')} 已经过了")
    with office.writing():
        said = workspace.ruled(None, call.KIND)
        name = call.next_id({str(s.event.body.get("id")) for s in said})
        body = {"id": name, "title": title, "due": due, "measured": measured}
        events = [
            office.new_event(
                call.KIND,
                unit=unit,
                body=written({**body, "text": own.text, "items": list(own.items)}),
            )
            for unit, own in asked.items()
        ]
        say(office, *events)
        return events


def withdraw(workspace: Workspace, name: str) -> list[Event]:
    """Take a call back from every unit it went to; `name` is its id, `D01`."""
    office = centre_office(workspace)
    wanted = name.strip().upper()
    with office.writing():
        former = [
            s
            for s in workspace.ruled(None, call.KIND)
            if s.event.body["id"] == wanted and not s.event.body.get("withdrawn")
        ]
        if not former:
            raise Refused(f"没有编号为“{name}”的临时调度", "用 liaison call 查看编号")
        events = [
            office.new_event(
                call.KIND,
                unit=s.event.unit,
                replaces=replaced_by_next([s]),
                body={"id": wanted, "withdrawn": True},
            )
            for s in former
        ]
        say(office, *events)
        return events
