"""Help for the place one is in: what it is for, and the keys that work there."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from liaison_tui.tui.commands import Command
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title


class Help(ModalScreen[str | None]):
    """The text and the keys of one page. It comes back with a key that is to be pressed there."""

    HELP = "看完按 Esc 返回。"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter", "dismiss(None)", "关闭", id="close", tooltip="关闭帮助"),
        Binding(
            "ctrl+n",
            "dismiss('ctrl+n')",
            "三步提示",
            id="tour",
            tooltip="收起给新手的三步提示，或从头再看",
        ),
    ]

    def __init__(self, text: str, commands: Sequence[Command]) -> None:
        super().__init__()
        self._text = text
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Lay out the text, then the keys."""
        with Vertical(classes="dialog"):
            yield Static(Content("帮助"), classes="dialog-title")
            with VerticalScroll(classes="dialog-text"):
                yield Prose(self._paragraphs())
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the hints for newcomers where the page has some."""
        if parameters == ("ctrl+n",):
            return any(command.id == "tour" for command in self._commands)
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def _paragraphs(self) -> Iterator[Paragraph]:
        for line in self._text.splitlines():
            yield Paragraph(line)
        yield AIR
        yield title("按键")
        for command in self._commands:
            yield Paragraph(command.tooltip, command.keys, "")
