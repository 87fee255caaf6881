"""All that can be done here, to be found by a word of it: the command palette, in Chinese."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from liaison_tui.text import normal
from liaison_tui.tui.commands import Command
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.keybar import KeyBar


class Palette(ModalScreen[str | None]):
    """The palette. It comes back with the key of the chosen command."""

    HELP = "输入几个字找命令，上下键选择，Enter 执行，Esc 返回。"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f9,ctrl+p", "dismiss(None)", "返回", id="back", tooltip="返回"),
        Binding("enter", "submit", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Lay out the field and the list."""
        with Vertical(classes="dialog"):
            yield Static(Content("命令"), classes="dialog-title")
            yield LineField(hint="输入几个字查找", id="wanted")
            yield Board(
                Column("word", "命令", 12), Column("tooltip", "做什么"), Column("keys", "按键", 12),
                empty="没有这样的命令。", id="commands",
            )  # fmt: skip
        yield KeyBar()

    def on_mount(self) -> None:
        """Show all commands."""
        self.query_one(LineField).focus()
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        wanted = normal(self.query_one(LineField).value)
        rows = [
            Row(
                command.key,
                {
                    "word": Cell(command.word, "strong"),
                    "tooltip": command.tooltip,
                    "keys": Cell(command.keys, "quiet"),
                },
            )
            for command in self._commands
            if wanted in normal(f"{command.word}{command.tooltip}{command.keys}")
        ]
        self.query_one(Board).show([Group("", rows)])

    def action_move(self, by: int) -> None:
        """Move in the list while the field keeps the focus."""
        self.query_one(Board).action_move(by)

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Do the command one stands on."""
        board = self.query_one(Board)
        if board.cursor_key:
            self.dismiss(board.cursor_key)
        else:
            self.app.notify(board.why_empty)

    @on(Board.Chosen)
    def _chosen(self, chosen: Board.Chosen) -> None:
        self.dismiss(chosen.key)
