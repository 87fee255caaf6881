"""Unit × item × period: what is owed, whether anything was sent or not."""

from dataclasses import dataclass
from datetime import date

from liaison_tui.programme.due import due_day, is_owed_in
from liaison_tui.programme.model import Item, Programme, Role, Unit, Via


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing one unit owes for one month.

    `via` says why: named in the cell, assigned by the centre, or as one of the towns or members.
    """

    unit: Unit
    item: Item
    period: str
    due: date
    role: Role
    via: Via

    @property
    def key(self) -> tuple[str, str, str]:
        """Unit id, item id and month: what entries about it bear."""
        return self.unit.id, self.item.id, self.period


def obligations(programme: Programme, unit: Unit, period: str) -> list[Obligation]:
    """Return what a unit owes for a month, in the order of items of the version it goes by."""
    version = programme.at(period)
    if not _exists(version, unit, period):
        return []
    due = due_day(version, period)
    found = []
    for item in version.items:
        place = _place(version, unit, item)
        if place and is_owed_in(item.cycle, period):
            found.append(Obligation(unit, item, period, due, *place))
    return found


def is_owed(programme: Programme, unit: Unit, item: Item, period: str) -> bool:
    """Tell whether a unit owes an item for a month, by the version that month goes by."""
    version = programme.at(period)
    then = version.own_items.get(item.id)
    if then is None or not is_owed_in(then.cycle, period) or not _exists(version, unit, period):
        return False
    return _place(version, unit, then) is not None


def role_of(programme: Programme, unit: Unit, item: Item) -> Role | None:
    """Return a unit's role for an item, by the newest version that gives it one.

    None where it never owes it.
    """
    roles = (role_in(version, unit.id, item.id) for version in programme.known)
    return next(filter(None, roles), None)


def role_in(version: Programme, unit: str, item: str) -> Role | None:
    """Return the role that one version alone gives a unit for an item, both by their ids."""
    owing, then = version.own_units.get(unit), version.own_items.get(item)
    place = _place(version, owing, then) if owing and then else None
    return place[0] if place else None


def _exists(version: Programme, unit: Unit, period: str) -> bool:
    """Tell whether a version has a unit, by its id, and it exists in a month."""
    then = version.own_units.get(unit.id)
    return then is not None and then.exists_in(period)


def _place(programme: Programme, unit: Unit, item: Item) -> tuple[Role, Via] | None:
    if item.deduction:
        return None
    if unit.id in item.responsible:
        return ("lead" if unit.id == item.lead else "support"), "named"
    for assignment in programme.assignments:
        if assignment.item == item.id and unit.id in assignment.units:
            return assignment.role, "assigned"
    vias: tuple[Via, ...] = ("towns", "members")
    for via in vias:
        group = programme.group_by_id.get(via)
        if group and via in item.groups and not group.open and unit.id in group.units:
            return "support", via
    return None
