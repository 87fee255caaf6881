"""Where a file is evidence already: which current entries name it, by its SHA-256."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from liaison_tui.journal.fold import Key, Report


class Use(NamedTuple):
    """A use of a file: the month and the item of an entry that names it."""

    period: str
    item: str


def uses_of(reports: Mapping[Key, Report], but: Key) -> dict[str, list[Use]]:
    """Return where a unit's current entries use each file, by SHA-256, the newest month first.

    Uses by the obligation `but` itself are left out; so are those of other units.
    """
    found: dict[str, set[Use]] = defaultdict(set)
    for key, report in reports.items():
        unit, item, period = key
        if unit != but[0] or key == but or report.current is None:
            continue
        for file in report.current.event.evidence:
            found[str(file["sha256"])].add(Use(period, item))
    return {sha256: sorted(uses, reverse=True) for sha256, uses in found.items()}
