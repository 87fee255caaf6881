"""What a centre has ruled besides judging entries, as rows: of one unit, or of all (None)."""

from typing import Any

from liaison_tui.journal import call
from liaison_tui.journal.event import Event
from liaison_tui.programme.model import Unit
from liaison_tui.reports import rulings as rows_of
from liaison_tui.workspace import Workspace


def ruled(workspace: Workspace, unit: Unit | None, kind: str) -> list[Event]:
    """Return what stands of a kind and is not withdrawn, the oldest first."""
    found = workspace.ruled(None if unit is None else [unit.id], kind)
    standing = [s.event for s in found if not s.event.body.get("withdrawn")]
    return sorted(standing, key=lambda event: (event.at, event.id))


def extensions(workspace: Workspace, unit: Unit | None) -> list[dict[str, Any]]:
    """Return requests for more time and their answers, those that wait first."""
    name = None if unit is None else unit.id
    requests = [s.event for s in workspace.said(name, "extension_request")]
    rulings = workspace.rulings(None if unit is None else [unit.id])
    return rows_of.extension_rows(
        workspace.programme, requests, [s.event for s in rulings.answers.values()]
    )


def calls(workspace: Workspace, unit: Unit | None) -> list[dict[str, Any]]:
    """Return calls, one row for each unit, and what units answered."""
    said = workspace.explanations(unit)
    rows = [rows_of.call_row(e, said) for e in ruled(workspace, unit, call.KIND)]
    return sorted(rows, key=lambda row: (row["id"], row["unit"]))
