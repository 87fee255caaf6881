"""Points that units have lost in the indicators measured above (监测指标失分), for their scores."""

from collections.abc import Iterator
from decimal import Decimal

from liaison_tui.journal.measured import Mark, marks, responsible
from liaison_tui.journal.scores import Lost
from liaison_tui.programme.period import Span
from liaison_tui.storage.measurements import Measurement, MeasurementNotes, standing
from liaison_tui.workspace import Workspace


def lost_points(workspace: Workspace, span: Span) -> dict[str, Lost]:
    """Return them by unit id, of the months of a span that anybody has measured.

    A month counts as the source has it that told of it last. An indicator's points count for every
    unit that answers for it; of one nobody has told they count for none.
    """
    lost: dict[str, Decimal] = {}
    full: dict[str, Decimal] = {}
    about: dict[str, list[str]] = {}
    for measured, mark in _measured(workspace, span):
        for unit in responsible(workspace.programme, mark.items, measured.period):
            lost[unit.id] = lost.get(unit.id, Decimal(0)) + (mark.lost or Decimal(0))
            full[unit.id] = full.get(unit.id, Decimal(0)) + mark.full
            if mark.lost:
                about.setdefault(unit.id, []).append(f"{measured.period} {mark.name}")
    return {unit: Lost(lost[unit], full[unit], tuple(about.get(unit, ()))) for unit in lost}


def last_points(workspace: Workspace, span: Span) -> tuple[str, dict[str, Decimal]]:
    """Return the last month of a span that anybody has measured, and its points by indicator.

    As the source has them that told of it last; nothing where no month was measured.
    """
    newest = _newest(workspace)
    found = next((newest[period] for period in reversed(span.months) if period in newest), None)
    return (found.period, dict(found.points)) if found else ("", {})


def _newest(workspace: Workspace) -> dict[str, Measurement]:
    """Return what was told last of each month, and was not withdrawn."""
    kept, _ = standing(MeasurementNotes(workspace.store_folder).measurements())
    return {each.period: each for each in kept}


def _measured(workspace: Workspace, span: Span) -> Iterator[tuple[Measurement, Mark]]:
    """Give the marks that are known, each with what told of it."""
    newest = _newest(workspace)
    for period in span.months:
        if measured := newest.get(period):
            for mark in marks(workspace.programme.at(period), measured.points, {}):
                if mark.got is not None:
                    yield measured, mark
