"""Closing a month (定稿): what is in the way, what came later, and how each unit stands."""

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison_tui.journal.closing import LaterChange
from liaison_tui.programme.names import is_unit_called
from liaison_tui.reports import wording
from liaison_tui.reports.closing import (
    STATES,
    Accepted,
    ClosedMonth,
    ClosedUnit,
    Obstacle,
    state_words,
)
from liaison_tui.rulings import closing
from liaison_tui.rulings.closed import read_month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.drilling import open_obligation
from liaison_tui.tui.screens.closing_dialogs import AmendDialog, FinishDialog, ReopenDialog
from liaison_tui.tui.screens.closing_rows import COLUMNS, listed_of
from liaison_tui.tui.screens.closing_told import Line, told
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Group
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Prose
from liaison_tui.workspace import Workspace

_NONE = "这个月没有应报事项。F7、F8 看别的月份。"
_NO_MATCH = "没有符合的单位。Esc 取消筛选。"


class ClosingPage(MonthlyPage[ClosedMonth], inherit_bindings=False):
    """The page."""

    HELP = """\
定稿以前先看最上面还没办完的：Enter 到相应的一页去办。办完按 F5 定稿，现在已收到的算数。

* 以后来的填报、审核、延期列为定稿后更正，写着收到日期、定稿时和现在的内容；定稿的数不变。
* 空格选择更正（Ctrl+A 全选），F6 接受，注明理由和批准人，计入定稿；不接受的一直列着。
* Del 撤销：在单位上撤销对它的定稿，在已接受的更正上撤回接受；F4 撤销各单位的定稿。
* 右边（窄屏按 F2）是全文；F3 按单位名称筛选；F7、F8 换期。总览、热力图总是现在的情况。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="去办还没办完的；看事项、看单位"),
        Binding("f5,ctrl+s", "finish", "定稿", id="finish", tooltip="对还没有定稿的各单位定稿"),
        Binding("f6", "amend", "接受", id="amend", tooltip="接受选中的定稿后更正，计入定稿"),
        Binding("delete", "undo", "撤销", id="undo", tooltip="撤销一个单位的定稿，或撤回接受"),
        # Not at the foot: it is rarely wanted, and there is little room at 80 columns.
        Binding(
            "f4", "reopen", "撤销定稿", id="reopen", show=False, tooltip="撤销各单位的定稿"
        ),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "定稿", period)
        self._lines: dict[str, Line] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list, and beside it what can be said of one line."""
        yield Heading()
        with Horizontal(id="views"):
            yield Static(id="counts")
            yield LineField(hint="F3 筛选：单位名称", id="find")
        with Horizontal(id="panes"):
            yield Board(*COLUMNS, empty=_NONE, selectable=True, id="lines")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> ClosedMonth:
        """Find how the month stands."""
        return read_month(workspace, self.period)

    def show(self, at: str | None = None) -> None:
        """Show the lines of the units whose names match what was typed to find them."""
        found = self.found
        if found is None:
            return
        typed = self.query_one("#find", LineField).value
        wanted = [each for each in found.units if is_unit_called(each.unit, typed)]
        listed = listed_of(found, wanted, whole=not typed)
        self._lines = {row.key: line for _, rows in listed for row, line in rows}
        board = self.query_one(Board)
        board.empty = _NO_MATCH if typed else _NONE
        board.show([Group(title, [row for row, _ in rows]) for title, rows in listed], at=at)
        self._head(found)
        self._show_aside(board.cursor_key)

    def _head(self, found: ClosedMonth) -> None:
        later = f"定稿后更正 {len(found.changes)}" if found.changes else ""
        self.query_one(Heading).show(
            self.whose,
            wording.period_word(self.period),
            facts=[later, state_words(found) or STATES["open"]],
        )
        chosen = len(self.query_one(Board).selected)
        count = f"已选 {chosen} 项更正，按 F6 接受" if chosen else _what_next(found)
        self.query_one("#counts", Static).update(Content(count))

    @on(Board.Selected)
    def _count_selected(self) -> None:
        if self.found:
            self._head(self.found)

    @on(Board.Moved, "#lines")
    def _moved(self, moved: Board.Moved) -> None:
        self._show_aside(moved.key)

    def _show_aside(self, key: str | None) -> None:
        line, found = self._lines.get(key or ""), self.found
        shown = told(found, line) if found and line else ()
        self.query_one("#aside-text", Prose).show(shown)
        self.query_one("#aside").scroll_home(animate=False)

    @on(Board.Chosen, "#lines")
    def action_open(self) -> None:
        """Go where something is in the way, or look at the item or the unit one stands on."""
        line = self._lines.get(self.chosen() or "")
        if isinstance(line, Obstacle):
            self._go(line)
        elif isinstance(line, ClosedUnit):
            from liaison_tui.tui.screens.unit import UnitPage

            self.app.push_screen(UnitPage(self.backroom, line.unit, self.period))
        elif line is not None:
            change = line.change if isinstance(line, Accepted) else line
            self._look_at(*change.key)

    @work(exclusive=True, group="open")
    async def _look_at(self, unit: str, item: str, period: str) -> None:
        await open_obligation(self, unit, item, period)

    def _go(self, way: Obstacle) -> None:
        """Open the page on which something that is in the way is dealt with."""
        from liaison_tui.tui.screens.devices import DevicesPage
        from liaison_tui.tui.screens.reviewing import ReviewPage
        from liaison_tui.tui.screens.roll_call import RollCallPage
        from liaison_tui.tui.screens.rulings import RulingsPage

        if way.sort == "due":
            self.app.notify(f"{way.message}；过了再定稿，或按 F5 写明理由。")
        elif way.sort == "held":
            self.app.push_screen(DevicesPage(self.backroom))
        elif way.sort == "missing":
            self.app.push_screen(RollCallPage(self.backroom, self.period))
        elif way.sort == "extension":
            self.app.push_screen(RulingsPage(self.backroom, self.period))
        else:
            self.app.push_screen(ReviewPage(self.backroom, self.period))

    def action_finish(self) -> None:
        """Close the month for all units for which it is open."""
        found = self.read()
        if found is None:
            return
        if found.state == "closed":
            self.app.notify("各单位都已定稿；要改的按 Del 撤销，或等更正来了按 F6 接受。")
        elif not found.units:
            self.app.notify(_NONE)
        else:
            self.app.push_screen(FinishDialog(self.backroom, self.period))

    def action_amend(self) -> None:
        """Take the selected later changes in, or the one one stands on."""
        found = self.read()
        if found is None:
            return
        board = self.query_one(Board)
        keys = board.selected or [board.cursor_key or ""]
        lines = [self._lines.get(key) for key in keys]
        wanted = [(line.key[0], line.key[1]) for line in lines if isinstance(line, LaterChange)]
        if wanted:
            board.select_none()
            self.app.push_screen(AmendDialog(self.backroom, self.period, wanted))
        elif found.changes:
            self.app.notify("请移到未接受的定稿后更正上，或按空格选几项，再按 F6。")
        else:
            self.app.notify("没有未接受的定稿后更正。")

    def action_reopen(self) -> None:
        """Open the month again for all units."""
        found = self.read()
        if found is not None and found.closed:
            self.app.push_screen(ReopenDialog(self.backroom, self.period))
        elif found is not None:
            self.app.notify("这个月还没有定稿，不用撤销。")

    def action_undo(self) -> None:
        """Open the month again for a unit, or take an acceptance back."""
        line = self._lines.get(self.chosen() or "")
        if isinstance(line, ClosedUnit) and line.is_closed:
            self.app.push_screen(ReopenDialog(self.backroom, self.period, line.unit))
        elif isinstance(line, Accepted):
            self._ask_back(line)
        elif line is not None:
            self.app.notify("这一行没有可撤销的；移到已定稿的单位或已接受的更正上再按 Del。")

    def _ask_back(self, line: Accepted) -> None:
        unit = self.backroom.workspace.programme.unit_by_id[line.change.key[0]]
        [each] = [u for u in self.found.units if u.unit == unit] if self.found else []
        last = each.closing.amendments[-1] if each.closing else {}
        items = "、".join(last.get("items", ()))

        def answered(answer: str | None) -> None:
            if answer == "back":
                self._take_back(unit.id, items)

        text = f"{unit.name} {last.get('day')} 接受的 {items} 不再计入定稿，仍列为定稿后更正。"
        answers = {"keep": "留着", "back": "撤回"}
        self.app.push_screen(Question("撤回上一次接受的更正", text, answers), answered)

    @work(exclusive=True, group="undo")
    async def _take_back(self, unit: str, items: str) -> None:
        with telling(self.app):
            await self.backroom.run(partial(_back, self.period, unit))
            await self.reread()
            self.app.notify(f"已撤回接受：{items}，随回执包告知单位。")


def _back(period: str, unit: str, workspace: Workspace) -> None:
    closing.take_back_amendment(workspace, period, workspace.unit_named(unit))


def _what_next(found: ClosedMonth) -> str:
    """Return what there is to do, for the line above the list."""
    if found.changes:
        return "空格选择定稿后更正，F6 接受"
    if found.state == "closed":
        return "各单位都已定稿"
    return "Enter 去办还没办完的，F5 定稿" if found.obstacles else "没有要先办的，按 F5 定稿"
