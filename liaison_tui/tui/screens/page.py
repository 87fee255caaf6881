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
        self._finished = False

    def finish(self, result: T) -> None:
        """Come back with a result, once; what lies above the page goes first."""
        if self._finished:
            return
        self._finished = True
        while self.app.screen is not self:
            self.app.pop_screen()
        self.dismiss(result)


class Dialog(ModalScreen[T]):
    """A smaller page before another one, which stays in sight behind it."""

    HELP: ClassVar[str] = ""

    def __init__(self, backroom: Backroom) -> None:
        super().__init__()
        self.backroom = backroom
