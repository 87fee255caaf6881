"""Items that go on from one year's plan to the next (`continues = "jiangyin-2021:T20"`).

An item's id belongs to its plan: T20 of the next year is another item, unless it says so.
"""

from collections.abc import Mapping

from liaison_tui.programme.model import Programme

# Year's plan and item: what an id means for good.
Place = tuple[str, str]


def names_at(programme: Programme, period: str) -> Mapping[Place, str]:
    """Return what the items of earlier years are called in a month's plan, where they go on in it.

    Where two items continue one, it is the first of them that it is called.
    """
    found: dict[Place, str] = {}
    for item in programme.at(period).items:
        link, seen = item.continues, set[Place]()
        while link:
            plan, _, name = link.partition(":")
            place = plan, name
            if place in seen:
                break
            seen.add(place)
            found.setdefault(place, item.id)
            link = _continued_by(programme, place)
    return found


def name_in(programme: Programme, item: str, period: str, month: str) -> str | None:
    """Return the id that an item of a month's plan has, or had, in another month's plan.

    None where it did not go on from there. An id no plan has (a unit's own item) stays.
    """
    here, there = programme.at(period), programme.at(month)
    if here.id == there.id or item.startswith("L"):
        return item
    if here.first_period < there.first_period:
        return names_at(programme, month).get((here.id, item))
    former = names_at(programme, period).items()
    return next((n for (plan, n), name in former if (plan, name) == (there.id, item)), None)


def _continued_by(programme: Programme, place: Place) -> str | None:
    plan, name = place
    versions = (v for v in programme.known if v.id == plan and name in v.own_items)
    newest = max(versions, key=lambda version: version.version, default=None)
    return newest.own_items[name].continues if newest else None
