"""One word about several obligations of a month at once, and taking that back."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui import desk
from liaison_tui.journal.event import Event
from liaison_tui.programme.model import Item, Unit
from liaison_tui.workspace import Workspace

_MISTAKEN = "标记有误"


def record_each(
    workspace: Workspace, unit: Unit, items: Sequence[Item], period: str, body: Mapping[str, Any]
) -> list[Event]:
    """Keep an entry of the same words for each item of which nothing was said yet.

    Returns those that were kept; an item that somebody has written of meanwhile is left alone.
    Raises what `desk.record` raises; then the entries before are kept.
    """
    done = [desk.record(workspace, unit, item, period, body, seen=()) for item in items]
    return [one.event for one in done if one.event]


def take_back(workspace: Workspace, unit: Unit, events: Sequence[Event]) -> list[Event]:
    """Withdraw entries that still stand as they were kept; returns the withdrawals."""
    done = []
    for event in events:
        item = workspace.item_named(unit, str(event.item))
        period = str(event.period)
        key = (unit.id, item.id, period)
        report = workspace.reports(units=[unit.id], items=[item.id], periods=[period]).get(key)
        if report and [head.event.id for head in report.heads] == [event.id]:
            done.append(
                desk.withdraw(workspace, unit, item, period, _MISTAKEN, seen=[event.id]).event
            )
    return [event for event in done if event]
