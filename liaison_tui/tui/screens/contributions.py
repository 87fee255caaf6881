"""What each unit contributes to a target: reported and verified beside each other, set here."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison_tui.errors import Refused
from liaison_tui.journal.quantity import read_typed
from liaison_tui.journal.verifying import APPROVER, REASON
from liaison_tui.programme.model import Item, Measure, Unit
from liaison_tui.programme.names import is_unit_called
from liaison_tui.reports import wording
from liaison_tui.reports.sparkline import bar
from liaison_tui.reports.sums import RULES, Share, Sum, month_words, percent_words, spelled
from liaison_tui.rulings import verifying
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.drilling import open_obligation
from liaison_tui.tui.look import is_plain
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField, NumberField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title
from liaison_tui.workspace import Workspace

_BAR = 16
_COLUMNS = (
    Column("unit", "单位", least=12),
    Column("reported", "报送数", 10, right=True),
    Column("verified", "核定数", 10, right=True),
    Column("month", "月份", 12),
    Column("bar", "", _BAR, rank=1),
)
_NONE = "这个目标没有计数的单位。"
_NO_MATCH = "没有符合的单位。Esc 取消筛选。"
_TOLD = "随回执包告知单位"
Words = Sequence[Mapping[str, Any]]


class ContributionsPage(MonthlyPage[tuple[Sum, Words]], inherit_bindings=False):
    """The page of one measure, by its key."""

    HELP = """\
一个目标里各单位的数：报送数是单位报的，核定数是信用办核定的；有核定数的按核定数合计。

* F6 写核定数和理由，核定的是“月份”一栏的那个月；要核定以前的月份，先按 F7 换期。Del 撤销。
* “结转”是本月没有报、沿用上一次的累计数。Enter 看这个单位的那一条填报。
* 核定数随回执包告知单位，不改动单位的填报。F3 按单位名称筛选；右边（窄屏按 F2）是核定的理由。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看这个单位的那一条填报"),
        Binding("f6", "verify", "核定", id="verify", tooltip="写这个单位的核定数和理由"),
        Binding("delete", "withdraw", "撤销", id="withdraw", tooltip="撤销这个单位的核定数"),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
    ]

    def __init__(self, backroom: Backroom, period: str, key: str) -> None:
        super().__init__(backroom, "目标汇总", period)
        self._key = key

    def compose(self) -> ComposeResult:
        """Lay out the units, and beside them what was verified and why."""
        yield Heading()
        with Horizontal(id="views"):
            yield Static(id="counts")
            yield LineField(hint="F3 筛选：单位名称", id="find")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_NONE, id="shares")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> tuple[Sum, Words]:
        """Find the measure's sum, and the words by which its figures were verified."""
        every = verifying.read_sums(workspace, self.period)
        one = next((each for each in every if each.key == self._key), None)
        if one is None:
            # Another version's plan, or another year's, which may not count it.
            month = wording.period_word(self.period)
            raise Refused(f"{month}的工作意见里没有这个数量", "请换期，或返回目标汇总")
        words = verifying.verified(workspace, None)
        return one, [row for row in words if row["item"] == one.item.id]

    def show(self, at: str | None = None) -> None:
        """Show the units whose names match what was typed to find them."""
        if self.found is None:
            return
        one, _ = self.found
        typed = self.query_one("#find", LineField).value
        programme = self.backroom.workspace.programme
        shares = [*one.told, *(share for share in one.shares if share.counts is None)]
        wanted = [s for s in shares if is_unit_called(programme.unit_by_id[s.unit], typed)]
        top = max((share.counts or Decimal(0) for share in shares), default=Decimal(0))
        board = self.query_one(Board)
        board.empty = _NO_MATCH if typed else _NONE
        board.show([Group("", [self._row(s, top) for s in wanted])] if wanted else [], at=at)
        goal = spelled(one.measure.target)
        self.query_one(Heading).show(
            one.item.id,
            one.measure.label,
            wording.period_word(self.period),
            facts=[
                f"有数的 {len(one.told)} / {len(one.shares)} 家",
                f"报送数 {spelled(one.reported)}" if one.verified is not None else "",
                f"{spelled(one.total) or '0'}{f' / {goal}' if goal else ''} {one.measure.unit}"
                f" {percent_words(one)}"
                if one.measure.rule != "level"
                else "",
            ],
        )
        self.query_one("#counts", Static).update(Content(RULES[one.measure.rule]))
        self._show_aside(board.cursor_key)

    def _row(self, share: Share, top: Decimal) -> Row:
        quiet = "" if share.counts is not None else "quiet"
        return Row(
            share.unit,
            {
                "unit": Cell(self.backroom.workspace.programme.unit_name(share.unit), quiet),
                "reported": spelled(share.reported),
                "verified": Cell(spelled(share.verified), "strong"),
                "month": Cell(month_words(share), "quiet"),
                "bar": Cell(bar(share.counts, top, _BAR, plain=is_plain(self))
                            if share.counts is not None else "", "quiet"),
            },
        )  # fmt: skip

    @on(Board.Moved, "#shares")
    def _moved(self, moved: Board.Moved) -> None:
        self._show_aside(moved.key)

    def _show_aside(self, key: str | None) -> None:
        shown = _told(*self.found, key) if self.found and key else ()
        self.query_one("#aside-text", Prose).show(shown)

    def _standing(self) -> tuple[Sum, Share] | None:
        """Return the share one stands on; where there is none, say why."""
        found, key = self.read(), self.chosen()
        if found is None or key is None:
            return None
        return found[0], next(share for share in found[0].shares if share.unit == key)

    @on(Board.Chosen, "#shares")
    def action_open(self) -> None:
        """Look at the entry from which a unit's number is."""
        standing = self._standing()
        if standing:
            one, share = standing
            self._look_at(share.unit, one.item.id, share.month or self.period)

    @work(exclusive=True, group="open")
    async def _look_at(self, unit: str, item: str, period: str) -> None:
        await open_obligation(self, unit, item, period)

    def action_verify(self) -> None:
        """Set a verified figure for the month of a unit's number."""
        standing = self._standing()
        if standing:
            one, share = standing
            unit = self.backroom.workspace.programme.unit_by_id[share.unit]
            month = share.month or self.period
            dialog = VerifyDialog(self.backroom, unit, one.item, one.measure, month)
            self.app.push_screen(dialog)

    def action_withdraw(self) -> None:
        """Take the verified figure of a unit back, after a question."""
        standing = self._standing()
        if standing is None:
            return
        one, share = standing
        name = self.backroom.workspace.programme.unit_name(share.unit)
        if not share.checked:
            self.app.notify(f"{name}没有核定数；按 F6 核定。")
            return
        month = share.checked[-1]

        def answered(answer: str | None) -> None:
            if answer == "withdraw":
                self._take_back(share.unit, one.item.id, month)

        text = f"{name} {one.item.id} {wording.period_word(month)} 核定数 {spelled(share.verified)}"
        answers = {"keep": "留着", "withdraw": "撤销"}
        self.app.push_screen(Question("撤销核定数", text, answers), answered)

    @work(exclusive=True, group="withdraw")
    async def _take_back(self, unit: str, item: str, month: str) -> None:
        with telling(self.app):
            key = self._key.split()[1]
            await self.backroom.run(partial(_withdraw, unit, item, month, key))
            await self.reread()
            name = self.backroom.workspace.programme.unit_name(unit)
            self.app.notify(f"已撤销核定数：{name} {item}，{_TOLD}。")


