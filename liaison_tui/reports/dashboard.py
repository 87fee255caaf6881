"""A month at a glance (看板): what a dashboard shows, and who stands in which place and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from liaison_tui.journal.lights import points_behind
from liaison_tui.journal.totals import Total
from liaison_tui.programme.model import Item, Programme
from liaison_tui.reports.heat import Heat, HeatRow, MonthCount
from liaison_tui.reports.overview import counts_of

# The rule by which units stand in their places, as it is printed below them.
RANKING_RULE = (
    "只排参加考核且可以通报的单位；先比按时报送率（按时和无新进展占应报），"
    "再比未报所占比例，再比红灯所占比例，都相同的并列。"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place among those that are ranked: 1 is the first, equals share one."""

    place: int
    row: HeatRow
    in_time: Fraction


@dataclass(frozen=True)
class Dashboard:
    """A month of all units. `year` ends with it, `at` is when this was put together.

    `waiting` are the ids of units whose files wait for their device to be confirmed.
    """

    programme: Programme
    heat: Heat
    year: Sequence[MonthCount]
    targets: Sequence[Total]
    at: str
    today: date
    waiting: Collection[str] = ()

    @property
    def is_past(self) -> bool:
        """Whether the month's due day is over: before it nobody has a place or a light."""
        return self.today > self.heat.due

    @cached_property
    def areas(self) -> list[tuple[str, list[Item]]]:
        """The month's items under the headings of their areas, in the programme's order."""
        found: dict[str, list[Item]] = {}
        for item in self.heat.items:
            found.setdefault(self.programme.area_heading(item), []).append(item)
        return list(found.items())

    def counts_in(self, items: Sequence[Item]) -> Mapping[str, Any]:
        """Return how all units stand in some items (`reports.overview.counts_of`)."""
        rows = self.heat.rows
        return counts_of(row.cells[i.id] for row in rows for i in items if i.id in row.cells)

    @cached_property
    def schedule(self) -> int:
        """How much of a hundred an even schedule has done by the end of the month."""
        return round(points_behind(0, self.heat.period, self.programme.lights))

    @cached_property
    def ranking(self) -> list[Place]:
        """The units that are ranked (`RANKING_RULE`), the first first; none before the due day."""
        if not self.is_past:
            return []
        ranked = [row for row in self.heat.rows if row.unit.assessed and row.unit.circulated]
        ranked.sort(key=_order)
        places: list[Place] = []
        for number, row in enumerate(ranked, start=1):
            same = bool(places) and _order(places[-1].row) == _order(row)
            places.append(Place(places[-1].place if same else number, row, in_time(row.counts)))
        return places


def in_time(counts: Mapping[str, Any]) -> Fraction:
    """Return which part of what was owed was reported in time, with news or without."""
    return Fraction(counts["on_time"] + counts["nothing_new"], counts["owed"] or 1)


def _order(row: HeatRow) -> tuple[Fraction, Fraction, Fraction]:
    owed = row.counts["owed"] or 1
    return (
        -in_time(row.counts),
        Fraction(row.counts["missing"], owed),
        Fraction(row.counts["lights"]["red"], owed),
    )
