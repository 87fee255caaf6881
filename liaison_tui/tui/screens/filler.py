"""Who in this office fills items in: a name to write, or one of those in use by its number."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from liaison_tui import fillers
from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.input_methods import typed_digit
from liaison_tui.tui.screens.page import Dialog
from liaison_tui.tui.screens.question import Question, may_quit
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose

_MOST = 9
_NAMED = 6


class _NameField(LineField):
    """The field for a name; a digit that stands for one of the names in use is none of its text."""

    class Numbered(Message):
        """A name in use was asked for by its number."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, value: str, count: int) -> None:
        super().__init__(value, hint="姓名；留空就是不写", id="name")
        self._count = count

    async def _on_key(self, event: events.Key) -> None:
        digit = typed_digit(event)
        if digit and digit <= self._count:
            event.stop()
            event.prevent_default()
            self.post_message(self.Numbered(digit))
        else:
            await super()._on_key(event)


class FillerDialog(Dialog[None]):
    """The dialog, for one item or for several."""

    HELP = """\
写下这一项（或选中的几项）由谁承办，Enter 保存；留空就是不写。名字前有数字的，按数字直接选定。

承办人只记在本机，不随报送包发出。在清单里按 F3，输入姓名、拼音，或“我”，找到承办的事项。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "save", "保存", id="save", tooltip="写下承办人", priority=True),
        Binding("escape", "leave", "返回", id="back", tooltip="返回清单"),
    ]

    def __init__(self, backroom: Backroom, month: Month, items: Sequence[str]) -> None:
        super().__init__(backroom)
        self._items = [s.item for s in map(month.standing, items) if s]
        self._names = fillers.names_in_use(month.fillers, month.officer)[:_MOST]
        known = {month.fillers.get(item.id, "") for item in self._items}
        self._before = known.pop() if len(known) == 1 else ""

    def compose(self) -> ComposeResult:
        """Lay out the items, the names in use, and the field."""
        with Vertical(classes="dialog"):
            yield Static(Content("承办人"), classes="dialog-title")
            offered = "    ".join(f"{n} {name}" for n, name in enumerate(self._names, start=1))
            about = [Paragraph(self._whose(), "事项", lines=2)]
            about += [Paragraph(offered, "按数字选")] if offered else []
            yield Prose(about, classes="dialog-text")
            yield _NameField(self._before, len(self._names))
            yield Static(Content("只记在本机，不随报送包发出。"), classes="dialog-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let one write at once."""
        self.query_one(LineField).focus()

    @on(_NameField.Numbered)
    def _take(self, numbered: _NameField.Numbered) -> None:
        self.save(self._names[numbered.number - 1])

    def action_save(self) -> None:
        """Keep what is written."""
        self.save(self.query_one(LineField).value)

    @work(exclusive=True, group="filler")
    async def save(self, name: str) -> None:
        """Keep a name, say so, and go."""
        with telling(self.app):
            kept = await self.backroom.run(lambda w: fillers.assign(w, self._items, name))
            said = f"{self._short()}的承办人：{kept}" if kept else f"{self._short()}不再写明承办人"
            self.app.notify(f"{said}。F3 输入姓名或“我”可以筛选。")
            self.dismiss(None)

    def action_leave(self) -> None:
        """Go back, after a question where a name was typed."""
        typed = self.query_one(LineField).value
        if not self._is_changed:
            self.dismiss(None)
            return

        def answered(answer: str | None) -> None:
            if answer == "save":
                self.save(typed)
            elif answer == "leave":
                self.dismiss(None)

        answers = {"save": "保存", "leave": "不保存"}
        self.app.push_screen(Question("承办人还没有保存", typed, answers), answered)

    async def close_up(self) -> bool:
        """Ask about a name that is not kept."""
        return may_quit(self.app, changed=self._is_changed)

    @property
    def _is_changed(self) -> bool:
        return self.query_one(LineField).value.strip() != self._before

    def _whose(self) -> str:
        if len(self._items) == 1:
            return f"{self._items[0].id}  {self._items[0].text}"
        return f"{len(self._items)} 项：{'、'.join(item.id for item in self._items)}"

    def _short(self) -> str:
        names = "、".join(item.id for item in self._items[:_NAMED])
        return names if len(self._items) <= _NAMED else f"{names}等 {len(self._items)} 项"
