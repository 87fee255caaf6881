"""A question before something that is hard to undo, with what each answer does."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from liaison_tui.text import sanitise
from liaison_tui.tui.input_methods import typed_digit
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose

_HOW = "按数字回答，或方向键选择、Enter 确定"
_AIR, _WIDTH = 8, 76


class Question(ModalScreen[str | None]):
    """The question. It comes back with the key of the answer, or None for Esc."""

    HELP = "按答案前的数字，或方向键选择、Enter 确定；Esc 返回，什么也不改变。"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
        Binding("escape", "dismiss(None)", "返回", id="back", tooltip="返回，什么也不改变"),
    ]

    def __init__(self, title: str, text: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Lay out the question; the first answer has the focus."""
        with Vertical(classes="dialog"):
            yield Static(Content(sanitise(self._title)), classes="dialog-title")
            yield Prose([Paragraph(self._text)], classes="dialog-text")
            with Horizontal(classes="answers" if self._fit_a_line else "answers -stacked"):
                for number, (key, word) in enumerate(self._answers.items(), start=1):
                    yield Button(Content(f"{number} {word}"), id=f"answer-{key}", compact=True)
            yield Static(Content(_HOW), classes="dialog-hint")
        yield KeyBar()

    @property
    def _fit_a_line(self) -> bool:
        """Whether the answers have room beside each other, with their numbers and some air."""
        return sum(cell_len(word) + _AIR for word in self._answers.values()) <= _WIDTH

    def on_key(self, event: events.Key) -> None:
        """Answer by number."""
        answers, digit = list(self._answers), typed_digit(event)
        if digit and digit <= len(answers):
            event.stop()
            self.dismiss(answers[digit - 1])

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss((event.button.id or "").removeprefix("answer-"))


def may_quit(app: App[Any], *, changed: bool) -> bool:
    """Tell whether the app may go now; where something typed would be lost, ask first.

    Whoever asks to go again while the question is open, goes.
    """
    if not changed or isinstance(app.screen, Question):
        return True
    leave_or_ask(app, changed=True, leave=app.exit)
    return False


def leave_or_ask(app: App[Any], *, changed: bool, leave: Callable[[], object]) -> None:
    """Leave a page; where something typed would be lost with it, ask first."""
    if not changed:
        leave()
        return

    def answered(answer: str | None) -> None:
        if answer == "leave":
            leave()

    answers = {"stay": "接着写", "leave": "放弃并返回"}
    app.push_screen(Question("还没有保存", "返回以后，这里写的内容就没有了。", answers), answered)
