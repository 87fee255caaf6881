"""What all pages and dialogs share: the backroom, and a text that F1 shows."""

from typing import ClassVar, TypeVar

from textual.message import Message
from textual.screen import ModalScreen, Screen

from liaison_tui.tui.backroom import Backroom

T = TypeVar("T")


class SettingsChanged(Message):
    """The settings were taken up anew; the app may have to look otherwise."""


class Page(Screen[T]):
    """A page that fills the screen."""

    HELP: ClassVar[str] = ""

    def __init__(self, backroom: Backroom) -> None:
        super().__init__()
        self.backroom = backroom

    async def close_up(self) -> bool:
        """Keep what is half written before the app goes; False where a person must answer first."""
        return True


class Dialog(ModalScreen[T]):
    """A smaller page before another one, which stays in sight behind it."""

    HELP: ClassVar[str] = ""

    def __init__(self, backroom: Backroom) -> None:
        super().__init__()
        self.backroom = backroom
