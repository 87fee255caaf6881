"""Roll-call (催报): the units with something missing, whom to call, and what to send them."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison_tui import desktop, reminding
from liaison_tui.programme.names import is_unit_called
from liaison_tui.reports import wording
from liaison_tui.reports.roll_call import (
    Missing,
    RollCall,
    days_word,
    message,
    phone_list,
    reminder_words,
    state_word,
)
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.screens.reminder import ReminderDialog
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField, TextField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("unit", "单位", least=12),
    Column("missing", "缺", 3, right=True),
    Column("officer", "联络员", 8),
    Column("phone", "电话", 13),
    Column("days", "上次报送", 9),
    Column("calls", "催过", 4, rank=1, right=True),
    Column("state", "说明", 12),
)
_NONE = "这个月各单位都已报齐，不用催报。F7、F8 看别的月份。"
_NO_MATCH = "没有符合的单位。Esc 取消筛选。"


class RollCallPage(MonthlyPage[RollCall], inherit_bindings=False):
    """The page."""

    HELP = """\
还缺填报的单位，缺得多的在前：缺几项，联络员和电话（单位自己报的名册），上次报送是几天前，催过几次。

* 右边（窄屏按 F2）是写好的一段话，F4 复制，粘贴到短信或聊天窗口发给单位。
* F5 复制全部名单，可以粘贴到表格；F6 记一次电话：和谁通的话，答应哪一天报送。
* Enter 看这个单位的各个事项；F3 按单位名称筛选；F7、F8 换期。
* “已送达待核验”的不是没报：在总览按 F6 核对指纹登记即可。
* 通话记录只在信用办自己的电脑上，不随回执包发出。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看这个单位的各个事项"),
        Binding("f4", "copy_message", "复制", id="copy-message", tooltip="复制发给这个单位的话"),
        # Not at the foot: there is no room for it at 80 columns.
        Binding(
            "f5", "copy_list", "复制名单", id="copy-list", show=False,
            tooltip="复制全部名单和电话，可以粘贴到表格",
        ),
        Binding("f6", "log", "记电话", id="log", tooltip="记一次给这个单位的催报电话"),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "催报", period)

    def compose(self) -> ComposeResult:
        """Lay out the list, and beside it whom to call and what to send."""
        yield Heading()
        with Horizontal(id="views"):
            yield Static(id="counts")
            yield LineField(hint="F3 筛选：单位名称", id="find")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_NONE, id="units")
            with VerticalScroll(id="aside"):
                field = TextField(id="message")
                field.read_only = True
                yield field
                yield Prose(id="aside-text")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> RollCall:
        """Find who is missing."""
        return reminding.read_roll_call(workspace, self.period)

    def show(self, at: str | None = None) -> None:
        """Show the units whose names match what was typed to find them."""
        found = self.found
        if found is None:
            return
        typed = self.query_one("#find", LineField).value
        rows = [_row(each, found) for each in found.missing if is_unit_called(each.unit, typed)]
        board = self.query_one(Board)
        board.empty = _NO_MATCH if typed else _NONE
        board.show([Group("", rows)] if rows else [], at=at)
        called = sum(bool(each.reminders) for each in found.missing)
        self.query_one(Heading).show(
            self.whose,
            wording.period_word(self.period),
            facts=[
                f"{wording.day_word(found.due)}{'已' if found.is_past else ''}截止",
                f"催过 {called} 家" if called else "",
                f"还缺 {len(found.missing)} 家",
            ],
        )
        items = sum(len(each.standings) for each in found.missing)
        self.query_one("#counts", Static).update(Content(f"共缺 {items} 项，缺得多的在前"))
        self._show_aside(board.cursor_key)

    def action_go_back(self) -> None:
        """Go back from the words to send to the list, else as on every such page."""
        if self.query_one("#message").has_focus and not self.shows_detail:
            self.listing.focus()
        else:
            super().action_go_back()

    @on(Board.Moved, "#units")
    def _moved(self, moved: Board.Moved) -> None:
        self._show_aside(moved.key)

    def _show_aside(self, key: str | None) -> None:
        """Show what to send to a unit, and what is known of it."""
        one, field = self._missing(key), self.query_one("#message", TextField)
        field.display = one is not None
        field.load_text(message(self.found, one) if self.found and one else "")
        told = _told(self.found, one) if self.found and one else ()
        self.query_one("#aside-text", Prose).show(told)

    def _missing(self, key: str | None) -> Missing | None:
        every = self.found.missing if self.found else ()
        return next((each for each in every if each.unit.id == key), None)

    def _standing_on(self) -> Missing | None:
        """Return the unit one stands on; where there is none, say why."""
        return self._missing(self.chosen()) if self.read() else None

    @on(Board.Chosen, "#units")
    def action_open(self) -> None:
        """Look at the items of the unit one stands on."""
        if one := self._standing_on():
            from liaison_tui.tui.screens.unit import UnitPage

            self.app.push_screen(UnitPage(self.backroom, one.unit, self.period))

    def action_log(self) -> None:
        """Note a call to the unit one stands on."""
        if one := self._standing_on():
            self.app.push_screen(ReminderDialog(self.backroom, one, self.period))

    @work(exclusive=True, group="desktop")
    async def action_copy_message(self) -> None:
        """Put what to send where other programs paste from."""
        one, found = self._standing_on(), self.found
        if one is None or found is None:
            return
        text = message(found, one)
        if await asyncio.to_thread(desktop.copy_text, text):
            self.app.notify(f"已复制给{one.unit.name}的话，粘贴发送后按 F6 记一笔。")
            return
        # Some terminals take it; none says whether it did.
        self.app.copy_to_clipboard(text)
        self._select_message()
        self.app.notify("这里不能直接复制，话已选中，请用终端的复制键取走。", severity="warning")

    def _select_message(self) -> None:
        if self.has_class("-narrow") and not self.shows_detail:
            self.action_detail()
        field = self.query_one("#message", TextField)
        field.focus()
        field.select_all()

    @work(exclusive=True, group="desktop")
    async def action_copy_list(self) -> None:
        """Put the phone list where other programs paste from."""
        found = self.read()
        if found is None or not found.missing:
            self.app.notify(_NONE)
            return
        text = phone_list(found)
        if await asyncio.to_thread(desktop.copy_text, text):
            self.app.notify(f"已复制 {len(found.missing)} 家的名单和电话，可以粘贴到表格。")
            return
        self.app.copy_to_clipboard(text)
        sentence = "这里可能复制不了名单；粘贴不出来的，请逐家按 F4 取走要发的话。"
        self.app.notify(sentence, severity="warning")


