"""What a year's plan is made of. Values only; `reading` makes them, nobody changes them.

`versions` puts the versions of a plan together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeVar

from liaison_tui.text import normal

Cycle = Literal["month", "quarter", "half", "year"]
Reports = Literal["progress", "data", "zero", "notes"]
Rule = Literal["cumulative", "period", "level"]
Light = Literal["green", "yellow", "red", "grey"]
Via = Literal["named", "assigned", "towns", "members"]
Role = Literal["lead", "support"]
LocalSort = Literal["focus", "highlight"]
ActivitySort = Literal["promotion", "exchange", "summary", "training", "publicity"]

LOCAL_SORTS: dict[str, str] = {"focus": "本地重点", "highlight": "亮点"}


@dataclass(frozen=True, slots=True)
class Area:
    """One of the areas of annex 1 (重点工作)."""

    no: int
    numeral: str
    title: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of annex 2, of level 1 to 3; `under` is the number of the one above it."""

    level: int
    no: int
    title: str
    points: int | None = None
    under: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number an item asks for.

    `rule`: cumulative (a total so far), period (a year is the sum of its months), level (never
    summed). `sum_over` names the groups and units whose numbers count in the city's total;
    `fed_by` the sorts of activity that are counted for it (not in the notice).
    """

    key: str
    label: str
    unit: str
    rule: Rule
    target: Decimal | None = None
    baseline: Decimal | None = None
    sum_over: tuple[str, ...] = ()
    fed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deduction:
    """A case of the deduction item 40: `points` taken off in each of `months` months."""

    text: str
    trigger: str
    points: int
    months: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a doubtful cell of the notice."""

    field: str
    value: str | int
    why: str


