"""Noting a call to a unit that has not reported: with whom, the day promised, what was said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui import clock, reminding
from liaison_tui.errors import Refused
from liaison_tui.reports import wording
from liaison_tui.reports.roll_call import Missing, reminder_words
from liaison_tui.storage.reminders import Reminder
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace

_SHOWN = 3


class ReminderDialog(SheetDialog[Sequence[Reminder]]):
    """The dialog; it has found the calls made before."""

    HELP = """\
打过催报电话，记一笔：和谁通的话，对方答应哪一天报送，备注。按 Ctrl+S 记下。

* 日期写 2021-07-06、7-6 或 6 都可以；没有答应的留空。
* 只记在信用办自己的电脑上，不随回执包发出。"""
    DOES = "记下这次电话"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "记下", id="save", priority=True, tooltip="记下这次催报电话"),
    ]

    def __init__(self, backroom: Backroom, missing: Missing, period: str) -> None:
        super().__init__(backroom, f"记电话  {missing.unit.name}", wording.period_word(period))
        self._missing = missing
        self._period = period

    def fetch(self, workspace: Workspace) -> Sequence[Reminder]:
        """Find the calls made before."""
        place = (self._missing.unit.id, self._period)
        return [each for each in workspace.reminders.all() if (each.unit, each.period) == place]

    def blanks(self, found: Sequence[Reminder]) -> Sequence[Blank]:
        """Ask for the person, the day and a note; the liaison officer is there already."""
        former = found[-1].person if found else ""
        day = DayField("", since=clock.today(), hint="如 7-6 或 6")

        def read(_: str) -> str:
            if sentence := reminding.past(day.day):
                raise Refused(sentence)
            return day.day

        return [
            blanks.line("person", reminding.WHO, self._missing.officer or former, needed=True),
            Blank("promised", reminding.PROMISED, day, read),
            blanks.line("note", reminding.NOTE, hint="对方怎么说"),
        ]

    def notice(self, found: Sequence[Reminder]) -> Iterator[Paragraph]:
        """Give the numbers to call, and the last calls."""
        numbers = "、".join(self._missing.phones) or "名册里没有电话"
        yield Paragraph(numbers, "电话", "bold")
        for number, each in enumerate(reversed(found[-_SHOWN:])):
            yield Paragraph(reminder_words(each), "" if number else "打过", lines=1)

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Note the call."""
        reminder = reminding.log(workspace, self._missing.unit, self._period, **kept)
        promised = f"，答应 {reminder.promised} 报送" if reminder.promised else ""
        return f"已记下：{self._missing.unit.name} {reminder.person}{promised}"
