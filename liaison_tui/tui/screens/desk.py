"""The officer's desk: what the unit owes this month, and the way to every form."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen

from liaison_tui.exchange.taking import Row as Taken
from liaison_tui.journal.event import Event
from liaison_tui.journal.standing import Standing
from liaison_tui.marking import record_each, take_back
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording
from liaison_tui.reports.closing_words import AMENDS
from liaison_tui.reports.month import Month
from liaison_tui.reports.ordering import in_order, next_open
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.passing import Duty, Goal, Saved
from liaison_tui.tui.screens.contested import SettlingDesk
from liaison_tui.tui.screens.menu import Menu
from liaison_tui.tui.screens.month import MonthPage
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.tour import Step

_SAME_TEXT = "text"


class Desk(SettlingDesk, inherit_bindings=False):
    """The first page of a unit's workspace."""

    IS_FIRST = True
    HELP = """\
这里列出本单位这个月应报的事项。最上面是被退回的，其余按工作领域分组，要写的在前，写好的在后。

* 上下键选择，Enter 打开填写；右边（窄屏按 F2）是事项全文、责任单位、上次填报和办理留痕。
* 状态是“填报不一致”的，Enter 打开各条对照，按数字核定以哪一条为准。
* Ctrl+O 换一种排列：按需要、按截止日、按灯、按领域；Ctrl+L 列出领域，按数字跳过去。
* 没有进展的：空格逐项选中，Ctrl+A 选中列出的全部，再按 F6，按数字一次标记；
  也可以给选中的各项写同一段文字（一稿多报）。标错了按 Ctrl+Z 撤销。
* 按 1 看全部，2 待填，3 待零报告，4 已填；F3 输入文字、编号、状态、拼音或承办人筛选，Esc 取消。
* 承办人：选中一项或几项，Ctrl+B 写由谁承办；F3 输入“我”，只看本人承办的。
* F7、F8 看上一期、下一期。过了截止日也可以补报。
* 写好后按 F5 导出报送包，交信用办。信用办发回的回执包按 F4 汇入，签收和退回会显示在状态里。
* 灯只在截止日之后亮：绿，达到序时进度；黄，滞后、逾期报送、退回或受阻；红，逾期未报或严重滞后。

只存放非涉密内容。请勿填写国家秘密、工作秘密和个人信息。"""
    SELECTABLE = True
    TOUR = (
        Step("write", "上下键选事项，Enter 填写，写好按 Ctrl+S 保存。"),
        Step("mark", "没有进展的：空格选中几项，按 F6 一次标记。"),
        Step("send", "写好后按 F5 导出报送包，交信用办。"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the list has it: the keys that follow belong to the form.
        Binding(
            "enter", "write", "填写", id="write", priority=True, tooltip="填写光标所在的事项"
        ),
        Binding("f6", "mark", "标记", id="mark", tooltip="把选中的事项一次标记为无进展"),
        Binding(
            "ctrl+z", "unmark", "撤销标记", id="unmark", show=False,
            tooltip="撤回刚才一次标记的填报",
        ),
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

    def __init__(self, backroom: Backroom, unit: Unit, period: str) -> None:
        super().__init__(backroom, unit, period)
        self._marked: list[Event] = []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter and Ctrl+Z to the field for words to find."""
        if action in ("write", "unmark") and isinstance(self.focused, LineField):
            return False
        return super().check_action(action, parameters)

    @on(Board.Chosen, "#items")
    def _chosen(self, chosen: Board.Chosen) -> None:
        self.open_form(chosen.key)

    def action_write(self) -> None:
        """Open the form of the item one stands on."""
        if key := self.chosen():
            self.open_form(key)

    def open_form(self, item: str) -> None:
        """Open the form of an item with what stands of it now.

        At once where nobody has written meanwhile: keys that follow belong to the form.
        """
        if self.is_fresh:
            self._open(item)
        else:
            self._read_and_open(item)

    @work(exclusive=True, group="read")
    async def _read_and_open(self, item: str) -> None:
        with telling(self.app):
            await self.reread(item)
            self._open(item)

    def _open(self, item: str) -> None:
        """Open the form of an item, or, where it is contested, its versions to choose from."""
        duty = self._duty(item)
        if duty and self.is_current:
            if self.is_contested(item):
                self.show_versions(item)
            else:
                self._show_form(duty)
        elif duty is None and self.found:
            self.app.notify(_why_not_owed(self.found, item), severity="warning")

    def _show_form(self, duty: Duty) -> None:
        from liaison_tui.tui.screens.form import FormPage

        self.app.push_screen(FormPage(self.backroom, duty, self._go_on))
        self.tour.did("write")

    def rewrite(self, month: Month, item: str) -> None:
        """Open the form of a contested item with what a month has of it."""
        duty = self._duty(item)
        if duty:
            self._show_form(duty._replace(month=month))

    def _duty(self, item: str, *, said: str = "") -> Duty | None:
        """Return an item that is owed as something to write of, with the open one after it."""
        month = self.found
        if month is None or month.standing(item) is None:
            return None
        after = next_open(month, item, self.query_one(Board).keys) or next_open(
            month, item, [standing.item.id for standing in in_order(month, self.order)]
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
        month, here = self.found, self.chosen()
        if month is None or here is None:
            return
        chosen = self.query_one(Board).selected or [here]
        standings = [s for s in map(month.standing, chosen) if s]
        blank = [s for s in standings if s.state == "unreported"]
        items = [s.item for s in blank]
        if not items:
            self.app.notify("选中的事项已有填报或草稿，请打开修改。", severity="warning")
            return
        left = len(standings) - len(items)
        text = f"{'、'.join(item.id for item in items)}"
        text += f"\n另有 {left} 项已有填报或草稿，不会改动。" if left else ""

        if not month.has_begun:
            text += f"\n{wording.period_word(month.period)}还没有开始，请核对月份（F7、F8 换期）。"

        def answered(answer: str | None) -> None:
            if answer == _SAME_TEXT:
                from liaison_tui.tui.screens.shared_text import SharedText

                self.app.push_screen(SharedText(self.backroom, items), with_text)
            elif answer:
                self.mark(blank, {"nothing": answer}, wording.NOTHINGS[answer])

        def with_text(text: str | None) -> None:
            if text:
                self.mark(blank, {"text": text}, "同一段文字")

        answers = wording.NOTHINGS | {_SAME_TEXT: "写同一段文字"}
        self.app.push_screen(Question(f"标记 {len(items)} 项为", text, answers), answered)

    @work(exclusive=True, group="mark")
    async def mark(self, blank: Sequence[Standing], body: Mapping[str, Any], word: str) -> None:
        """Keep an entry of the same words for each item, and say so once the disk has all."""
        # Where it fails half-way, what was kept can still be taken back.
        self._marked = marked = list[Event]()
        with telling(self.app):
            await self.backroom.run(lambda w: marked.extend(record_each(w, blank, body)))
            self.query_one(Board).select_none()
            self.tour.did("mark")
            await self.reread()
            said = f"已保存 {len(marked)} 项：{word}"
            skipped = len(blank) - len(marked)
            said += f"；{skipped} 项在别处已有填报，没有改动" if skipped else ""
            said += f"；{AMENDS}" if self.found and self.found.closed else ""
            self.app.notify(f"{said}。Ctrl+Z 撤销。")

    @work(exclusive=True, group="mark")
    async def action_unmark(self) -> None:
        """Take back what was marked last, as far as it still stands so."""
        marked, self._marked = self._marked, []
        if not marked:
            self.app.notify("没有可撤销的标记。", severity="warning")
            return
        with telling(self.app):
            done = await self.backroom.run(lambda w: take_back(w, self.unit, marked))
            await self.reread()
            self.app.notify(f"已撤回 {len(done)} 项刚才的标记。")

    def action_send(self) -> None:
        """Export the bundle, once it is clear what to do with what is contested."""
        month = self.read()
        if month is None:
            return

        def send() -> None:
            from liaison_tui.tui.screens.sending import SendingPage

            self.app.push_screen(SendingPage(self.backroom, month))
            self.tour.did("send")

        self.settle_before(send)

    def action_receive(self) -> None:
        """Take bundles in."""
        from liaison_tui.tui.screens.receiving import ReceivingPage

        self.app.push_screen(ReceivingPage(self.backroom), self._after_receiving)

    def _after_receiving(self, look: bool | None) -> None:
        """Go on to what the centre has said, or to the first item it has returned."""
        if look:
            self.open_feedback()
        elif look is not None:
            self.go_to_returned()

    def open_feedback(self) -> None:
        """Look at what the centre has said."""

        def chosen(goal: Goal | None) -> None:
            if goal:
                self.go_to(goal)

        from liaison_tui.tui.screens.feedback import FeedbackPage

        self.app.push_screen(FeedbackPage(self.backroom, self.unit), chosen)

    @work(exclusive=True, group="go")
    async def go_to(self, goal: Goal) -> None:
        """Open the form of an item, in its own month."""
        self.period = goal.period or self.period
        self.show_all()
        with telling(self.app):
            await self.reread(goal.item)
            self._open(goal.item)

    @work(exclusive=True, group="go")
    async def go_to_returned(self) -> None:
        """Put the cursor on the first item that was returned, if one was."""
        with telling(self.app):
            await self.reread()
        listed = in_order(self.found, self.order) if self.found else []
        waiting = [s.item.id for s in listed if s.state == "returned" and s.is_open]
        if waiting:
            self.show(waiting[0])

    def action_devices(self) -> None:
        """Look at the devices of the centre and of colleagues."""

        def confirmed(taken: Sequence[Taken] | None) -> None:
            if taken:
                self.go_to_returned()

        from liaison_tui.tui.screens.devices import DevicesPage

        self.app.push_screen(DevicesPage(self.backroom), confirmed)

    def action_item_menu(self) -> None:
        """List what else may be done with the item one stands on."""
        key = self.chosen()
        standing = self.found.standing(key) if self.found and key else None
        if self.found and standing:
            from liaison_tui.tui.screens.item_menu import item_doings

            doings = item_doings(
                self.app, self.backroom, self.found, standing,
                self.query_one(Board).selected,
            )  # fmt: skip
            self.app.push_screen(Menu(f"{key}  {standing.item.text}", doings))

    def action_office_menu(self) -> None:
        """List what else may be done for the whole unit."""
        if month := self.read():
            from liaison_tui.tui.screens.office_menu import office_doings

            doings = office_doings(self.app, self.backroom, month, self.open_feedback)
            self.app.push_screen(Menu(self.unit.name, doings))


def _why_not_owed(month: Month, item: str) -> str:
    period = wording.period_word(month.period)
    if any(own.id == item for own in month.struck_off):
        return f"{item} 已办结销号，{period}不再报送。"
    return f"{item} {period}不用报送，按 F7、F8 看其他月份。"
