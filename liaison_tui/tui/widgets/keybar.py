"""The keys of the place one is in, at the foot of the page; each may also be clicked."""

from textual.binding import Binding
from textual.widgets import Footer

_NAMES = {
    "enter": "Enter", "escape": "Esc", "space": "空格", "tab": "Tab", "left_square_bracket": "[",
    "right_square_bracket": "]", "slash": "/", "delete": "Del",
}  # fmt: skip


def key_name(binding: Binding) -> str:
    """Return a key as it is printed on keyboards: F5, Ctrl+S, Enter."""
    *modifiers, key = binding.key.split("+")
    name = _NAMES.get(key, key.upper() if len(key) <= 3 else key)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


class KeyBar(Footer):
    """Textual's footer without its English palette key."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)
