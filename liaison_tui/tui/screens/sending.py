"""Exporting: what to see to before a month goes, how it is wrapped, and where it is written."""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from liaison_tui import desk
from liaison_tui.exchange import sending
from liaison_tui.journal.concern import Concern
from liaison_tui.precheck import concerns
from liaison_tui.reports import concerns as concern_rows
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.statements import approvals
from liaison_tui.storage.inspecting import Inspector
from liaison_tui.text import shorten
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.approving import ApprovalPage
from liaison_tui.tui.screens.explanation import ExplanationDialog
from liaison_tui.tui.screens.folder import ask_to_make, folder_typed, has_to_be_made
from liaison_tui.tui.screens.form import Duty, FormPage, Saved
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.sent import sent_page
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("item", "编号", 4),
    Column("text", "事项", weight=2, least=20, rank=1),
    Column("kind", "问题", 14),
    Column("said", "怎么办", weight=5, least=40),
)
_NOTHING = "没有要处理的，按 F5 导出。"
# What a volume may hold, in MB; 0 for one file of any size.
_VOLUMES = (0, 5, 10, 20, 50)
_MB = 1024 * 1024
_LOOK = 0.1
_TOLD_LINES = 6
_NAMED, _NAMED_CELLS = 4, 110


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found in the workspace, and the mark it had then."""

    mark: object
    month: Month
    ahead: sending.Ahead
    concerns: Sequence[Concern]


class SendingPage(Page[None]):
    """The export of one month, and of what earlier months still have to say."""

    HELP = """\
先看有什么要处理，再按 F5 导出。文件写到所填的文件夹，用邮件、U 盘或聊天软件交信用办。

