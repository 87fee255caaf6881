"""A month at a glance (看板): what a dashboard shows, and who stands in which place and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from liaison_tui.journal.lights import points_behind
from liaison_tui.journal.standing import Standing
from liaison_tui.journal.totals import Total
from liaison_tui.programme.model import Item, LightRules, Programme, Unit
from liaison_tui.reports.heat import Heat, HeatRow, MonthCount
from liaison_tui.reports.overview import counts_of

# The rule by which units stand in their places, as it is printed below them.
RANKING_RULE = (
    "只排参加考核且可以通报的单位；先比按时报送率（按时和无新进展占应报），"
    "再比未报所占比例，再比红灯所占比例，都相同的并列。"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place among those that are ranked: 1 is the first, equals share one.

    `counts` are of what is due by now (`reports.overview.counts_of`).
    """

    place: int
    unit: Unit
    counts: Mapping[str, Any]

    @property
    def in_time(self) -> Fraction:
        """Return which part of what was owed was reported in time, with news or without."""
        said = self.counts["on_time"] + self.counts["nothing_new"]
        return Fraction(said, self.counts["owed"] or 1)


@dataclass(frozen=True)
class Dashboard:
    """A month of all units. `year` ends with it, `at` is when this was put together.

    `waiting` are the ids of units whose files wait for their device to be confirmed. `closed` says
    in words how far the month is closed; empty where it is not.
    """

    programme: Programme
    heat: Heat
    year: Sequence[MonthCount]
    targets: Sequence[Total]
    at: str
    today: date
    waiting: Collection[str] = ()
    closed: str = ""

    @property
    def is_past(self) -> bool:
        """Whether the month's due day is over: before it nobody has a place or a light."""
        return self.today > self.heat.due

    @property
    def then_closed(self) -> str:
        """How far the month is closed, as it goes on after the moment in a sentence."""
        return f"，{self.closed}" if self.closed else ""

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
        return round(points_behind(0, self.heat.period, self.lights))

    @property
    def lights(self) -> LightRules:
        """The rules of the month's version."""
        return self.programme.at(self.heat.period).lights

    @cached_property
    def ranking(self) -> list[Place]:
        """The units that are ranked (`RANKING_RULE`), the first first; none before the due day.

        One whose file waits to be confirmed is not: nobody knows yet what is in it. What was given
        more time counts from its own due day on.
        """
        if not self.is_past:
            return []
        found = [
            Place(0, row.unit, counts_of(self.due_in(row)))
            for row in self.heat.rows
            if is_ranked(row.unit) and row.unit.id not in self.waiting and self.due_in(row)
        ]
        found.sort(key=_order)
        places: list[Place] = []
        for number, one in enumerate(found, start=1):
            same = bool(places) and _order(places[-1]) == _order(one)
            places.append(replace(one, place=places[-1].place if same else number))
        return places

    def due_in(self, row: HeatRow) -> list[Standing]:
        """Return those of a unit's obligations whose due day is over."""
        return [standing for standing in row.cells.values() if self.today > standing.obligation.due]


def is_ranked(unit: Unit) -> bool:
    """Tell whether a unit may be named in a ranking."""
    return unit.assessed and unit.circulated


def _order(place: Place) -> tuple[Fraction, Fraction, Fraction]:
    owed = place.counts["owed"] or 1
    return (
        -place.in_time,
        Fraction(place.counts["missing"], owed),
        Fraction(place.counts["lights"]["red"], owed),
    )
