"""What all pages and dialogs share: the backroom, and a text that F1 shows."""

from typing import ClassVar, TypeVar

from textual.screen import ModalScreen, Screen

from liaison_tui.tui.backroom import Backroom

T = TypeVar("T")


class Page(Screen[T]):
    """A page that fills the screen."""

    HELP: ClassVar[str] = ""

    def __init__(self, backroom: Backroom) -> None:
        super().__init__()
        self.backroom = backroom


class Dialog(ModalScreen[T]):
    """A smaller page before another one, which stays in sight behind it."""

    HELP: ClassVar[str] = ""

    def __init__(self, backroom: Backroom) -> None:
        super().__init__()
        self.backroom = backroom
