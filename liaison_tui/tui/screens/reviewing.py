"""What waits to be judged (审核): a list, the entry whole beside it, a key to accept or return."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen

from liaison_tui.reports import wording
from liaison_tui.reports.review_queue import (
    WHYS,
    Queue,
    Waiting,
    Wanted,
    Why,
    asked_for,
    gist,
    in_groups,
)
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.look import is_plain
from liaison_tui.tui.screens.judging import JudgingPage
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.tui.widgets.waiting import waiting_of
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("unit", "单位", 14),
    Column("item", "事项", 4),
    Column("gist", "填报内容", weight=2, least=24),
    Column("month", "月份", 4, rank=1),
    Column("received", "收到", 11, rank=2),
)
# Parts of the queue by their digits: which reasons to wait belong to each.
_VIEWS: dict[str, tuple[str, tuple[Why, ...]]] = {
    "all": ("全部", tuple(WHYS)),
    "said": ("有内容", ("said",)),
    "nothing": ("无进展", ("nothing",)),
    "not-applicable": ("不涉及", ("not-applicable",)),
    "look": ("先办", ("conflict", "explained")),
}
_VIEW_WORDS = {view: word for view, (word, _) in _VIEWS.items()}
_NOBODY = "没有等待审核的填报。按 F7、F8 看其他月份，Esc 返回。"
_NOT_FOUND = "没有符合的填报。按 1 看全部，Esc 取消筛选。"


class ReviewPage(JudgingPage, inherit_bindings=False):
    """The page of all that waits up to a month."""

    HELP = """\
等待审核的填报都在这里：先是不一致、已说明和不涉及的，再是有内容的、无进展的；以前月份没审的也在内。

* F5 审核通过，F6 退回并写明意见；光标随即到下一条。右边（窄屏按 F2）是全文和前后差别。
* 空格逐条选中，Ctrl+A 选中列出的全部，F5 一次通过，F6 用同一意见退回。按错了按 Ctrl+Z 撤销。
* 不一致的按 Enter 对照各条，选一条为准或另写，并写明理由。
* 不涉及的，通过即确认，下月起不再报送。退回后单位写了说明的，通过即不再要求修改。
* 按 1 到 5 分类看，“先办”是不一致的和写了说明的。
* F3 按单位、事项、领域、月份、内容或拼音筛选，可以写几个词，用空格隔开。
* 审核结果随回执包发给各单位。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看全文；不一致的，对照核定"),
        Binding("f5", "accept", "通过", id="accept", tooltip="审核通过这一条，或选中的各条"),
        Binding("f6", "give_back", "退回", id="give-back", tooltip="退回这一条或选中的，写明意见"),
        Binding(
            "ctrl+z", "take_back", "撤销", id="take-back", show=False,
            tooltip="撤回刚才的审核，再按撤回更早一次",
        ),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
        *(
            Binding(str(number), f"view({number})", word, show=False, tooltip=f"列出{word}的填报")
            for number, word in enumerate(_VIEW_WORDS.values(), start=1)
        ),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "审核", period)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Heading()
        with Horizontal(id="views"):
            yield Choice(_VIEW_WORDS, "all", needed=True, id="view")
            yield LineField(hint="F3 筛选：单位、事项或文字", id="find")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_NOBODY, selectable=True, id="waiting")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield Prose(id="peek")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> Queue:
        """Find what waits."""
        return workspace.read_review_queue(self.period)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Ctrl+Z to the field for words to find."""
        if action == "take_back" and isinstance(self.focused, LineField):
            return False
        return super().check_action(action, parameters)

    def show(self, at: str | None = None) -> None:
        """Show what the view and the words to find leave of all that waits."""
        if self.found is None:
            return
        every = self.found.without(self.under_way)
        self._count(every)
        _, whys = _VIEWS[self.query_one("#view", Choice).value or "all"]
        wanted = Wanted(text=self.query_one("#find", LineField).value)
        listed = [each for each in asked_for(every, wanted) if each.why in whys]
        board = self.query_one(Board)
        board.empty = _NOT_FOUND if every.waiting else _NOBODY
        board.show([_group(why, each, self.period) for why, each in in_groups(listed)], at=at)
        self._head(every)

    def _count(self, every: Queue) -> None:
        choice = self.query_one("#view", Choice)
        counts = {
            view: sum(each.why in whys for each in every.waiting)
            for view, (_, whys) in _VIEWS.items()
        }
        # Where there is little room the field for words to find needs it more.
        narrow = self.has_class("-narrow")
        choice.words = {
            view: word if narrow else f"{word} {counts[view]}" for view, (word, _) in _VIEWS.items()
        }
        choice.refresh(layout=True)

    def _head(self, every: Queue) -> None:
        earlier = sum(each.period != self.period for each in every.waiting)
        chosen = len(self.query_one(Board).selected)
        facts = [
            f"以前月份 {earlier}" if earlier else "",
            f"选中 {chosen}" if chosen else "",
            f"待审核 {len(every.waiting)}",
        ]
        self.query_one(Heading).show(self.whose, wording.period_word(self.period), facts=facts)

    @on(Board.Selected)
    def _show_selected(self) -> None:
        if self.found:
            self._head(self.found.without(self.under_way))

    @on(Board.Moved)
    def _show_entry(self, moved: Board.Moved) -> None:
        waiting = self.found.by_key(moved.key) if self.found else None
        shown = waiting_of(waiting, plain=is_plain(self)) if waiting else ()
        self.query_one("#aside-text", Prose).show(shown)
        self.query_one("#aside").scroll_home(animate=False)
        peek = [waiting.item.text, gist(waiting)] if waiting else []
        self.query_one("#peek", Prose).show(Paragraph(line, lines=1) for line in peek)

    @on(Choice.Changed, "#view")
    def _change_view(self) -> None:
        self.narrow()

    def action_view(self, number: int) -> None:
        """Look at one part of what waits, by its number."""
        self.look_at_view(number, _VIEW_WORDS)

    @on(Board.Chosen, "#waiting")
    def action_open(self) -> None:
        """Look at the whole entry; where versions contradict each other, settle them."""
        waiting = self.standing_one()
        if waiting is None:
            return
        if waiting.why == "conflict":
            self.settle(waiting)
        elif self.has_class("-narrow"):
            self.action_detail()
        else:
            self.query_one("#aside").focus()
            self.app.notify("上下键滚动全文，Tab 回到清单。")


def _group(why: Why, waiting: Sequence[Waiting], period: str) -> Group:
    return Group(f"{WHYS[why]}  {len(waiting)}", [_row(each, period) for each in waiting])


def _row(waiting: Waiting, period: str) -> Row:
    month = wording.month_word(waiting.period)
    return Row(
        waiting.key,
        {
            "unit": waiting.unit.name,
            "item": waiting.item.id,
            "gist": Cell(gist(waiting), "quiet" if waiting.why == "nothing" else ""),
            "month": Cell(month, "quiet" if waiting.period == period else "strong"),
            "received": Cell(wording.moment(waiting.received), "quiet"),
        },
        selectable=waiting.why != "conflict",
    )
