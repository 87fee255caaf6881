"""What dialogs of the register of joint meetings share."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog

F = TypeVar("F")

_HERE_ONLY = "记下；只在信用办本机，不随回执包发出"


class RegisterDialog(SheetDialog[F]):
    """A dialog that does a step; it notes in `done` what the page may take back."""

    DOES = _HERE_ONLY
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "记下", id="save", priority=True, tooltip=_HERE_ONLY),
    ]

    def __init__(self, backroom: Backroom, title: str, done: list[str], *facts: str) -> None:
        super().__init__(backroom, title, *facts)
        self.done = done
