"""Setting verified figures (核定数) beside what a unit has reported, and taking them back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from liaison_tui.errors import Refused
from liaison_tui.exchange.saying import say
from liaison_tui.journal import verifying
from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Key
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Item, Unit
from liaison_tui.programme.period import Span
from liaison_tui.reports.sums import Sum, sums
from liaison_tui.rulings.centre import centre_office, written
from liaison_tui.text import one_line
from liaison_tui.workspace import Workspace


def verify(
    workspace: Workspace,
    unit: Unit,
    item: Item,
    period: str,
    quantities: Mapping[str, str],
    *,
    reason: str,
    approver: str = "",
) -> Event:
    """Set verified figures of a unit's month; other measures keep the ones they have.

    Raises Refused for what the item does not count or the unit does not owe, and without a reason.
    """
    office = centre_office(workspace)
    unknown = [key for key in quantities if item.measure(key) is None]
    if unknown or not quantities:
        known = "、".join(f"{m.key} {m.label}" for m in item.measures) or "这一项不填数量"
        raise Refused(f"{item.id} 没有数量“{'、'.join(unknown)}”（{known}）")
    if not workspace.is_owed(unit, item, period):
        raise Refused(f"{unit.name} {item.id} {period} 不需要报送，不用核定")
    with office.writing():
        former = _standing(workspace, unit, item, period)
        kept: dict[str, str] = {}
        for said in former:
            kept |= said.event.body.get("quantities", {})
        body = {"quantities": {**kept, **quantities}, "reason": reason, "approver": approver}
        return say(office, _made(workspace, unit, item, period, former, written(body)))


def withdraw(
    workspace: Workspace, unit: Unit, item: Item, period: str, key: str | None = None
) -> Event:
    """Take the verified figures of a unit's month back, or that of one measure only.

    Raises Refused where there are none.
    """
    office = centre_office(workspace)
    with office.writing():
        former = _standing(workspace, unit, item, period)
        in_force = verifying.in_force(former).get((unit.id, item.id, period))
        body = dict(in_force.event.body) if in_force else {}
        left = dict(body.get("quantities", {}))
        if not left or (key is not None and key not in left):
            raise Refused(f"{unit.name} {item.id} {period} 没有核定数")
        left = {} if key is None else {name: n for name, n in left.items() if name != key}
        body = {**body, "quantities": left} if left else {"withdrawn": True}
        return say(office, _made(workspace, unit, item, period, former, body))


def read_figures(workspace: Workspace) -> dict[Key, dict[str, Decimal]]:
    """Return all verified figures in force."""
    return verifying.figures(workspace.ruled(None, verifying.KIND))


def read_sums(workspace: Workspace, period: str) -> list[Sum]:
    """Return the city's sums up to a month, as everything stands now."""
    workspace.store.refresh()
    reports = workspace.reports_up_to(Span(period, [period]))
    return sums(workspace.programme, reports, read_figures(workspace), period)


def verified(workspace: Workspace, unit: Unit | None) -> list[dict[str, Any]]:
    """Return the verified figures of a unit, or of all (None), as rows."""
    standing = workspace.ruled(None if unit is None else [unit.id], verifying.KIND)
    return [verified_row(said.event) for said in verifying.in_force(standing).values()]


def verified_row(event: Event) -> dict[str, Any]:
    """Return one word that sets verified figures."""
    body = event.body
    return {
        "id": event.id,
        "unit": event.unit,
        "item": event.item,
        "period": event.period,
        "quantities": dict(body.get("quantities", {})),
        **{
            key: one_line(str(body[key])) if key in body else None for key in ("reason", "approver")
        },
        "withdrawn": bool(body.get("withdrawn")),
        "at": event.at,
        "by": one_line(event.by),
    }


def _standing(workspace: Workspace, unit: Unit, item: Item, period: str) -> list[Vouched]:
    return [
        said
        for said in workspace.ruled([unit.id], verifying.KIND)
        if (said.event.item, said.event.period) == (item.id, period)
    ]


def _made(
    workspace: Workspace,
    unit: Unit,
    item: Item,
    period: str,
    former: list[Vouched],
    body: Mapping[str, Any],
) -> Event:
    key = unit.id, item.id, period
    report = workspace.reports(units=[unit.id], items=[item.id], periods=[period]).get(key)
    heads = [head.event.id for head in report.heads] if report else []
    return workspace.office.new_event(
        verifying.KIND,
        unit=unit.id,
        item=item.id,
        period=period,
        replaces=replaced_by_next(former),
        about=heads,
        body=body,
    )
