"""Reading what was measured: a month's points as one source has them, and all that came."""

from liaison_tui.errors import WrongUse
from liaison_tui.journal.measured import marks
from liaison_tui.measuring.looking import months_of
from liaison_tui.measuring.taking import PROVINCE
from liaison_tui.programme.measured_rows import scored_parts
from liaison_tui.programme.period import following
from liaison_tui.reports.indicators import IndicatorMonth
from liaison_tui.rulings import deductions
from liaison_tui.rulings.centre import centre_office
from liaison_tui.storage.measurements import (
    Measurement,
    MeasurementNotes,
    of_month,
    standing,
)
from liaison_tui.storage.store import Trouble
from liaison_tui.workspace import Workspace


def read_indicators(workspace: Workspace, period: str, source: str | None = None) -> IndicatorMonth:
    """Return a month's points as one source has them.

    Left out it is the source that told of this month last, else of any. Raises WrongUse for one
    that has told of none.
    """
    kept = _kept(workspace)
    sources = list(dict.fromkeys(each.source for each in kept))
    if source is None:
        here = [each.source for each in kept if each.period == period]
        source = (here or sources or [""])[-1]
    elif source not in sources:
        raise WrongUse(f"还没有导入过“{source}”的得分", f"已有：{'、'.join(sources) or '无'}")
    programme, own = workspace.programme, of_month(kept, source, period)
    version = programme.at(period)
    # In another year's plan an id means another indicator.
    past = [m for m in months_of(workspace) if m <= period and programme.at(m).id == version.id]
    points = {m: found[-1].points for m in past if (found := of_month(kept, source, m))}
    begun = next((n for n, month in enumerate(past) if month in points), len(past))
    return IndicatorMonth(
        programme, period, source, sources,
        own[-1] if own else None, own[:-1],
        marks(version, points.get(period, {}), points.get(following(period, -1), {})),
        deductions.deducted(workspace), deductions.cap_of(workspace),
        {
            key: [(month, points.get(month, {}).get(key)) for month in past[begun:]]
            for key, _, _ in scored_parts(version)
        },
    )  # fmt: skip


def read_log(workspace: Workspace) -> list[tuple[Measurement, str]]:
    """Return all that was taken in, the newest first, each with how it stands.

    `current`, `replaced` by a later one of the same source and month, or `withdrawn`.
    """
    centre_office(workspace)
    every = MeasurementNotes(workspace.store_folder).measurements()
    kept, gone = standing(every)
    newest = {(each.source, each.period): each.id for each in kept}.values()
    found = []
    for each in every:
        if isinstance(each, Measurement):
            state = "current" if each.id in newest else "replaced"
            found.append((each, "withdrawn" if each.id in gone else state))
    return found[::-1]


def lost_originals(workspace: Workspace) -> list[Trouble]:
    """Return what is wrong with the files that points and deductions came with."""
    notes = MeasurementNotes(workspace.store_folder)
    files = [each.file for each in notes.measurements() if isinstance(each, Measurement)]
    files += [file for note in deductions.notes_of(workspace) for file in note.evidence]
    wanted = {str(file["sha256"]): str(file["name"]) for file in files}
    return list(workspace.office.evidence.verify(wanted))


def latest_month(workspace: Workspace) -> str:
    """Return the newest month that has points; where none has, the month of now."""
    return max((each.period for each in _kept(workspace)), default=workspace.month(None))


def last_source(workspace: Workspace) -> str:
    """Return the source that was taken in last; the province where nothing was."""
    kept = _kept(workspace)
    return kept[-1].source if kept else PROVINCE


def _kept(workspace: Workspace) -> list[Measurement]:
    centre_office(workspace)
    return standing(MeasurementNotes(workspace.store_folder).measurements())[0]
