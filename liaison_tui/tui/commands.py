"""What can be done in the place one is in, read from its bindings: for the palette and for help."""

from dataclasses import dataclass

from textual.screen import Screen

from liaison_tui.tui.widgets.keybar import key_name


@dataclass(frozen=True, slots=True)
class Command:
    """An action with its word, what it does, and the keys that do it. Ours have an id."""

    id: str
    word: str
    tooltip: str
    keys: str
    key: str


def commands_of(screen: Screen[object]) -> list[Command]:
    """Return the commands that work on a page now, each once, in the order of its bindings."""
    found: dict[str, Command] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if not binding.id or not active.enabled:
            continue
        name = key_name(binding)
        known = found.get(binding.id)
        keys = f"{known.keys} {name}" if known else name
        key = known.key if known else binding.key
        found[binding.id] = Command(
            binding.id, binding.description or binding.tooltip, binding.tooltip, keys, key
        )
    return list(found.values())
