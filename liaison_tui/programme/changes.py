"""What a new version of a year's plan (调整件) changes in what one unit has to report."""

from dataclasses import dataclass
from typing import Literal

from liaison_tui.programme.model import Item, Programme, Role, Unit
from liaison_tui.programme.obligations import role_in

ChangeSort = Literal["added", "dropped", "role"]


@dataclass(frozen=True, slots=True)
class Change:
    """An item a unit has to report that it did not before, or no more, or in another role.

    `item` is as the newer version has it, where that has it.
    """

    item: Item
    sort: ChangeSort
    before: Role | None
    after: Role | None


def changes(old: Programme, new: Programme, unit: str) -> list[Change]:
    """Return what a newer version changes for a unit (by its id), in the plan's order of items.

    Each is looked at alone. A unit that only one of them knows has nothing in the other.
    """
    before, after = _roles(old, unit), _roles(new, unit)
    items = {**old.own_items, **new.own_items}
    order = list(dict.fromkeys([*new.own_items, *old.own_items]))
    found = []
    for name in order:
        was, is_now = before.get(name), after.get(name)
        if was != is_now:
            sort: ChangeSort = "role" if was and is_now else "added" if is_now else "dropped"
            found.append(Change(items[name], sort, was, is_now))
    return found


def changes_for_all(old: Programme, new: Programme) -> list[tuple[Unit, list[Change]]]:
    """Return the units for which a newer version changes anything, each with what."""
    units = {**old.own_units, **new.own_units}
    found = [(unit, changes(old, new, unit.id)) for unit in units.values()]
    return [(unit, changed) for unit, changed in found if changed]


def _roles(programme: Programme, unit: str) -> dict[str, Role]:
    roles = {item.id: role_in(programme, unit, item.id) for item in programme.items}
    return {name: role for name, role in roles.items() if role}
