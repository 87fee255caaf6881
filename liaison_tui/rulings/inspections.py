"""Writing down what an inspection found at a unit (督查), and taking it back."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui.errors import Refused
from liaison_tui.exchange.saying import say
from liaison_tui.journal import inspection
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.model import Item, Unit
from liaison_tui.rulings.centre import centre_office, named, of_unit, written
from liaison_tui.workspace import Workspace


def inspect(
    workspace: Workspace, unit: Unit, items: Sequence[Item], body: Mapping[str, Any]
) -> Event:
    """Keep what was found at a unit: `sort`, `manner`, `subject`, `finding`, `deadline`.

    Raises Refused for what is malformed, and for an item that is not the unit's.
    """
    office = centre_office(workspace)
    owned = of_unit(workspace, unit, items)
    others = [item.id for item in items if item.id not in owned]
    if others:
        raise Refused(f"{'、'.join(others)} 不是{unit.name}的事项")
    clean = written({**body, "items": owned})
    with office.writing():
        return say(office, office.new_event(inspection.KIND, unit=unit.id, body=clean))


def withdraw(workspace: Workspace, name: str) -> Event:
    """Take an inspection back; `name` is the start of its id."""
    office = centre_office(workspace)
    with office.writing():
        former = named(workspace, inspection.KIND, name)
        return say(
            office,
            office.new_event(
                inspection.KIND,
                unit=former.event.unit,
                replaces=replaced_by_next([former]),
                body={"withdrawn": True},
            ),
        )
