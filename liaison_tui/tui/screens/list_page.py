"""A list of things of which a unit has several: one adds to it, corrects, withdraws."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from liaison_tui.errors import Refused
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Column, Group
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace

F = TypeVar("F")

_READING = "正在读取，请稍候。"


class ListPage(Page[None], Generic[F]):
    """The page. What it has `found` is read anew when one comes back to it."""

    TITLE: ClassVar[str]
    COLUMNS: ClassVar[Sequence[Column]]
    EMPTY: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "修改", id="change", tooltip="修改光标所在的一条"),
        Binding("f6", "add", "新增", id="add", tooltip="新增一条"),
        Binding("delete", "withdraw", "撤销", id="withdraw", tooltip="撤销光标所在的一条"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom)
        self.found: F | None = None

    @abstractmethod
    def fetch(self, workspace: Workspace) -> F:
        """Find the things in the workspace; called in the backroom."""

    @abstractmethod
    def groups(self, found: F) -> Sequence[Group]:
        """Return the things as rows, by their keys."""

    @abstractmethod
    def sheet(self, key: str | None) -> SheetDialog[Any]:
        """Return the dialog that adds a thing, or changes the one of a key."""

    @abstractmethod
    def called(self, found: F, key: str) -> str:
        """Return what a person calls a thing; empty for one that is withdrawn already."""

    @abstractmethod
    def withdraw(self, workspace: Workspace, key: str) -> None:
        """Withdraw a thing; called in the backroom."""

    def notes(self, found: F, key: str | None) -> Iterable[Paragraph]:  # noqa: ARG002 - for others
        """Return what can be said of the thing one stands on."""
        return ()

    def compose(self) -> ComposeResult:
        """Lay out the list, and what can be said of one row."""
        yield Heading()
        yield Board(*self.COLUMNS, empty=self.EMPTY, id="several")
        yield Prose(id="notes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the page at once and read behind it."""
        self.query_one(Heading).show(self.TITLE)
        self.query_one("#notes").display = False
        board = self.query_one(Board)
        board.focus()
        board.wait()

    @on(events.ScreenResume)
    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Read the things and show them; the cursor goes to one that is new."""
        board = self.query_one(Board)
        known, was_read = set(board.keys), self.found is not None
        with telling(self.app):
            self.found = await self.backroom.run(self._look)
            if not self.is_there:
                return
            groups = self.groups(self.found)
            new = [row.key for group in groups for row in group.rows if row.key not in known]
            board.show(groups, at=new[0] if was_read and new else None)

    def _look(self, workspace: Workspace) -> F:
        """Find them with what others have written since."""
        workspace.store.refresh()
        return self.fetch(workspace)

    @on(Board.Moved)
    def _show_notes(self, moved: Board.Moved) -> None:
        shown = list(self.notes(self.found, moved.key)) if self.found is not None else []
        notes = self.query_one("#notes", Prose)
        notes.show(shown)
        notes.display = bool(shown)

    def action_add(self) -> None:
        """Add a thing."""
        if self.found is None:
            self.app.notify(_READING)
        else:
            self.app.push_screen(self.sheet(None))

    @on(Board.Chosen, "#several")
    def action_change(self) -> None:
        """Change the thing one stands on."""
        if key := self._standing_one():
            self.app.push_screen(self.sheet(key))

    def action_withdraw(self) -> None:
        """Withdraw the thing one stands on, after a question."""
        key = self._standing_one()
        if key is None or self.found is None:
            return
        name = self.called(self.found, key)

        def answered(answer: str | None) -> None:
            if answer == "withdraw":
                self.withdraw_one(key, name)

        answers = {"keep": "留着", "withdraw": "撤销"}
        self.app.push_screen(Question("撤销", name, answers), answered)

    @work(exclusive=True, group="withdraw")
    async def withdraw_one(self, key: str, name: str) -> None:
        """Withdraw a thing, and say so once the disk has it."""
        with telling(self.app):
            await self.backroom.run(lambda w: self._withdraw_as_asked(w, key, name))
            self.app.notify(f"已撤销：{name}。")
        self.read()

    def _withdraw_as_asked(self, workspace: Workspace, key: str, name: str) -> None:
        """Withdraw a thing that is still called as it was when one was asked."""
        if self.called(self._look(workspace), key) != name:
            raise Refused("刚在别处改过，没有撤销", "请看过新的内容再撤销")
        self.withdraw(workspace, key)

    def _standing_one(self) -> str | None:
        """Return the key of what one stands on; says why where none is there to be changed."""
        key = self.query_one(Board).cursor_key
        if self.found is None:
            self.app.notify(_READING)
            return None
        if key is None:
            self.app.notify(self.EMPTY)
            return None
        if not self.called(self.found, key):
            self.app.notify("这一条已经撤销，不能再改；需要的请按 F6 新增。", severity="warning")
            return None
        return key
