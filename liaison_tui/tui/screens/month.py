"""A unit's month in a list beside its details: what the desk and the centre's view share."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from liaison_tui.journal.standing import Standing
from liaison_tui.programme.due import periods_of
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording
from liaison_tui.reports.month import VIEWS, Month, in_groups, in_view
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.look import is_plain
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.detail import Detail
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar

_LOOK_AGAIN = 2.0
_TURN = Binding.Group("换期", compact=True)

_COLUMNS = (
    Column("id", "编号", 4),
    Column("text", "事项", weight=3, least=20),
    Column("light", "灯", 6),
    Column("state", "状态", 16),
    Column("percent", "进度", 4, rank=2, right=True),
    Column("said", "本期填报", weight=2, least=20, rank=3),
)


class MonthPage(Page[None]):
    """The page. Whoever extends it says what the heading tells and what Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,ctrl+f,slash", "find", "筛选", id="find", tooltip="按文字或编号筛选事项"),
        Binding("f2", "detail", "详情", id="detail", tooltip="显示事项全文、责任单位和办理留痕"),
        Binding(
            "f7,left_square_bracket", "turn(-1)", "上一期", id="earlier", group=_TURN,
            tooltip="看上一个月",
        ),
        Binding(
            "f8,right_square_bracket", "turn(1)", "下一期", id="later", group=_TURN,
            tooltip="看下一个月",
        ),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, unit: Unit, period: str) -> None:
        super().__init__(backroom)
        self.unit = unit
        self.period = period
        self.month: Month | None = None
        self._mark: object = None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Heading()
        with Horizontal(id="views"):
            yield Choice(VIEWS, "all", id="view")
            yield LineField(hint="F3 筛选：文字或编号", id="find")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty="没有符合的事项。", id="items")
            yield Detail()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the page at once and read the month behind it."""
        self.query_one(Board).focus()
        self.query_one(Board).wait()
        self.query_one(Heading).show(self.unit.name, wording.period_word(self.period))
        self.read()
        self.set_interval(_LOOK_AGAIN, self.look_again)

    @work(exclusive=True, group="read")
    async def read(self, at: str | None = None) -> None:
        """Read the month and show it, with the cursor on the item `at`."""
        with telling(self.app):
            await self.reread(at)

    async def reread(self, at: str | None = None) -> None:
        """Read the month and show it; raises what goes wrong."""
        unit, period = self.unit, self.period
        self.month, self._mark = await self.backroom.run(
            lambda workspace: (workspace.read_month(unit, period), workspace.mark())
        )
        self.show(at)

    @work(group="look")
    async def look_again(self) -> None:
        """Read anew where another window or a command has written meanwhile."""
        if self.is_current and self._mark is not None:
            with telling(self.app):
                if await self.backroom.run(lambda workspace: workspace.mark()) != self._mark:
                    await self.reread()

    def show(self, at: str | None = None) -> None:
        """Show what the view and the words to find leave of the month."""
        month = self.month
        if month is None:
            return
        find = self.query_one("#find", LineField).value
        choice = self.query_one("#view", Choice)
        counts = {view: len(in_view(month, view)) for view in VIEWS}
        choice.words = {view: f"{word} {counts[view]}" for view, word in VIEWS.items()}
        choice.refresh(layout=True)
        groups = in_groups(month, in_view(month, choice.value or "all", find))
        self.query_one(Board).show([self._group(title, rows) for title, rows in groups], at=at)
        self.query_one(Heading).show(*self.title_of(month), facts=self.facts_of(month))

    def title_of(self, month: Month) -> list[str]:
        """Return what the heading says on its left."""
        return [month.unit.name, wording.period_word(month.period)]

    def facts_of(self, month: Month) -> list[str]:
        """Return what the heading says on its right."""
        left = month.days_left
        due = f"{month.due.month}月{month.due.day}日"
        when = f"距截止（{due}）还有 {left} 天" if left > 0 else f"{due}已截止"
        if left == 0:
            when = f"今天（{due}）截止"
        before = f"上期还有 {month.left_before} 项未报（F7）" if month.left_before else ""
        returned = f"退回 {month.returned}" if month.returned else ""
        return [before, when, f"已填 {month.done} / 应报 {len(month.standings)}", returned]

    @on(Board.Moved)
    def _show_detail(self, moved: Board.Moved) -> None:
        self.query_one(Detail).show(self.month, moved.key)

    @on(Input.Changed, "#find")
    @on(Choice.Changed, "#view")
    def _narrow(self) -> None:
        self.show()

    @on(Input.Submitted, "#find")
    def _to_list(self) -> None:
        self.query_one(Board).focus()

    def action_find(self) -> None:
        """Go to the words to find."""
        self.query_one("#find", LineField).focus()

    def action_detail(self) -> None:
        """Show or hide the details, where they have no room beside the list."""
        self.toggle_class("-detail")
        self.query_one(Detail if self.has_class("-detail") else Board).focus()

    def action_turn(self, by: int) -> None:
        """Show an earlier or a later month."""
        periods = periods_of(self.backroom.workspace.programme)
        place = periods.index(self.period) + by
        if 0 <= place < len(periods):
            self.period = periods[place]
            self.query_one(Board).wait()
            self.read()
        else:
            word = "最早" if by < 0 else "最后"
            self.app.notify(f"{wording.period_word(self.period)}已经是本年度{word}一期。")

    def key_escape(self) -> None:
        """Go back step by step: from the details, from what was typed to find, from the page."""
        find = self.query_one("#find", LineField)
        if self.has_class("-detail"):
            self.action_detail()
        elif find.value or find.has_focus:
            find.value = ""
            self.query_one(Board).focus()
        else:
            self.leave()

    def back(self, _: None) -> None:
        """Read anew after another page was open."""
        self.read()

    def leave(self) -> None:
        """Leave the page; the first one stays."""

    def _group(self, title: str, standings: Sequence[Standing]) -> Group:
        return Group(title, [self._row(standing) for standing in standings])

    def _row(self, standing: Standing) -> Row:
        body = standing.body
        state = wording.state_word(standing.state, overdue=standing.overdue)
        percent = "" if body.get("percent") is None else f"{body['percent']}%"
        light = wording.light_word(standing.light, plain=is_plain(self))
        tone = "quiet" if standing.light == "grey" else standing.light
        return Row(
            standing.item.id,
            {
                "id": standing.item.id,
                "text": standing.item.text,
                "light": Cell(light, tone),
                "state": Cell(state, "strong" if standing.is_open else "quiet"),
                "percent": percent,
                "said": Cell(self._said(standing), "" if body else "quiet"),
            },
        )

    def _said(self, standing: Standing) -> str:
        """Return the first line of what is said: the comment, the entry, or last time's."""
        if standing.comment:
            return f"“{standing.comment}”"
        if standing.body:
            rest = {k: v for k, v in standing.body.items() if k != "percent"}
            return wording.gist(rest, standing.item)
        before = self.month.before(standing.item.id) if self.month else None
        if before is None:
            return ""
        return f"（上次：{wording.gist(before[1].event.body, standing.item)}）"