* Enter 打开光标所在的事项去改，返回后重新核对。不用改的按 F6 写明说明，Ctrl+S 记下，随报送包报送。
* 个人信息和密级标志要先删去；没有处理的，导出时会再问一次。
* 没填的以后可以补：填好再导出一次，信用办以新的为准。草稿不会报送，要打开按 Ctrl+S 保存。
* F7 分卷：附件大时分成几个文件，都要发送。F8 压缩：邮箱不收 .liaison 时装进 .zip。程序会记住。
* 报送包丢了可以再导出一份。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "mend", "处理", id="mend", tooltip="打开光标所在的事项去改"),
        Binding("f6", "explain", "说明", id="explain", tooltip="写明为什么不改，随报送包报送"),
        Binding("f5,ctrl+s", "send", "导出", id="send", tooltip="导出报送包"),
        Binding(
            "f2", "approve", "审签", id="approve", show=False, tooltip="登记审签，打印审签表"
        ),
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
        super().__init__(backroom)
        self.month = month
        self._seen: _Seen | None = None
        config = backroom.workspace.config
        self._volume, self._zipped = config.volume_mb, config.zipped
        self._looking = asyncio.Lock()
        self._stop = threading.Event()
        self._progress = (0, 0)
        self._inspector: Inspector | None = None
        self._writing = False

    def compose(self) -> ComposeResult:
        """Lay out what was found, and how and where the file is written."""
        yield Heading()
        yield Prose(id="summary")
        yield Board(*_COLUMNS, empty=_NOTHING, id="concerns")
        yield Prose(id="concern")
        with Horizontal(classes="row"):
            yield Static(Content.styled("写到文件夹", "$quiet"), classes="label")
            usual = str(self.backroom.workspace.outbox)
            yield LineField(usual, hint="不写就放在工作区里", id="folder")
        yield Static(id="wrapping")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the page at once, and look behind it."""
        self._head("")
        self.query_one(Board).focus()
        self.query_one(Board).wait()
        self._show_wrapping()

    @on(events.ScreenResume)
    def _come_to_the_front(self) -> None:
        """Look again: something may have been mended."""
        self.look()

    @work(group="look-through")
    async def look(self) -> None:
        """Look through what would go, unless nobody has written since."""
        with telling(self.app):
            await self._look_through()
        if self._seen is None:
            self.query_one(Board).show([])

    async def _look_through(self) -> _Seen:
        """Return what is to be seen to now; raises what goes wrong."""
        async with self._looking:
            if self._seen and self._seen.mark == await self.backroom.run(lambda w: w.mark()):
                return self._seen
            looking = self.set_interval(_LOOK, self._show_progress)
            try:
                self._seen = await self.backroom.run(self._see)
            finally:
                looking.stop()
            self._show(self._seen)
            return self._seen

    def _see(self, workspace: Workspace) -> _Seen:
        """Look through, in the backroom, telling how far it has come; stop when one has left."""
        self._inspector = self._inspector or Inspector(workspace.office.evidence)

        def told(number: int, count: int) -> bool:
            self._progress = (number, count)
            return not self._stop.is_set()

        unit, period = self.month.unit, self.month.period
        mark = workspace.mark()
        month = workspace.read_month(unit, period)
        found = concerns(workspace, unit, period, self._inspector, told)
        return _Seen(mark, month, sending.ahead(workspace.office, period), found)

    def _show_progress(self) -> None:
        """Show what the backroom has noted; it never waits for the screen."""
        number, count = self._progress
        self._head(f"正在核对 {number} / {count} 项" if count else "正在核对")

    def _head(self, fact: str) -> None:
        period = wording.period_word(self.month.period)
        self.query_one(Heading).show(self.month.unit.name, "导出报送包", period, facts=[fact])

    def _show(self, seen: _Seen) -> None:
        self.month = seen.month
        self._show_counts()
        self.query_one("#summary", Prose).show(_summary(seen))
        board = self.query_one(Board)
        # From what was mended or explained on to what comes next, not after it to the end.
        to_do = {_key(concern) for concern in seen.concerns if not concern.explained}
        place = board.keys.index(board.cursor_key) if board.cursor_key else 0
        groups = [
            Group(title, [self._row(concern) for concern in rows])
            for title, rows in concern_rows.in_groups(seen.concerns)
        ]
        board.show(groups, at=next((key for key in board.keys[place:] if key in to_do), None))

    def _show_counts(self) -> None:
        found = self._seen.concerns if self._seen else ()
        must, look = (concern_rows.still_open(found, severity) for severity in ("must", "look"))
        self._head(concern_rows.counts(must, look))

    def _row(self, concern: Concern) -> Row:
        quiet = "quiet" if concern.explained else ""
        return Row(
            _key(concern),
            {
                "item": Cell(concern.item or "—", quiet),
                "text": Cell(self._item_text(concern), quiet),
                "kind": Cell(wording.CONCERNS[concern.kind], quiet or "strong"),
                "said": Cell(concern.explanation or self._sentence(concern), quiet),
            },
        )

    def _item_text(self, concern: Concern) -> str:
        """Return what the item is; empty for what is about the whole."""
        standing = self.month.standing(concern.item or "")
        item = (
            standing.item if standing else self.month.programme.item_by_id.get(concern.item or "")
        )
        return item.text if item else ""

    def _sentence(self, concern: Concern) -> str:
        """Return what is to be done, and for which month, where it is another one."""
        is_earlier = concern.period != self.month.period
        return f"{concern.period}：{concern.message}" if is_earlier else concern.message

    @property
    def _concern(self) -> Concern | None:
        """The concern one stands on."""
        key = self.query_one(Board).cursor_key
        found = self._seen.concerns if self._seen else ()
        return next((concern for concern in found if _key(concern) == key), None)

    @on(Board.Moved, "#concerns")
    def _show_concern(self) -> None:
        """Show what one stands on in full: the list cuts it off."""
        concern = self._concern
        said = []
        if concern:
            kind = wording.CONCERNS[concern.kind]
            if concern.item:
                said.append(Paragraph(self._item_text(concern), concern.item, lines=1))
            said.append(Paragraph(f"{kind}：{self._sentence(concern)}。", " ", lines=3))
        if concern and concern.explanation:
            said.append(Paragraph(concern.explanation, "已说明", "$quiet", lines=2))
        self.query_one("#concern", Prose).show(said)

    @on(Board.Chosen, "#concerns")
    def action_mend(self) -> None:
        """Go where the concern can be mended."""
        concern = self._concern
        if concern is None:
            return
        if concern.item is None:
            self.action_approve()
        else:
            self._open_form(concern.item, concern.period)

    @work(exclusive=True, group="mend")
    async def _open_form(self, item: str, period: str) -> None:
        with telling(self.app):
            month = await self.backroom.run(lambda w: w.read_month(self.month.unit, period))
            if month.standing(item) is None:
                word = wording.period_word(period)
                self.app.notify(
                    f"{item} 不是{word}的应报事项，没有表格可打开。", severity="warning"
                )
            elif self.is_current:
                self.app.push_screen(FormPage(self.backroom, Duty(month, item, None), self._saved))

    async def _saved(self, saved: Saved) -> None:
        """Say that the disk has it; the form goes, and the page looks again."""
        sentences = [
            f"{saved.item.id} 已保存 {saved.at}",
            *(f"提醒：{warning.message}" for warning in saved.warnings),
        ]
        self.app.notify(
            f"{'。'.join(sentences)}。", severity="warning" if saved.warnings else "information"
        )

    def action_explain(self) -> None:
        """Write why the concern one stands on stays as it is."""
        concern, unit = self._concern, self.month.unit
        if concern is None:
            return
        if concern.why_not_explained:
            self.app.notify(f"{concern.why_not_explained}（F2）。", severity="warning")
            return

        def keep(workspace: Workspace, text: str) -> None:
            item = workspace.item_named(unit, concern.item or "")
            desk.explain(workspace, unit, item, concern.period, concern.kind, text)

        def explained(kept: bool | None) -> None:
            if kept:
                self.app.notify("已记下说明，随报送包报送。")

        title = f"说明  {concern.item}  {wording.CONCERNS[concern.kind]}"
        told = [Paragraph(f"{self._sentence(concern)}。", lines=_TOLD_LINES)]
        dialog = ExplanationDialog(self.backroom, title, told, concern.explanation, keep)
        self.app.push_screen(dialog, explained)

    def action_approve(self) -> None:
        """Note who has approved the month."""
        self.app.push_screen(ApprovalPage(self.backroom, self.month))

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
            seen = await self._look_through()
            found = concern_rows.must_not_travel(seen.concerns)
            if self._approval_is_missing(seen):
                return
            if found:
                self._ask(found)
            else:
                await self._to_folder()

    def _approval_is_missing(self, seen: _Seen) -> bool:
        """Tell, and say, whether the settings ask for approvals that are not there."""
        found = next((c for c in seen.concerns if c.kind == "unapproved"), None)
        if found is None or self.backroom.workspace.config.approval != "require":
            return False
        self.query_one(Board).go_to(_key(found))
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
                self.query_one(Board).focus()
                self.query_one(Board).go_to(_key(found[0]))

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
        folder = folder_typed(self.query_one("#folder", LineField).value, usual)
        if await asyncio.to_thread(has_to_be_made, folder) and folder != usual:
            ask_to_make(self.app, folder, partial(self._make_folder, folder))
        else:
            self.export(folder)

    def _make_folder(self, folder: Path, agreed: bool) -> None:
        if agreed:
            self.export(folder)
        else:
            self.query_one("#folder").focus()

    @work(group="export")
    async def export(self, folder: Path) -> None:
        """Export into a folder and show what was written."""
        if self._writing:
            return
        self._writing = True
        wrapping = sending.Wrapping(self._volume * _MB or None, self._zipped)
        self._head("正在写报送包，佐证材料多时要等一会")
        try:
            with telling(self.app):
                page = await self.backroom.run(
                    partial(_export, self.backroom, self.month.period, folder, wrapping)
                )
                self.app.call_later(self.app.switch_screen, page)
        finally:
            self._writing = False
            self._show_counts()

    def action_leave(self) -> None:
        """Go back, unless the file is being written: a look through is left where it is."""
        if self._writing:
            self.app.notify("正在导出，请稍候。")
        else:
            self._stop.set()
            self.dismiss(None)

    async def close_up(self) -> bool:
        """Look through no further."""
        self._stop.set()
        return True


def _key(concern: Concern) -> str:
    return f"{concern.item}:{concern.period}:{concern.kind}"


def _summary(seen: _Seen) -> list[Paragraph]:
    """Return how the month stands, and what an export would carry that is new."""
    month, ahead = seen.month, seen.ahead
    drafts = sum(s.state == "draft" for s in month.standings)
    said = f"应报 {len(month.standings)} 项，已填 {month.done} 项"
    said += f"，草稿 {drafts} 项（不会报送）" if drafts else ""
    if ahead.new_events:
        new = f"新内容 {ahead.new_events} 条"
    elif ahead.number:
        new = f"没有新内容；第 {ahead.number} 次的包丢了，可以再导出"
    else:
        new = "还没有可报送的内容，请先填写"
    return [Paragraph(f"{said}。{new}。")]


def _export(
    backroom: Backroom, period: str, folder: Path, wrapping: sending.Wrapping, workspace: Workspace
) -> Page[None]:
    """Export, in the backroom, and return the page that shows what was written."""
    unapproved = approvals.before_export(workspace, period)
    folder.mkdir(parents=True, exist_ok=True)
    sent = sending.export(workspace.office, period, folder, wrapping)
    return sent_page(backroom, workspace, sent, period, unapproved)