@dataclass(frozen=True, slots=True)
class Item:
    """A task of annex 1, an indicator of annex 2, or a unit's own item of some `sort`.

    `printed` is the cell of the notice; `responsible` the units it names, in its order, and
    `groups` the groups. `cycle`, `reports` and `fed_by`, the sorts of activity its words tell of,
    are not in the notice.
    """

    id: str
    kind: Literal["task", "indicator", "local"]
    text: str
    cycle: Cycle
    reports: Reports
    area: int | None = None
    heading: int | None = None
    points: int | None = None
    source: str | None = None
    printed: str = ""
    responsible: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    standing: bool = False
    deduction: bool = False
    deductions: tuple[Deduction, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[str, ...] = ()
    confidence: str = "certain"
    alternatives: tuple[Alternative, ...] = ()
    continues: str | None = None
    fed_by: tuple[str, ...] = ()
    sort: LocalSort | None = None

    @property
    def lead(self) -> str | None:
        """The first named unit: a convention, since the notice has no column for it."""
        return self.responsible[0] if self.responsible else None

    def measure(self, key: str) -> Measure | None:
        """Return the measure of that key, if the item declares it."""
        return next((m for m in self.measures if m.key == key), None)


@dataclass(frozen=True, slots=True)
class Unit:
    """An office that reports. `assessed`: in scores; `circulated`: may be named in a circular."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    assessed: bool = True
    circulated: bool = True
    run_by: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    successor: str | None = None
    notes: tuple[str, ...] = ()

    def exists_in(self, period: str) -> bool:
        """Tell whether the unit exists in a month."""
        return (self.valid_from or "") <= period <= (self.valid_to or "9999-12")


@dataclass(frozen=True, slots=True)
class Group:
    """Units that a cell names together. An `open` group owes nothing by itself."""

    id: str
    name: str
    units: tuple[str, ...] = ()
    open: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """Units told by the centre to report an item that names only an open group."""

    item: str
    units: tuple[str, ...]
    role: Role = "support"


@dataclass(frozen=True, slots=True)
class SharedPoints:
    """Points printed once for several indicators."""

    items: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off beside weekends, and weekends worked."""

    days_off: frozenset[date] = frozenset()
    working_weekends: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class LightRules:
    """Thresholds of the lights, all of them data (none are in the notice).

    `yellow_behind` and `red_behind` are points of percent behind a schedule that runs evenly from
    the first to the last month of the plan's work.
    """

    schedule_from: str
    schedule_to: str
    yellow_behind: int = 10
    red_behind: int = 30
    missing: Light = "red"
    late: Light = "yellow"
    returned: Light = "yellow"
    conflict: Light = "yellow"
    blocked: Light = "yellow"
    not_applicable: Light = "grey"


@dataclass(frozen=True)
class Programme:
    """One year's plan at one version; `sha256` is that of the file's bytes.

    Where it stands for all that an office knows (`versions.put_together`), `earlier` are the
    versions and the years' plans it followed, `later` the years' plans that follow it, the oldest
    first: what a month owes goes by `at`, names by this version, else by the next that has them.
    """

    id: str
    version: int
    sha256: str
    title: str
    document: str
    issuer: str
    issued: date | None
    centre_id: str
    centre_name: str
    in_force_from: str
    first_period: str
    last_period: str
    due_day: int
    calendar: Calendar
    lights: LightRules
    areas: tuple[Area, ...]
    headings: tuple[Heading, ...]
    items: tuple[Item, ...]
    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    assignments: tuple[Assignment, ...] = ()
    shared_points: tuple[SharedPoints, ...] = ()
    prefixes: tuple[str, ...] = ()
    earlier: tuple["Programme", ...] = ()
    later: tuple["Programme", ...] = ()

    @property
    def name(self) -> str:
        """Id and version as events write it, `jiangyin-2021@1`."""
        return f"{self.id}@{self.version}"

    def at(self, period: str) -> "Programme":
        """Return the version a month goes by.

        Of the last plan that has begun it is the newest whose `from` has come; before all of them
        the oldest.
        """
        return next((version for begins, version in self._begins if begins <= period), self)

    def units_in(self, months: Iterable[str]) -> list[Unit]:
        """Return the units there are in some months by their versions, as the newest tells them."""
        names = {u.id for month in months for u in self.at(month).units if u.exists_in(month)}
        return [unit for unit in self.every_unit if unit.id in names]

    def item_of(self, name: str, period: str) -> Item | None:
        """Return the item of an id as a month's version has it, else as the newest does."""
        return self.at(period).own_items.get(name) or self.item_by_id.get(name)

    @cached_property
    def every_unit(self) -> tuple[Unit, ...]:
        """The units, then those that only earlier versions have."""
        return _each_once(unit for version in self.known for unit in version.units)

    @cached_property
    def every_item(self) -> tuple[Item, ...]:
        """The items, then those that only earlier versions have."""
        return _each_once(item for version in self.known for item in version.items)

    @cached_property
    def unit_by_id(self) -> dict[str, Unit]:
        """Every unit under its id."""
        return {unit.id: unit for unit in self.every_unit}

    @cached_property
    def unit_by_name(self) -> dict[str, Unit]:
        """Every unit under its id, name and aliases, as `normal` spells them."""
        found: dict[str, Unit] = {}
        for unit in self.every_unit:
            for name in (unit.id, unit.name, *unit.aliases):
                found.setdefault(normal(name), unit)
        return found

    @cached_property
    def own_units(self) -> dict[str, Unit]:
        """The units of this version alone under their ids."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def own_items(self) -> dict[str, Item]:
        """The items of this version alone under their ids."""
        return {item.id: item for item in self.items}

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """Every item under its id."""
        return {item.id: item for item in self.every_item}

    @cached_property
    def group_by_id(self) -> dict[str, Group]:
        """Every group under its id."""
        return {group.id: group for group in self.groups}

    def unit_name(self, name: str | None) -> str:
        """Return the name of the unit of that id, or the id itself where it is unknown."""
        unit = self.unit_by_id.get(name or "")
        return unit.name if unit else (name or "")

    def headings_of(self, item: Item) -> tuple[Heading | None, Heading | None, Heading | None]:
        """Return an indicator's headings of levels 1, 2 and 3; all None where it has none."""
        by_place = {(h.level, h.no): h for h in self._home_of(item).headings}
        third = by_place.get((3, item.heading or 0))
        second = by_place.get((2, third.under or 0)) if third else None
        first = by_place.get((1, second.under or 0)) if second else None
        return first, second, third

    def area_title(self, item: Item) -> str:
        """Return what an item is grouped under: a task's area, an indicator's first heading.

        A unit's own items stand together by their sort.
        """
        if item.sort:
            return LOCAL_SORTS[item.sort]
        if area := self._area_of(item):
            return area.title
        first = self.headings_of(item)[0]
        return first.title if first else "扣分项"

    def area_heading(self, item: Item) -> str:
        """Return the area's title with its numeral, as the notice prints it: 八、推动守信用…."""
        area = self._area_of(item)
        title = self.area_title(item)
        return f"{area.numeral}、{title}" if area and area.numeral else title

    def shared_points_of(self, item: Item) -> SharedPoints | None:
        """Return the points an item shares with others, if it does."""
        return next((s for s in self._home_of(item).shared_points if item.id in s.items), None)

    @property
    def known(self) -> tuple["Programme", ...]:
        """This version, those it followed, the newest first, and those of later plans."""
        return (self, *reversed(self.earlier), *self.later)

    @property
    def versions(self) -> list["Programme"]:
        """All versions of this plan, the newest first."""
        return [version for version in self.known if version.id == self.id]

    @cached_property
    def _begins(self) -> list[tuple[str, "Programme"]]:
        """Every version with the month from which it may hold, those that go before others first.

        A plan's oldest version holds for its first month even where its `from` is later.
        """
        found: list[tuple[str, Programme]] = []
        first: dict[str, str] = {}
        for version in (*self.earlier, self, *self.later):
            since = max(version.in_force_from, first.get(version.id, ""))
            begins = since if version.id in first else version.first_period
            first.setdefault(version.id, version.first_period)
            found.append((begins if found else "", version))
        return found[::-1]

    def _home_of(self, item: Item) -> "Programme":
        """Return the newest version that has an item just so; this one where none has."""
        if not self.earlier and not self.later:
            return self
        return next((p for p in self.known if p.own_items.get(item.id) == item), self)

    def _area_of(self, item: Item) -> Area | None:
        return next((area for area in self._home_of(item).areas if area.no == item.area), None)


_Named = TypeVar("_Named", Unit, Item)


def _each_once(found: Iterable[_Named]) -> tuple[_Named, ...]:
    """Return the first that bears each id, in order."""
    by_id: dict[str, _Named] = {}
    for each in found:
        by_id.setdefault(each.id, each)
    return tuple(by_id.values())