def _row(missing: Missing, call: RollCall) -> Row:
    state = state_word(missing, call)
    cells: dict[str, Cell | str] = {
        "unit": missing.unit.name,
        "missing": Cell(str(len(missing.standings)), "strong"),
        "officer": missing.officer or Cell("—", "quiet"),
        "phone": missing.phones[0] if missing.phones else Cell("—", "quiet"),
        "days": Cell(days_word(missing.days(call.today)), "quiet"),
        "calls": str(len(missing.reminders) or ""),
        "state": Cell(state or _promised(missing), "strong" if state else ""),
    }
    return Row(missing.unit.id, cells)


def _promised(missing: Missing) -> str:
    return f"答应 {missing.promised[5:]}" if missing.promised else ""


def _told(call: RollCall, missing: Missing) -> Iterator[Paragraph]:
    """Give whom to call, what is missing, and the calls made."""
    officer = missing.officer or "名册里没有写；请该单位报送人员名册"
    yield Paragraph(officer, "联络员")
    yield Paragraph("、".join(missing.phones) or "没有", "电话", "bold" if missing.phones else "")
    last = wording.full_moment(missing.last_bundle)
    ago = days_word(missing.days(call.today))
    yield Paragraph(f"{last}（{ago}）" if last else ago, "上次报送")
    yield Paragraph(f"应报 {missing.owed} 项，还缺 {len(missing.standings)} 项", "填报")
    yield AIR
    yield title("打过的电话" if missing.reminders else "还没有打过电话，打过按 F6 记一笔")
    for each in reversed(missing.reminders):
        yield Paragraph(reminder_words(each))
    yield AIR
    yield title("所缺事项")
    for standing in missing.standings:
        yield Paragraph(standing.item.text, standing.item.id, lines=1)
