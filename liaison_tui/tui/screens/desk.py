"""The officer's desk: what the unit owes this month, and the way to every form."""

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen

from liaison_tui.reports import wording
from liaison_tui.reports.month import in_order, next_open
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.form import FormPage, Saved
from liaison_tui.tui.screens.month import MonthPage
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.screens.receiving import ReceivingPage
from liaison_tui.tui.screens.sending import SendingDialog
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board


class Desk(MonthPage, inherit_bindings=False):
    """The first page of a unit's workspace."""

    HELP = """\
这里列出本单位这个月应报的事项。最上面是被退回的，其余按工作领域分组，要写的在前，写好的在后。

* 上下键选择，Enter 打开填写；右边（窄屏按 F2）是事项全文、责任单位、上次填报和办理留痕。
* 左上角“全部、待填、零报告、已填”用 Tab 走到后按左右键或数字切换；F3 输入文字或编号筛选，Esc 取消。
* F7、F8 看上一期、下一期。过了截止日也可以补报。
* 写好后按 F5 导出报送包，交信用办。信用办发回的回执包按 F4 汇入，签收和退回会显示在状态里。
* 灯只在截止日之后亮：绿，达到序时进度；黄，滞后、迟报、退回或受阻；红，逾期未报或严重滞后。

只存放非涉密内容。请勿填写国家秘密、工作秘密和个人信息。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "填写", id="write", tooltip="填写光标所在的事项"),
        Binding("f5", "send", "导出", id="send", tooltip="导出报送包，交信用办"),
        Binding("f4", "receive", "汇入", id="receive", tooltip="汇入回执包，或同事的报送包"),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
        Binding(
            "f6", "devices", "登记", id="devices", show=False,
            tooltip="核对并登记信用办和同事的电脑",
        ),
    ]  # fmt: skip

    @on(Board.Chosen, "#items")
    def _chosen(self, chosen: Board.Chosen) -> None:
        self.open_form(chosen.key)

    def action_write(self) -> None:
        """Open the form of the item one stands on."""
        key = self.query_one(Board).cursor_key
        if key:
            self.open_form(key)

    @work(exclusive=True, group="read")
    async def open_form(self, item: str) -> None:
        """Open the form of an item with what stands of it now; a save opens the next one."""
        with telling(self.app):
            await self.look_up()
            self._show_form(item)
            self.show(item)

    def _show_form(self, item: str) -> None:
        month = self.found
        if month is None or month.standing(item) is None or not self.is_current:
            return
        following = next_open(month, item, self.query_one(Board).keys) or next_open(
            month, item, [standing.item.id for standing in in_order(month)]
        )

        def closed(saved: Saved | None) -> None:
            if saved is None:
                self.read(item)
            else:
                self.go_on(saved, following)

        self.app.push_screen(FormPage(self.backroom, month, item, following), closed)

    def action_send(self) -> None:
        """Export the bundle."""
        if self.found:
            self.app.push_screen(SendingDialog(self.backroom, self.found), self.back)

    def action_receive(self) -> None:
        """Take bundles in."""
        self.app.push_screen(ReceivingPage(self.backroom), self.back)

    def action_devices(self) -> None:
        """Look at the devices of the centre and of colleagues."""
        self.app.push_screen(DevicesPage(self.backroom), self.back)

    @work(exclusive=True, group="read")
    async def go_on(self, saved: Saved, following: str | None) -> None:
        """Say that the disk has it, and go on with the next open item."""
        sentences = [f"已保存 {saved.at}", *(f"提醒：{w.message}" for w in saved.warnings)]
        if following is None:
            period = wording.period_word(self.period)
            sentences.append(f"{period}的事项都已填写，按 F5 导出报送包")
        odd = bool(saved.warnings)
        severity: SeverityLevel = "warning" if odd else "information"
        self.app.notify("。".join(sentences), severity=severity, timeout=10 if odd else 4)
        with telling(self.app):
            if following and following not in self.query_one(Board).keys:
                self.show_all()
            await self.look_up()
            if following:
                self._show_form(following)
            self.show(following)
