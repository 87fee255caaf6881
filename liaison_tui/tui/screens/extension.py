"""Asking the centre for more time for an item."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui import clock
from liaison_tui.errors import WrongUse
from liaison_tui.journal import extension
from liaison_tui.journal.event import Event
from liaison_tui.journal.standing import Standing
from liaison_tui.reports import statements as rows_of
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.statements import extensions
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace

_NAMES = {"until": "延至", "reason": extension.REASON}


class ExtensionDialog(SheetDialog[Sequence[Event]]):
    """The dialog; it has found the request that stands, if any."""

    HELP = """\
截止日以前（当天也可以），可以申请晚一些报送一项。写明延到哪一天和理由，按 Ctrl+S 申请。

* 日期写 2021-07-20、7-20 或 20 都可以，离开这一栏后显示完整的日期。
* 再申请一次，就代替上一次的申请。
* 申请随这个月的报送包（F5 导出）交信用办；批准以前，仍按原来的截止日。"""
    DOES = "申请延期"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "申请", id="save", priority=True, tooltip="申请延期报送这一项"),
    ]

    def __init__(self, backroom: Backroom, month: Month, standing: Standing) -> None:
        item = standing.item
        super().__init__(backroom, f"申请延期  {item.id}", wording.period_word(month.period))
        self._month = month
        self._item = item
        self._due = standing.obligation.due

    def fetch(self, workspace: Workspace) -> Sequence[Event]:
        """Find the request that stands."""
        subject = {"items": [self._item.id], "periods": [self._month.period]}
        said = workspace.said(self._month.unit.id, "extension_request", **subject)
        return [each.event for each in said]

    def said(self, found: Sequence[Event]) -> Mapping[str, str]:
        """Return the day and the reason that were asked for."""
        former = rows_of.body_of(found[-1]) if found else {}
        return {name: str(former.get(key, "")) for key, name in _NAMES.items()}

    def blanks(self, found: Sequence[Event]) -> Sequence[Blank]:
        """Ask for the day and the reason; a former request is what one goes on from."""
        former = rows_of.body_of(found[-1]) if found else {}
        due = self._due
        field = DayField(
            str(former.get("until", "")), since=due + timedelta(days=1), hint="如 7-20 或 20"
        )

        def wrong(day: str) -> str | None:
            return extension.untimely(date.fromisoformat(day), due, clock.today())

        return [
            blanks.day("until", _NAMES["until"], field, wrong),
            blanks.text("reason", _NAMES["reason"], str(former.get("reason", "")), needed=True),
        ]

    def notice(self, found: Sequence[Event]) -> Iterator[Paragraph]:
        """Give the due day, and what was asked for before."""
        yield Paragraph(self._item.text, "事项", lines=1)
        yield Paragraph(wording.weekday_word(self._due), "截止日", "bold")
        for event in found:
            until = wording.weekday_word(date.fromisoformat(event.body["until"]))
            at = wording.moment(event.at)
            yield Paragraph(f"{at} 申请延至 {until}，再次申请即代替", "已申请")
        yield AIR

    def remark(self, typed: Mapping[str, Any]) -> str:
        """Say which day was meant, and how much later that is."""
        due = self._due
        try:
            read = clock.read_day(typed["until"], since=due + timedelta(days=1))
        except WrongUse:
            return ""
        until = date.fromisoformat(read)
        if until <= due:
            return ""
        return f"延至 {wording.weekday_word(until)}，比截止日晚 {(until - due).days} 天"

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str | None:
        """Keep the request, unless another one was made meanwhile."""
        if self.is_overtaken(workspace, _NAMES.values()):
            return None
        until = date.fromisoformat(kept["until"])
        extensions.ask(
            workspace, self._month.unit, self._item, self._month.period, until, kept["reason"]
        )
        with_it = f"随{wording.period_word(self._month.period)}的报送包交信用办"
        return f"已申请延期：{self._item.id} 延至{wording.weekday_word(until)}，{with_it}"


def why_not(month: Month, standing: Standing) -> str:
    """Return why no more time can be asked for; empty where it can."""
    due = standing.obligation.due
    if month.today <= due:
        return ""
    return f"已过截止日（{wording.day_word(due)}），不能再申请延期"
