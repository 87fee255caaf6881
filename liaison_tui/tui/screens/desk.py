"""The officer's desk: what the unit owes this month, and the way to every form."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen

from liaison_tui import desk
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.reports.month import in_order, next_open
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.form import Duty, FormPage, Saved
from liaison_tui.tui.screens.item_menu import item_doings
from liaison_tui.tui.screens.menu import Menu
from liaison_tui.tui.screens.month import MonthPage
from liaison_tui.tui.screens.office_menu import office_doings
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.receiving import ReceivingPage
from liaison_tui.tui.screens.sending import SendingPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.workspace import Workspace


class Desk(MonthPage, inherit_bindings=False):
    """The first page of a unit's workspace."""

    HELP = """\
这里列出本单位这个月应报的事项。最上面是被退回的，其余按工作领域分组，要写的在前，写好的在后。

* 上下键选择，Enter 打开填写；右边（窄屏按 F2）是事项全文、责任单位、上次填报和办理留痕。
* 没有进展的：空格逐项选中，Ctrl+A 选中列出的全部，再按 F6，按数字一次标记。
* 按 1 看全部，2 待填，3 待零报告，4 已填；F3 输入文字、编号、状态或拼音首字母筛选，Esc 取消。
* F7、F8 看上一期、下一期。过了截止日也可以补报。
* 写好后按 F5 导出报送包，交信用办。信用办发回的回执包按 F4 汇入，签收和退回会显示在状态里。
* 灯只在截止日之后亮：绿，达到序时进度；黄，滞后、逾期报送、退回或受阻；红，逾期未报或严重滞后。

只存放非涉密内容。请勿填写国家秘密、工作秘密和个人信息。"""
    SELECTABLE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the list has it: the keys that follow belong to the form.
        Binding(
            "enter", "write", "填写", id="write", priority=True, tooltip="填写光标所在的事项"
        ),
        Binding("f6", "mark", "标记", id="mark", tooltip="把选中的事项一次标记为无进展"),
        Binding("f5", "send", "导出", id="send", tooltip="导出报送包，交信用办"),
        Binding("f4", "receive", "汇入", id="receive", tooltip="汇入回执包，或同事的报送包"),
        *MonthPage.BINDINGS,
        *Screen.BINDINGS,
        Binding(
            "ctrl+d", "devices", "登记", id="devices", show=False,
            tooltip="核对并登记信用办和同事的电脑",
        ),
        Binding(
            "ctrl+b", "item_menu", "办理", id="item-menu", show=False,
            tooltip="光标所在的事项还能办什么",
        ),
        Binding(
            "ctrl+u", "office_menu", "本单位", id="office-menu", show=False,
            tooltip="为整个单位还能办什么",
        ),
    ]  # fmt: skip

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the field for words to find."""
        if action == "write" and isinstance(self.focused, LineField):
            return False
        return super().check_action(action, parameters)

    @on(Board.Chosen, "#items")
    def _chosen(self, chosen: Board.Chosen) -> None:
        self.open_form(chosen.key)

    def action_write(self) -> None:
        """Open the form of the item one stands on."""
        key = self.query_one(Board).cursor_key
        if key:
            self.open_form(key)

    def open_form(self, item: str) -> None:
        """Open the form of an item with what stands of it now.

        At once where nobody has written meanwhile: keys that follow belong to the form.
        """
        if self.is_fresh:
            self._show_form(item)
        else:
            self._read_and_open(item)

    @work(exclusive=True, group="read")
    async def _read_and_open(self, item: str) -> None:
        with telling(self.app):
            await self.reread(item)
            self._show_form(item)

    def _show_form(self, item: str) -> None:
        duty = self._duty(item)
        if duty and self.is_current:
            self.app.push_screen(FormPage(self.backroom, duty, self._go_on))

    def _duty(self, item: str, *, said: str = "") -> Duty | None:
        """Return an item that is owed as something to write of, with the open one after it."""
        month = self.found
        if month is None or month.standing(item) is None:
            return None
        after = next_open(month, item, self.query_one(Board).keys) or next_open(
            month, item, [standing.item.id for standing in in_order(month)]
        )
        return Duty(month, item, after, said)

    async def _go_on(self, saved: Saved) -> Duty | None:
        """Say that the disk has it, and return the next open item, if one is left."""
        after = saved.following
        if after and after not in self.query_one(Board).keys:
            self.show_all()
        with telling(self.app):
            await self.reread(after)
        said = f"{saved.item.id} 已保存 {saved.at}"
        if saved.empty:
            said += f"（没有填{'、'.join(saved.empty)}）"
        duty = self._duty(after, said=said) if after else None
        sentences = [f"提醒：{warning.message}" for warning in saved.warnings]
        if duty is None:
            period = wording.period_word(self.period)
            sentences.append(f"{period}的事项都已填写，按 F5 导出报送包")
        if sentences:
            severity: SeverityLevel = "warning" if saved.warnings else "information"
            self.app.notify(f"{'。'.join([said, *sentences])}。", severity=severity)
        return duty

    def action_mark(self) -> None:
        """Ask for a kind of nothing, and mark with it what is selected and not written yet."""
        board = self.query_one(Board)
        if self.found is None or board.cursor_key is None:
            return
        chosen = board.selected or [board.cursor_key]
        standings = [s for s in map(self.found.standing, chosen) if s]
        items = [s.item for s in standings if s.state == "unreported"]
        if not items:
            self.app.notify("选中的事项已有填报或草稿，请打开修改。", severity="warning")
            return
        left = len(standings) - len(items)
        text = f"{'、'.join(item.id for item in items)}"
        text += f"\n另有 {left} 项已有填报或草稿，不会改动。" if left else ""

        def answered(answer: str | None) -> None:
            if answer:
                self.mark(items, answer)

        title = f"标记 {len(items)} 项为"
        self.app.push_screen(Question(title, text, wording.NOTHINGS), answered)

    @work(exclusive=True, group="mark")
    async def mark(self, items: Sequence[Item], nothing: str) -> None:
        """Keep an entry of one kind of nothing for each item, and say so once the disk has all."""
        unit, period = self.unit, self.period

        def keep(workspace: Workspace) -> int:
            done = [
                desk.record(workspace, unit, item, period, {"nothing": nothing}, seen=())
                for item in items
            ]
            return sum(one.event is not None for one in done)

        with telling(self.app):
            count = await self.backroom.run(keep)
            self.query_one(Board).select_none()
            await self.reread()
            said = f"已保存 {count} 项：{wording.NOTHINGS[nothing]}"
            skipped = len(items) - count
            said += f"；{skipped} 项在别处已有填报，没有改动" if skipped else ""
            self.app.notify(f"{said}。")

    def action_send(self) -> None:
        """Export the bundle."""
        if self.found:
            self.app.push_screen(SendingPage(self.backroom, self.found))

    def action_receive(self) -> None:
        """Take bundles in."""
        self.app.push_screen(ReceivingPage(self.backroom))

    def action_devices(self) -> None:
        """Look at the devices of the centre and of colleagues."""
        self.app.push_screen(DevicesPage(self.backroom))

    def action_item_menu(self) -> None:
        """List what else may be done with the item one stands on."""
        key = self.query_one(Board).cursor_key
        standing = self.found.standing(key) if self.found and key else None
        if self.found and standing:
            doings = item_doings(self.app, self.backroom, self.found, standing)
            self.app.push_screen(Menu(f"{key}  {standing.item.text}", doings))

    def action_office_menu(self) -> None:
        """List what else may be done for the whole unit."""
        if self.found:
            doings = office_doings(self.app, self.backroom, self.found)
            self.app.push_screen(Menu(self.unit.name, doings))
