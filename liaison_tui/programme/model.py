"""A year's plan at one version, and all that it is made of. Values only, nobody changes them.

`reading` makes them; `versions` puts the versions of a plan, and several years' plans, together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from liaison_tui.programme.parts import (
    LOCAL_SORTS,
    ActivitySort,
    Alternative,
    Area,
    Assignment,
    Calendar,
    Cycle,
    Deduction,
    Group,
    Heading,
    Item,
    Light,
    LightRules,
    LocalSort,
    Measure,
    Reports,
    Role,
    Rule,
    SharedPoints,
    Unit,
    Via,
)
from liaison_tui.text import normal

# The parts are known under this name, which is what most people look for.
__all__ = [
    "LOCAL_SORTS",
    "ActivitySort",
    "Alternative",
    "Area",
    "Assignment",
    "Calendar",
    "Cycle",
    "Deduction",
    "Group",
    "Heading",
    "Item",
    "Light",
    "LightRules",
    "LocalSort",
    "Measure",
    "Programme",
    "Reports",
    "Role",
    "Rule",
    "SharedPoints",
    "Unit",
    "Via",
]


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
