"""The city's sums of measurable targets (目标汇总): each against its target, with the year."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison_tui.reports import wording
from liaison_tui.reports.month import is_item_meant
from liaison_tui.reports.sparkline import bar
from liaison_tui.reports.sums import (
    RULES,
    Share,
    Sum,
    month_words,
    percent_words,
    spelled,
    target_bar,
    trend,
)
from liaison_tui.rulings import verifying
from liaison_tui.text import normal
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.look import is_plain
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title
from liaison_tui.workspace import Workspace

_BAR = 12
_COLUMNS = (
    Column("item", "事项", 4),
    Column("label", "目标", least=16),
    Column("target", "目标数", 7, right=True),
    Column("reported", "报送数", 8, right=True),
    Column("verified", "核定数", 8, right=True),
    Column("percent", "完成", 5, right=True),
    Column("bar", "", _BAR, rank=2),
    Column("year", "各月", 12, rank=1),
)
_EMPTY = "没有符合的目标。Esc 取消筛选。"
_SHOWN = 12


class SumsPage(MonthlyPage[Sequence[Sum]], inherit_bindings=False):
    """The page."""

    HELP = """\
能计数的目标，全市到这个月的合计：报送数是各单位报的，核定数是有核定数的按核定、其余按报送合计。

* 累计的，本月没报的单位结转上一次的数；按期的，各月相加；现有数（如覆盖领域）不合计。
* 完成和横条是占目标数的多少，各月的柱从年初排到本月（按期的是当月数）。
* Enter 看各单位的数，报送数和核定数并排，在那里核定；右边（窄屏按 F2）是最多的几家。
* F3 按事项编号、文字筛选；F7、F8 换期。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "各单位", id="open", tooltip="看各单位的报送数和核定数"),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
    ]

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "目标汇总", period)

    def compose(self) -> ComposeResult:
        """Lay out the list, and beside it who contributes to one."""
        yield Heading()
        with Horizontal(id="views"):
            yield Static(id="counts")
            yield LineField(hint="F3 筛选：编号或文字", id="find")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_EMPTY, id="sums")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> Sequence[Sum]:
        """Sum the measures up."""
        return verifying.read_sums(workspace, self.period)

    def show(self, at: str | None = None) -> None:
        """Show the measures that match what was typed to find them."""
        if self.found is None:
            return
        typed = self.query_one("#find", LineField).value
        found = [one for one in self.found if self._is_meant(one, typed)]
        groups = [
            Group(word, [self._row(one) for one in found if _sort(one) == sort])
            for sort, word in (("target", "有目标数的"), ("sum", "没有目标数的"),
                               ("level", "现有数，不合计"))
        ]  # fmt: skip
        board = self.query_one(Board)
        board.show([group for group in groups if group.rows], at=at)
        targets = [one for one in self.found if one.measure.target]
        reached = sum((one.percent or 0) >= 100 for one in targets)
        self.query_one(Heading).show(
            self.whose,
            wording.period_word(self.period),
            facts=[f"达到目标 {reached} / {len(targets)}"],
        )
        checked = sum(bool(share.checked) for one in self.found for share in one.shares)
        words = f"核定过 {checked} 处" if checked else "还没有核定数，Enter 看各单位，F6 核定"
        self.query_one("#counts", Static).update(Content(words))
        self._show_aside(board.cursor_key)

    def _is_meant(self, one: Sum, typed: str) -> bool:
        programme = self.backroom.workspace.programme
        words = normal(typed)
        return (
            not words
            or is_item_meant(programme, one.item, typed)
            or words in normal(one.measure.label)
        )

    def _row(self, one: Sum) -> Row:
        plain = is_plain(self)
        many = Cell(f"{len(one.told)} 家", "quiet")
        return Row(
            one.key,
            {
                "item": one.item.id,
                "label": f"{one.measure.label}（{one.measure.unit}）",
                "target": spelled(one.measure.target),
                "reported": many if one.measure.rule == "level" else spelled(one.reported),
                "verified": Cell(spelled(one.verified), "strong"),
                "percent": percent_words(one),
                "bar": Cell(target_bar(one, _BAR, plain=plain), "quiet"),
                "year": trend(one, plain=plain),
            },
        )

    @on(Board.Moved, "#sums")
    def _moved(self, moved: Board.Moved) -> None:
        self._show_aside(moved.key)

    def _show_aside(self, key: str | None) -> None:
        one = next((one for one in self.found or () if one.key == key), None)
        self.query_one("#aside-text", Prose).show(self._told(one) if one else ())
        self.query_one("#aside").scroll_home(animate=False)

    def _told(self, one: Sum) -> Iterator[Paragraph]:
        """Give what a measure is, its year, and who contributes most."""
        yield title(f"{one.item.id}  {one.measure.label}")
        yield Paragraph(one.item.text, lines=3)
        yield Paragraph(RULES[one.measure.rule], "合计")
        if one.measure.target:
            goal = f"{spelled(one.total) or '0'} / {spelled(one.measure.target)} {one.measure.unit}"
            yield Paragraph(f"{goal}  {percent_words(one)}", "完成", "bold")
        yield AIR
        plain, told = is_plain(self), one.told
        known = [month for month in one.year if month.verified is not None]
        if known:
            yield title("各月")
            top = max(month.verified or 0 for month in known)
            for month in known:
                drawn = bar(month.verified, top, 2 * _BAR, plain=plain)
                yield Paragraph(
                    f"{drawn}  {spelled(month.verified)}", wording.month_word(month.period)
                )
            yield AIR
        yield title(f"各单位  有数的 {len(told)} / {len(one.shares)} 家")
        for share in told[:_SHOWN]:
            name = self.backroom.workspace.programme.unit_name(share.unit)
            yield Paragraph(_share_words(share), name)

    @on(Board.Chosen, "#sums")
    def action_open(self) -> None:
        """Look at what each unit contributes."""
        if key := self.chosen():
            from liaison_tui.tui.screens.contributions import ContributionsPage

            self.app.push_screen(ContributionsPage(self.backroom, self.period, key))


def _sort(one: Sum) -> str:
    """Return under which title a measure stands."""
    if one.measure.rule == "level":
        return "level"
    return "target" if one.measure.target else "sum"


def _share_words(share: Share) -> str:
    checked = f"，核定 {spelled(share.verified)}" if share.verified is not None else ""
    return f"{spelled(share.reported) or '没有报送'}{checked}  {month_words(share)}"
