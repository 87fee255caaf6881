"""Sending feedback out (发回执包): which units have something new, one file each, and where."""

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from liaison_tui.exchange import sending
from liaison_tui.exchange.sending import Sent
from liaison_tui.journal.event import Event
from liaison_tui.reports import wording
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.folder import into_folder
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.progress import Progress
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("unit", "单位", 20),
    Column("count", "新增", 4, right=True),
    Column("what", "内容", least=24),
)
_EMPTY = "还没有可发的回执包：没有收到报送，也没有要发的意见。按 Esc 返回，先汇入报送包。"
_WORDS = {**wording.KINDS, "receipt": "签收", "trust": "登记", "revoke": "停用"}


class AnsweringPage(Page[None]):
    """The page, up to a month."""

    HELP = """\
为每个单位写一个回执包：签收、审核和退回意见、延期、督查、调度等。每份只含该单位自己的内容。

* 列出的是有新内容的单位；F7 换成所有往来过的单位（丢了回执包的，可以再发一份）。
* F5 写到所填的文件夹，写好后打开文件夹，分别发给各单位。写的时候按 Esc 可以中断。
* 单位在自己的程序里按 F4 汇入，别的单位的回执包汇不进去。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+s", "send", "写回执包", id="send", tooltip="为列出的各单位写回执包"),
        Binding("f7", "turn", "范围", id="range", tooltip="只列有新内容的，或所有往来过的单位"),
        Binding("escape", "leave", "返回", id="back", tooltip="返回；正在写时则中断"),
    ]

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom)
        # What is new of later months does not wait for anybody to turn to them.
        self._period = max(period, backroom.workspace.month(None))
        self._new: Mapping[str, Sequence[Event] | None] | None = None
        self._everyone = False
        self._stop = threading.Event()
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the units, and where their files are written."""
        yield Heading()
        yield Prose(id="summary")
        yield Board(*_COLUMNS, empty=_EMPTY, id="units")
        yield Progress()
        with Horizontal(classes="row"):
            yield Static(Content.styled("写到文件夹", "$quiet"), classes="label")
            usual = str(self.backroom.workspace.outbox)
            yield LineField(usual, hint="不写就放在工作区里", id="folder")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the page at once and look behind it."""
        self.query_one(Heading).show("发回执包", wording.period_word(self._period))
        board = self.query_one(Board)
        board.focus()
        board.wait()

    @on(events.ScreenResume)
    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Look who has something new."""
        with telling(self.app):
            self._new = await self.backroom.run(partial(_look, self._period))
            if self.is_there:
                self._show()

    @property
    def units(self) -> list[str]:
        """The ids of the units that are listed."""
        new = self._new or {}
        return [unit for unit, said in new.items() if said or (self._everyone and said is not None)]

    def _show(self) -> None:
        new, programme = self._new or {}, self.backroom.workspace.programme
        rows = [_row(unit, programme.unit_name(unit), new[unit] or ()) for unit in self.units]
        self.query_one(Board).show([Group("", rows)] if rows else [])
        fresh = sum(bool(said) for said in new.values())
        met = sum(said is not None for said in new.values())
        which = f"列出往来过的 {met} 家" if self._everyone else f"列出有新内容的 {fresh} 家"
        self.query_one("#summary", Prose).show(
            [Paragraph(f"{which}；往来过的共 {met} 家（F7 换范围）。", lines=1)]
        )
        self.query_one(Heading).show(
            "发回执包", wording.period_word(self._period), facts=[f"有新内容 {fresh} 家"]
        )

    def action_turn(self) -> None:
        """List the units with something new only, or all that ever sent something."""
        if self._busy:
            self.app.notify("正在写回执包，请稍候。")
            return
        self._everyone = not self._everyone
        self._show()

    @on(Input.Submitted, "#folder")
    def action_send(self) -> None:
        """Write the files, once it is clear that the folder is the one that was meant."""
        if self._busy:
            self.app.notify("正在写回执包，请稍候。")
        elif self._new is None:
            self.app.notify("正在读取，请稍候。")
        elif not self.units:
            why = "没有新内容要发；要再发一份，按 F7 列出往来过的单位。"
            self.app.notify(why if any(s is not None for s in self._new.values()) else _EMPTY)
        else:
            self.to_folder()

    @work(exclusive=True, group="send")
    async def to_folder(self) -> None:
        """Write into the folder that is named, once it is agreed that it be made."""
        usual = self.backroom.workspace.outbox
        with telling(self.app):
            await into_folder(self.query_one("#folder", LineField), usual, self.write)

    @work(exclusive=True, group="write")
    async def write(self, folder: Path) -> None:
        """Write a file a unit, and show where they lie."""
        units = self.units
        self._busy = True
        self._stop.clear()
        bar = self.query_one(Progress)
        try:
            with bar.shown(self._show_progress), telling(self.app):
                sent = await self.backroom.run(lambda w: self._write(w, units, folder, bar))
                if self.is_there:
                    self._tell(units, sent)
        finally:
            self._busy = False

    def _write(
        self, workspace: Workspace, units: Sequence[str], folder: Path, bar: Progress
    ) -> dict[str, Sent]:
        """Write, in the backroom, noting how far it has come; stop where it is told to."""

        def told(number: int, count: int) -> bool:
            bar.note(number, count)
            return not self._stop.is_set()

        return sending.feedback_to(workspace.office, units, self._period, folder, told)

    def _show_progress(self, number: int, count: int) -> None:
        facts = [f"第 {number} / {count} 家"] if count else []
        self.query_one(Heading).show("正在写回执包", facts=facts)

    def _tell(self, units: Sequence[str], sent: Mapping[str, Sent]) -> None:
        if not sent:
            self.app.notify("没有写回执包。", severity="warning")
            self.read()
            return
        name = self.backroom.workspace.programme.unit_name
        left = [name(unit) for unit in units if unit not in sent]
        said = [Paragraph(f"{len(sent)} 个，每个单位一份，只含该单位自己的内容", "共")]
        if left:
            said.append(Paragraph("、".join(left), "没有写", "bold"))
        cut = {unit: one.left_out for unit, one in sent.items() if one.left_out}
        said += [Paragraph("、".join(files), f"{name(u)} 没有随包") for u, files in cut.items()]
        said += [AIR, Paragraph("分别发给各单位，对方按 F4 汇入。", style="$quiet")]
        paths = [one.path for one in sent.values()]
        done = f"已写好 {len(sent)} 个回执包，请分别发给各单位"
        title = f"发回执包 {wording.period_word(self._period)}"
        self.app.switch_screen(WrittenPage(self.backroom, title, paths, done, said))

    def action_leave(self) -> None:
        """Go back; while files are written, stop after the one at hand."""
        if self._busy:
            self._stop.set()
        else:
            self.dismiss(None)

    async def close_up(self) -> bool:
        """Let no more files be written."""
        self._stop.set()
        return True


def _look(period: str, workspace: Workspace) -> dict[str, Sequence[Event] | None]:
    workspace.store.refresh()
    return sending.new_for(workspace.office, period)


def _row(unit: str, name: str, new: Sequence[Event]) -> Row:
    counts = Counter(_word(event) for event in new)
    what = "，".join(f"{word} {count}" for word, count in counts.items())
    cells: dict[str, Cell | str] = {
        "unit": name,
        "count": str(len(new) or ""),
        "what": what or Cell("没有新内容", "quiet"),
    }
    return Row(unit, cells)


def _word(event: Event) -> str:
    decision = wording.DECISIONS.get(str(event.body.get("decision")), "")
    if event.kind == "review" and not event.body.get("withdrawn"):
        return decision
    return wording.BY_CENTRE if event.kind == "progress" else _WORDS.get(event.kind, "其他")
