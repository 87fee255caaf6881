"""One of a few words, in a row: arrows or their numbers choose, again takes the choice back."""

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from liaison_tui.tui.input_methods import typed_digit

_GAP = 2


class Choice(Widget, can_focus=True):
    """The row. `value` is the key of the chosen word, empty for none.

    Where one is `needed`, the choice is changed but never taken back.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space,delete,backspace", "clear", show=False),
    ]
    value: reactive[str] = reactive("")

    class Changed(Message):
        """Another word is chosen."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> "Choice":
            """The row that was changed."""
            return self.choice

    class Mistyped(Message):
        """Words were typed or pasted here, where one only chooses."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self,
        words: Mapping[str, str],
        value: str = "",
        *,
        needed: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.words = dict(words)
        self._needed = needed
        self._are_words = False
        self.set_reactive(Choice.value, value)

    def render(self) -> Content:
        """Draw the words with their numbers, the chosen one apart from the others."""
        parts = []
        for number, (key, word) in enumerate(self.words.items(), start=1):
            style = "bold $primary on $chosen" if key == self.value else ""
            shown = _spoken(word, chosen=key == self.value)
            parts.append(Content.assemble((f"{number} ", "$quiet"), (shown, style), " " * _GAP))
        return Content.assemble(*parts)

    def get_content_height(self, *_: object) -> int:
        """Return the one line it takes."""
        return 1

    def watch_value(self) -> None:
        """Tell of the change."""
        self.post_message(self.Changed(self))

    def action_step(self, by: int) -> None:
        """Choose the next word, or the one before."""
        keys = list(self.words)
        if self.value in keys:
            self.value = keys[(keys.index(self.value) + by) % len(keys)]
        else:
            self.value = keys[0] if by > 0 else keys[-1]

    def action_clear(self) -> None:
        """Choose none."""
        if not self._needed:
            self.value = ""

    def on_key(self, event: events.Key) -> None:
        """Choose a word by its number."""
        typed = event.character
        if typed is None or not typed.isprintable():
            return
        digit = typed_digit(event)
        if not self._are_words and digit is not None:
            event.stop()
            self._choose(digit - 1)
        elif self._are_words or typed.isalpha():
            event.stop()
            # Digits that follow belong to the words, until somebody comes here again.
            self._are_words = True
            self.post_message(self.Mistyped(typed))

    def on_paste(self, event: events.Paste) -> None:
        """Tell that words were pasted here."""
        event.stop()
        self._are_words = True
        self.post_message(self.Mistyped(event.text))

    def on_focus(self) -> None:
        """Bring the terminal's cursor here too, for those who look for it or magnify it."""
        self._are_words = False
        self.app.cursor_position = self.content_region.offset

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the mouse."""
        offset = event.get_content_offset(self)
        edge = 0
        for place, (key, word) in enumerate(self.words.items()):
            edge += 2 + cell_len(_spoken(word, chosen=key == self.value)) + _GAP
            if offset is not None and offset.x < edge:
                self._choose(place)
                return

    def _choose(self, place: int) -> None:
        keys = list(self.words)
        if 0 <= place < len(keys):
            again = keys[place] == self.value and not self._needed
            self.value = "" if again else keys[place]


def _spoken(word: str, *, chosen: bool) -> str:
    """Return a word as drawn: the chosen one in brackets, for screens without colour."""
    return f"[{word}]" if chosen else word
