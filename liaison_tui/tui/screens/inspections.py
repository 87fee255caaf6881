"""The register of inspections (督查台账): what is open at which unit, the overdue first."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen

from liaison_tui import clock
from liaison_tui.journal.inspection import STATES, State, Thread
from liaison_tui.reports.inspections import in_order, is_asked, kind_words, thread_words
from liaison_tui.rulings import inspections
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.inspecting import JudgeDialog
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.ruling import InspectionDialog
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose, title
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("state", "办理", 8),
    Column("until", "整改期限", 10),
    Column("kind", "类别", 21, rank=1),
    Column("said", "督查发现", least=20),
)
_VIEWS: dict[str, tuple[str, tuple[State, ...]]] = {
    "open": ("未办结", ("overdue", "answered", "again", "waiting")),
    "overdue": ("逾期", ("overdue",)),
    "answered": ("待复核", ("answered",)),
    "done": ("整改到位", ("done",)),
}
_VIEW_WORDS = {view: word for view, (word, _) in _VIEWS.items()}
_EMPTY = "没有这样的督查。按 F6 记一条，或按 1 至 4 看别的。"
_NO_MATCH = "没有符合的督查。Esc 取消筛选。"
_TURNS = ("earlier", "later")
_TONES = {"overdue": "red", "answered": "strong", "done": "quiet"}


class InspectionsPage(MonthlyPage[Sequence[Thread]], inherit_bindings=False):
    """The page. It is about no month; `at` is the id of the inspection to begin with."""

    HELP = """\
督查发现和整改按单位列出，有逾期的在前。右边（窄屏按 F2）是督查发现、单位答复和历次复核。

