"""Striking an item off a unit's list (办结销号), and putting it on again."""

from liaison_tui.errors import Refused
from liaison_tui.exchange.saying import say
from liaison_tui.journal import discharge
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Item, Unit
from liaison_tui.programme.obligations import role_of
from liaison_tui.programme.period import following, months
from liaison_tui.rulings.centre import centre_office, written
from liaison_tui.workspace import Workspace


def strike_off(
    workspace: Workspace, unit: Unit, item: Item, period: str, *, reason: str = "", approver: str
) -> Event:
    """Let an item be owed no more after a month.

    Raises Refused for one that is not the unit's or was struck off before, for a month that is
    past (what was owed stays owed) or after which the item was put on again, and, without a
    reason, for one of which nothing that says it is done was accepted.
    """
    centre_office(workspace)
    _require_role(workspace, unit, item)
    if period < workspace.month(None):
        raise Refused(f"{period} 已经过去，不能从那时起销号", "不写 --period 就从本期起")
    again = [
        w.event.period or "" for w in _words(workspace, unit.id, item.id) if discharge.resumes(w)
    ]
    if any(month > period for month in again):
        raise Refused(
            f"{unit.name} {item.id} 已定于 {max(again)} 恢复报送", "请用那个月或以后的月份"
        )
    if not workspace.rulings([unit.id]).is_owed(unit.id, item.id, following(period)):
        raise Refused(f"{unit.name} {item.id} 已经销号")
    done = _accepted_as_done(workspace, unit, item, period)
    if not done and not reason.strip():
        raise Refused(
            f"{unit.name} {item.id} 没有审核通过的“已完成”填报",
            "仍要销号的，请用 --reason 写明事由",
        )
    body = {"decision": "discharge", "ground": "done", "reason": reason, "approver": approver}
    return _say(workspace, unit.id, item.id, period, body, done)


def resume(
    workspace: Workspace, unit: Unit, item: Item, period: str, *, reason: str = "", approver: str
) -> Event:
    """Let an item be owed again from a month on.

    Raises Refused where it is owed then, and for a month that is past: nothing of it could be
    reported in time any more.
    """
    centre_office(workspace)
    if period < workspace.month(None):
        raise Refused(f"{period} 已经过去，不能从那时起恢复报送", "不写 --period 就从本期起")
    if workspace.rulings([unit.id]).struck_off((unit.id, item.id, period)) is None:
        raise Refused(f"{unit.name} {item.id} {period} 没有销号，不用恢复")
    body = {"decision": "resume", "reason": reason, "approver": approver}
    return _say(workspace, unit.id, item.id, period, body)


def confirm_not_applicable(workspace: Workspace, entry: Event, *, confirmed: bool) -> Event | None:
    """Return what follows from a judgement of an entry that says an item does not apply.

    Confirmed, the item is owed no more from the next month on; returned afterwards, or corrected
    and judged anew, it is owed again. Months that are past stay as they were. None where nothing
    follows. It is not kept yet: the judgement is kept with it. The lock must be held.
    """
    unit, item = entry.unit, entry.item or ""
    period = max(entry.period or "", workspace.month(None))
    says_so = entry.body.get("nothing") == "not-applicable"
    if not (confirmed and says_so):
        former = _struck_off_by(workspace, entry)
        start = max([period, *(word.event.period or "" for word in former)])
        body = {"decision": "resume"}
        return _made(workspace, unit, item, start, body) if former else None
    if not workspace.rulings([unit]).is_owed(unit, item, following(period)):
        return None
    body = {"decision": "discharge", "ground": "not-applicable"}
    return _made(workspace, unit, item, period, body, [entry.id])


def _struck_off_by(workspace: Workspace, entry: Event) -> list[Vouched]:
    """Return the word by which an item is struck off now, if an entry of this obligation said so.

    What was put on again since, or struck off for another reason, is no longer its doing.
    """
    unit, item, period = entry.key
    reports = workspace.reports(units=[unit], items=[item], periods=[period])
    entries = {e.event.id for report in reports.values() for e in report.entries}
    in_force = workspace.rulings([unit]).struck_off((unit, item, workspace.month(None)))
    return [
        word
        for word in _words(workspace, unit, item)
        if word.event.body.get("ground") == "not-applicable"
        and entries.intersection(word.event.about)
        and in_force == word
    ]


def _require_role(workspace: Workspace, unit: Unit, item: Item) -> None:
    if item.kind != "local" and role_of(workspace.programme, unit, item) is None:
        raise Refused(f"{item.id} 不是{unit.name}的事项")


def _accepted_as_done(workspace: Workspace, unit: Unit, item: Item, period: str) -> list[str]:
    """Return the ids of accepted entries up to a month that say the item is done."""
    past = months(workspace.programme.at(period).first_period, period)
    reports = workspace.reports(units=[unit.id], items=[item.id], periods=past)
    accepted = [r.current.event for r in reports.values() if r.current and r.state == "accepted"]
    return [
        event.id
        for event in accepted
        if event.body.get("status") == "done" or event.body.get("nothing") == "completed"
    ]


def _say(
    workspace: Workspace, unit: str, item: str, period: str, body: dict[str, str],
    about: list[str] | None = None,
) -> Event:  # fmt: skip
    with workspace.office.writing():
        return say(workspace.office, _made(workspace, unit, item, period, body, about))


def _made(
    workspace: Workspace, unit: str, item: str, period: str, body: dict[str, str],
    about: list[str] | None = None,
) -> Event:  # fmt: skip
    # What is struck off in the month in which it was put on again is owed for that month.
    former = [
        word
        for word in _words(workspace, unit, item)
        if word.event.period == period
        and (body["decision"] == "resume" or not discharge.resumes(word))
    ]
    return workspace.office.new_event(
        discharge.KIND,
        unit=unit,
        item=item,
        period=period,
        replaces=replaced_by_next(former),
        about=about or (),
        body=written(body),
    )


def _words(workspace: Workspace, unit: str, item: str) -> list[Vouched]:
    """Return what stands of striking a unit's item off, and of putting it on again."""
    return [s for s in workspace.ruled([unit], discharge.KIND) if s.event.item == item]
