"""Obligations counted while they pass by, a unit at a time: only numbers are kept."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.reports.overview import counts_of, sum_of

Counts = dict[str, Any]
NOTHING: Counts = counts_of(())


class Tally:
    """The counts (`reports.overview.counts_of`) of some months, by unit, item and area.

    Months besides those count in `by_month` only. What units have set themselves counts in none.
    """

    def __init__(self, programme: Programme, months: Collection[str]) -> None:
        self._programme = programme
        self._months = frozenset(months)
        self.by_unit: dict[str, Counts] = {}
        self.by_item: dict[str, Counts] = {}
        self.by_area: dict[str, Counts] = {}
        self.by_month: dict[str, Counts] = {}

    def take(self, unit: Unit, standings: Sequence[Standing]) -> None:
        """Count all that a unit owes."""
        owed = [s for s in standings if s.item.kind != "local"]
        for month, found in _grouped([(s.obligation.period, s) for s in owed]).items():
            _add(self.by_month, month, counts_of(found))
        inside = [s for s in owed if s.obligation.period in self._months]
        if inside:
            self.by_unit[unit.id] = counts_of(inside)
        for name, found in _grouped([(s.item.id, s) for s in inside]).items():
            counts = counts_of(found)
            _add(self.by_item, name, counts)
            _add(self.by_area, self._programme.area_heading(found[0].item), counts)

    @property
    def total(self) -> Counts:
        """The counts of all units."""
        return sum_of(list(self.by_unit.values()))


def _grouped(pairs: Sequence[tuple[str, Standing]]) -> dict[str, list[Standing]]:
    groups: dict[str, list[Standing]] = defaultdict(list)
    for name, standing in pairs:
        groups[name].append(standing)
    return groups


def _add(into: dict[str, Counts], name: str, counts: Counts) -> None:
    into[name] = sum_of([into.get(name, NOTHING), counts])
