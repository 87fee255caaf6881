"""What units have raised in all months, read once and kept until the store changes.

A clerk goes through hundreds of them, a key each; folding a year of a county anew takes a second.
"""

from collections.abc import Mapping, Sequence
from weakref import WeakKeyDictionary

from liaison_tui.journal.raised import sources_in
from liaison_tui.journal.register import STATES, Sort, Source
from liaison_tui.workspace import Workspace

Heard = Mapping[Sort, Sequence[Source]]
Mark = tuple[tuple[int, int], ...]
# The database and its log, by their sizes and times: what is noted beside them changes nothing.
_STORE = ("centre.db", "centre.db-wal")
_heard: WeakKeyDictionary[Workspace, tuple[Mark, Heard]] = WeakKeyDictionary()


def heard_by(workspace: Workspace) -> Heard:
    """Return all words of both sorts in the entries that stand at a centre."""
    mark = _mark(workspace)
    before = _heard.get(workspace)
    if before and before[0] == mark:
        return before[1]
    reports = workspace.reports()
    heard = {sort: sources_in(reports, sort) for sort in STATES}
    _heard[workspace] = mark, heard
    return heard


def _mark(workspace: Workspace) -> Mark:
    paths = (workspace.store_folder / name for name in _STORE)
    stats = [path.stat() for path in paths if path.is_file()]
    return tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)
