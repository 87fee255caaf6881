"""Indicators measured from above: a month's points by the headings of annex 2, and what is lost."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison_tui.journal.measured import Mark
from liaison_tui.measuring import assigning, looking, months
from liaison_tui.measuring.assigning import Handed
from liaison_tui.programme.due import periods_of
from liaison_tui.reports import indicators as rows_of
from liaison_tui.reports import wording
from liaison_tui.reports.indicators import IndicatorMonth, number_word
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.look import is_plain
from liaison_tui.tui.screens.indicator_rows import (
    groups_of,
    told_of_mark,
    told_of_month,
    total_row,
)
from liaison_tui.tui.screens.menu import Doing, Menu
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Column, Group
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Prose
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("id", "编号", 7),
    Column("text", "指标", least=20),
    Column("full", "满分", 4, right=True),
    Column("got", "得分", 5, right=True),
    Column("lost", "失分", 5, right=True),
    Column("before", "上月", 5, rank=2, right=True),
    Column("change", "增减", 5, rank=1, right=True),
    Column("trend", "走势", 12, rank=4),
    Column("handed", "交办", 7, rank=3),
)
_NONE = "这个月还没有得分。按 F4 导入上级发来的得分表，F7、F8 看别的月份。"
_NO_MATCH = "没有符合的指标。Esc 取消筛选。"
_NOTHING_LOST = "这个月没有失分的指标。Ctrl+O 看全部。"


class IndicatorsPage(MonthlyPage[tuple[IndicatorMonth, Sequence[Handed]]], inherit_bindings=False):
    """The page. It begins with the month it is given, or the newest one that has points."""

    HELP = """\
上级发来的监测得分，按附件2的一、二、三级指标排列：满分、得分、失分、上月、增减和逐月走势；合计在最下面，
第27至30项合并的18分算一项。右边（窄屏按 F2）是这一项各月的得分、责任单位和交办情况。

