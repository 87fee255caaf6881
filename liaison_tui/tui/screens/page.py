"""What all pages and dialogs share: the backroom, and a text that F1 shows."""

from typing import ClassVar, TypeVar

from textual import events
from textual.message import Message
from textual.screen import ModalScreen, Screen

from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.input_methods import KEYS

T = TypeVar("T")


class SettingsChanged(Message):
    """The settings were taken up anew; the app may have to look otherwise."""


class Page(Screen[T]):
    """A page that fills the screen."""

    HELP: ClassVar[str] = ""

    def __init__(self, backroom: Backroom) -> None:
        super().__init__()
        self.backroom = backroom

    def on_key(self, event: events.Key) -> None:
        """Take a letter of an input method that no field has taken for the key it is typed with."""
        key = KEYS.get(event.character or "")
        if key:
            event.stop()
            # By the app: a message does not bubble beyond whoever sent it.
            self.app.call_later(self.app.simulate_key, key)

    @property
    def is_there(self) -> bool:
        """Whether the page has not gone: what was read for it may come after it, with the app."""
        return self.app.is_running and self.is_attached and self in self.app.screen_stack

    async def close_up(self) -> bool:
        """Keep what is half written before the app goes; False where a person must answer first."""
        return True


class Dialog(ModalScreen[T]):
    """A smaller page before another one, which stays in sight behind it."""

    HELP: ClassVar[str] = ""

    def __init__(self, backroom: Backroom) -> None:
        super().__init__()
        self.backroom = backroom

    async def close_up(self) -> bool:
        """As a page's."""
        return True
