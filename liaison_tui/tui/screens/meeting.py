"""One joint meeting: its agenda in order, what was decided, and the paper that says so."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen

from liaison_tui import desktop
from liaison_tui.journal.register import STATES, Matter, Meeting
from liaison_tui.meetings import holding, keeping
from liaison_tui.meetings.agenda import agenda_matters, paper_of
from liaison_tui.meetings.docket import Docket, read_docket
from liaison_tui.papers import plain_text
from liaison_tui.papers.agenda import file_stem
from liaison_tui.papers.writing import write_beside
from liaison_tui.reports import register as words_of
from liaison_tui.text import sanitise
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.beside import BesidePage
from liaison_tui.tui.screens.meeting_dialogs import DecisionDialog, MeetingDialog
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.tui.widgets.register_rows import meeting_words, told_of_matter
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("number", "序", 2, right=True),
    Column("id", "编号", 4),
    Column("what", "议题", least=28),
    Column("unit", "单位", 16, rank=2),
    Column("who", "谁答复", 14, rank=3),
    Column("decision", "议定", least=14, rank=1),
)
_EMPTY = "还没有议题。返回，在问题或经验做法里按空格选中，按 F4 列入会议。"
_ENDINGS = (".docx", ".txt")
_READING = "正在读取，请稍候。"


class MeetingPage(BesidePage, inherit_bindings=False):
    """The page of a meeting, by its id."""

    HELP = """\
一次联席会议：议题按先后列出，右边（窄屏按 F2）是各单位的原话、谁答复和办理留痕。

