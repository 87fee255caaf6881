"""A unit's month in a list beside its details: what the desk and the centre's view share."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Item, Unit
from liaison_tui.reports import wording
from liaison_tui.reports.month import MINE, VIEWS, Month, in_view
from liaison_tui.reports.more_time import more_time
from liaison_tui.reports.ordering import ORDERS, areas, first_of_area, in_groups
from liaison_tui.storage.config import Order
from liaison_tui.text import normal
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.look import is_plain
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.detail import Detail
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.tui.widgets.tour import Tour
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("id", "编号", 4),
    Column("text", "事项", weight=3, least=20),
    Column("light", "灯", 6),
    Column("state", "状态", 16),
    Column("percent", "进度", 4, rank=2, right=True),
    Column("said", "本期填报", weight=2, least=20, rank=3),
)
_FILLER = Column("filler", "承办人", 8, rank=4)
_EMPTY = "没有符合的事项。按 1 看全部，Esc 取消筛选。"
_NONE_MINE = "没有由您承办的事项。选一项，按 Ctrl+B 写承办人。"


class MonthPage(MonthlyPage[Month]):
    """The page. Whoever extends it says what Enter does."""

    ASIDE = "Detail"
    SELECTABLE: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *MonthlyPage.BINDINGS,
        *(
            Binding(str(number), f"view({number})", word, show=False, tooltip=f"列出{word}的事项")
            for number, word in enumerate(VIEWS.values(), start=1)
        ),
        Binding(
            "ctrl+o", "turn_order", "排序", id="order", show=False,
            tooltip="换一种排列：按需要、按截止日、按灯、按领域",
        ),
        Binding(
            "ctrl+l", "list_areas", "领域", id="areas", show=False,
            tooltip="列出各个领域，跳到其中一个",
        ),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, unit: Unit, period: str) -> None:
        super().__init__(backroom, unit.name, period)
        self.unit = unit
        self.order: Order = backroom.workspace.config.order

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Heading()
        with Horizontal(id="views"):
            yield Choice(VIEWS, "all", needed=True, id="view")
            yield LineField(hint="F3 筛选：文字或拼音", id="find")
            yield Static(id="order")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_EMPTY, selectable=self.SELECTABLE, id="items")
            yield Detail()
        yield Prose(id="peek")
        yield Tour(self.TOUR, over=self.backroom.workspace.config.tour == "done")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> Month:
        """Read the unit's month."""
        return workspace.read_month(self.unit, self.period)

    def show(self, at: str | None = None) -> None:
        """Show what the view and the words to find leave of the month."""
        month = self.found
        if month is None:
            return
        find = self.query_one("#find", LineField).value
        choice = self.query_one("#view", Choice)
        counts = {view: len(in_view(month, view)) for view in VIEWS}
        choice.words = {view: f"{word} {counts[view]}" for view, word in VIEWS.items()}
        choice.refresh(layout=True)
        view = choice.value or "all"
        found = in_view(month, view, find)
        board = self.query_one(Board)
        board.columns = (*_COLUMNS, _FILLER) if month.fillers else _COLUMNS
        board.empty = _NONE_MINE if normal(find) in MINE else _EMPTY
        groups = in_groups(month, found, self.order)
        shown = [self._group(title, rows) for title, rows in groups]
        if month.struck_off and not find and view == "all":
            title = f"{wording.KINDS['discharge']} {len(month.struck_off)} 项，不再报送"
            shown.append(Group(title, [_struck_off(item) for item in month.struck_off]))
        board.show(shown, at=at)
        self.query_one("#order", Static).update(Content(f"Ctrl+O {ORDERS[self.order]}"))
        self._head(month)

    @on(Board.Selected)
    def _count_selected(self) -> None:
        if self.found:
            self._head(self.found)

    def _head(self, month: Month) -> None:
        """Say whose month it is and how it stands, or, while some are selected, how many."""
        count = len(self.query_one(Board).selected)
        facts = [f"已选 {count} 项", *_facts(month)[-2:]] if count else _facts(month)
        period = wording.period_word(month.period)
        self.query_one(Heading).show(self.whose, period, facts=facts)

    @on(Board.Moved)
    def _show_detail(self, moved: Board.Moved) -> None:
        self.query_one(Detail).show(self.found, moved.key)
        standing = self.found.standing(moved.key) if self.found and moved.key else None
        peek = [standing.item.text, self._said(standing)] if standing else []
        if self.found and (hint := _left_before(self.found)):
            peek.append(hint)
        self.query_one("#peek", Prose).show(Paragraph(line, lines=1) for line in peek if line)

    def action_view(self, number: int) -> None:
        """Look at one part of the month, by its number."""
        self.look_at_view(number, VIEWS)

    def show_all(self) -> None:
        """Go back to the whole month, whatever was looked for."""
        self.query_one("#find", LineField).value = ""
        self.query_one("#view", Choice).value = "all"

    def action_turn_order(self) -> None:
        """Sort the list in the next of its orders."""
        orders = list(ORDERS)
        self._sort(orders[(orders.index(self.order) + 1) % len(orders)])

    def _sort(self, order: Order) -> None:
        """Sort the list, the cursor staying with its row; tell where the page has no room to."""
        self.order = order
        self.show()
        if self.has_class("-narrow"):
            self.app.notify(f"清单已{ORDERS[order]}排列，再按 Ctrl+O 换一种。")
        self._remember_order(order)

    @work(group="settings")
    async def _remember_order(self, order: Order) -> None:
        """Keep the order for the next time; what the page shows is as fresh as before."""

        def keep(workspace: Workspace) -> tuple[object, object]:
            before = workspace.mark()
            workspace.change_settings({"screen": {"order": order}})
            return before, workspace.mark()

        with telling(self.app):
            before, after = await self.backroom.run(keep)
            if self._mark == before:
                self._mark = after

    def action_list_areas(self) -> None:
        """List the areas, and go to where the chosen one begins."""
        if self.found:
            from liaison_tui.tui.screens.areas import AreaList

            self.app.push_screen(AreaList(areas(self.found)), self._go_to_area)

    def _go_to_area(self, area: str | None) -> None:
        if area is None or self.found is None:
            return
        if self.order in ("due", "light"):  # an area's items stand apart there
            self._sort("area")
        board = self.query_one(Board)
        item = first_of_area(self.found, self.order, board.keys, area)
        if item is None:
            self.show_all()
            everything = [standing.item.id for standing in self.found.standings]
            item = first_of_area(self.found, self.order, everything, area)
        self.show(item)
        board.focus()

    @on(Choice.Changed, "#view")
    def _change_view(self) -> None:
        self.narrow()

    def _group(self, title: str, standings: Sequence[Standing]) -> Group:
        return Group(title, [self._row(standing) for standing in standings])

    def _row(self, standing: Standing) -> Row:
        body = standing.body
        state = wording.standing_word(standing)
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
                "filler": self.found.fillers.get(standing.item.id, "") if self.found else "",
            },
        )

    def _said(self, standing: Standing) -> str:
        """Return the first line of what is said: the comment, the entry, or last time's.

        What is not written yet begins with the time it was given, or asked for.
        """
        if standing.comment:
            return f"“{standing.comment}”"
        if standing.body:
            rest = {k: v for k, v in standing.body.items() if k != "percent"}
            return wording.gist(rest, standing.item)
        if self.found is None:
            return ""
        before = self.found.before(standing.item.id)
        gist = wording.gist(before[1].event.body, standing.item) if before else ""
        return more_time(self.found, standing) + (f"（上次：{gist}）" if before else "")


def _struck_off(item: Item) -> Row:
    words = {"id": item.id, "text": item.text, "state": wording.KINDS["discharge"]}
    return Row(item.id, {key: Cell(word, "quiet") for key, word in words.items()})


def _left_before(month: Month) -> str:
    """Return what says that the month before still lacks something; empty where it does not."""
    return f"上期还有 {month.left_before} 项待填（F7）" if month.left_before else ""


def _facts(month: Month) -> list[str]:
    """Return what the heading says on its right."""
    left = month.days_left
    due = wording.day_word(month.due)
    when = f"距截止（{due}）还有 {left} 天" if left > 0 else f"{due}已截止"
    if left == 0:
        when = f"今天（{due}）截止"
    when = "本月已定稿" if month.closed else when
    returned = f"退回 {month.returned}" if month.returned else ""
    return [_left_before(month), when, f"已填 {month.done} / 应报 {len(month.standings)}", returned]
