"""The evidence of an entry: what is attached already, and files to attach when it is saved."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from liaison_tui.storage.files import megabytes
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.widgets.board import Board, Column, Group, Row
from liaison_tui.tui.widgets.fields import PathsField

_KEPT, _NEW = "kept", "new"


class EvidenceField(Vertical):
    """The list and, below it, where paths of further files go.

    `kept` is evidence as entries hold it; `files` maps paths to sizes in bytes, None where nobody
    has looked yet.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "remove", show=False, id="remove", tooltip="移除光标所在的佐证材料"),
    ]

    class Changed(Message):
        """A file was added or removed."""

    class Wanted(Message):
        """Paths were typed; whoever can look at files adds those that are there."""

        def __init__(self, field: "EvidenceField") -> None:
            super().__init__()
            self.field = field

    def __init__(self, kept: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(id="evidence")
        self.kept = list(kept)
        self.files: dict[Path, int | None] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list and the field."""
        yield Board(
            Column("name", "已附（选中后按 Del 移除）"), Column("size", "大小", 9, right=True),
            id="attached",
        )  # fmt: skip
        yield PathsField(hint="粘贴或输入文件位置，每行一个，按 Enter 附上", id="paths")

    def on_mount(self) -> None:
        """Show what is attached already."""
        self._show()

    @property
    def typed(self) -> list[Path]:
        """The paths that stand in the field and are not attached yet."""
        return paths_typed(self.query_one(PathsField).text)

    def add(self, path: Path, size: int) -> None:
        """Add a file to attach, and take its path out of the field."""
        self.files[path] = size
        field = self.query_one(PathsField)
        field.text = "\n".join(str(other) for other in self.typed if other != path)
        self._show()
        self.post_message(self.Changed())

    def replace(self, kept: Sequence[Mapping[str, Any]], paths: Iterable[Path]) -> None:
        """Show other evidence."""
        self.kept, self.files = list(kept), dict.fromkeys(paths)
        self.query_one(PathsField).text = ""
        self._show()

    @on(PathsField.Done)
    def _typed(self, done: PathsField.Done) -> None:
        done.stop()
        self.post_message(self.Wanted(self))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to remove a file only where one stands on one; beside it Del removes letters."""
        if action == "remove":
            return self.query_one(Board).has_focus
        return super().check_action(action, parameters)

    def action_remove(self) -> None:
        """Remove the file one stands on."""
        board = self.query_one(Board)
        if board.cursor_key is None:
            return
        sort, _, place = board.cursor_key.partition(":")
        if sort == _KEPT:
            del self.kept[int(place)]
        else:
            del self.files[list(self.files)[int(place)]]
        self._show()
        self.post_message(self.Changed())

    def _show(self) -> None:
        rows = [
            Row(f"{_KEPT}:{n}", {"name": str(e["name"]), "size": megabytes(int(e["size"]))})
            for n, e in enumerate(self.kept)
        ]
        for n, (path, size) in enumerate(self.files.items()):
            name = f"{path.name}（{path.parent}）"
            rows.append(Row(f"{_NEW}:{n}", {"name": name, "size": megabytes(size) if size else ""}))
        board = self.query_one(Board)
        board.display = bool(rows)
        board.styles.height = len(rows) + 1
        board.show([Group("", rows)])
