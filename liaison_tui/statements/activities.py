"""Adding, correcting and withdrawing activities."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.exchange.office import Office
from liaison_tui.journal import activity, bodies
from liaison_tui.journal.event import Event
from liaison_tui.journal.shape import wrong_day
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.due import periods_of
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.statements.saying import refuse, say, unit_office
from liaison_tui.text import one_line
from liaison_tui.workspace import Workspace

_SHORTEST_ID = 4


def add(workspace: Workspace, unit: Unit, body: Mapping[str, Any]) -> Event:
    """Keep an activity: `sort`, `title`, `date`, and `place` and `people` where known.

    Its month is that of its date. Raises Refused, also for a day to come or long gone.
    """
    office = unit_office(workspace)
    clean = _clean_activity(workspace, body)
    with office.writing():
        return say(office, _activity(office, unit, clean))


def change(workspace: Workspace, unit: Unit, name: str, changes: Mapping[str, Any]) -> Event:
    """Correct fields of an activity; `name` is the start of its id.

    One that moves to another month is withdrawn in the old one, since a statement replaces only
    within its month.
    """
    office = unit_office(workspace)
    with office.writing():
        former = _activity_named(workspace, unit, name)
        clean = _clean_activity(workspace, {**former.event.body, **changes})
        replaces = replaced_by_next([former])
        if clean["date"][:7] == former.event.period:
            return say(office, _activity(office, unit, clean, replaces))
        moved = _activity(office, unit, clean)
        refuse(bodies.wrong_in(moved))
        office.store.say([_without_activity(office, former, replaces), moved])
        return moved


def withdraw(workspace: Workspace, unit: Unit, name: str) -> Event:
    """Withdraw an activity; `name` is the start of its id. Raises Refused for one not there."""
    office = unit_office(workspace)
    with office.writing():
        former = _activity_named(workspace, unit, name)
        return say(office, _without_activity(office, former, replaced_by_next([former])))


def _activity(
    office: Office, unit: Unit, body: Mapping[str, Any], replaces: Sequence[str] = ()
) -> Event:
    month = body["date"][:7]
    return office.new_event("activity", unit=unit.id, period=month, replaces=replaces, body=body)


def _without_activity(office: Office, former: Vouched, replaces: Sequence[str]) -> Event:
    return office.new_event(
        "activity",
        unit=former.event.unit,
        period=former.event.period,
        replaces=replaces,
        body={"withdrawn": True},
    )


def _activity_named(workspace: Workspace, unit: Unit, name: str) -> Vouched:
    start = name.strip().lower()
    standing = [s for s in workspace.said(unit.id, "activity") if not s.event.body.get("withdrawn")]
    found = [s for s in standing if s.event.id.startswith(start)]
    if len(start) < _SHORTEST_ID or len(found) != 1:
        raise Refused(f"没有编号为“{name}”的活动", "可能已更正或撤销，请重新列出活动再看编号")
    return found[0]


def _clean_activity(workspace: Workspace, body: Mapping[str, Any]) -> dict[str, Any]:
    clean = {
        key: one_line(value) if isinstance(value, str) else value
        for key, value in body.items()
        if value not in (None, "")
    }
    refuse(wrong_day(clean, "date", activity.FIELDS["date"], needed=True))
    refuse(untimely(workspace.programme, clean["date"]))
    return clean


def untimely(programme: Programme, day: str) -> str | None:
    """Tell why an activity of a day (`2021-06-03`) cannot be kept: to come, or long gone."""
    if day > clock.today().isoformat():
        return f"活动日期 {day} 还没有到，办过以后再登记"
    known = periods_of(programme)
    if not known[0][:4] <= day[:7] <= known[-1]:
        return f"活动日期 {day} 不在本年度工作意见的年份里"
    return None
