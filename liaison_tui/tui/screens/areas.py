"""The areas of a month in a small list, to jump to where one of them begins."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from liaison_tui.reports.ordering import Area
from liaison_tui.tui.input_methods import typed_digit
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.keybar import KeyBar

_HOW = "按数字，或上下键选择、Enter 跳到"
_DIGITS = 9
# As many as a dialog has room for on the smallest screen.
_MOST_LINES = 12
# A department's month has up to thirteen areas: more than a menu may hold.
_COLUMNS = (
    Column("number", "", 2, right=True),
    Column("area", "领域"),
    Column("open", "待填", 4, right=True),
    Column("all", "全部", 4, right=True),
)


class AreaList(ModalScreen[str | None]):
    """The list. It comes back with the title of the chosen area."""

    HELP = "各个领域有几项、几项待填。按数字，或上下键选择、Enter，跳到这个领域的第一项；Esc 返回。"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "跳到", id="go", priority=True, tooltip="跳到这个领域的第一项"),
        Binding("escape,ctrl+l", "dismiss(None)", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, areas: Sequence[Area]) -> None:
        super().__init__()
        self._areas = areas

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="dialog"):
            yield Static(Content("跳到领域"), classes="dialog-title")
            yield Board(*_COLUMNS, empty="这个月没有应报的事项。", id="areas")
            yield Static(Content(_HOW), classes="dialog-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the areas, each with what is open in it."""
        board = self.query_one(Board)
        board.styles.height = min(len(self._areas) + 1, _MOST_LINES)
        board.show([Group("", [_row(n, a) for n, a in enumerate(self._areas, start=1)])])
        board.focus()

    def on_key(self, event: events.Key) -> None:
        """Go to an area by its number."""
        digit = typed_digit(event)
        if digit and digit <= len(self._areas):
            event.stop()
            self.dismiss(self._areas[digit - 1].title)

    @on(Board.Chosen)
    def action_go(self) -> None:
        """Go to the area one stands on."""
        self.dismiss(self.query_one(Board).cursor_key)


def _row(number: int, area: Area) -> Row:
    return Row(
        area.title,
        {
            "number": Cell(str(number) if number <= _DIGITS else "", "quiet"),
            "area": area.title,
            "open": Cell(str(area.open) if area.open else "", "strong"),
            "all": Cell(str(area.all), "quiet"),
        },
    )
