"""A menu: a few things one may do from here, each by its number; what cannot be done says why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from liaison_tui.text import sanitise
from liaison_tui.tui.input_methods import typed_digit
from liaison_tui.tui.widgets.keybar import KeyBar

_HOW = "按数字，或上下键选择、Enter 确定"
# By the digits 1 to 9, and 0 for the tenth.
_MOST = 10


@dataclass(frozen=True, slots=True)
class Doing:
    """Something to be done: its words, what does it, and, where it cannot be done now, why."""

    word: str
    do: Callable[[], object]
    why_not: str = ""


class Menu(ModalScreen[None]):
    """The menu. It goes before what was chosen is done; at most ten things stand in it."""

    HELP = "按数字，或上下键选择、Enter 确定；Esc 返回。灰色的现在不能做，后面写着原因。"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("escape", "dismiss(None)", "返回", id="back", tooltip="返回，什么也不做"),
    ]

    def __init__(self, title: str, doings: Sequence[Doing]) -> None:
        super().__init__()
        if len(doings) > _MOST:
            raise ValueError("a menu goes by one digit")
        self._title = title
        self._doings = doings

    def compose(self) -> ComposeResult:
        """Lay out the menu; the first thing that can be done has the focus."""
        with Vertical(classes="dialog"):
            yield Static(Content(sanitise(self._title)), classes="dialog-title")
            for number, doing in enumerate(self._doings, start=1):
                words = Content.assemble(
                    f"{number % _MOST} {doing.word}", (f"  {sanitise(doing.why_not)}", "$quiet")
                )
                yield Button(
                    words, id=f"doing-{number}", compact=True, classes="doing",
                    disabled=bool(doing.why_not),
                )  # fmt: skip
            yield Static(Content(_HOW), classes="dialog-hint")
        yield KeyBar()

    def on_key(self, event: events.Key) -> None:
        """Do something by its number."""
        digit = typed_digit(event)
        number = _MOST if digit == 0 else digit
        if number and number <= len(self._doings):
            event.stop()
            self._do(number)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self._do(int((event.button.id or "").removeprefix("doing-")))

    def _do(self, number: int) -> None:
        doing = self._doings[number - 1]
        if doing.why_not:
            self.app.notify(f"{doing.word}：{doing.why_not}。", severity="warning")
        else:
            self.dismiss(None)
            self.app.call_later(doing.do)
