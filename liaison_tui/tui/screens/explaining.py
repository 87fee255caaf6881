"""Why something that was found before an export stays as it is, in the unit's own words."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from liaison_tui import desk
from liaison_tui.journal.concern import MAX_EXPLANATION, Concern
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Dialog
from liaison_tui.tui.screens.question import leave_or_ask
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.fields import TextField
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace

_MESSAGE_LINES = 6


class ExplainDialog(Dialog[bool]):
    """The dialog about one concern; it comes back with whether an explanation was kept."""

    HELP = f"""\
有的问题不用改，写明为什么就可以：例如数字核减了，号码是公开的办公电话。

* 说明随报送包交信用办，以后改了这一项的填报，要重新说明。
* 最多 {MAX_EXPLANATION} 字。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s,enter", "keep", "记下说明", id="keep", priority=True,
            tooltip="记下说明，随报送包交信用办",
        ),
        Binding("escape", "leave", "返回", id="back", tooltip="返回，不写说明"),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, unit: Unit, concern: Concern) -> None:
        super().__init__(backroom)
        self._unit = unit
        self._concern = concern
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out what was found, and the field for the words."""
        concern = self._concern
        title = f"说明  {concern.item}  {wording.CONCERNS[concern.kind]}"
        with Vertical(classes="dialog"):
            yield Static(Content(title), classes="dialog-title")
            found = Paragraph(f"{concern.message}。", lines=_MESSAGE_LINES)
            yield Prose([found], classes="dialog-text")
            yield TextField(concern.explanation, hint="为什么这样报", id="explanation")
            yield Static(Content("Enter 或 Ctrl+S 记下，Esc 返回"), classes="dialog-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Write at once, after what was written before."""
        field = self.query_one(TextField)
        field.focus()
        field.move_cursor(field.document.end)

    def action_keep(self) -> None:
        """Keep the explanation, unless that is being done."""
        if not self._busy:
            self._busy = True
            self._keep()

    @work(exclusive=True, group="explain")
    async def _keep(self) -> None:
        concern, text = self._concern, self.query_one(TextField).text

        def keep(workspace: Workspace) -> None:
            item = workspace.item_named(self._unit, concern.item or "")
            desk.explain(workspace, self._unit, item, concern.period, concern.kind, text)

        try:
            with telling(self.app):
                await self.backroom.run(keep)
                self.dismiss(True)
        finally:
            self._busy = False

    def action_leave(self) -> None:
        """Go back; what was typed is lost only where that is wanted."""
        changed = self.query_one(TextField).text.strip() != self._concern.explanation
        leave_or_ask(self.app, changed=changed, leave=lambda: self.dismiss(False))
