"""A file that was written: what it is and where it lies, to be shown in its folder or passed on."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from liaison_tui import desktop
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.widgets.fields import TextField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title


class WrittenPage(Page[None]):
    """The page of `what` was written: its `paths`, all in one folder, and what is said of them."""

    HELP = """\
文件已经写好，在下面写着的位置。

* F3 打开所在的文件夹，可以直接拖到邮件或聊天窗口。
* F4 复制文件位置，再到邮件的“添加附件”里粘贴。复制不了时位置会选中，用鼠标或终端的复制键取走。
* 文件丢了可以再做一份，内容相同。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "open_folder", "打开文件夹", id="open-folder", tooltip="打开所在的文件夹"),
        Binding("f4", "copy_place", "复制文件位置", id="copy-place", tooltip="复制文件的位置"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回清单"),
    ]

    def __init__(
        self,
        backroom: Backroom,
        what: str,
        paths: Sequence[Path],
        done: str,
        said: Sequence[Paragraph],
    ) -> None:
        super().__init__(backroom)
        self._what = what
        self._paths = paths
        self._done = done
        self._said = said

    def compose(self) -> ComposeResult:
        """Lay out what was written, and its place in a field one can copy from."""
        yield Heading()
        with VerticalScroll(id="written"):
            names = [Paragraph(path.name, style="bold") for path in self._paths]
            yield Prose([title(self._done), AIR, *names, AIR])
            place = TextField("\n".join(map(str, self._paths)), id="place")
            place.read_only = True
            yield place
            yield Prose(self._said)
        yield KeyBar()

    def on_mount(self) -> None:
        """Let arrows scroll."""
        self.query_one(Heading).show(self._what)
        self.query_one("#written").focus()

    @work(exclusive=True, group="desktop")
    async def action_open_folder(self) -> None:
        """Show the folder in the desktop's own window."""
        folder = self._paths[0].parent
        if await asyncio.to_thread(desktop.open_folder, folder):
            self.app.notify("已请系统打开文件夹；没有出现窗口的，请按文件位置去找。")
        else:
            self._show_place()
            self.app.notify("这里打不开文件夹，请按文件位置去找。", severity="warning")

    @work(exclusive=True, group="desktop")
    async def action_copy_place(self) -> None:
        """Put the place where other programs paste from."""
        place = "\n".join(map(str, self._paths))
        if await asyncio.to_thread(desktop.copy_text, place):
            self.app.notify("已复制文件位置，可以粘贴到邮件或聊天窗口。")
            return
        # Some terminals take it; none says whether it did.
        self.app.copy_to_clipboard(place)
        self._show_place()
        self.app.notify("这里不能直接复制，位置已选中，请用终端的复制键取走。", severity="warning")

    def _show_place(self) -> None:
        field = self.query_one("#place", TextField)
        field.focus()
        field.select_all()
