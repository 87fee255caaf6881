"""Returning entries (退回修改): why, chosen from stock phrases or written, or both."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from liaison_tui.text import one_line, sanitise, shorten
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.input_methods import typed_digit
from liaison_tui.tui.screens.explanation import ExplanationDialog
from liaison_tui.tui.widgets.fields import TextField
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace

_WIDEST = 70
_HOW = "按数字选常用语，再选接着加；也可以直接写"


class ReturnDialog(ExplanationDialog):
    """The dialog; it comes back with whether the comment was kept. Phrases go by their digits."""

    HELP = """\
写明要补充或改正什么，按 Ctrl+S 退回。意见随回执包发给填报单位。

* 按数字选一句常用语，选了还可以改；Tab 回到常用语，再选一句就接在后面。
* 没有合适的就直接写。常用语在设置（Ctrl+E）里改。
* 单位更正以后，新的填报会再来待审核。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "退回", id="save", priority=True, tooltip="按这个意见退回"),
        Binding("escape", "back", "返回", id="back", tooltip="返回，不退回；写了的先问一声"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        backroom: Backroom,
        title: str,
        told: Sequence[Paragraph],
        keep: Callable[[Workspace, str], object],
    ) -> None:
        super().__init__(backroom, title, told, "", keep, hint="退回意见：要补充或改正什么")
        self._phrases = backroom.workspace.config.phrases

    def compose(self) -> ComposeResult:
        """Lay out what is returned, the phrases and the field."""
        with Vertical(classes="dialog"):
            yield Static(Content(sanitise(self._title)), classes="dialog-title")
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Prose(self._told)
            for number, phrase in enumerate(self._phrases, start=1):
                words = f"{number} {shorten(one_line(phrase), _WIDEST)}"
                yield Button(Content(words), id=f"phrase-{number}", compact=True, classes="doing")
            yield TextField(hint=self._hint, id="text")
            if self._phrases:
                yield Static(Content(_HOW), classes="dialog-hint")
        yield KeyBar()

    def start(self) -> None:
        """Let one choose a phrase, or, where there are none, write at once."""
        if not self._phrases:
            super().start()

    def on_key(self, event: events.Key) -> None:
        """Choose by number; what else is typed is written."""
        if isinstance(self.focused, TextField):
            return
        digit = typed_digit(event)
        if digit and digit <= len(self._phrases):
            event.stop()
            self._add(digit)
        elif digit is None and event.is_printable and event.character:
            event.stop()
            self._write(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Write what is pasted while one stands on the phrases."""
        if not isinstance(self.focused, TextField):
            event.stop()
            self._write(sanitise(event.text))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self._add(int((event.button.id or "").removeprefix("phrase-")))

    def _add(self, number: int) -> None:
        """Put a phrase after what is written, to be changed as one likes."""
        self._write(self._phrases[number - 1])

    def _write(self, text: str) -> None:
        field = self.query_one(TextField)
        field.move_cursor(field.document.end)
        field.insert(text)
        field.focus()
