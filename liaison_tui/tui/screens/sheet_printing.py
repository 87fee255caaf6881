"""Printing the approval sheet (审签表): in which format, and into which folder."""

from functools import partial
from itertools import count
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from liaison_tui.papers.writing import write_paper
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.statements import approvals
from liaison_tui.storage.files import megabytes
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.folder import into_folder
from liaison_tui.tui.screens.page import Dialog
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace

_FORMATS = {".docx": "文档（.docx）", ".html": "网页（.html）"}
_NAME = "审签表"


class PrintDialog(Dialog[None]):
    """The dialog; the page of what was written takes its place."""

    HELP = """\
写成文件以后，用办公软件或浏览器打开打印，请三级负责人签字，盖章处留了空白。

* 已有同名文件的不覆盖，另编一个号。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5,ctrl+s", "write", "写成文件", id="write-sheet", priority=True,
            tooltip="把审签表写成文件",
        ),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回，不写"),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, month: Month) -> None:
        super().__init__(backroom)
        self.month = month
        self._writing = False

    def compose(self) -> ComposeResult:
        """Lay out the format and the folder."""
        with Vertical(classes="dialog"):
            period = wording.period_word(self.month.period)
            yield Static(Content(f"打印审签表  {period}"), classes="dialog-title")
            with Horizontal(classes="row"):
                yield Static(Content.styled("格式", "$quiet"), classes="label")
                yield Choice(_FORMATS, ".docx", id="format")
            with Horizontal(classes="row"):
                yield Static(Content.styled("写到文件夹", "$quiet"), classes="label")
                yield LineField(str(self.backroom.workspace.outbox), id="folder")
            yield Static(Content("Enter 或 F5 写成文件，Esc 返回"), classes="dialog-hint")
        yield KeyBar()

    @on(Input.Submitted, "#folder")
    @work(exclusive=True, group="folder")
    async def action_write(self) -> None:
        """Write the sheet, once it is agreed that its folder be made."""
        usual = self.backroom.workspace.outbox
        with telling(self.app):
            await into_folder(self.query_one("#folder", LineField), usual, self.write)

    @work(group="write")
    async def write(self, folder: Path) -> None:
        """Write the sheet into a folder and show it."""
        if self._writing:
            return
        self._writing = True
        ending = self.query_one("#format", Choice).value or ".docx"
        try:
            with telling(self.app):
                page = await self.backroom.run(
                    partial(_print, self.backroom, self.month, folder, ending)
                )
                self.app.call_later(self.app.switch_screen, page)
        finally:
            self._writing = False


def _free(folder: Path, name: str, ending: str) -> Path:
    """Return a path that nothing bears yet: somebody may have written on the sheet before."""
    names = (f"{name}{f'_{number}' if number > 1 else ''}{ending}" for number in count(1))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def _print(
    backroom: Backroom, month: Month, folder: Path, ending: str, workspace: Workspace
) -> WrittenPage:
    """Write the sheet, in the backroom, and return the page that shows it."""
    path = _free(folder, f"{_NAME}_{month.unit.name}_{month.period}", ending)
    folder.mkdir(parents=True, exist_ok=True)
    write_paper(path, approvals.sheet(workspace, month.unit, month.period))
    said = [
        Paragraph(megabytes(path.stat().st_size), "大小"),
        AIR,
        Paragraph("签字盖章后扫描，登记审签时把扫描件的位置写上，随报送包报送。", style="$quiet"),
    ]
    what = f"审签表 {wording.period_word(month.period)}"
    return WrittenPage(backroom, what, [path], "审签表已写好，打开打印，请领导签字", said)
