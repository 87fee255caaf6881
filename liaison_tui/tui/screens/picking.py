"""Picking files: one looks through folders and takes one file, or several from wherever."""

import asyncio
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from liaison_tui.storage.files import megabytes
from liaison_tui.storage.folders import Entry, Listing, first_folder, list_folder, list_places
from liaison_tui.text import one_line, shorten_middle
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.look import cut_mark
from liaison_tui.tui.paths import is_path, paths_typed
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.telling import collecting
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.folder_board import FolderBoard
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose

_LINK = "这是一个链接，不是文件本身。请到原文件所在的文件夹里选。"


class PickingPage(Page[list[Path]]):
    """The page. It comes back with the files that were taken, or None for Esc.

    It begins in the folder `start`, else where files were picked last, else on the desktop.
    """

    HELP = """\
上下键移动，Enter 打开文件夹或选定光标所在的文件，退格键回上一级，F6 换到桌面、文档、U 盘等位置。

* 选几个：按空格逐个选中（Ctrl+A 选中全部），再按 F4 选定；Enter 连同光标所在的一起选定。
* 换文件夹、筛选都不会取消选中。
* 直接打字即可筛选：文字，或拼音、拼音首字母。
* 也可以写或粘贴位置：文件夹就打开，文件就选定。
* 文件夹在前，文件新的在前；Ctrl+O 改为按名称。隐藏的不列出，链接不能选。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="open", tooltip="打开文件夹，或选定光标所在的文件"),
        Binding("f4,ctrl+s", "take", "选定", id="take", tooltip="选定选中的文件"),
        Binding("backspace", "up", "上一级", id="up", tooltip="到上一级文件夹"),
        # Not at the foot: the line itself names the key.
        Binding(
            "f3,ctrl+f", "find", "筛选", id="find", show=False,
            tooltip="按文字或拼音筛选，或写位置",
        ),
        Binding("f6", "places", "位置", id="places", tooltip="换到桌面、文档、U 盘等位置"),
        Binding("ctrl+o", "sort", "排序", id="sort", show=False, tooltip="新的在前，或按名称"),
        Binding("escape", "back", "返回", id="back", tooltip="取消筛选；不选文件，返回"),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, start: Path | None = None) -> None:
        super().__init__(backroom)
        self._start = start
        self._listing = Listing(None, (), 0)
        self._by_name = False
        self._problem = ""
        self._told_at: Entry | None = None
        self._reading = threading.Event()

    def compose(self) -> ComposeResult:
        """Lay out where one is, the line to type in, the list, and what comes next."""
        yield Heading()
        yield Prose(id="where")
        yield LineField(hint="F3 筛选：文字或拼音；也可以写位置", id="line")
        yield FolderBoard()
        yield Prose(id="hint")
        yield KeyBar()

    @property
    def board(self) -> FolderBoard:
        """The list."""
        return self.query_one(FolderBoard)

    def on_mount(self) -> None:
        """Begin in the folder one was in."""
        self.query_one(Heading).show("选文件")
        self.board.focus()
        candidates, wanted = (self._start, self.backroom.picked_in), self._is_wanted()
        self._go(lambda: list_folder(first_folder(candidates), wanted))

    def on_unmount(self) -> None:
        """Read on in no folder."""
        self._reading.set()

    def _is_wanted(self) -> Callable[[], bool]:
        """Return what tells whether the folder that is read now is still wanted."""
        self._reading.set()
        self._reading = stop = threading.Event()
        return lambda: not stop.is_set()

    @work(exclusive=True, group="list-folder")
    async def _go(self, fetch: Callable[[], Listing], at: str | None = None) -> None:
        """Show a folder, read in a thread; where it cannot be read say so and stay."""
        problems: list[str] = []
        board = self.board
        board.wait(keep_selected=True)
        with collecting(problems):
            self._listing = await asyncio.to_thread(fetch)
            self.backroom.picked_in = self._listing.folder or self.backroom.picked_in
            with self.prevent(Input.Changed):
                self.query_one("#line", LineField).value = ""
        self._show(at)
        if at is None and not problems:
            board.go_to_top()
        self._hint("".join(problems))

    def _enter(self, folder: Path, at: Path | None = None) -> None:
        wanted = self._is_wanted()
        self._go(lambda: list_folder(folder, wanted), str(at) if at else None)

    def _show(self, at: str | None = None) -> None:
        """Show what the line leaves of the folder."""
        typed, kept = self.query_one("#line", LineField).value, len(self._listing.entries)
        words = "" if is_path(typed) else typed
        found = self.board.show_folder(self._listing, words, named=self._by_name, at=at)
        counts = f"{found} / {kept} 个" if found < kept else f"{kept} 个"
        if self._listing.count > kept:
            counts = f"共 {self._listing.count} 个，只看 {kept} 个，其余请写位置"
        self.query_one(Heading).show("选文件", facts=[self._order, counts])
        self._show_where()

    @on(events.Resize)
    def _show_where(self) -> None:
        """Say which folder it is, cut to the width there is."""
        listing = self._listing
        where = one_line(str(listing.folder)) if listing.folder else "常用位置和磁盘"
        room = max(20, self.size.width - 2)
        line = Paragraph(shorten_middle(where, room, cut_mark(self)), lines=1)
        self.query_one("#where", Prose).show([line])

    @property
    def _order(self) -> str:
        return "按名称" if self._by_name else "新的在前"

    @on(Board.Moved)
    def _moved(self) -> None:
        if not self._problem or self._told_at is not self.board.here:
            self._hint()

    @on(Board.Selected)
    def _count(self) -> None:
        self._hint()

    def _hint(self, problem: str = "") -> None:
        """Say what is wrong, until one moves on, or what comes next."""
        hint, chosen = self.query_one("#hint", Prose), self.board.chosen
        self._problem, self._told_at = problem, self.board.here
        if problem:
            hint.show([Paragraph(problem, style="$lamp-red")])
        elif chosen:
            size = megabytes(sum(entry.size for entry in chosen))
            said = f"已选 {len(chosen)} 个文件，共 {size}。按 F4 选定。"
            hint.show([Paragraph(said, style="bold $foreground")])
        else:
            hint.show([Paragraph("Enter 打开文件夹，或选定这个文件；要选几个，先按空格逐个选中。")])

    @on(Board.Chosen)
    def action_open(self) -> None:
        """Open the folder one stands on, or take the file, with all that are selected."""
        here = self.board.here
        if here is None:
            return
        if here.kind == "folder":
            self._enter(here.path)
        elif here.kind == "file":
            paths = [*(entry.path for entry in self.board.chosen), here.path]
            self.dismiss(list(dict.fromkeys(paths)))
        else:
            self._hint(_LINK)

    def action_take(self) -> None:
        """Take what is selected, or, where nothing is, the file one stands on."""
        here = self.board.here
        if chosen := self.board.chosen:
            self.dismiss([entry.path for entry in chosen])
        elif here and here.kind == "file":
            self.dismiss([here.path])
        elif here and here.kind == "link":
            self._hint(_LINK)
        else:
            self._hint("还没有选文件。光标移到文件上按空格选中。")

    def action_up(self) -> None:
        """Go to the folder that holds this one; above the topmost are the places to begin at."""
        folder = self._listing.folder
        if folder and folder.parent != folder:
            self._enter(folder.parent, folder)
        elif folder:
            self.action_places()

    def action_places(self) -> None:
        """Show where files usually lie."""
        self._is_wanted()
        self._go(list_places)

    def action_sort(self) -> None:
        """Show files by name, or the newest first."""
        self._by_name = not self._by_name
        self._show()

    def action_find(self) -> None:
        """Go to the line."""
        self.query_one("#line", LineField).focus()

    def action_back(self) -> None:
        """Go back step by step: from what was typed, from the page."""
        line = self.query_one("#line", LineField)
        if line.value or line.has_focus:
            line.value = ""
            self.board.focus()
        else:
            self.dismiss(None)

    @on(events.Key)
    def _type(self, event: events.Key) -> None:
        """Let what is typed in the list narrow it, and arrows move in it from the line."""
        line, board = self.query_one("#line", LineField), self.board
        is_word = event.is_printable and event.key != "space"
        if board.has_focus and is_word and event.character:
            line.focus()
            line.insert_text_at_cursor(event.character)
            event.stop()
        elif line.has_focus and event.key in ("down", "up"):
            board.focus()
            event.stop()

    @on(events.Paste)
    def _paste(self, event: events.Paste) -> None:
        """Take a pasted place into the line, wherever one is."""
        line = self.query_one("#line", LineField)
        if not line.has_focus:
            line.focus()
            line.post_message(events.Paste(event.text))

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._show()
        self.board.go_to_top()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Go to what was typed, where it is a place; else open what one stands on."""
        typed = self.query_one("#line", LineField).value
        paths = paths_typed(typed) if is_path(typed) else []
        if not paths:
            self.action_open()
            self.board.focus()
            return
        base = self._listing.folder or Path.home()
        self._go_to([Path(os.path.normpath(base / path)) for path in paths])

    @work(exclusive=True, group="go-to")
    async def _go_to(self, paths: list[Path]) -> None:
        """Open the folder, or take the files, that were named."""
        problems: list[str] = []
        with collecting(problems):
            if len(paths) > 1 or await asyncio.to_thread(paths[0].is_file):
                self.dismiss([*(entry.path for entry in self.board.chosen), *paths])
            else:
                self._enter(paths[0])
                self.board.focus()
        if problems:
            self._hint(problems[0])
