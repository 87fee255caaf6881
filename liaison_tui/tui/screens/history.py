"""An item's year: who said what and when, month by month, and what each version changed."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen

from liaison_tui import clock
from liaison_tui.journal.event import Event
from liaison_tui.programme.continuing import name_in
from liaison_tui.programme.due import period_on, periods_of
from liaison_tui.programme.model import Item, Unit
from liaison_tui.reports import history, wording
from liaison_tui.reports.sparkline import sparkline
from liaison_tui.reports.timeline import Figures, Stage, Timeline, is_version, timeline
from liaison_tui.text import cell_width, pad
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.look import is_plain
from liaison_tui.tui.screens.beside import BesidePage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.changes import difference
from liaison_tui.tui.widgets.detail import entry_of
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("at", "时间", 11),
    Column("deed", "办理", 12),
    Column("who", "人员", 12, rank=1),
    Column("said", "内容", least=16),
    Column("mark", "", 4),
)
_UNREPORTED = "未报"


class HistoryPage(BesidePage, inherit_bindings=False):
    """The page of one item at one unit, opened from a month of it."""

    HELP = """\
一个事项全年的办理留痕，新的在前，按月分组；没有填报的月份也列着。上面是进度和数量的走势。

* 上下键逐条查看：右边（窄屏按 F2）是这一版的全文，下面是它同上一版的差别（首次填报的，同上期比）。
* 差别里加下划线的是新写的，划掉的是去掉的；朴素显示时写成【+新写】【-去掉】。
* 要同别的一版比：停在那一版上按 F6（或空格）标出，再移到另一版；再按一次取消。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f6", "mark", "对比", id="compare", priority=True,
            tooltip="标出这一版，再移到另一版同它对比；再按一次取消",
        ),
        Binding("space", "mark", show=False, priority=True),
        *BesidePage.BINDINGS,
        *Screen.BINDINGS,
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, unit: Unit, item: Item, period: str) -> None:
        super().__init__(backroom)
        self._unit = unit
        self._item = item
        self._period = period
        self._found: Timeline | None = None
        self._marked: Event | None = None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Heading()
        yield Prose(id="figures")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty="这一事项还没有办理留痕。", id="deeds")
            with VerticalScroll(id="aside"):
                yield Prose(id="version")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the page at once and read behind it."""
        self._show_heading()
        self.query_one(Board).wait()
        self.query_one(Board).focus()
        self.read()

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Read the item's year, and show it."""
        with telling(self.app):
            self._found = await self.backroom.run(self._fetch)
        stages = self._found.stages if self._found else ()
        newest = {stage.period: stage.events[0].id for stage in stages if stage.events}
        self.show(newest.get(self._period, self._period))

    def _fetch(self, workspace: Workspace) -> Timeline:
        unit, item, programme = self._unit, self._item, workspace.programme
        workspace.store.refresh()
        last = max(self._period, period_on(programme, clock.today()))
        every = periods_of(programme)
        names = {month: name_in(programme, item.id, self._period, month) for month in every}
        known = [month for month in every if names[month]]
        shown = [month for month in known if month <= last]
        owed = [
            s for s in workspace.standings(unit, shown) if s.item.id == names[s.obligation.period]
        ]
        said = workspace.said_of(unit.id, item.id, known, as_of=self._period)
        return timeline(programme, unit, item, self._period, owed, *said)

    def show(self, at: str | None = None) -> None:
        """Show what was found, the cursor on the row `at`, or where it was."""
        found = self._found
        groups = [Group(stage.word, self._rows(stage)) for stage in found.stages] if found else []
        self.query_one(Board).show(groups, at=at)
        if found:
            lines = [self._chart(found, row) for row in found.figures]
            self.query_one("#figures", Prose).show(Paragraph(line, lines=2) for line in lines)
        self._show_heading()

    def _show_heading(self) -> None:
        count = len(self._found.events) if self._found else 0
        facts = [f"办理留痕 {count} 条"] if count else []
        self.query_one(Heading).show(self._unit.name, self._item.id, self._item.text, facts=facts)

    def _rows(self, stage: Stage) -> list[Row]:
        if not stage.events:
            return [Row(stage.period, {"deed": Cell(_UNREPORTED, "quiet")})]
        return [self._row(event) for event in stage.events]

    def _row(self, event: Event) -> Row:
        row = history.row_of(event)
        stands = self._found is not None and event.id in self._found.standing_ids
        mark = Cell("现行" if stands else "", "quiet")
        if self._marked == event:
            mark = Cell("对比", "strong")
        cells: dict[str, Cell | str] = {
            "at": wording.moment(event.at),
            "deed": Cell(history.deed(row), "strong" if stands else ""),
            "who": history.who(row),
            "said": Cell(history.gist(row, self._item), "" if stands else "quiet"),
            "mark": mark,
        }
        return Row(event.id, cells)

    def _chart(self, found: Timeline, row: Figures) -> str:
        first, last = (wording.month_word(found.months[end]) for end in (0, -1))
        span = first if first == last else f"{first.removesuffix('月')}至{last}"
        bars = sparkline(row.values, top=row.top, plain=is_plain(self))
        label = max(cell_width(each.label) for each in found.figures)
        return f"{pad(row.label, label)}  {bars}  {span}  {row.words}"

    @on(Board.Moved, "#deeds")
    def _show_version(self, moved: Board.Moved) -> None:
        self.query_one("#version", Prose).show(self._version(moved.key))
        self.query_one("#aside").scroll_home(animate=False)

    def _version(self, key: str | None) -> Iterator[Paragraph]:
        """Give what one row stands for, whole, and what it changed."""
        found, event = self._found, self._event(key)
        if found is None or key is None:
            return
        if event is None:
            yield title(f"{wording.period_word(key)}  {_UNREPORTED}")
            yield Paragraph("这个月没有填报。回到清单按 F7、F8 换到这个月，Enter 填写。")
            return
        row = history.row_of(event)
        yield title(f"{history.deed(row)}  {_which(event)}")
        if is_version(event):
            yield from entry_of(event.body, self._item)
            yield from self._difference(found, event)
            return
        for text in history.said(row, self._item):
            yield Paragraph(text)
        for other in found.spoken_of(event):
            yield AIR
            yield title(f"所指的填报  {_which(other)}")
            yield from entry_of(other.body, self._item)

    def _difference(self, found: Timeline, event: Event) -> Iterator[Paragraph]:
        """Give what is other than in the marked version, or else than in the one before."""
        before = found.version_before(event)
        word = "上一版" if before and before.period == event.period else "上期"
        if self._marked and self._marked != event:
            before, word = self._marked, "标出的一版"
        if before:
            yield AIR
            yield title(f"与{word}相比  {_which(before)}")
            yield from difference(before.body, event.body, self._item, plain=is_plain(self))

    def action_mark(self) -> None:
        """Mark the version one stands on, to lay others beside it; again takes the mark away."""
        board = self.query_one(Board)
        event = self._event(board.cursor_key)
        if event is None or not is_version(event):
            self.app.notify("这一行没有可对比的内容，请停在填报或更正上按 F6。", severity="warning")
            return
        self._marked = None if self._marked == event else event
        if self._marked:
            self.app.notify("已标出这一版，移到另一版就同它对比；再按一次 F6 取消。")
        self.show()

    def _event(self, key: str | None) -> Event | None:
        return self._found.events.get(key or "") if self._found else None


def _which(event: Event) -> str:
    """Return which statement it is: its month, when it was written, and by whom."""
    month = wording.period_word(event.period) if event.period else ""
    by = history.who(history.row_of(event))
    return "  ".join(part for part in (month, wording.moment(event.at), by) if part)
