"""Settling inside a unit (核定): one of the entries that stand beside each other stands alone."""

from collections.abc import Collection

from liaison_tui import desk
from liaison_tui.desk import Recorded
from liaison_tui.journal import withdrawal
from liaison_tui.programme.model import Item, Unit
from liaison_tui.workspace import Workspace

# What tells whose word it was; the unit that settles says it itself.
_WHOSE = ("channel", "informant")


def settle(
    workspace: Workspace, unit: Unit, item: Item, period: str, choice: str, seen: Collection[str]
) -> Recorded:
    """Say again what the head with the id `choice` says, in place of all heads, evidence too.

    `seen` are the ids of the heads that were to choose from, `choice` among them; where others
    stand by now nothing is written and they are returned. A withdrawal is made again with its
    reason. Raises Refused as `desk.record` and `desk.withdraw` do; then nothing was written either.
    """
    with workspace.office.writing():
        key = (unit.id, item.id, period)
        report = workspace.reports(units=[unit.id], items=[item.id], periods=[period]).get(key)
        heads = {head.event.id: head.event for head in report.heads} if report else {}
        if set(heads) != set(seen):
            return Recorded(None, heads=tuple(heads))
        chosen = heads[choice]
        if chosen.kind == "withdraw":
            reason = str(chosen.body.get("reason") or f"核定为撤回，没有写{withdrawal.REASON}")
            return desk.withdraw(workspace, unit, item, period, reason, settle=True)
        body = {key: value for key, value in chosen.body.items() if key not in _WHOSE}
        return desk.record(workspace, unit, item, period, body, settle=True)
