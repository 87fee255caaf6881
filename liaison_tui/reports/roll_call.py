"""Roll-call (催报): the units that still owe something for a month, whom to call, what to say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.reports import unreadable, wording
from liaison_tui.reports.table import render
from liaison_tui.storage.reminders import Reminder
from liaison_tui.storage.unreadable import Unreadable
from liaison_tui.text import one_line

_SATURDAY = 5


@dataclass(frozen=True)
class Missing:
    """A unit with something missing: what, of how much, whom to call, and what was done by now.

    `roster` is the unit's own statement (`journal.roster`). `last_bundle` is when its newest
    submission was received. `waits`: a file of its lies here whose device is not confirmed yet;
    `unreadable`: one that nobody can read, whose replacement has not come.
    """

    unit: Unit
    owed: int
    standings: Sequence[Standing]
    roster: Mapping[str, Any]
    last_bundle: str | None
    waits: bool
    reminders: Sequence[Reminder]
    unreadable: Unreadable | None = None

    def person(self, role: str) -> dict[str, str]:
        """Return name, phone and mobile of a role of the roster, each empty where not known."""
        said = self.roster.get(role, {})
        return {key: one_line(str(said.get(key, ""))) for key in ("name", "phone", "mobile")}

    @cached_property
    def officer(self) -> str:
        """The liaison officer's name; empty where the unit has named none."""
        return self.person("officer")["name"]

    @cached_property
    def phones(self) -> list[str]:
        """The numbers to try, one after the other."""
        officer, section = self.person("officer"), self.person("section")
        numbers = (officer["phone"], officer["mobile"], section["phone"])
        return list(dict.fromkeys(number for number in numbers if number))

    def days(self, today: date) -> int | None:
        """Return how many days ago its last bundle came; None where none did."""
        return (
            (today - date.fromisoformat(self.last_bundle[:10])).days if self.last_bundle else None
        )

    @property
    def promised(self) -> str:
        """The day that was promised last; empty for none."""
        return next((r.promised for r in reversed(self.reminders) if r.promised), "")


@dataclass(frozen=True)
class RollCall:
    """A month's roll-call on a day, the units with most missing first."""

    programme: Programme
    period: str
    due: date
    today: date
    missing: Sequence[Missing]

    @property
    def centre(self) -> str:
        """The name of the centre that calls."""
        return self.programme.centre_name

    @property
    def is_past(self) -> bool:
        """Whether the month's due day is over."""
        return self.today > self.due


def missing_in(standings: Iterable[Standing]) -> list[Standing]:
    """Return those of which nothing was said: what the overview counts as missing."""
    return [
        s
        for s in standings
        if s.report is None or s.report.timeliness(s.obligation.due) == "missing"
    ]


def answer_by(call: RollCall) -> date:
    """Return by when to ask for it: the due day, once that is over the next day of the week.

    Holidays are not known here; `remind --by` names another day.
    """
    if not call.is_past:
        return call.due
    day = call.today + timedelta(days=1)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= _SATURDAY else 0)


def message(call: RollCall, missing: Missing, by: date | None = None) -> str:
    """Return what to send to a unit, one paragraph as it is."""
    if missing.unreadable:
        return unreadable.message(missing.unreadable, call.programme)
    month = wording.period_word(call.period)
    until = wording.weekday_word(by or answer_by(call))
    if missing.waits:
        return (
            f"{missing.unit.name}：贵单位{month}信用工作报送包已经送达，因报送用的电脑尚未核验，"
            f"暂未计入。请于{until}前来电与我办核对电脑指纹，核对后即按原送达时间签收。{call.centre}"
        )
    deadline = f"{'已' if call.is_past else '将'}于{wording.weekday_word(call.due)}截止"
    later = [s for s in missing.standings if s.obligation.due > call.due]
    now = [s for s in missing.standings if s not in later]
    parts = [f"还缺{len(now)}项（{_ids(now)}），请于{until}前填报并发送报送包"] if now else []
    for due in sorted({s.obligation.due for s in later}):
        given = [s for s in later if s.obligation.due == due]
        also = "另有" if now else "还缺"
        parts.append(
            f"{also}{len(given)}项（{_ids(given)}）已同意延期，请于{wording.weekday_word(due)}前报送"
        )
    return (
        f"{missing.unit.name}：{month}信用工作报送{deadline}。贵单位应报{missing.owed}项，"
        f"{'；'.join(parts)}。本期没有进展的，也请按“本期无新进展”或零报告填报。"
        f"如有困难请与我办联系。{call.centre}"
    )


