"""Joint meetings (联席会议): what units raise, taken up and dealt with, and put on an agenda."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen

from liaison_tui.journal.raised import Raised
from liaison_tui.journal.register import STATES, Matter, Meeting, Sort
from liaison_tui.meetings import holding
from liaison_tui.meetings.docket import Docket, read_docket
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.drilling import open_obligation
from liaison_tui.tui.screens.matter import AskDialog, MatterDialog, OwnMatterDialog, TakeUpDialog
from liaison_tui.tui.screens.meeting_dialogs import MeetingDialog
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.screens.onto_agenda import choose_meeting
from liaison_tui.tui.screens.register_steps import RegisterSteps
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.tui.widgets.register_rows import (
    COLUMNS,
    VIEWS,
    aside_at,
    counts_of,
    first_words_of,
    groups_of,
    raised_at,
    told_of,
)
from liaison_tui.workspace import Workspace

_EMPTY = {
    "problem": "没有待登记的问题，也没有在办的。按 F6 新增，或按 4 看已办结的。",
    "practice": "没有待登记的经验做法，也没有拟推广的。按 F6 新增，或按 4 看已推广的。",
    "meeting": "还没有联席会议。按 F6 新增，议题先列出全部待办的问题和经验。",
    "done": "还没有办结的。按 1 看在办的问题。",
}
_PEEK_LINES = 3
_NO_MATCH = "没有符合的。Esc 取消筛选。"
# What turns months is no key here.
_TURNS = ("earlier", "later")


class RegisterPage(RegisterSteps, inherit_bindings=False):
    """The page. It is about no month: what was raised waits, in whichever."""

    HELP = """\
各单位填报里的存在问题和经验做法，没看过的先列在“待登记”，一条不漏：相同的话几个月、几家单位说的合成一条。

