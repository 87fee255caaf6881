"""Stating on which day a batch of files came, and why that is not today."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui import clock
from liaison_tui.exchange import runs
from liaison_tui.exchange.taking import Stated
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.workspace import Workspace


class ReceivedDialog(SheetDialog[bool]):
    """The dialog; `keep_stated` is told what was stated, before and in place of which `before`."""

    HELP = """\
这一批文件不是今天收到的（如邮件早已送到），写明收到的日期和理由，再汇入。

* 日期写 2021-07-05、7-5 或 5 都可以，不能晚于今天；按那一天的 24 时以前收到计算。
* 只对下一批有效；理由写进签收，随回执包告知单位。已经签收过的文件，收到日期不变。"""
    DOES = "写明收到日期"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "写明", id="save", priority=True, tooltip="写明收到日期"),
    ]

    def __init__(
        self, backroom: Backroom, before: Stated | None, keep_stated: Callable[[Stated], None]
    ) -> None:
        super().__init__(backroom, "下一批的收到日期")
        self._before = before
        self._keep_stated = keep_stated

    def fetch(self, workspace: Workspace) -> bool:
        """Find nothing: what was stated is the page's."""
        return workspace.is_centre

    def blanks(self, found: bool) -> Sequence[Blank]:  # noqa: ARG002 - nothing was found
        """Ask for the day and the reason."""
        day = self._before.moment[:10] if self._before else ""
        reason = self._before.reason if self._before else ""
        field = DayField(day, until=clock.today(), hint="如 7-5 或 5")

        def wrong(typed: str) -> str | None:
            late = date.fromisoformat(typed) > clock.today()
            return "收到日期不能晚于今天" if late else None

        return [
            blanks.day("received", "收到日期", field, wrong),
            blanks.line("reason", "理由", reason, needed=True, hint="如 邮件7月5日送达"),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Hand the page what was stated; it holds for the next batch."""
        stated = runs.state_receipt(workspace.office, kept["received"], kept["reason"])
        self._keep_stated(stated)
        return f"下一批按 {kept['received']} 收到签收"