* Enter 记这一条议定了什么、谁来办、哪一天前，登记的那一条随即更新。
* F7 前移、F8 后移光标所在的议题；Del 移出议题（登记仍在）。
* F4 复制整份议题，粘贴到邮件或聊天窗口；F5 写成文档和文本文件。
* F6 改时间、地点、主题、参加人员，或改为不开了。Ctrl+Z 撤销刚才办的。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "decide", "记决定", id="decide", tooltip="记下这一条议定的内容"),
        Binding("f4", "copy", "复制", id="copy", tooltip="复制整份议题"),
        Binding("f5", "write", "写成文件", id="write-file", tooltip="把议题写成文档和文本文件"),
        Binding("f6", "change", "会议", id="change", tooltip="改时间、地点、主题、参加人员"),
        Binding("f7", "shift(-1)", "前移", id="sooner", show=False, tooltip="把议题往前移一位"),
        Binding("f8", "shift(1)", "后移", id="after", show=False, tooltip="把议题往后移一位"),
        Binding("delete", "drop", "移出", id="drop", show=False, tooltip="把这一条移出议题"),
        Binding(
            "ctrl+z", "take_back", "撤销", id="take-back", show=False, tooltip="撤销刚才办的一步"
        ),
        *BesidePage.BINDINGS,
        *Screen.BINDINGS,
    ]

    def __init__(self, backroom: Backroom, name: str, done: list[str]) -> None:
        super().__init__(backroom)
        self._meeting_id = name
        self._docket: Docket | None = None
        # What was done here and on the register's page, which is taken back on either.
        self._done = done

    def compose(self) -> ComposeResult:
        """Lay out when and where, the agenda, and a matter beside it."""
        yield Heading()
        yield Prose(id="notice")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_EMPTY, id="agenda")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the page at once and read behind it."""
        self.query_one(Heading).show(f"联席会议 {self._meeting_id}")
        self.query_one("#agenda", Board).focus()
        self.query_one("#agenda", Board).wait()

    @on(events.ScreenResume)
    @work(exclusive=True, group="read")
    async def read(self, at: str | None = None) -> None:
        """Read the meeting with what others have written since."""
        with telling(self.app):
            self._docket = await self.backroom.run(read_docket)
        if self.is_there:
            self.show(at)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting, once it is read."""
        return self._docket.register.meetings.get(self._meeting_id) if self._docket else None

    def show(self, at: str | None = None) -> None:
        """Show the agenda."""
        docket, meeting = self._docket, self.meeting
        board = self.query_one("#agenda", Board)
        if docket is None or meeting is None:
            board.empty = "这次会议刚在别处撤销了，请返回。"
            board.show([])
            return
        rows = [
            _row(number, matter, meeting, docket)
            for number, matter in enumerate(agenda_matters(docket, meeting), start=1)
        ]
        board.show([Group("", rows)] if rows else [], at=at)
        told = [f"议定 {len(meeting.decisions)}", f"议题 {len(rows)}"]
        self.query_one(Heading).show(f"{meeting.subject} {meeting.id}", meeting.date, facts=told)
        words = [(name, text) for name, text in meeting_words(meeting) if name != "议题"]
        self.query_one("#notice", Prose).show(Paragraph(t, n, lines=2) for n, t in words)

    @on(Board.Moved, "#agenda")
    def _show_matter(self, moved: Board.Moved) -> None:
        matter = self._matter_at(moved.key)
        shown: Iterator[Paragraph] | tuple[()] = ()
        if matter and self._docket:
            shown = told_of_matter(self._docket, matter)
        self.query_one("#aside-text", Prose).show(shown)
        self.query_one("#aside").scroll_home(animate=False)

    def _matter_at(self, key: str | None) -> Matter | None:
        return self._docket.register.matters.get(key or "") if self._docket else None

    def _standing_on(self) -> tuple[Meeting, Matter] | None:
        """Return the meeting and the matter one stands on; where there is none, say why."""
        board = self.query_one("#agenda", Board)
        meeting, matter = self.meeting, self._matter_at(board.cursor_key)
        if meeting is None or matter is None:
            self.app.notify(board.why_empty if self._docket else _READING)
            return None
        return meeting, matter

    @on(Board.Chosen, "#agenda")
    def action_decide(self) -> None:
        """Note what was decided on the matter one stands on."""
        if found := self._standing_on():
            self.app.push_screen(DecisionDialog(self.backroom, *found, self._done))

    def action_change(self) -> None:
        """Change when, where and with whom it is."""
        if self.meeting:
            self.app.push_screen(MeetingDialog(self.backroom, self._done, meeting=self.meeting))
        else:
            self.app.notify(_READING)

    def action_shift(self, by: int) -> None:
        """Move the matter one stands on up or down the agenda."""
        found = self._standing_on()
        if found is None:
            return
        meeting, matter = found
        names = list(meeting.agenda)
        place = names.index(matter.id)
        if not 0 <= place + by < len(names):
            self.app.notify("已经是第一个议题。" if by < 0 else "已经是最后一个议题。")
            return
        names.insert(place + by, names.pop(place))
        self._set_agenda(meeting, names, matter.id, "")

    def action_drop(self) -> None:
        """Take the matter one stands on off the agenda."""
        if found := self._standing_on():
            meeting, matter = found
            if matter.id in meeting.decisions:
                self.app.notify(f"{matter.id} 已记了议定的内容，不能移出。", severity="warning")
                return
            names = [name for name in meeting.agenda if name != matter.id]
            said = f"已移出 {matter.id}，登记仍在；要列回请在登记里按 F4"
            self._set_agenda(meeting, names, None, said)

    @work(exclusive=True, group="keep")
    async def _set_agenda(
        self, meeting: Meeting, names: list[str], at: str | None, said: str
    ) -> None:
        with telling(self.app):
            agenda = {"agenda": names}
            held = await self.backroom.run(lambda w: holding.change_meeting(w, meeting, agenda))
            self._done.append(held.acts[-1].id)
            if said:
                self.app.notify(f"{said}。")
        self.read(at)

    @work(exclusive=True, group="keep")
    async def action_take_back(self) -> None:
        """Take back what was done last."""
        if not self._done:
            self.app.notify("还没有办过，没有可以撤销的。")
            return
        with telling(self.app):
            await self.backroom.run(lambda w: keeping.undo(w, self._done[-1]))
            self._done.pop()
            self.app.notify("已撤销刚才办的一步。")
        self.read()

    @work(exclusive=True, group="desktop")
    async def action_copy(self) -> None:
        """Put the agenda where other programs paste from."""
        docket, meeting = self._docket, self.meeting
        if docket is None or meeting is None or not meeting.agenda:
            self.app.notify(_EMPTY if docket else _READING)
            return
        text = sanitise(plain_text.text(paper_of(docket, meeting)))
        if await asyncio.to_thread(desktop.copy_text, text):
            self.app.notify("已复制整份议题，可以粘贴到邮件或聊天窗口。")
            return
        self.app.copy_to_clipboard(text)
        self.app.notify("这里可能复制不了；粘贴不出来时，请按 F5 写成文件。", severity="warning")

    @work(exclusive=True, group="write")
    async def action_write(self) -> None:
        """Write the agenda, as a document and as text, beside what was written before."""
        docket, meeting = self._docket, self.meeting
        if docket is None or meeting is None or not meeting.agenda:
            self.app.notify(_EMPTY if docket else _READING)
            return
        paper = paper_of(docket, meeting)

        def write(workspace: Workspace) -> list[Path]:
            return write_beside(workspace.outbox, file_stem(meeting), _ENDINGS, paper)

        with telling(self.app):
            paths = await self.backroom.run(write)
            page = WrittenPage(self.backroom, paper.title, paths, "议题已写好", [])
            self.app.push_screen(page)


def _row(number: int, matter: Matter, meeting: Meeting, docket: Docket) -> Row:
    decision = meeting.decisions.get(matter.id, "")
    who = words_of.answers_words(matter, docket.programme) or matter.to
    cells: dict[str, Cell | str] = {
        "number": str(number),
        "id": matter.id,
        "what": matter.title,
        "unit": words_of.units_words(matter.all_units, docket.programme),
        "who": who,
        "decision": decision or Cell(STATES[matter.sort][matter.state], "quiet"),
    }
    return Row(matter.id, cells)
