"""Exporting: what to see to before a month goes, how it is wrapped, and where it is written."""

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

from liaison_tui.exchange import sending
from liaison_tui.exchange.wrapping import Wrapping
from liaison_tui.journal.concern import Concern
from liaison_tui.reports import concerns as concern_rows
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.statements import approvals
from liaison_tui.text import shorten
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.looking_through import Seen
from liaison_tui.tui.screens.concerns import ConcernsPage
from liaison_tui.tui.screens.folder import into_folder
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.sent import sent_page
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.concerns import ConcernList
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Prose
from liaison_tui.workspace import Workspace

# What a volume may hold, in MB; 0 for one file of any size.
_VOLUMES = (0, 5, 10, 20, 50)
_MB = 1024 * 1024
_NAMED, _NAMED_CELLS = 4, 110


class SendingPage(ConcernsPage, inherit_bindings=False):
    """The export of one month, and of what earlier months still have to say."""

    TITLE = "导出报送包"
    HELP = """\
先看有什么要处理，再按 F5 导出。文件写到所填的文件夹，用邮件、U 盘或聊天软件交信用办。

* Enter 打开光标所在的事项去改，返回后重新核对。不用改的按 F6 写明说明，Ctrl+S 记下，随报送包报送。
* 个人信息和密级标志要先删去；没有处理的，导出时会再问一次。
* 没填的以后可以补：填好再导出一次，信用办以新的为准。草稿不会报送，要打开按 Ctrl+S 保存。
* F7 分卷：附件大时分成几个文件，都要发送。F8 压缩：邮箱不收 .liaison 时装进 .zip。程序会记住。
* 报送包丢了可以再导出一份。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        *ConcernsPage.BINDINGS,
        *Page.BINDINGS,
        Binding("f5,ctrl+s", "send", "导出", id="send", tooltip="导出报送包"),
        Binding(
            "f7", "turn_volume", "分卷", id="volume", show=False,
            tooltip="换每卷的大小，或不分卷",
        ),
        Binding(
            "f8", "turn_zip", "压缩", id="zip", show=False, tooltip="装进普通的 .zip，或不装"
        ),
        Binding("escape", "leave", "返回", id="back", tooltip="返回清单，不导出"),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, month: Month) -> None:
        super().__init__(backroom, month)
        config = backroom.workspace.config
        self._volume, self._zipped = config.volume_mb, config.zipped
        self._writing = False

    def compose(self) -> ComposeResult:
        """Lay out what was found, and how and where the file is written."""
        yield Heading()
        yield Prose(id="summary")
        yield ConcernList(self.month)
        yield Prose(id="concern")
        with Horizontal(classes="row"):
            yield Static(Content.styled("写到文件夹", "$quiet"), classes="label")
            usual = str(self.backroom.workspace.outbox)
            yield LineField(usual, hint="不写就放在工作区里", id="folder")
        yield Static(id="wrapping")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show how it will be wrapped."""
        self._show_wrapping()

    def action_turn_volume(self) -> None:
        """Turn to the next size of a volume."""
        self._volume = next((size for size in _VOLUMES if size > self._volume), _VOLUMES[0])
        self._show_wrapping()
        self._remember("volume_mb", self._volume)

    def action_turn_zip(self) -> None:
        """Wrap the file into an ordinary zip, or no longer."""
        self._zipped = not self._zipped
        self._show_wrapping()
        self._remember("zip", self._zipped)

    def _show_wrapping(self) -> None:
        volume = f"每卷 {self._volume} MB" if self._volume else "不分卷"
        zipped = "装进普通的 .zip" if self._zipped else "不压缩（.liaison）"
        self.query_one("#wrapping", Static).update(
            Content.assemble(
                ("F7 分卷  ", "$quiet"), f"{volume}      ", ("F8 压缩  ", "$quiet"), zipped
            )
        )

    @work(group="remember")
    async def _remember(self, key: str, value: int) -> None:
        with telling(self.app):
            await self.backroom.run(lambda w: w.change_settings({"export": {key: value}}))

    @on(Input.Submitted, "#folder")
    def action_send(self) -> None:
        """Export, once what stands in the way is answered for."""
        if self._writing:
            self.app.notify("正在导出，请稍候。")
        else:
            self.consider()

    @work(exclusive=True, group="send")
    async def consider(self) -> None:
        """Look through to the end, and ask once more about what must not travel."""
        with telling(self.app):
            seen = await self.look_through()
            if seen.mark is None:
                return  # it was left before it had seen everything
            found = concern_rows.must_not_travel(seen.concerns)
            if self._approval_is_missing(seen):
                return
            if found:
                self._ask(found)
            else:
                await self._to_folder()

    def _approval_is_missing(self, seen: Seen) -> bool:
        """Tell, and say, whether the settings ask for approvals that are not there."""
        found = next((c for c in seen.concerns if c.kind == "unapproved"), None)
        if found is None or self.backroom.workspace.config.approval != "require":
            return False
        self.concern_list.go_to_concern(found)
        self.app.notify(f"没有导出：{found.message}（F2 审签）。", severity="warning")
        return True

    def _ask(self, found: Sequence[Concern]) -> None:
        """Ask whether what was found is what it looks like; whoever is not sure is led to it."""
        kinds = dict.fromkeys(wording.CONCERNS[concern.kind] for concern in found)
        lines = [shorten(f"{c.item}  {c.message}", _NAMED_CELLS) for c in found[:_NAMED]]
        lines += [f"等 {len(found)} 处"] if len(found) > _NAMED else []

        def answered(answer: str | None) -> None:
            if answer == "send":
                self.to_folder()
            elif answer == "mend":
                self.concern_list.focus()
                self.concern_list.go_to_concern(found[0])

        answers = {"mend": "先去处理", "send": "确认不属于，仍然导出"}
        title = f"有{'、'.join(kinds)}，还没有处理"
        self.app.push_screen(Question(title, "\n".join(lines), answers), answered)

    @work(exclusive=True, group="send")
    async def to_folder(self) -> None:
        """Export into the folder that is named."""
        with telling(self.app):
            await self._to_folder()

    async def _to_folder(self) -> None:
        """Export into the folder that is named, once it is agreed that it be made."""
        usual = self.backroom.workspace.outbox
        await into_folder(self.query_one("#folder", LineField), usual, self.export)

    @work(group="export")
    async def export(self, folder: Path) -> None:
        """Export into a folder and show what was written."""
        if self._writing:
            return
        if self.seen and self.seen.mark != await self.backroom.run(lambda w: w.mark()):
            self.app.notify("刚在别处有了改动，已重新核对，请看过再导出。", severity="warning")
            self.look()
            return
        self._writing = True
        wrapping = Wrapping(self._volume * _MB or None, self._zipped)
        self.head("正在写报送包，佐证材料多时要等一会")
        try:
            with telling(self.app):
                page = await self.backroom.run(
                    partial(_export, self.backroom, self.month.period, folder, wrapping)
                )
                self.app.call_later(self.app.switch_screen, page)
        finally:
            self._writing = False
            if self.is_there:
                self.show_counts()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lead to no other page while the file is written: the page that tells of it comes next."""
        if self._writing and action in ("mend", "explain", "approve"):
            return False
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Go back, unless the file is being written: a look through is left where it is."""
        if self._writing:
            self.app.notify("正在导出，请稍候。")
        else:
            self.stop()
            self.dismiss(None)


def _export(
    backroom: Backroom, period: str, folder: Path, wrapping: Wrapping, workspace: Workspace
) -> Page[None]:
    """Export, in the backroom, and return the page that shows what was written."""
    unapproved = approvals.before_export(workspace, period)
    folder.mkdir(parents=True, exist_ok=True)
    sent = sending.export(workspace.office, period, folder, wrapping)
    return sent_page(backroom, workspace, sent, period, unapproved)
