"""Taking back something the centre has noted: why, in a line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace


class TakingBackDialog(SheetDialog[str]):
    """The dialog: `what` is taken back by `take_back`, with the reason, which says what is so."""

    HELP = """\
写明为什么撤销，按 Ctrl+S。撤销的仍留在记录里，写着事由；撤销以后不能恢复，需要的请重新记一次。"""
    DOES = "撤销，留下事由"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "撤销", id="save", priority=True, tooltip="撤销，留下事由"),
    ]

    def __init__(
        self, backroom: Backroom, what: str, take_back: Callable[[Workspace, str], str]
    ) -> None:
        super().__init__(backroom, "撤销")
        self._what = what
        self._take_back = take_back

    def fetch(self, workspace: Workspace) -> str:
        """Return what is taken back, which is told already."""
        del workspace
        return self._what

    def notice(self, found: str) -> Iterator[Paragraph]:
        """Say what is taken back."""
        yield Paragraph(found, lines=3)
        yield AIR

    def blanks(self, found: str) -> Sequence[Blank]:
        """Ask for the reason."""
        del found
        return [blanks.line("reason", "撤销事由", needed=True)]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Take it back."""
        return self._take_back(workspace, kept["reason"])