* Enter 复核：整改到位，或继续整改并另给期限；都随回执包告知单位，单位再答复。
* F6 记一条督查；Del 撤销最近的复核，或撤销整条督查。
* 按 1 至 4 看未办结、逾期、待复核、整改到位的。
* F3 按单位、事项、文字或类别筛选，如“不定期 重点督查”，几个词用空格隔开。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "judge", "复核", id="judge", tooltip="复核光标所在一条的整改情况"),
        Binding("f6", "add", "新增", id="add", tooltip="记一条督查"),
        Binding("delete", "withdraw", "撤销", id="withdraw", tooltip="撤销复核，或撤销这条督查"),
        *(b for b in MonthlyPage.BINDINGS if not (isinstance(b, Binding) and b.id in _TURNS)),
        *Screen.BINDINGS,
        *(
            Binding(str(number), f"view({number})", word, show=False, tooltip=f"看{word}的督查")
            for number, word in enumerate(_VIEW_WORDS.values(), start=1)
        ),
    ]

    def __init__(self, backroom: Backroom, period: str, at: str | None = None) -> None:
        super().__init__(backroom, "督查台账", period)
        self._at = at

    def compose(self) -> ComposeResult:
        """Lay out the views, the list, and an inspection whole beside it."""
        yield Heading()
        with Horizontal(id="views"):
            yield Choice(_VIEW_WORDS, "open", needed=True, id="view")
            yield LineField(hint="F3 筛选：单位、类别或文字", id="find")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_EMPTY, id="inspections")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> Sequence[Thread]:
        """Find the inspections with what came of them."""
        workspace.store.refresh()
        return in_order(inspections.read_threads(workspace, None), _today())

    def show(self, at: str | None = None) -> None:
        """Show what the view and the words to find leave."""
        if self.found is None:
            return
        typed = self.query_one("#find", LineField).value
        programme = self.backroom.workspace.programme
        asked = [thread for thread in self.found if is_asked(thread, programme, typed)]
        at, self._at = at or self._at, None
        first = next((t for t in asked if t.found.id == at), None)
        choice = self.query_one("#view", Choice)
        if first and choice.value == "open" and first.state(_today()) == "done":
            choice.value = "done"
        _, states = _VIEWS[choice.value or "open"]
        board = self.query_one("#inspections", Board)
        board.empty = _NO_MATCH if typed.strip() else _EMPTY
        listed = [thread for thread in asked if thread.state(_today()) in states]
        board.show(list(self._groups(listed)), at=at)
        self._head(self.found)

    def _groups(self, threads: Sequence[Thread]) -> Iterator[Group]:
        """Give each unit's inspections under its name; in the order of their most pressing."""
        for unit in dict.fromkeys(thread.found.unit for thread in threads):
            own = [thread for thread in threads if thread.found.unit == unit]
            late = sum(thread.state(_today()) == "overdue" for thread in own)
            name = self.backroom.workspace.programme.unit_name(unit)
            told = f"，{STATES['overdue']} {late}" if late else ""
            yield Group(f"{name} {len(own)}{told}", [_row(thread) for thread in own])

    def _head(self, threads: Sequence[Thread]) -> None:
        states = [thread.state(_today()) for thread in threads]
        facts = [
            f"{STATES[state]} {states.count(state)}" if states.count(state) else ""
            for state in ("answered", "overdue")
        ]
        still = sum(state != "done" for state in states)
        self.query_one(Heading).show(self.whose, facts=[*facts, f"未办结 {still}"])

    @on(Board.Moved, "#inspections")
    def _show_whole(self, moved: Board.Moved) -> None:
        thread = self._thread(moved.key)
        self.query_one("#aside-text", Prose).show(_told(thread) if thread else ())
        self.query_one("#aside").scroll_home(animate=False)

    def _thread(self, key: str | None) -> Thread | None:
        return next((thread for thread in self.found or () if thread.found.id == key), None)

    @on(Choice.Changed, "#view")
    def _change_view(self) -> None:
        self.narrow()

    def action_view(self, number: int) -> None:
        """Look at one part, by its number."""
        self.look_at_view(number, {view: f"{word}的督查" for view, word in _VIEW_WORDS.items()})

    @on(Board.Chosen, "#inspections")
    def action_judge(self) -> None:
        """Judge what was put right."""
        if self.read() is not None and (thread := self._thread(self.chosen())):
            self.app.push_screen(JudgeDialog(self.backroom, thread))

    def action_add(self) -> None:
        """Write down an inspection."""
        self.app.push_screen(InspectionDialog(self.backroom))

    def action_withdraw(self) -> None:
        """Take back the last judgement, or the whole inspection, after a question."""
        thread = self._thread(self.chosen()) if self.read() is not None else None
        if thread is None:
            return

        def answered(answer: str | None) -> None:
            if answer in ("judgement", "inspection"):
                self.take_back(thread, whole=answer == "inspection")

        name = self.backroom.workspace.programme.unit_name(thread.found.unit)
        last = {"judgement": "撤销最近的复核"} if thread.verdicts else {}
        answers = {"keep": "留着", **last, "inspection": "撤销督查"}
        text = f"{name}：{thread.found.body['finding']}"
        self.app.push_screen(Question("撤销", text, answers), answered)

    @work(exclusive=True, group="keep")
    async def take_back(self, thread: Thread, *, whole: bool) -> None:
        """Take it back, and say so once the disk has it."""
        rule = inspections.withdraw if whole else inspections.take_back_judgement
        with telling(self.app):
            await self.backroom.run(lambda w: rule(w, thread.found.id))
            await self.reread()
            done = "已撤销督查" if whole else "已撤销复核"
            self.app.notify(f"{done}，随回执包告知单位。")


def _row(thread: Thread) -> Row:
    state = thread.state(_today())
    cells: dict[str, Cell | str] = {
        "state": Cell(STATES[state], _TONES.get(state, "")),
        "until": thread.last.deadline,
        "kind": Cell(kind_words(thread), "quiet"),
        "said": str(thread.found.body["finding"]),
    }
    return Row(thread.found.id, cells)


def _told(thread: Thread) -> Iterator[Paragraph]:
    yield title("督查和整改")
    if items := thread.found.body.get("items"):
        yield Paragraph("、".join(items), "事项")
    for name, text in thread_words(thread, _today()):
        yield Paragraph(text, name)


def _today() -> str:
    return clock.today().isoformat()
