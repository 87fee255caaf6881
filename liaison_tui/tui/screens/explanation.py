"""Saying in words why something stays as it is, or how it was done: a return, a call, a 督查."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from liaison_tui.text import sanitise
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Dialog
from liaison_tui.tui.screens.question import leave_or_ask, may_quit
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.fields import TextField
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace


class ExplanationDialog(Dialog[bool]):
    """The dialog; it comes back with whether the words were kept.

    `told` is what they answer, `first` what was said before; `keep` keeps them, in the backroom.
    """

    HELP = """\
不改填报，或者要向信用办说明怎样办的，写在这里。Ctrl+S 保存，随下一次报送包交信用办。

* 退回的填报写了说明，就不再算作待修改；以后又改了填报，以新填的为准。
* 再写一次即代替上一次。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "保存", id="save", priority=True, tooltip="保存说明，随包报送"),
        Binding("escape", "back", "返回", id="back", tooltip="返回；写了没有保存的先问一声"),
    ]

    def __init__(
        self,
        backroom: Backroom,
        title: str,
        told: Sequence[Paragraph],
        first: str,
        keep: Callable[[Workspace, str], object],
        *,
        hint: str = "写明为什么不改，或怎样办的",
    ) -> None:
        super().__init__(backroom)
        self._title = title
        self._told = told
        self._first = first
        self._hint = hint
        self._keep = keep
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out what is answered, and the field."""
        with Vertical(classes="dialog"):
            yield Static(Content(sanitise(self._title)), classes="dialog-title")
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Prose(self._told)
            yield TextField(self._first, hint=self._hint, id="text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin."""
        self.start()

    def start(self) -> None:
        """Let one write at once, after what was said before."""
        field = self.query_one(TextField)
        field.move_cursor(field.document.end)
        field.focus()

    def action_save(self) -> None:
        """Keep the words, once, if there are any."""
        text = self.query_one(TextField).text
        if not text.strip():
            self.app.notify("还没有写说明，请写好再按 Ctrl+S。", severity="warning")
        elif not self._busy:
            self._busy = True
            self._save(text)

    @work(exclusive=True, group="save")
    async def _save(self, text: str) -> None:
        with telling(self.app):
            await self.backroom.run(lambda w: self._keep(w, text))
            self.dismiss(True)
        self._busy = False

    def action_back(self) -> None:
        """Leave; what was written is given up only after a question."""
        leave_or_ask(self.app, changed=self._is_changed, leave=lambda: self.dismiss(False))

    async def close_up(self) -> bool:
        """Ask about words that are not kept."""
        return may_quit(self.app, changed=self._is_changed)

    @property
    def _is_changed(self) -> bool:
        return self.query_one(TextField).text.strip() not in ("", self._first.strip())
