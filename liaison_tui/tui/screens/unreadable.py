"""Noting that a file arrived though nobody can read it: whose it is, of which month, when."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from liaison_tui import clock
from liaison_tui.errors import Refused, UnknownName
from liaison_tui.exchange import runs
from liaison_tui.exchange import unreadable as noting
from liaison_tui.exchange.taking import Row
from liaison_tui.programme.due import periods_of
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.programme.names import find_unit, match_unit
from liaison_tui.programme.period import read_month
from liaison_tui.reports.unreadable import noted_words
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace

_PARTS = re.compile(r"[_\s.()（）]+")


class Found(NamedTuple):
    """What the dialog begins with: the year's plan, the month at hand, the day it arrived."""

    programme: Programme
    month: str
    day: str


class UnreadableDialog(SheetDialog[Found]):
    """The dialog about the file of a refused row."""

    HELP = """\
文件按时送到了，但打不开：写明是哪个单位、哪个月的报送，按 Ctrl+S 记下。

* 单位补发的汇入时，按这里的到达日签收，不算逾期；只用一次。
* 到达日期不是首次汇入的那一天的（如邮件早已送到），改日期并写明理由，理由随回执包告知单位。
* 记下以后，按 F3 复制一段写好的话发给单位；记错了，在同一行再按 F8 撤销。"""
    DOES = "记下：补发的按到达日签收"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "记下", id="save", priority=True, tooltip="记下这个文件的到达日"),
    ]

    def __init__(self, backroom: Backroom, row: Row) -> None:
        super().__init__(backroom, "打不开的文件")
        self._row = row

    def fetch(self, workspace: Workspace) -> Found:
        """Find when the file arrived, and which month is being reported."""
        arrival = workspace.office.inbox.find(self._row.sha256 or "")
        day = arrival.moment[:10] if arrival else clock.today().isoformat()
        return Found(workspace.programme, workspace.month(None), day)

    def notice(self, found: Found) -> Iterator[Paragraph]:  # noqa: ARG002 - it is the row's
        """Give the file, and what is wrong with it."""
        yield Paragraph(self._row.path.name, style="bold", lines=2)
        yield Paragraph(self._row.reason, "原因", lines=2)
        yield AIR

    def blanks(self, found: Found) -> Sequence[Blank]:
        """Ask whose it is, of which month, and when it arrived; its name often says the first."""
        unit, month = guessed(self._row.path.name, found.programme)
        field = DayField(found.day, until=clock.today(), hint="如 7-5 或 5")

        def read_unit(typed: str) -> Unit:
            if not typed.strip():
                raise Refused("没有填写单位")
            return find_unit(found.programme, typed)

        def read_period(typed: str) -> str:
            return read_month(typed, periods_of(found.programme))

        def wrong(typed: str) -> str | None:
            late = date.fromisoformat(typed) > clock.today()
            return "到达日期不能晚于今天" if late else None

        return [
            Blank("unit", "单位", LineField(unit, hint="名称或简称"), read_unit),
            Blank("period", "月份", LineField(month or found.month, hint="如 6"), read_period),
            blanks.day("day", "到达日期", field, wrong),
            blanks.line("reason", "理由", hint="改了到达日期的要写，如 邮件7月5日送达"),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Note it, and say what that means."""
        office, day = workspace.office, kept["day"]
        stated = None
        if self.found and day != self.found.day:
            if not kept["reason"]:
                raise Refused("改了到达日期，没有写理由", "请写明文件是怎样送达的")
            stated = runs.state_receipt(office, day, kept["reason"])
        unit, period = kept["unit"].id, kept["period"]
        made = noting.note(office, self._row, unit=unit, period=period, stated=stated)
        return f"已记下：{noted_words(made, workspace.programme)}。按 F3 复制发给单位的话"


def guessed(name: str, programme: Programme) -> tuple[str, str]:
    """Return the unit and the month that a file's name says; empty where it says none."""
    unit, month = "", ""
    for part in _PARTS.split(name):
        known = match_unit(programme, part) if part else None
        unit = unit or (known.name if known else "")
        if re.fullmatch(r"\d{4}-\d\d", part):
            with suppress(UnknownName):
                month = month or read_month(part, periods_of(programme))
    return unit, month
