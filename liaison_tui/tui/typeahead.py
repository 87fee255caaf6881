"""Keys that come before their field is there: held, and given to it in the order they came."""

from typing import Any

from textual import events
from textual.app import App

# What writes in a field or walks between fields; other keys are commands and wait for nobody.
_WALKING = {"tab", "shift+tab", "enter", "backspace", "left", "right", "up", "down"}


class TypeAhead:
    """What was typed ahead of a page."""

    def __init__(self) -> None:
        self._held: list[events.Key | events.Paste] = []

    def hold(self, event: events.Key | events.Paste) -> None:
        """Hold a key that would be lost, or a paste; others go their way."""
        if isinstance(event, events.Key) and not (event.is_printable or event.key in _WALKING):
            return
        event.stop()
        event.prevent_default()
        self.add(event)

    def add(self, event: events.Key | events.Paste) -> None:
        """Hold whatever it is, a command too."""
        self._held.append(event)

    def give(self, app: App[Any]) -> None:
        """Send what is held on its way again, as if it came now."""
        # By the app itself: a message does not bubble beyond whoever sent it.
        for event in self._held:
            app.call_later(_send, app, event)
        self._held.clear()


def _send(app: App[Any], event: events.Key | events.Paste) -> None:
    if isinstance(event, events.Paste):
        app.post_message(events.Paste(event.text))
    else:
        app.post_message(events.Key(event.key, event.character))
