"""Taking in as a centre does it: a day of arrival stated for a batch, and each run kept.

A run is a note of the centre's own, in `runs.jsonl` of its store; it never travels.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from liaison_tui import clock
from liaison_tui.errors import WrongUse
from liaison_tui.exchange.merge import Progress, merge_files, merge_held
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.taking import Row, Stated
from liaison_tui.storage.notes import Notes
from liaison_tui.text import one_line

_NAME = "runs.jsonl"


def take_in(
    office: Office,
    paths: Sequence[Path],
    *,
    stated: Stated | None = None,
    progress: Progress | None = None,
) -> list[Row]:
    """Take files in (`merge.merge_files`); a centre keeps what became of each."""
    at = clock.stamp()
    rows = merge_files(office, paths, stated=stated, progress=progress)
    if office.is_centre and rows:
        with office.writing():
            _notes(office).add(_run(office, at, rows, stated))
    return rows


def take_waiting(office: Office) -> list[Row]:
    """Take in what waits for a device and need wait no longer; kept as a run at a centre."""
    at = clock.stamp()
    rows = merge_held(office)
    if office.is_centre and rows:
        with office.writing():
            notes = _notes(office)
            # Here a file lies under a name of our own: it is called as it came.
            names = {f["sha256"]: str(f["name"]) for run in notes.all() for f in run["files"]}
            called = [
                replace(row, path=row.path.with_name(names.get(row.sha256, row.path.name)))
                for row in rows
            ]
            notes.add(_run(office, at, called, None))
    return rows


def runs(office: Office) -> list[dict[str, Any]]:
    """Return the runs kept here, the newest first; raises Damaged for a line nobody can read."""
    return list(reversed(_notes(office).all()))


def state_receipt(office: Office, received: str, reason: str) -> Stated:
    """Return what a person states of a batch's receipt; raises WrongUse for what cannot be."""
    if not (received and reason.strip()):
        raise WrongUse("另写收到时间要同时说明理由", "请同时写 --received 和 --reason")
    if not office.is_centre:
        raise WrongUse("只有汇总端能另写收到时间")
    stated = Stated(clock.read_moment(received), reason.strip())
    if stated.moment[:10] > clock.today().isoformat():
        raise WrongUse("收到时间不能晚于今天")
    return stated


def _notes(office: Office) -> Notes:
    return Notes(office.inbox.folder.parent / _NAME, "汇入记录")


def _run(office: Office, at: str, rows: Sequence[Row], stated: Stated | None) -> dict[str, Any]:
    files = [
        {
            "name": one_line(row.path.name),
            "sha256": row.sha256,
            "outcome": row.outcome,
            "unit": row.unit,
            "new_events": row.new_events,
            "known_events": row.known_events,
            "receipt": row.receipt,
            "reason": one_line(row.reason),
        }
        for row in rows
    ]
    return {
        "at": at,
        "by": office.officer,
        "received": stated.moment if stated else None,
        "reason": one_line(stated.reason) if stated else "",
        "files": files,
    }
