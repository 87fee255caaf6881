"""What the centre prints (文稿): kinds of papers, of which months, in which format, and where."""

import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from liaison_tui.errors import Refused
from liaison_tui.printing import kinds
from liaison_tui.printing.kinds import KINDS, Kind
from liaison_tui.programme.period import spans_around
from liaison_tui.reports import wording
from liaison_tui.storage.files import megabytes
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.folder import into_folder
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.progress import Progress
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("word", "文稿", 18),
    Column("about", "内容", least=44),
    Column("endings", "可写成", 24, rank=1),
)
_FORMATS = {
    ".xlsx": "表格 .xlsx", ".docx": "文档 .docx", ".html": "网页 .html", ".csv": "数据 .csv",
    ".txt": "文本 .txt",
}  # fmt: skip
_WHOLE_YEAR = "全年"
_BUSY = "正在写文稿，请稍候；按 Esc 可以中断。"


class _Stopped(Refused):
    """Somebody has broken the writing off."""

    def __init__(self) -> None:
        super().__init__("已中断，没有写完的文件没有留下")


class PapersPage(Page[None]):
    """The page of a month. `KINDS` says what there is; those of one unit only are not on it."""

    HELP = """\
把一个月、一个季度或全年的情况写成可以打印、可以改的文件。

* 上下键选文稿，空格选几样一起写；不选的，写光标所在的一样。
* Tab 到下面换时段、格式和文件夹。某样文稿没有这种格式的，写成它自己的第一种。
* F5 写成文件，写好后可以打开文件夹。正在写的时候按 Esc 中断，不留半个文件。
* 已有同名文件的不覆盖，另编一个号。表格里的合计、核对是公式，图可以直接改。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5,ctrl+s", "write", "写成文件", id="write-papers", tooltip="把选中的文稿写成文件"
        ),
        Binding("enter", "write", show=False),
        Binding("escape", "leave", "返回", id="back", tooltip="返回；正在写时则中断"),
    ]

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom)
        self._period = period
        self._kinds = {name: kind for name, kind in KINDS.items() if kind.of_all}
        self._stop = threading.Event()
        self._bar = Progress()
        self._at = ""
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the kinds, and below them of when, in which format and where."""
        spans = {name: _within_year(name) for name in spans_around(self._period)}
        formats = dict.fromkeys(ending for kind in self._kinds.values() for ending in kind.endings)
        yield Heading()
        yield Board(*_COLUMNS, selectable=True, id="kinds")
        yield self._bar
        with Horizontal(classes="row"):
            yield Static(Content.styled("时段", "$quiet"), classes="label")
            yield Choice(spans, self._period, needed=True, id="span")
        with Horizontal(classes="row"):
            yield Static(Content.styled("格式", "$quiet"), classes="label")
            yield Choice(
                {ending: _FORMATS[ending] for ending in formats}, ".xlsx", needed=True, id="format"
            )
        with Horizontal(classes="row"):
            yield Static(Content.styled("写到文件夹", "$quiet"), classes="label")
            usual = str(self.backroom.workspace.outbox)
            yield LineField(usual, hint="不写就放在工作区里", id="folder")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the kinds."""
        rows = [_row(name, kind) for name, kind in self._kinds.items()]
        board = self.query_one(Board)
        board.show([Group("", rows)])
        board.focus()
        self._show_heading()

    @on(Choice.Changed, "#span")
    def _show_heading(self) -> None:
        self.query_one(Heading).show("文稿", wording.period_word(self._span))

    @property
    def _span(self) -> str:
        return self.query_one("#span", Choice).value or self._period

    @property
    def chosen(self) -> list[Kind]:
        """The kinds that are selected; where none is, the one the cursor stands on."""
        board = self.query_one(Board)
        names = board.selected or [name for name in (board.cursor_key,) if name]
        return [self._kinds[name] for name in names]

    @on(Board.Chosen, "#kinds")
    @on(Input.Submitted, "#folder")
    @work(exclusive=True, group="folder")
    async def action_write(self) -> None:
        """Write what is chosen, once it is agreed that its folder be made."""
        if self._busy:
            self.app.notify(_BUSY)
            return
        usual = self.backroom.workspace.outbox
        with telling(self.app):
            await into_folder(self.query_one("#folder", LineField), usual, self.write)

    @work(group="write")
    async def write(self, folder: Path) -> None:
        """Write into a folder, and show what was written."""
        if self._busy:
            return
        chosen, span = self.chosen, self._span
        ending = self.query_one("#format", Choice).value
        self._busy = True
        self._stop.clear()
        try:
            with self._bar.shown(self._show_progress), telling(self.app):
                job = partial(self._write, chosen, span, ending, folder)
                paths = await self.backroom.run(job)
                if paths and self.is_there:
                    self._tell(paths, span)
        finally:
            self._busy = False
            self._show_heading()

    def _write(
        self, chosen: Sequence[Kind], span: str, ending: str, folder: Path, workspace: Workspace
    ) -> list[Path]:
        """Write, in the backroom, noting how far it has come; stop where it is told to."""
        paths: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)
        for kind in chosen:
            self._at = kind.word
            own = ending if ending in kind.endings else kind.endings[0]
            path = kinds.free_path(folder, kind, span, own)
            kinds.write(kind, kinds.Wanted(workspace, span, tell=self._note), path)
            paths.append(path)
        return paths

    def _note(self, number: int, count: int) -> None:
        """Note how far a paper has come; raises where somebody has broken it off."""
        self._bar.note(number, count)
        if self._stop.is_set():
            raise _Stopped

    def _show_progress(self, number: int, count: int) -> None:
        self.query_one(Heading).show(f"正在写{self._at}", facts=[f"{number} / {count}"])

    def _tell(self, paths: Sequence[Path], span: str) -> None:
        size = sum(path.stat().st_size for path in paths)
        said = [
            Paragraph(f"{len(paths)} 份，{megabytes(size)}", "共"),
            AIR,
            Paragraph("用办公软件打开，可以打印、修改。", style="$quiet"),
        ]
        names = "、".join(path.name for path in paths)
        what = f"文稿 {wording.period_word(span)}"
        page = WrittenPage(self.backroom, what, list(paths), f"已写出 {names}", said)
        self.app.push_screen(page)

    def action_leave(self) -> None:
        """Go back; while papers are written, break that off."""
        if self._busy:
            self._stop.set()
        else:
            self.dismiss(None)

    async def close_up(self) -> bool:
        """Let nothing more be written."""
        self._stop.set()
        return True


def _within_year(name: str) -> str:
    """Return months as one says them within their year: 6月, 第2季度, 全年."""
    return wording.period_word(name).partition("年")[2] or _WHOLE_YEAR


def _row(name: str, kind: Kind) -> Row:
    endings = " ".join(kind.endings)
    return Row(name, {"word": kind.word, "about": kind.about, "endings": Cell(endings, "quiet")})