def roll_call_json(call: RollCall, by: date | None = None) -> dict[str, Any]:
    """Return `remind --json`."""
    return {
        "period": call.period,
        "due": call.due.isoformat(),
        "units": [
            {
                "unit": each.unit.id,
                "name": each.unit.name,
                "owed": each.owed,
                "missing": len(each.standings),
                "items": [s.item.id for s in each.standings],
                "overdue": sum(s.overdue for s in each.standings),
                "waits": each.waits,
                "officer": each.person("officer"),
                "section": each.person("section"),
                "last_bundle": each.last_bundle,
                "days": each.days(call.today),
                "reminders": [asdict(reminder) for reminder in each.reminders],
                "message": message(call, each, by),
            }
            for each in call.missing
        ],
    }


def roll_call_table(call: RollCall) -> str:
    """Return the phone list for people."""
    title = f"{wording.period_word(call.period)}　{call.due.isoformat()} 截止"
    if not call.missing:
        return f"{title}\n\n各单位都已报齐，不用催报。"
    heads = ("单位", "缺", "应报", "联络员", "电话", "上次报送", "催过", "答应", "说明")
    table = render(heads, phone_rows(call), widest=40, right="缺 应报 催过")
    hint = "发送的话：liaison remind --message；记一次电话：liaison remind --log 单位"
    return f"{title}\n\n{table}\n\n{hint}"


def phone_rows(call: RollCall) -> list[tuple[str, ...]]:
    """Return for each unit what its line of the phone list says."""
    return [
        (
            each.unit.name,
            str(len(each.standings)),
            str(each.owed),
            each.officer or "—",
            "、".join(each.phones) or "—",
            days_word(each.days(call.today)),
            str(len(each.reminders) or ""),
            each.promised[5:],
            state_word(each, call),
        )
        for each in call.missing
    ]


def phone_list(call: RollCall) -> str:
    """Return the phone list to paste into a sheet: a line for each unit, tabs between."""
    heads = ("单位", "缺", "应报", "联络员", "电话", "上次报送", "催过", "答应", "说明", "所缺事项")
    rows = [
        (*row, _ids(each.standings))
        for row, each in zip(phone_rows(call), call.missing, strict=True)
    ]
    return "\n".join("\t".join(row) for row in (heads, *rows))


def days_word(days: int | None) -> str:
    """Return how long ago a bundle came, in words."""
    if days is None:
        return "从未报送"
    return "今天" if days <= 0 else f"{days} 天前"


def state_word(missing: Missing, call: RollCall) -> str:
    """Return what is to be said of a unit's case first; empty for nothing."""
    if missing.waits:
        return "已送达待核验"
    if missing.unreadable:
        return "已送达打不开"
    if missing.promised and missing.promised < call.today.isoformat():
        return "答应已过期"
    overdue = sum(s.overdue for s in missing.standings)
    return f"逾期 {overdue}" if overdue else ""


def reminder_words(reminder: Reminder) -> str:
    """Return a call in one line, for people."""
    promised = f"，答应 {reminder.promised} 报送" if reminder.promised else ""
    note = f"：{reminder.note}" if reminder.note else ""
    moment = wording.moment(reminder.at)
    return one_line(f"{moment} {reminder.by} 致电 {reminder.person}{promised}{note}")


def _ids(standings: Iterable[Standing]) -> str:
    return "、".join(s.item.id for s in standings)
