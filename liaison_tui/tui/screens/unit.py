"""A unit's month as the centre sees it, and one entry of it, whole."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.history import HistoryPage
from liaison_tui.tui.screens.menu import Menu
from liaison_tui.tui.screens.month import MonthPage
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.detail import Detail
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar


class UnitPage(MonthPage, inherit_bindings=False):
    """The items of one unit."""

    HELP = """\
一个单位这个月应报的事项，各到哪一步。Enter 看全文和办理留痕，Esc 回到总览。

Ctrl+B 办理光标所在的一项：代录电话、纸质报来的，看全年留痕，给延期，办结销号或恢复报送，督查。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read_entry", "查看", id="entry", tooltip="看这一条的全文和办理留痕"),
        Binding(
            "ctrl+b",
            "unit_menu",
            "办理",
            id="unit-menu",
            tooltip="代录、办理留痕、延期、销号、督查",
        ),
        *MonthPage.BINDINGS,
        *Screen.BINDINGS,
    ]

    @on(Board.Chosen, "#items")
    def action_read_entry(self) -> None:
        """Look at what was said of the item one stands on."""
        key = self.chosen()
        if self.found and key:
            self.app.push_screen(EntryPage(self.backroom, self.found, key))

    def action_unit_menu(self) -> None:
        """List what may be done with the item one stands on, struck off or not."""
        key = self.chosen()
        if self.found is None or key is None:
            return
        standing = self.found.standing(key)
        item = standing.item if standing else self.found.programme.item_by_id[key]
        from liaison_tui.tui.screens.unit_menu import unit_doings

        doings = unit_doings(self.app, self.backroom, self.found, item)
        self.app.push_screen(Menu(f"{self.unit.name}  {item.id}  {item.text}", doings))


class EntryPage(Page[None]):
    """All that is known of one obligation, on the whole screen."""

    HELP = "一个事项的全文、责任单位、本期填报、上次填报和办理留痕。上下键滚动，Esc 返回。"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+b", "history", "留痕", id="history", tooltip="看这一事项全年的办理留痕"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回清单"),
    ]

    def __init__(self, backroom: Backroom, month: Month, item: str) -> None:
        super().__init__(backroom)
        self._month = month
        self._item = item

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Heading()
        yield Detail()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show it."""
        period = wording.period_word(self._month.period)
        self.query_one(Heading).show(self._month.unit.name, self._item, facts=[period])
        self.query_one(Detail).show(self._month, self._item)
        self.query_one(Detail).focus()

    def action_history(self) -> None:
        """Look at the item's whole year."""
        month, standing = self._month, self._month.standing(self._item)
        if standing:
            page = HistoryPage(self.backroom, month.unit, standing.item, month.period)
            self.app.push_screen(page)
