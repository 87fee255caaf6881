"""Where a file is evidence: which current entries name it, by its SHA-256."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from liaison_tui.journal.fold import Key, Report


class Place(NamedTuple):
    """An obligation whose current entry names a file, and the name it gives it."""

    unit: str
    item: str
    period: str
    name: str


class UsedFile(NamedTuple):
    """A file with its size in bytes and all places that name it, the newest month first."""

    sha256: str
    size: int
    places: tuple[Place, ...]


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


def used_files(reports: Mapping[Key, Report], least: int = 1) -> list[UsedFile]:
    """Return the files that current entries of `least` obligations or more name, of any units.

    Those with the most places come first, then those whose newest month is newest.
    """
    sizes: dict[str, int] = {}
    found: dict[str, dict[Key, Place]] = defaultdict(dict)
    for key, report in reports.items():
        for file in report.current.event.evidence if report.current else ():
            sha256 = str(file["sha256"])
            sizes[sha256] = int(file["size"])
            found[sha256].setdefault(key, Place(*key, str(file["name"])))
    files = [
        UsedFile(sha256, sizes[sha256], tuple(_newest_first(places.values())))
        for sha256, places in sorted(found.items())
        if len(places) >= least
    ]
    files.sort(key=lambda file: file.places[0].period, reverse=True)
    files.sort(key=lambda file: len(file.places), reverse=True)
    return files


def _newest_first(places: Iterable[Place]) -> list[Place]:
    return sorted(sorted(places), key=lambda place: place.period, reverse=True)
