"""Filling a unit's roster."""

from collections.abc import Mapping

from liaison_tui.errors import Refused
from liaison_tui.journal import roster
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.model import Unit
from liaison_tui.statements.saying import NOT_WRITTEN, say, unit_office
from liaison_tui.text import one_line
from liaison_tui.workspace import Workspace


def change(workspace: Workspace, unit: Unit, changes: Mapping[tuple[str, str], str]) -> Event:
    """Set fields (role, field) of a unit's roster, in place of the one in force.

    An empty word takes a field away; what is not named stays as it is, also what only another PC
    has filled in. Raises Refused.
    """
    office = unit_office(workspace)
    clean = {place: one_line(word) for place, word in changes.items()}
    for (role, field), word in clean.items():
        if wrong := roster.no_number(role, field, word):
            raise Refused(wrong, NOT_WRITTEN)
    with office.writing():
        standing = workspace.said(unit.id, "roster")
        body = roster.changed(roster.joined(standing), clean)
        replaces = replaced_by_next(standing)
        return say(office, office.new_event("roster", unit=unit.id, replaces=replaces, body=body))
