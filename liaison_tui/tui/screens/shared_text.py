"""One text for several items at once (一稿多报): an entry of each is made of it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from liaison_tui.programme.model import Item
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.widgets.fields import TextField
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose


class SharedText(ModalScreen[str | None]):
    """The dialog. It comes back with the text, or None for Esc."""

    HELP = """\
写一段文字，作为所选各项本期的工作进展。每一项各成一条填报，可以再打开逐项修改；
详情里会注明与哪些项同文。Ctrl+S 保存，Esc 返回。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "保存", id="save", priority=True, tooltip="保存为各项的填报"),
        Binding("escape", "back", "返回", id="back", tooltip="返回，什么也不改变"),
    ]

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__()
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
        if not self.query_one(TextField).text.strip():
            self.dismiss(None)
            return
        answers = {"stay": "继续写", "leave": "放弃"}

        def answered(answer: str | None) -> None:
            if answer == "leave":
                self.dismiss(None)

        text = "写好的文字还没有保存，放弃后找不回来。"
        self.app.push_screen(Question("放弃文字", text, answers), answered)
