"""Scores of units' reporting work (绩效评价): ranked for some months, approved, opened down."""

from bisect import bisect_left
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison_tui.programme.due import periods_of
from liaison_tui.programme.names import is_unit_called
from liaison_tui.programme.period import Span, read_span, spans
from liaison_tui.programme.scoring import BrokenScoring
from liaison_tui.reports import score_words as words
from liaison_tui.reports import wording
from liaison_tui.reports.score_sheet import Scored, ScoreSheet
from liaison_tui.rulings import scores
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.adjustments import AdjustmentsPage
from liaison_tui.tui.screens.menu import Doing, Menu
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.screens.objections import ObjectionsPage
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.score_dialogs import ApproveDialog
from liaison_tui.tui.screens.score_rows import COLUMNS, row_of, stage, told
from liaison_tui.tui.screens.unit_score import UnitScorePage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Group
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Prose
from liaison_tui.workspace import Workspace

_NONE = "没有参加评价的单位。"
_NO_MATCH = "没有符合的单位。Esc 取消筛选。"
# How long what is looked at is: the name of a span after its year.
_LENGTHS = {"month": "月", "quarter": "季度", "half": "半年", "year": "全年"}


class ScoresPage(MonthlyPage[ScoreSheet | BrokenScoring], inherit_bindings=False):
    """The page; its `period` is the name of a span."""

    HELP = """\
各单位报送工作的得分，分组排名次；只评价参加评价的单位，不评价个人和企业。
计分规则是样本，通知未规定；按 Ctrl+R 放到工作区里，用记事本改，存了就按新的试算。

* Enter 看一个单位的各部分，再 Enter 看背后的事项和月份，直到填报。
* Ctrl+L 换月、季、半年、全年；F7、F8 前后换；F3 按单位名称筛选；窄屏按 F2 看详情。
* 批准以前只是试算。F4 批准并定申诉期，随回执包发给单位；批准以后不随新的填报变动，
  不同的列在“现试算”，可以重新批准。光标所在单位的批准，Del 撤回。
* F5 申诉：看、代记、答复；F6 加减分。申诉期满、申诉都答复了才能印发。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看这个单位的各部分"),
        Binding("f4", "approve", "批准", id="approve", tooltip="批准试算，定申诉期"),
        Binding("f5", "objections", "申诉", id="objections", tooltip="看、代记、答复申诉"),
        # Not at the foot: there is no room for them at 80 columns.
        Binding(
            "f6", "adjustments", "加减分", id="adjustments", show=False, tooltip="记加分、减分"
        ),
        Binding(
            "ctrl+l", "length", "月季年", id="length", show=False, tooltip="换月、季、半年、全年"
        ),
        Binding(
            "ctrl+r", "rules", "计分规则", id="rules", show=False,
            tooltip="把计分规则放到工作区里，供修改",
        ),
        Binding(
            "delete", "withdraw", "撤回批准", id="withdraw", show=False,
            tooltip="撤回光标所在单位的批准，回到试算",
        ),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "绩效评价", period)

    def compose(self) -> ComposeResult:
        """Lay out the ranking, and beside it a unit's parts."""
        yield Heading()
        with Horizontal(id="views"):
            yield Static(id="counts")
            yield LineField(hint="F3 筛选：单位名称", id="find")
        with Horizontal(id="panes"):
            yield Board(*COLUMNS, empty=_NONE, id="units")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> ScoreSheet | BrokenScoring:
        """Work the scores out, or tell what is wrong with the rules, which somebody edits."""
        try:
            return scores.read_sheet(workspace, self._span(workspace))
        except BrokenScoring as error:
            return error

    def _sheet(self) -> ScoreSheet | None:
        """Return the scores; where there are none yet, or no rules for them, say so."""
        found = self.read()
        if isinstance(found, BrokenScoring):
            self.app.notify(str(found), severity="error")
            return None
        return found

    def _span(self, workspace: Workspace) -> Span:
        return read_span(self.period, periods_of(workspace.programme))

    def show(self, at: str | None = None) -> None:
        """Show the units whose names match what was typed to find them."""
        found = self.found
        if found is None:
            return
        if isinstance(found, BrokenScoring):
            self._show_fault(found)
            return
        typed = self.query_one("#find", LineField).value
        groups = [
            Group(f"{name} {len(rows)}", shown)
            for name, rows in found.groups
            if (shown := [row_of(p, r, found) for p, r in rows if is_unit_called(r.unit, typed)])
        ]
        board = self.query_one(Board)
        board.empty = _NO_MATCH if typed else _NONE
        board.show(groups, at=at)
        waiting = sum(len(row.waiting) for row in found.rows)
        facts = [f"申诉待答复 {waiting}" if waiting else "", stage(found)]
        self.query_one(Heading).show(self.whose, wording.period_word(self.period), facts=facts)
        sentence, advice = found.why_not_final
        remark = found.not_counted or (f"{sentence}，{advice}" if sentence else "可以印发")
        self.query_one("#counts", Static).update(Content(remark))
        self._show_aside(board.cursor_key)

    def _show_fault(self, fault: BrokenScoring) -> None:
        board = self.query_one(Board)
        first = fault.problems[0]
        board.empty = f"计分规则第 {first.line} 行 {first.key}：{first.message}"
        board.show([])
        self.query_one("#counts", Static).update(Content(""))
        self.app.notify(str(fault), severity="error")

    @on(Board.Moved, "#units")
    def _moved(self, moved: Board.Moved) -> None:
        self._show_aside(moved.key)

    def _show_aside(self, key: str | None) -> None:
        found = self.found if not isinstance(self.found, BrokenScoring) else None
        row = found.row(key) if found and key else None
        self.query_one("#aside-text", Prose).show(told(row, found) if row and found else ())

    @on(Board.Chosen, "#units")
    def action_open(self) -> None:
        """Look at a unit's parts."""
        found, key = self._sheet(), self.chosen()
        if found and key:
            self.app.push_screen(UnitScorePage(self.backroom, found.span, key))

    def action_approve(self) -> None:
        """Approve the trial, unless there is nothing to approve yet, or any more."""
        found = self._sheet()
        if found is None:
            return
        if not found.is_over:
            due = wording.day_word(found.due)
            self.app.notify(f"这个时段最后一期 {due}才截止，现在只看试算。", severity="warning")
        elif not found.to_approve:
            self.app.notify("各单位的得分都已批准，和现在的试算相同。")
        else:
            self.app.push_screen(ApproveDialog(self.backroom, found))

    def action_objections(self) -> None:
        """Look at the objections."""
        if found := self._sheet():
            self.app.push_screen(ObjectionsPage(self.backroom, found.span))

    def action_adjustments(self) -> None:
        """Look at bonuses and deductions."""
        if found := self._sheet():
            self.app.push_screen(AdjustmentsPage(self.backroom, found.span))

    def action_withdraw(self) -> None:
        """Take the approval of one unit's score back, after a question."""
        found, key = self._sheet(), self.chosen()
        row = found.row(key) if found and key else None
        if row is None or found is None:
            return
        if row.approved is None:
            self.app.notify(f"{row.unit.name}的得分还没有批准，不用撤回。", severity="warning")
            return
        self.ask_to_withdraw(row, found.span)

    def ask_to_withdraw(self, row: Scored, span: Span) -> None:
        """Ask, and take the approval back."""

        def answered(answer: str | None) -> None:
            if answer == "withdraw":
                self.withdraw_one(row, span)

        answers = {"keep": "留着", "withdraw": "撤回"}
        text = f"{row.unit.name}的得分 {words.points_word(row.total)} 回到试算，随回执包告知单位。"
        self.app.push_screen(Question("撤回批准", text, answers), answered)

    @work(exclusive=True, group="withdraw")
    async def withdraw_one(self, row: Scored, span: Span) -> None:
        """Take the approval of a unit's score back, and say so once the disk has it."""
        with telling(self.app):
            await self.backroom.run(lambda w: scores.withdraw(w, span, [row.unit]))
            self.app.notify(f"已撤回：{row.unit.name}，得分回到试算。")
            await self.reread()

    @work(exclusive=True, group="rules")
    async def action_rules(self) -> None:
        """Lay the rules out to be edited, and say where they are."""
        with telling(self.app):
            path = await self.backroom.run(scores.copy_rules)
            self.app.notify(f"计分规则在 {path}，用记事本改，存了就按新的试算。")

    def action_length(self) -> None:
        """Ask whether to look at a month, a quarter, half a year or the whole one."""
        doings = [Doing(word, partial(self._look_at, sort)) for sort, word in _LENGTHS.items()]
        self.app.push_screen(Menu("看哪种时段的得分", doings))

    def _look_at(self, sort: str) -> None:
        known = periods_of(self.backroom.workspace.programme)
        last = read_span(self.period, known).months[-1]
        self._turn_to(next(n for n in self._alike(sort) if last in read_span(n, known).months))

    def action_turn(self, by: int) -> None:
        """Show an earlier or a later span of the same length."""
        alike = self._alike(_sort_of(self.period))
        place = bisect_left(alike, self.period) + by
        if 0 <= place < len(alike):
            self._turn_to(alike[place])
        else:
            word = "最早" if by < 0 else "最后"
            self.app.notify(f"{wording.period_word(self.period)}已经是本年度{word}一期。")

    def _turn_to(self, name: str) -> None:
        self.period = name
        self.found = None
        self.listing.wait()
        self.catch_up()

    def _alike(self, sort: str) -> list[str]:
        known = periods_of(self.backroom.workspace.programme)
        return sorted(name for name in (*known, *spans(known)) if _sort_of(name) == sort)


def _sort_of(name: str) -> str:
    """Return how long the span of a name is, one of `_LENGTHS`."""
    if len(name) == 4:
        return "year"
    return {"Q": "quarter", "H": "half"}.get(name[5], "month")
