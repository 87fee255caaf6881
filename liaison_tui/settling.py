"""Settling (核定): one of the entries that stand beside each other stands alone.

A unit settles what its own PCs said; a centre what reached it unsettled, and says why.
"""

from collections.abc import Collection, Mapping
from typing import Any

from liaison_tui import desk
from liaison_tui.desk import Recorded
from liaison_tui.errors import Refused
from liaison_tui.journal import withdrawal
from liaison_tui.programme.model import Item, Unit
from liaison_tui.workspace import Workspace

# What tells whose word it was; the unit that settles says it itself.
_WHOSE = ("channel", "informant")


def settle(
    workspace: Workspace,
    unit: Unit,
    item: Item,
    period: str,
    choice: str,
    seen: Collection[str],
    why: str = "",
) -> Recorded:
    """Say again what the head with the id `choice` says, in place of all heads, evidence too.

    `seen` are the ids of the heads that were to choose from, `choice` among them; where others
    stand by now nothing is written and they are returned. A withdrawal is made again with its
    reason, by a unit only. A centre says `why`. Raises Refused as `desk.record` and `desk.withdraw`
    do; then nothing was written either.
    """
    if workspace.is_centre:
        _require_why(why)
    with workspace.office.writing():
        key = (unit.id, item.id, period)
        report = workspace.reports(units=[unit.id], items=[item.id], periods=[period]).get(key)
        heads = {head.event.id: head.event for head in report.heads} if report else {}
        if set(heads) != set(seen):
            return Recorded(None, heads=tuple(heads))
        chosen = heads[choice]
        if chosen.kind == "withdraw" and workspace.is_centre:
            raise Refused("撤回的一条不能由信用办定为准", "请以另一条为准，或退回请单位自己核定")
        if chosen.kind == "withdraw":
            reason = str(chosen.body.get("reason") or f"核定为撤回，没有写{withdrawal.REASON}")
            return desk.withdraw(workspace, unit, item, period, reason, settle=True)
        body = {key: value for key, value in chosen.body.items() if key not in _WHOSE}
        return desk.record(workspace, unit, item, period, body, settle=True, why=why)


def settle_anew(
    workspace: Workspace,
    unit: Unit,
    item: Item,
    period: str,
    body: Mapping[str, Any],
    seen: Collection[str],
    why: str,
) -> Recorded:
    """Let what a centre writes itself stand in place of all heads, and say why.

    Where other heads stand than were `seen`, nothing is written and they are returned. Raises
    Refused as `desk.record` does, and where nothing is contested.
    """
    _require_why(why)
    with workspace.office.writing():
        key = (unit.id, item.id, period)
        report = workspace.reports(units=[unit.id], items=[item.id], periods=[period]).get(key)
        if report is None or not report.conflict:
            raise Refused(f"{item.id} {period} 没有不一致的填报，不用核定")
        return desk.record(
            workspace, unit, item, period, body, seen=list(seen), settle=True, why=why
        )


def _require_why(why: str) -> None:
    if not why.strip():
        raise Refused("没有写核定理由", "请写明为什么以这一条为准")
