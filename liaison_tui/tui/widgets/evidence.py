"""The evidence of an entry: what is attached already, and files to attach when it is saved."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea

from liaison_tui.journal.evidence_uses import Use
from liaison_tui.reports import wording
from liaison_tui.storage.files import megabytes
from liaison_tui.text import shorten_middle
from liaison_tui.tui.attaching import FileToAttach
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.telling import collecting
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import PathsField
from liaison_tui.tui.widgets.prose import Paragraph, Prose

_KEPT, _NEW = "kept", "new"
_COLUMNS = (
    Column("name", "已附（选中后按 Del 移除）", weight=2, least=14, middle=True),
    Column("size", "大小", 8, right=True),
    Column("modified", "修改日期", 10, rank=1),
    Column("state", "状况", 9),
    Column("folder", "所在文件夹", weight=1, least=24, rank=2, middle=True),
)
# So that the list and the field below it are in sight together on a small screen.
_ROWS, _REMARKS, _PROBLEMS = 6, 3, 3
_LOOK = 0.2
_NAME = 30


class EvidenceField(Vertical):
    """The list and, below it, where paths of further files go.

    `kept` is evidence as entries hold it; `files` what is to be attached, by path.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "remove", show=False, id="remove", tooltip="移除光标所在的佐证材料"),
    ]

    class Changed(Message):
        """A file was added or removed."""

    def __init__(self, kept: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(id="evidence")
        self.kept = list(kept)
        self.files: dict[Path, FileToAttach] = {}
        # Where a folder was given, to look through for files.
        self.folder: Path | None = None
        self._limit = 0
        self._uses: Mapping[str, Sequence[Use]] = {}
        self._busy = False
        self._told_of = ""

    def compose(self) -> ComposeResult:
        """Lay out the list, what is to be said of it, the field, and what is wrong there."""
        yield Board(*_COLUMNS, id="attached")
        yield Prose(id="remarks")
        yield PathsField(hint="F4 选文件；或粘贴、拖入、输入文件位置，按 Enter 附上", id="paths")
        yield Prose(id="trouble")

    def on_mount(self) -> None:
        """Show what is attached already."""
        self._show()
        self._tell([])

    @property
    def typed(self) -> list[Path]:
        """The paths that stand in the field and are not attached yet."""
        return paths_typed(self.field.text)

    @property
    def field(self) -> PathsField:
        """The field for paths, where problems are mended."""
        return self.query_one(PathsField)

    def begin(self, limit: int, uses: Mapping[str, Sequence[Use]]) -> None:
        """Take files of at most `limit` bytes; `uses` are those that files are put to, by hash."""
        self._limit, self._uses = limit, uses
        self._show()

    def replace(self, kept: Sequence[Mapping[str, Any]], paths: Iterable[Path]) -> None:
        """Show other evidence, and look at what is to be attached."""
        self._stop_all()
        self.kept, self.files = list(kept), {path: FileToAttach(path) for path in paths}
        self.field.text = ""
        self._show()
        self._tell([])
        self._look_at(list(self.files))

    def take(self, paths: Iterable[Path] | None) -> None:
        """Attach files that were picked, if any were."""
        if paths:
            if self.folder:
                self._take_from_field([self.folder])
                self.folder = None
            self._look_at(list(paths))

    async def settle(self) -> bool:
        """Attach what stands in the field and look at all once more, before a save.

        Returns whether all can be attached; what cannot is told beside the field.
        """
        return await self._add([*self.files, *self.typed])

    @on(PathsField.Done)
    def _typed(self, done: PathsField.Done) -> None:
        done.stop()
        self._look_at(self.typed)

    @on(TextArea.Changed)
    def _forget_trouble(self) -> None:
        """Somebody is mending it."""
        if self.field.text != self._told_of:
            self._tell([])

    @on(events.Resize)
    def _stay_in_sight(self) -> None:
        """Show all of it while one is in it: what is told makes it higher."""
        if self.has_focus_within:
            self.scroll_visible(animate=False)

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
            self.files.pop(list(self.files)[int(place)]).stop.set()
        self._tell([])
        self._show()
        self.post_message(self.Changed())

    @work(group="look-at-files")
    async def _look_at(self, paths: Sequence[Path]) -> None:
        await self._add(paths)

    async def _add(self, paths: Iterable[Path]) -> bool:
        """Look at files, list those that are there, and read them; returns whether all were."""
        problems: list[str] = []
        for path in dict.fromkeys(paths):
            file, wrong = self.files.get(path) or FileToAttach(path), list[str]()
            with collecting(wrong):
                await asyncio.to_thread(file.look, self._limit)
                self.files[path] = file
            file.problem = "".join(wrong)
            problems += wrong
            if file.is_folder:
                self.folder = path
        self._take_from_field(self.files)
        self._tell(problems)
        self._show()
        if self.has_focus_within:
            self.call_after_refresh(self.scroll_visible, animate=False)
        self.post_message(self.Changed())
        if not self._busy:
            self._busy = True
            self._read()
        return not problems

    @work(group="read-files")
    async def _read(self) -> None:
        """Read what is listed, one file after the other, and show how far it has come."""
        looking = self.set_interval(_LOOK, self._show)
        try:
            while file := next((f for f in self.files.values() if f.is_unread), None):
                problems: list[str] = []
                with collecting(problems):
                    await asyncio.to_thread(file.read_through, self._limit)
                if problems:
                    file.problem = problems[0]
                    self._tell(problems)
                self._show()
        except asyncio.CancelledError:
            self._stop_all()
            raise
        finally:
            looking.stop()
            self._busy = False

    def _stop_all(self) -> None:
        for file in self.files.values():
            file.stop.set()

    def _take_from_field(self, paths: Iterable[Path]) -> None:
        """Take out of the field what needs to stand there no more."""
        taken = set(paths)
        if taken.intersection(self.typed):
            self.field.text = "\n".join(str(other) for other in self.typed if other not in taken)

    def _tell(self, problems: Sequence[str]) -> None:
        """Say beside the field what is wrong, or that nothing is."""
        self._told_of = self.field.text
        lines = [Paragraph(problem, style="$lamp-red") for problem in problems[:_PROBLEMS]]
        if len(problems) > _PROBLEMS:
            lines.append(Paragraph(f"等 {len(problems)} 个文件没有附上。", style="$lamp-red"))
        trouble = self.query_one("#trouble", Prose)
        trouble.show(lines)
        trouble.display = bool(lines)

    def _show(self) -> None:
        rows = [
            Row(
                f"{_KEPT}:{n}",
                {
                    "name": str(e["name"]),
                    "size": megabytes(int(e["size"])),
                    "state": Cell("已保存", "quiet"),
                },
            )
            for n, e in enumerate(self.kept)
        ]
        for n, file in enumerate(self.files.values()):
            cells: dict[str, Cell | str] = {
                "name": file.path.name,
                "size": "" if file.size is None else megabytes(file.size),
                "modified": file.modified[:10],
                "state": Cell(file.state, "red" if file.problem else ""),
                "folder": Cell(str(file.path.parent), "quiet"),
            }
            rows.append(Row(f"{_NEW}:{n}", cells))
        board = self.query_one(Board)
        board.display = bool(rows)
        board.styles.height = min(len(rows), _ROWS) + 1
        board.show([Group("", rows)])
        remarks = self.query_one("#remarks", Prose)
        said = self._remarks()
        remarks.show(Paragraph(line, style="$quiet") for line in said)
        remarks.display = bool(said)

    def _remarks(self) -> list[str]:
        """Return what is to be said of single files: where else they are evidence."""
        found, names = [], dict[str, str]()
        files = [(str(e["sha256"]), str(e["name"])) for e in self.kept]
        files += [(file.sha256, file.path.name) for file in self.files.values() if file.sha256]
        for sha256, name in files:
            shown = f"“{shorten_middle(name, _NAME)}”"
            if sha256 in names:
                found.append(f"{shown}与“{shorten_middle(names[sha256], _NAME)}”是同一个文件。")
            elif uses := self._uses.get(sha256):
                found.append(f"{shown}已用于 {wording.uses_word(uses)}。")
            names.setdefault(sha256, name)
        if len(found) > _REMARKS:
            found[_REMARKS - 1 :] = [f"等 {len(found)} 个文件在别处或本项已经用过。"]
        return found