* 待登记的：Enter 登记（标题、谁答复、哪一天前），F5 看过不登记。空格选中几条，Enter 合为一条登记。
* 登记了的：Enter 办理（待研究、研究中、已答复、已解决、暂缓；经验写推广到哪里），逾期的排在前面。
* F4 列入会议：空格选中的，或光标所在的。会议在第 3 栏，Enter 打开，记决定、写议题。
* F7 就一条问题给别的单位发临时调度，对方看不到反映单位的原话；答复显示在右边（窄屏按 F2）。
* F8 看原来的填报；F6 新增；Ctrl+Z 撤销刚才办的，再按撤销更早一次。
* 按 1 至 4 分栏看，F3 按单位、事项、文字或拼音筛选。登记的内容只在信用办本机。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "办理", id="open", tooltip="登记、办理光标所在的一条；打开会议"),
        Binding("f4", "to_meeting", "列入会议", id="to-meeting", tooltip="把选中的列入会议议题"),
        Binding("f5", "aside", "不登记", id="aside", tooltip="看过，不登记；选中几条时一次办"),
        Binding("f6", "add", "新增", id="add", tooltip="新增一条问题、经验，或一次会议"),
        Binding(
            "f7", "ask", "发调度", id="ask", show=False, tooltip="就这一条请别的单位答复"
        ),
        Binding("f8", "entry", "看填报", id="entry", show=False, tooltip="看这条话原来的填报"),
        Binding(
            "ctrl+z", "take_back", "撤销", id="take-back", show=False, tooltip="撤销刚才办的一步"
        ),
        *(b for b in MonthlyPage.BINDINGS if not (isinstance(b, Binding) and b.id in _TURNS)),
        *Screen.BINDINGS,
        *(
            Binding(str(number), f"view({number})", word, show=False, tooltip=f"看{word}")
            for number, word in enumerate(VIEWS.values(), start=1)
        ),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "联席会议", period)

    def compose(self) -> ComposeResult:
        """Lay out the views, the list, and what is known of a row beside it."""
        yield Heading()
        with Horizontal(id="views"):
            yield Choice(VIEWS, "problem", needed=True, id="view")
            yield LineField(hint="F3 筛选：单位、事项或文字", id="find")
        with Horizontal(id="panes"):
            yield Board(*COLUMNS, empty=_EMPTY["problem"], selectable=True, id="register")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield Prose(id="peek")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> Docket:
        """Find what there is."""
        return read_docket(workspace)

    @property
    def view(self) -> str:
        """Which part one looks at."""
        return self.query_one("#view", Choice).value or "problem"

    def show(self, at: str | None = None) -> None:
        """Show what the view and the words to find leave of all there is."""
        docket = self.found
        if docket is None:
            return
        typed = self.query_one("#find", LineField).value
        board = self.query_one("#register", Board)
        board.empty = _NO_MATCH if typed.strip() else _EMPTY[self.view]
        board.show(groups_of(docket, self.view, typed), at=at)
        self._count(docket)
        self._head(docket)
        self._show_aside(board.cursor_key)

    def _count(self, docket: Docket) -> None:
        choice, counts = self.query_one("#view", Choice), counts_of(docket)
        # Where there is little room the field for words to find needs it more.
        narrow = self.has_class("-narrow")
        choice.words = {v: w if narrow else f"{w} {counts[v]}" for v, w in VIEWS.items()}
        choice.refresh(layout=True)

    def _head(self, docket: Docket) -> None:
        late = sum(docket.is_overdue(matter) for matter in docket.register.matters.values())
        chosen = len(self.query_one("#register", Board).selected_anywhere)
        facts = [
            f"选中 {chosen}" if chosen else "",
            f"逾期 {late}" if late else "",
            f"待登记 {sum(len(raised) for raised in docket.raised.values())}",
        ]
        self.query_one(Heading).show(self.whose, facts=facts)

    @on(Board.Selected)
    def _show_selected(self) -> None:
        if self.found:
            self._head(self.found)

    @on(Board.Moved, "#register")
    def _moved(self, moved: Board.Moved) -> None:
        self._show_aside(moved.key)
        self.query_one("#aside").scroll_home(animate=False)

    def _show_aside(self, key: str | None) -> None:
        told = told_of(self.found, key) if self.found else ()
        self.query_one("#aside-text", Prose).show(told)
        words = first_words_of(self.found, key) if self.found else ""
        self.query_one("#peek", Prose).show([Paragraph(words, lines=_PEEK_LINES)] if words else ())

    @on(Choice.Changed, "#view")
    def _change_view(self) -> None:
        self.show()
        self.query_one("#register", Board).go_to_top()

    def action_view(self, number: int) -> None:
        """Look at one part, by its number."""
        self.look_at_view(number, VIEWS)

    @on(Board.Chosen, "#register")
    def action_open(self) -> None:
        """Take words up, deal with a matter, or open a meeting."""
        docket, key = self.read(), self.chosen()
        if docket is None or key is None:
            return
        if raised := self._raised(docket):
            self.app.push_screen(TakeUpDialog(self.backroom, raised[0].sort, raised, self.done))
        elif matter := docket.register.matters.get(key):
            self.app.push_screen(MatterDialog(self.backroom, matter, self.done))
        elif meeting := docket.register.meetings.get(key):
            self._open_meeting(meeting)
        elif act := aside_at(docket, key):
            self.ask_about_aside(act.id)
        self.query_one("#register", Board).select_none()

    def _open_meeting(self, meeting: Meeting) -> None:
        from liaison_tui.tui.screens.meeting import MeetingPage

        self.app.push_screen(MeetingPage(self.backroom, meeting.id, self.done))

    def _raised(self, docket: Docket) -> list[Raised]:
        """Return what waits and is selected in this view, or else what one stands on, if it waits.

        A matter or a meeting one stands on is meant itself.
        """
        board = self.query_one("#register", Board)
        here = raised_at(docket, board.cursor_key)
        chosen = [each for key in board.selected if (each := raised_at(docket, key))]
        return (chosen or [here]) if here else []

    def action_aside(self) -> None:
        """Note that words need no place in the register."""
        docket = self.read()
        if docket is None or self.chosen() is None:
            return
        if raised := self._raised(docket):
            self.put_aside(raised[0].sort, raised)
        else:
            self.app.notify(
                "只有待登记的才用 F5；登记了的按 Enter 办理，或按 Ctrl+Z 撤销刚才的登记。"
            )

    def action_add(self) -> None:
        """Add a problem, a practice or a meeting, as the view is."""
        docket = self.read()
        if docket is None:
            return
        if self.view == "meeting":
            self.app.push_screen(MeetingDialog(self.backroom, self.done))
        else:
            sort: Sort = "practice" if self.view == "practice" else "problem"
            self.app.push_screen(OwnMatterDialog(self.backroom, sort, self.done))

    def action_to_meeting(self) -> None:
        """Put what is selected, or what one stands on, on the agenda of a meeting."""
        docket = self.read()
        if docket is None:
            return
        names = self._for_agenda(docket)
        if not names:
            self.app.notify("先登记，再列入会议：按空格选中登记了的问题或经验，再按 F4。")
            return
        choose_meeting(
            self.app, docket, names,
            new=lambda: self._new_meeting(names),
            put_on=lambda meeting: self._put_on(meeting, names),
        )  # fmt: skip

    def _for_agenda(self, docket: Docket) -> list[str]:
        """Return the ids of the matters that are meant, as a meeting would take them."""
        board = self.query_one("#register", Board)
        chosen = board.selected_anywhere or {board.cursor_key or ""}
        matters = [m for sort in STATES for m in docket.matters(sort) if m.id in chosen]
        return [matter.id for matter in holding.in_agenda_order(matters)]

    def _new_meeting(self, names: Sequence[str]) -> None:
        self.query_one("#register", Board).select_none()
        self.app.push_screen(MeetingDialog(self.backroom, self.done, names=names))

    @work(exclusive=True, group="keep")
    async def _put_on(self, meeting: Meeting, names: Sequence[str]) -> None:
        """Put matters on the agenda of a meeting that is called already."""
        with telling(self.app):
            agenda = {"agenda": [*meeting.agenda, *names]}
            held = await self.backroom.run(lambda w: holding.change_meeting(w, meeting, agenda))
            self.done.append(held.acts[-1].id)
            self.query_one("#register", Board).select_none()
            await self.reread()
            self.app.notify(f"已列入 {held.id} {held.date}，议题 {len(held.agenda)} 个。")

    def action_ask(self) -> None:
        """Ask another unit about the problem one stands on."""
        if matter := self._matter("只有登记了的问题才能发调度；先按 Enter 登记。"):
            self.app.push_screen(AskDialog(self.backroom, matter, self.done))

    def _matter(self, why_not: str) -> Matter | None:
        docket = self.read()
        if docket is None:
            return None
        matter = docket.register.matters.get(self.chosen() or "")
        if matter is None and self.query_one("#register", Board).cursor_key:
            self.app.notify(why_not)
        return matter

    @work(exclusive=True, group="open")
    async def action_entry(self) -> None:
        """Look at the entry that said what one stands on, the latest of several."""
        docket, key = self.read(), self.chosen()
        if docket is None or key is None:
            return
        raised, act = raised_at(docket, key), aside_at(docket, key)
        matter = docket.register.matters.get(key)
        found = raised or matter
        sources = found.sources if found else act.aside if act else ()
        if not sources:
            self.app.notify("这一条不是从填报里来的，没有原来的填报。")
            return
        last = max(sources, key=lambda source: source.period)
        await open_obligation(self, last.unit, last.item, last.period)
