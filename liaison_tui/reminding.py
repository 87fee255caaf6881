"""Roll-call at a centre: who is missing with whom to call, and the calls noted."""

from collections.abc import Iterable, Sequence
from datetime import date

from liaison_tui import clock
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.trusting import waiting_units
from liaison_tui.exchange.unreadable import noted
from liaison_tui.journal.shape import MAX_LINE, wrong_text
from liaison_tui.journal.standing import Standing, standings
from liaison_tui.journal.unreplaced import in_force
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Unit
from liaison_tui.reports.roll_call import Missing, RollCall, missing_in
from liaison_tui.reports.statements import body_of
from liaison_tui.rulings.settled import Settled
from liaison_tui.storage.reminders import Reminder
from liaison_tui.text import one_line
from liaison_tui.workspace import Workspace

WHO, PROMISED, NOTE = "通话人", "答应日期", "备注"


def read_roll_call(workspace: Workspace, period: str) -> RollCall:
    """Return a month's roll-call as of today; raises WrongUse at a unit."""
    _require_centre(workspace)
    workspace.store.refresh()
    today, ruled = clock.today(), workspace.rulings()
    reports, programme = workspace.reports(periods=[period]), workspace.programme
    units = programme.units_in([period])
    owed = [standings(programme, unit, [period], reports, today, rulings=ruled) for unit in units]
    return _roll_call(workspace, period, owed)


def settled_roll_call(workspace: Workspace, period: str) -> RollCall:
    """Return a month's roll-call for a paper: of units whose month is closed, as of its close.

    Raises WrongUse at a unit.
    """
    _require_centre(workspace)
    settled = Settled(workspace)
    owed = settled.owed_by_each(period, settled.reports(periods=[period]))
    return _roll_call(workspace, period, owed)


def _roll_call(
    workspace: Workspace, period: str, owed_by_each: Iterable[Sequence[Standing]]
) -> RollCall:
    programme, today = workspace.programme, clock.today()
    last, waiting = workspace.store.vouching().last_received, set(waiting_units(workspace.office))
    rosters: dict[str, list[Vouched]] = {}
    for said in workspace.said(None, "roster"):
        rosters.setdefault(said.event.unit, []).append(said)
    calls = [each for each in workspace.reminders.all() if each.period == period]
    torn = {
        one.note.unit: one.note
        for one in noted(workspace.office)
        if one.note.period == period and not one.is_answered
    }
    found = []
    for owed in owed_by_each:
        if lacking := missing_in(owed):
            unit = owed[0].obligation.unit
            people = in_force(rosters.get(unit.id, ()))
            body = body_of(people.event) if people else {}
            made = [each for each in calls if each.unit == unit.id]
            found.append(
                Missing(
                    unit,
                    len(owed),
                    lacking,
                    body,
                    last.get(unit.id),
                    unit.id in waiting,
                    made,
                    torn.get(unit.id),
                )
            )
    found.sort(key=lambda each: -len(each.standings))
    return RollCall(programme, period, due_day(programme, period), today, found)


def log(
    workspace: Workspace,
    unit: Unit,
    period: str,
    *,
    person: str = "",
    promised: str = "",
    note: str = "",
) -> Reminder:
    """Note a call to a unit about a month and return the note.

    Without a person it is the unit's liaison officer. Raises Refused where nobody is named, for a
    day that is past, and for words that are too long; WrongUse for a day nobody can read.
    """
    _require_centre(workspace)
    who = person.strip() or _officer(workspace, unit)
    for word, words in ((WHO, who), (NOTE, note)):
        if sentence := wrong_text({"": words}, "", word, limit=MAX_LINE):
            raise Refused(sentence)
    if not who:
        raise Refused(f"没有写{WHO}，{unit.name}的名册里也没有联络员", "请写明和谁通的话")
    day = clock.read_day(promised, since=clock.today()) if promised.strip() else ""
    if sentence := past(day):
        raise Refused(sentence)
    reminder = Reminder(
        clock.stamp(), workspace.config.officer, unit.id, period, one_line(who), day,
        one_line(note.strip()),
    )  # fmt: skip
    with workspace.office.writing():
        workspace.reminders.add(reminder)
    return reminder


def past(day: str) -> str | None:
    """Tell what is wrong with a promised day: nobody promises one that is over."""
    if day and date.fromisoformat(day) < clock.today():
        return f"{PROMISED}不能早于今天"
    return None


def _officer(workspace: Workspace, unit: Unit) -> str:
    people = in_force(workspace.said(unit.id, "roster"))
    return str(body_of(people.event).get("officer", {}).get("name", "")) if people else ""


def _require_centre(workspace: Workspace) -> None:
    if not workspace.is_centre:
        raise WrongUse("催报只在信用办（汇总端）使用")
