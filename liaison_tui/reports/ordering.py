"""In which order a month's items stand, under which titles, and where in it an area begins."""

from collections.abc import Sequence
from typing import NamedTuple

from liaison_tui.journal.standing import Standing
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.storage.config import Order

ORDERS: dict[Order, str] = {
    "need": "按需要", "due": "按截止日", "light": "按灯", "area": "按领域",
}  # fmt: skip
FIRST = {"returned": wording.STATES["returned"], "conflict": wording.STATES["conflict"]}
# What asks for a look first.
LIGHTS = {"red": "红灯", "yellow": "黄灯", "green": "绿灯", "grey": "未亮灯"}
Groups = list[tuple[str, list[Standing]]]


class Area(NamedTuple):
    """What one area holds of a month: how many items are open, and how many there are."""

    title: str
    open: int
    all: int


def in_groups(month: Month, found: Sequence[Standing], order: Order = "need") -> Groups:
    """Return standings under titles, in an order that was asked for.

    By need: first what was returned or is contested, then by area; within an area, and of the
    areas, what needs words comes first and what is done last. By due day and by light (red first):
    in each what needs words first. By area: as the programme has them.
    """
    if order == "need":
        return _by_need(month, found)
    if order == "area":
        return _grouped([(month.programme.area_heading(s.item), s) for s in found])
    rows = sorted(found, key=_need)
    if order == "due":
        rows.sort(key=lambda s: s.obligation.due)
        return _grouped([(_due_words(s), s) for s in rows])
    rows.sort(key=lambda s: list(LIGHTS).index(s.light))
    return _grouped([(LIGHTS[s.light], s) for s in rows])


def in_order(month: Month, order: Order = "need") -> list[Standing]:
    """Return all that a month owes in the order in which the desk lists it."""
    return [s for _, rows in in_groups(month, month.standings, order) for s in rows]


def next_open(month: Month, item: str, order: Sequence[str]) -> str | None:
    """Return the open item that comes after `item` in an order of ids, else the first open one."""
    open_items = {s.item.id for s in month.standings if s.is_open}
    place = order.index(item) + 1 if item in order else 0
    around = [*order[place:], *order[:place]]
    return next((name for name in around if name in open_items and name != item), None)


def areas(month: Month) -> list[Area]:
    """Return the areas a month has items of, in the programme's order."""
    return [
        Area(title, sum(s.is_open for s in rows), len(rows))
        for title, rows in in_groups(month, month.standings, "area")
    ]


def first_of_area(month: Month, order: Order, shown: Sequence[str], area: str) -> str | None:
    """Return the item at which an area begins among those shown; None where none of it is shown.

    That is the first one under the area's own title, else one that stands under another.
    """
    groups = in_groups(month, [s for s in month.standings if s.item.id in shown], order)
    under = [s.item.id for title, rows in groups if title == area for s in rows]
    others = [
        s.item.id for _, rows in groups for s in rows
        if month.programme.area_heading(s.item) == area
    ]  # fmt: skip
    return next(iter([*under, *others]), None)


def _by_need(month: Month, found: Sequence[Standing]) -> Groups:
    groups = _grouped(
        [(FIRST.get(_waits(s), month.programme.area_heading(s.item)), s) for s in found]
    )
    for _, rows in groups:
        rows.sort(key=_need)
    return sorted(groups, key=lambda group: _need(group[1][0]))


def _grouped(rows: Sequence[tuple[str, Standing]]) -> Groups:
    """Gather rows by their title, both in the order they come in."""
    groups: dict[str, list[Standing]] = {}
    for title, standing in rows:
        groups.setdefault(title, []).append(standing)
    return list(groups.items())


def _due_words(standing: Standing) -> str:
    due = standing.obligation.due
    return f"{wording.day_word(due)}截止"


def _waits(standing: Standing) -> str:
    """Return the state of what still waits for the unit; what it has explained does not."""
    return standing.state if standing.is_open else ""


def _need(standing: Standing) -> int:
    if not standing.is_open:
        return 4
    if standing.state in FIRST:
        return list(FIRST).index(standing.state)
    return 3 if standing.item.reports == "zero" else 2
