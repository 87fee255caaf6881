"""Setting, correcting and withdrawing a unit's own items."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from liaison_tui.errors import Refused
from liaison_tui.exchange.office import Office
from liaison_tui.journal import bodies
from liaison_tui.journal.event import Event
from liaison_tui.journal.local import MAX_ITEMS, local_items
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Unit
from liaison_tui.statements.saying import refuse, say, unit_office
from liaison_tui.text import one_line
from liaison_tui.workspace import Workspace


class Changed(NamedTuple):
    """What was said of a local item, and which ids its namesakes were given instead of its own."""

    said: Event
    renumbered: tuple[str, ...]


def add(workspace: Workspace, unit: Unit, period: str, text: str, sort: str) -> Event:
    """Set a new item of the unit's own, reported from a month on; ids are never used again."""
    office = unit_office(workspace)
    with office.writing():
        [name] = _free(workspace, unit, 1)
        body = {"text": one_line(text), "sort": sort}
        return say(
            office,
            office.new_event("local_item", unit=unit.id, item=name, period=period, body=body),
        )


def change(workspace: Workspace, unit: Unit, name: str, changes: Mapping[str, str]) -> Changed:
    """Correct `text` or `sort` of a local item, by its id; it goes on from the same month."""
    clean = {key: one_line(word) for key, word in changes.items()}
    return _replace(workspace, unit, name, clean)


def withdraw(workspace: Workspace, unit: Unit, name: str) -> Changed:
    """Withdraw a local item, by its id; it is owed no more, what was said of it stays."""
    return _replace(workspace, unit, name, {"withdrawn": True})


def _free(workspace: Workspace, unit: Unit, count: int) -> list[str]:
    """Return the next ids nobody has used; raises Refused where there are not so many."""
    taken = [int(local.item.id[1:]) for local in workspace.local_items(unit)]
    first = max(taken, default=0) + 1
    if first + count - 1 > MAX_ITEMS:
        raise Refused(f"本地事项最多 {MAX_ITEMS} 项，不能再加")
    return [f"L{number:02d}" for number in range(first, first + count)]


def _replace(workspace: Workspace, unit: Unit, name: str, changes: Mapping[str, Any]) -> Changed:
    """Say an item anew where it stands; another item that another PC gave the same id gets its own.

    So what stands under the id is one item again, and none is lost.
    """
    office = unit_office(workspace)
    with office.writing():
        standing = workspace.said(unit.id, "local_item", items=[name])
        chosen = next((local for local in local_items(standing) if not local.withdrawn), None)
        if chosen is None:
            raise Refused(f"没有“{name}”这个本地事项", "可能已撤销，请重新列出再看")
        said = _over(office, chosen.statement, standing, changes)
        refuse(bodies.wrong_in(said))
        elsewhere = {s.event.period: s for s in standing if s.event.period != said.period}
        gone = [_over(office, s, standing, {"withdrawn": True}) for s in elsewhere.values()]
        names = _free(workspace, unit, len(chosen.namesakes))
        moved = [
            office.new_event(
                "local_item", unit=unit.id, item=new, period=s.event.period, body=s.event.body
            )
            for new, s in zip(names, chosen.namesakes, strict=True)
        ]
        office.store.say([said, *gone, *moved])
        return Changed(said, tuple(names))


def _over(
    office: Office, former: Vouched, standing: list[Vouched], changes: Mapping[str, Any]
) -> Event:
    event = former.event
    same_month = [other for other in standing if other.event.period == event.period]
    return office.new_event(
        "local_item",
        unit=event.unit,
        item=event.item,
        period=event.period,
        replaces=replaced_by_next(same_month),
        body={**event.body, **changes},
    )
