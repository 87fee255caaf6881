"""One item in all units of a month: where it stands in each, and what each says of it."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison_tui import survey
from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Item
from liaison_tui.programme.names import is_unit_called
from liaison_tui.reports import wording
from liaison_tui.reports.heat import Heat, heat_groups
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.drilling import open_obligation
from liaison_tui.tui.look import is_plain
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("unit", "单位", 18),
    Column("light", "灯", 6),
    Column("state", "状态", 16),
    Column("percent", "进度", 4, right=True),
    Column("said", "本期填报", least=20),
)


class ItemPage(MonthlyPage[Heat], inherit_bindings=False):
    """The page."""

    HELP = """\
一个事项这个月在各单位的状态、灯、进度和填报。Enter 看一个单位的全文和办理留痕，F3 按单位名称筛选，
F7、F8 换期，Esc 返回。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read_entry", "查看", id="entry", tooltip="看这个单位填报的全文"),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
    ]

    def __init__(self, backroom: Backroom, item: Item, period: str) -> None:
        super().__init__(backroom, f"{item.id}  {item.text}", period)
        self._item = item

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Heading()
        with Horizontal(id="views"):
            yield Static(id="counts")
            yield LineField(hint="F3 筛选：单位名称", id="find")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty="这个月没有单位要报这一项。", id="units")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> Heat:
        """Count the month."""
        return survey.read_heat(workspace, self.period)

    def show(self, at: str | None = None) -> None:
        """Show the units whose names match what was typed to find them."""
        found = self.found
        if found is None:
            return
        typed = self.query_one("#find", LineField).value
        owing = [row for row in found.rows if self._item.id in row.cells]
        rows = [row for row in owing if is_unit_called(row.unit, typed)]
        groups = [
            Group(title, [self._row(row.unit.id, row.unit.name, row.cells[self._item.id])
                          for row in each])
            for title, each in heat_groups(rows)
        ]  # fmt: skip
        board = self.query_one(Board)
        board.empty = "没有符合的单位。Esc 取消筛选。" if owing else "这个月没有单位要报这一项。"
        board.show(groups, at=at)
        counts = found.by_item.get(self._item.id)
        done = f"已报 {counts['reported']} / {counts['owed']} 家" if counts else ""
        self.query_one(Heading).show(self.whose, facts=[wording.period_word(self.period), done])
        words = (
            f"按时 {counts['on_time']}    无新进展 {counts['nothing_new']}    逾期 {counts['late']}"
            f"    未报 {counts['missing']}    退回 {counts['returned']}"
            if counts
            else ""
        )
        self.query_one("#counts", Static).update(Content(words))

    def _row(self, key: str, name: str, standing: Standing) -> Row:
        body = standing.body
        percent = body.get("percent")
        said = wording.gist({k: v for k, v in body.items() if k != "percent"}, self._item)
        light = standing.light
        return Row(
            key,
            {
                "unit": name,
                "light": Cell(
                    wording.light_word(light, plain=is_plain(self)),
                    "quiet" if light == "grey" else light,
                ),
                "state": Cell(
                    wording.standing_word(standing), "strong" if standing.is_open else "quiet"
                ),
                "percent": "" if percent is None else f"{percent}%",
                "said": f"“{standing.comment}”" if standing.comment else said,
            },
        )

    @on(Board.Chosen, "#units")
    def action_read_entry(self) -> None:
        """Look at what the unit one stands on says."""
        key = self.chosen()
        if key and self.read():
            self.open_entry(key)

    @work(exclusive=True, group="open")
    async def open_entry(self, unit: str) -> None:
        """Open the entry of a unit."""
        await open_obligation(self, unit, self._item.id, self.period)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing beside the list: there is nothing."""
        return False if action == "detail" else super().check_action(action, parameters)