class VerifyDialog(SheetDialog[Mapping[str, str]]):
    """Setting the verified figure of a unit's month; it has found what the unit reported."""

    HELP = """\
写信用办核定的数和理由，按 Ctrl+S 记下；随回执包告知单位，单位的填报不变。

可以写 1200、1,200、12.5万。再核定一次即代替上一次；在各单位的数里按 Del 撤销。"""
    DOES = f"记下核定数，{_TOLD}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "核定", id="save", priority=True, tooltip=f"记下，{_TOLD}"),
    ]

    def __init__(
        self, backroom: Backroom, unit: Unit, item: Item, measure: Measure, period: str
    ) -> None:
        super().__init__(backroom, f"核定  {unit.name}  {item.id}", wording.period_word(period))
        self._unit, self._item, self._measure, self._period = unit, item, measure, period

    def fetch(self, workspace: Workspace) -> Mapping[str, str]:
        """Find the number that was reported, and the one that is verified, if there is one."""
        key = (self._unit.id, self._item.id, self._period)
        report = workspace.reports(units=[key[0]], items=[key[1]], periods=[key[2]]).get(key)
        said = report.current.event.body.get("quantities", {}) if report and report.current else {}
        found = verifying.read_figures(workspace).get(key, {})
        checked = found.get(self._measure.key)
        return {"reported": str(said.get(self._measure.key, "")), "verified": spelled(checked)}

    def notice(self, found: Mapping[str, str]) -> Iterator[Paragraph]:
        """Give the number that was reported."""
        yield Paragraph(f"{self._measure.label}（{self._measure.unit}）", style="bold")
        yield Paragraph(found["reported"] or "没有报送", "报送数")
        yield AIR

    def blanks(self, found: Mapping[str, str]) -> Sequence[Blank]:
        """Ask for the figure, the reason and the approver."""

        def read(typed: str) -> str:
            try:
                return read_typed(typed)
            except ValueError:
                raise Refused("核定数要填数字，如 4 或 12.5万") from None

        first = found["verified"] or found["reported"]
        officer = self.backroom.workspace.config.officer
        return [
            Blank("figure", "核定数", NumberField(first), read),
            blanks.line("reason", REASON, needed=True, hint="如 一家重复计算"),
            blanks.line("approver", APPROVER, officer),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Set the figure."""
        verifying.verify(
            workspace, self._unit, self._item, self._period,
            {self._measure.key: kept["figure"]}, reason=kept["reason"],
            approver=kept["approver"] or workspace.config.officer,
        )  # fmt: skip
        return f"已核定 {kept['figure']}：{self._unit.name} {self._item.id}，{_TOLD}"


def _withdraw(unit: str, item: str, month: str, key: str, workspace: Workspace) -> None:
    owing = workspace.unit_named(unit)
    verifying.withdraw(workspace, owing, workspace.item_named(owing, item), month, key)


def _told(one: Sum, words: Words, unit: str) -> Iterator[Paragraph]:
    """Give all that was verified of a unit's numbers of a measure, the newest month first."""
    share = next(share for share in one.shares if share.unit == unit)
    yield title(f"{one.item.id}  {one.measure.label}")
    yield Paragraph(one.item.text, lines=3)
    yield Paragraph(spelled(share.reported) or "没有报送", "报送数")
    yield Paragraph(spelled(share.verified) or "没有核定", "核定数", "bold")
    key = one.measure.key
    rows = [row for row in words if row["unit"] == unit and key in row["quantities"]]
    for row in sorted(rows, key=lambda row: str(row["period"]), reverse=True):
        yield AIR
        by = row["approver"] or row["by"]
        month = wording.period_word(str(row["period"]))
        yield Paragraph(f"{month}  {row['quantities'][key]} {one.measure.unit}", "核定过")
        yield Paragraph(f"{row['reason']}（{by} {wording.moment(row['at'])}）", REASON)
