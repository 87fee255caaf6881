"""One text for several items at once (一稿多报): an entry of each is made of it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from liaison_tui.programme.model import Item
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Dialog
from liaison_tui.tui.screens.question import leave_or_ask, may_quit
from liaison_tui.tui.widgets.fields import TextField
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose


class SharedText(Dialog[str | None]):
    """The dialog. It comes back with the text, or None for Esc."""

    HELP = """\
写一段文字，作为所选各项本期的工作进展。每一项各成一条填报，可以再打开逐项修改；
详情里会注明与哪些项同文。Ctrl+S 保存，Esc 返回。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "保存", id="save", priority=True, tooltip="保存为各项的填报"),
        Binding("escape", "back", "返回", id="back", tooltip="返回，什么也不改变"),
    ]

    def __init__(self, backroom: Backroom, items: Sequence[Item]) -> None:
        super().__init__(backroom)
        self._items = items

    def compose(self) -> ComposeResult:
        """Lay out which items are meant, and the field."""
        names = "、".join(item.id for item in self._items)
        with Vertical(classes="dialog"):
            title = f"{len(self._items)} 项写同一段文字"
            yield Static(Content(title), classes="dialog-title")
            yield Prose([Paragraph(names)], classes="dialog-text")
            yield TextField(hint="工作进展：本期做了什么，到哪一步", id="text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let one write at once."""
        self.query_one(TextField).focus()

    def action_save(self) -> None:
        """Come back with the text, if there is one."""
        text = self.query_one(TextField).text
        if text.strip():
            self.dismiss(text)
        else:
            self.app.notify("还没有写文字，请写好再按 Ctrl+S。", severity="warning")

    def action_back(self) -> None:
        """Leave; what was written is given up only after a question."""
        leave_or_ask(self.app, changed=self._is_changed, leave=lambda: self.dismiss(None))

    async def close_up(self) -> bool:
        """Ask about a text that is not kept."""
        return may_quit(self.app, changed=self._is_changed)

    @property
    def _is_changed(self) -> bool:
        return bool(self.query_one(TextField).text.strip())
