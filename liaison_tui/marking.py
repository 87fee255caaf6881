"""One word about several obligations of a month at once, and taking that back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from liaison_tui import desk
from liaison_tui.journal.event import Event
from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Unit
from liaison_tui.workspace import Workspace

_MISTAKEN = "标记有误"


def record_each(
    workspace: Workspace, standings: Sequence[Standing], body: Mapping[str, Any]
) -> Iterator[Event]:
    """Keep an entry of the same words for each obligation, and give those that were kept.

    One that somebody has written of since is left alone. Raises what `desk.record` raises; then
    the entries before are kept, and were given.
    """
    for standing in standings:
        obligation = standing.obligation
        # Where an entry was withdrawn, the withdrawal is what stands, and was seen.
        heads = standing.report.heads if standing.report else ()
        seen = [head.event.id for head in heads]
        done = desk.record(
            workspace, obligation.unit, obligation.item, obligation.period, body, seen=seen
        )
        if done.event:
            yield done.event


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
