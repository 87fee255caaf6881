"""Writing a unit's plan for an item."""

from collections.abc import Mapping
from typing import Any

from liaison_tui.journal import plan
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.programme.obligations import role_of
from liaison_tui.statements.saying import refuse, say, unit_office
from liaison_tui.text import one_line, sanitise
from liaison_tui.workspace import Workspace


def change(workspace: Workspace, unit: Unit, item: Item, changes: Mapping[str, Any]) -> Event:
    """Set parts of a unit's plan for an item of the year, in place of the one in force.

    `goals`, `key_work` and `safeguards` are words, `steps` a list of `text` and `by` (a day, may
    be left out); an empty part is taken away, what is not named stays, also what only another PC
    has written. Raises Refused for an item that is not the unit's.
    """
    office = unit_office(workspace)
    refuse(why_none(workspace.programme, unit, item))
    with office.writing():
        standing = workspace.said(unit.id, "plan", items=[item.id])
        made = {**plan.joined(standing), **_clean(changes)}
        body = {key: value for key, value in made.items() if value not in ("", [])}
        replaces = replaced_by_next(standing)
        return say(
            office,
            office.new_event("plan", unit=unit.id, item=item.id, replaces=replaces, body=body),
        )


def why_none(programme: Programme, unit: Unit, item: Item) -> str | None:
    """Tell why a unit has no plan to write for an item, or None where it may."""
    if item.kind == "local":
        return f"{item.id} 是本地事项，不用填实施方案"
    if role_of(programme, unit, item) is None:
        return f"{item.id} 不是本单位的事项，不用填实施方案"
    return None


def oddity(programme: Programme, unit: Unit, item: Item) -> str | None:
    """Return a reminder for a plan of a unit the cell does not name; it is taken all the same.

    Any named unit may lead: that the first one does is a convention, not the notice's word.
    """
    if unit.id in item.responsible or role_of(programme, unit, item) == "lead":
        return None
    return f"{item.id} 没有点名本单位，实施方案一般由点名的单位填写"


def _clean(changes: Mapping[str, Any]) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    for key, value in changes.items():
        if isinstance(value, str):
            clean[key] = sanitise(value).strip()
        elif isinstance(value, list):
            clean[key] = [{name: one_line(word) for name, word in step.items()} for step in value]
    return clean
