"""The keys of the place one is in, at the foot of the page; each may also be clicked."""

from typing import Any

from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer

_NAMES = {
    "enter": "Enter", "escape": "Esc", "space": "空格", "tab": "Tab", "left_square_bracket": "[",
    "right_square_bracket": "]", "slash": "/", "delete": "Del", "backspace": "退格",
}  # fmt: skip


def key_name(binding: Binding) -> str:
    """Return a binding's key as it is printed on keyboards: F5, Ctrl+S, Enter."""
    return printed(binding.key)


def printed(pressed: str) -> str:
    """Return a key by Textual's name for it as it is printed on keyboards."""
    *modifiers, key = pressed.split("+")
    name = _NAMES.get(key, key.upper() if len(key) <= 3 else key)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


class KeyBar(Footer):
    """Textual's footer without its English palette key."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)
        self._drawn: object = None

    def bindings_changed(self, screen: Screen[Any]) -> None:
        """Draw the keys anew where they have changed: Textual asks at every move of the focus."""
        keys = [
            (active.binding, active.enabled, active.tooltip)
            for active in screen.active_bindings.values()
            if active.binding.show
        ]
        if screen is self.screen and keys != self._drawn:
            self._drawn = keys
            super().bindings_changed(screen)
