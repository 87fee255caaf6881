"""The keys of the place one is in, at the foot of the page; each may also be clicked."""

from collections.abc import Iterable
from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

_NAMES = {
    "enter": "Enter", "escape": "Esc", "space": "空格", "tab": "Tab", "left_square_bracket": "[",
    "right_square_bracket": "]", "slash": "/", "delete": "Del", "backspace": "退格",
}  # fmt: skip
# What goes where there is no room, by its id: first F2, since Esc leads back from there too; the
# field of the receiving page names the key for watching.
_MAY_GO = ("detail", "receive", "watch", "undo")


def key_name(binding: Binding) -> str:
    """Return a binding's key as it is printed on keyboards: F5, Ctrl+S, Enter."""
    return printed(binding.key)


def printed(pressed: str) -> str:
    """Return a key by Textual's name for it as it is printed on keyboards."""
    *modifiers, key = pressed.split("+")
    name = _NAMES.get(key, key.upper() if len(key) <= 3 else key)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


class KeyBar(Footer):
    """Textual's footer without its English palette key.

    Where there is no room for all keys some fall away, so that the last one, the way out, is whole.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)
        self._drawn: object = None
        self._left_out: set[str] = set()

    def bindings_changed(self, screen: Screen[Any]) -> None:
        """Draw the keys anew where they have changed: Textual asks at every move of the focus."""
        shown = [a for a in screen.active_bindings.values() if a.binding.show]
        keys = [(a.binding, a.enabled, a.tooltip) for a in shown]
        left_out = _without_room([a.binding for a in shown], self.app.size.width)
        if screen is self.screen and (keys, left_out) != self._drawn:
            self._drawn, self._left_out = (keys, left_out), left_out
            super().bindings_changed(screen)

    def compose(self) -> ComposeResult:
        """Lay out the keys that have room."""
        for key in super().compose():
            if not (isinstance(key, FooterKey) and key.key in self._left_out):
                yield key

    def on_resize(self) -> None:
        """Look again which keys have room."""
        self.bindings_changed(self.screen)


def _without_room(shown: Iterable[Binding], width: int) -> set[str]:
    """Return the keys to leave out so that the others have room in so many cells."""
    first: dict[str, Binding] = {}
    for binding in shown:
        first.setdefault(binding.action, binding)
    words = {b.key: f"{key_name(b)} {b.description}" for b in first.values()}
    # Of the two in a group each has half a word, as it were: F7F8 换期.
    words |= {b.key: f"{key_name(b)}  " for b in first.values() if b.group}
    left_out: set[str] = set()
    for binding in (b for name in _MAY_GO for b in first.values() if b.id == name):
        kept = [word for key, word in words.items() if key not in left_out]
        if cell_len(" ".join(kept)) > width:
            left_out.add(binding.key)
    return left_out