* F4 导入得分表（.xlsx、.xls、.ods）：按指标名称认，列的位置问一次就记住；原件留存。
* 同一来源同一月份再导入，即为更正；Ctrl+L 看各次导入，新旧对照，可以撤销。
* F5 把失分指标交办给责任单位：先按空格选中几项，不选就是全部失分指标。
* F6 记第40项扣分和依据。Ctrl+O 只看失分，Ctrl+R 换来源，F3 筛选，F7、F8 换期。
* Enter 看这一项各单位报了什么。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看这一项各单位报了什么"),
        Binding("f4", "take_in", "导入", id="import", tooltip="导入上级发来的得分表"),
        Binding("f5", "assign", "交办", id="assign", tooltip="把失分指标交办给责任单位"),
        # Not at the foot: there is no room for them at 80 columns.
        Binding(
            "f6", "deductions", "扣分", id="deductions", show=False, tooltip="第40项扣分和依据"
        ),
        Binding(
            "ctrl+o", "lost_only", "只看失分", id="lost-only", show=False,
            tooltip="只看失分的指标，或看全部",
        ),
        Binding(
            "ctrl+l", "files", "导入记录", id="files", show=False,
            tooltip="看各次导入，新旧对照，撤销",
        ),
        Binding(
            "ctrl+r", "source", "换来源", id="source", show=False,
            tooltip="换成别的来源（省、国家）的得分",
        ),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "监测指标得分", period)
        self._source: str | None = None
        self._lost_only = False
        self._begun = False

    def compose(self) -> ComposeResult:
        """Lay out the list, and beside it what is known of one indicator."""
        yield Heading()
        with Horizontal(id="views"):
            yield Static(id="counts")
            yield LineField(hint="F3 筛选：指标、编号", id="find")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_NONE, selectable=True, id="marks")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield KeyBar()

    @property
    def periods(self) -> list[str]:
        """The months that may be measured, those before the plan's first report too."""
        return looking.months_of(self.backroom.workspace)

    def fetch(self, workspace: Workspace) -> tuple[IndicatorMonth, Sequence[Handed]]:
        """Find the month's points, and what of it was handed out."""
        workspace.store.refresh()
        found = months.read_indicators(workspace, self.period, self._source)
        if found.measurement is None and not self._begun:
            found = months.read_indicators(workspace, months.latest_month(workspace))
            found = found if found.measurement else months.read_indicators(workspace, self.period)
        return found, assigning.handed_out(workspace, found.period)

    @property
    def month(self) -> IndicatorMonth | None:
        """The month that is shown."""
        return self.found[0] if self.found else None

    def show(self, at: str | None = None) -> None:
        """Show the indicators that match what was typed to find them."""
        month = self.month
        if month is None:
            return
        self._begun, self.period = True, month.period
        typed = self.query_one("#find", LineField).value
        marks = [
            mark
            for mark in month.marks
            if (mark.lost or not self._lost_only) and rows_of.is_called(mark, typed)
        ]
        board = self.query_one(Board)
        nothing = _NOTHING_LOST if self._lost_only and month.measurement else _NONE
        board.empty = _NO_MATCH if typed else nothing
        shown = self._rows(month, marks) if month.measurement else []
        board.show(shown, total=total_row(month) if shown else None, at=at)
        self._show_heading(month)
        self._show_aside(board.cursor_key)

    def _rows(self, month: IndicatorMonth, marks: Sequence[Mark]) -> list[Group]:
        handed = {name for each in (self.found or ((), ()))[1] for name in each.items}
        return list(groups_of(month, marks, handed, plain=is_plain(self)))

    def _show_heading(self, month: IndicatorMonth) -> None:
        came = month.measurement
        when = f"{came.arrived[5:]} 到" if came else ""
        former = f"更正过 {len(month.former)} 次" if month.former else ""
        net = f"计 {number_word(month.net)}" if month.deducted[0] else ""
        got = f"得 {number_word(month.total.got)} / {number_word(month.total.full)}"
        self.query_one(Heading).show(
            self.whose,
            wording.period_word(self.period),
            facts=[former, month.source, when, net, got if came else "还没有得分"],
        )
        lost = month.lost
        words = f"失分 {len(lost)} 项，共 {number_word(month.total.lost)} 分" if came else ""
        lacking = f"，缺 {month.total.lacking} 项" if came and month.total.lacking else ""
        only = "（只看失分）" if self._lost_only else ""
        self.query_one("#counts", Static).update(Content(f"{words}{lacking}{only}"))

    @on(Board.Moved, "#marks")
    def _moved(self, moved: Board.Moved) -> None:
        self._show_aside(moved.key)

    def _show_aside(self, key: str | None) -> None:
        month, prose = self.month, self.query_one("#aside-text", Prose)
        mark = self._mark_of(key)
        if month and mark:
            prose.show(told_of_mark(month, mark, self.found[1] if self.found else ()))
        elif month and month.measurement:
            prose.show(told_of_month(month))
        else:
            prose.show(())

    def _mark_of(self, key: str | None) -> Mark | None:
        every = self.month.marks if self.month else ()
        return next((mark for mark in every if mark.key == key), None)

    @on(Board.Chosen, "#marks")
    def action_open(self) -> None:
        """Look at what units have reported of the indicator one stands on."""
        key = self.chosen() if self.read() else None
        mark = self._mark_of(key)
        if key and mark is None:
            self.app.notify("这一行是小计；移到下面的指标上再按 Enter。")
        elif mark and self.period not in periods_of(self.backroom.workspace.programme):
            month = wording.period_word(self.period)
            self.app.notify(f"{month}不在本年度报送期内，各单位没有填报。")
        elif mark:
            self._open_items(mark)

    def _open_items(self, mark: Mark) -> None:
        from liaison_tui.tui.screens.item import ItemPage

        app, backroom, period = self.app, self.backroom, self.period
        doings = [
            Doing(
                f"{item.id} {item.text}",
                lambda item=item: app.push_screen(ItemPage(backroom, item, period)),  # type: ignore[misc]
            )
            for item in mark.items
        ]
        if len(doings) == 1:
            doings[0].do()
        else:
            app.push_screen(Menu(mark.name, doings))

    def action_take_in(self) -> None:
        """Choose a file from above, and take it in."""
        from liaison_tui.tui.screens.picking import PickingPage

        self.app.push_screen(PickingPage(self.backroom), self._picked)

    def _picked(self, paths: list[Path] | None) -> None:
        if paths and len(paths) > 1:
            self.app.notify("得分表一次导入一个；请只选一个文件。", severity="warning")
        elif paths:
            self.look_at(paths[0])

    @work(exclusive=True, group="look-at")
    async def look_at(self, path: Path) -> None:
        """Look at the file that was chosen, and ask what is not clear."""
        from liaison_tui.tui.screens.measuring import open_measuring

        with telling(self.app):
            look = await self.backroom.run(lambda w: looking.look_at(w, path))
            source = self._source or str(await self.backroom.run(months.last_source))
            if self.is_current:
                open_measuring(self.app, self.backroom, look, {"source": source}, self._taken)

    def _taken(self, period: str, source: str) -> None:
        """Show the month that was taken in."""
        self.period, self._source = period, source
        self.found = None
        self.catch_up()

    def action_assign(self) -> None:
        """Hand what is lost to the units that answer for it."""
        month = self.month if self.read() else None
        if month is None:
            return
        if not month.lost:
            self.app.notify(_NOTHING_LOST if month.measurement else _NONE)
            return
        from liaison_tui.tui.screens.handing_out import HandOutDialog

        chosen = self.query_one(Board).selected_anywhere
        marks = [mark for mark in month.lost if mark.key in chosen] or month.lost
        self.app.push_screen(HandOutDialog(self.backroom, month, marks))

    def action_deductions(self) -> None:
        """Look at the deductions of item 40."""
        from liaison_tui.tui.screens.deductions import DeductionsPage

        self.app.push_screen(DeductionsPage(self.backroom, self.period))

    def action_files(self) -> None:
        """Look at all that was taken in."""
        from liaison_tui.tui.screens.measured_files import MeasuredFilesPage

        self.app.push_screen(MeasuredFilesPage(self.backroom))

    def action_lost_only(self) -> None:
        """Show only what lost points, or all."""
        if self.read():
            self._lost_only = not self._lost_only
            self.show()
            self.app.notify("只看失分的指标。" if self._lost_only else "看全部指标。", timeout=2)

    def action_source(self) -> None:
        """Show the points of the next source."""
        month = self.month if self.read() else None
        if month is None:
            return
        if len(month.sources) < 2:
            only = f"只有“{month.sources[0]}”一个来源" if month.sources else "还没有导入过得分"
            self.app.notify(f"{only}，没有别的可换。")
            return
        place = month.sources.index(month.source)
        self._source = month.sources[(place + 1) % len(month.sources)]
        self.found = None
        self.catch_up()
