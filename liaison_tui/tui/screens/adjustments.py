"""The list of bonuses and deductions of scores (加减分)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui.errors import Refused
from liaison_tui.journal import adjustment
from liaison_tui.journal.event import Event
from liaison_tui.programme.period import Span
from liaison_tui.reports import score_words as words
from liaison_tui.reports import wording
from liaison_tui.rulings import adjustments, scores
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.list_page import ListPage
from liaison_tui.tui.screens.score_dialogs import (
    AdjustmentDialog,
)
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets.board import Cell, Column, Group, Row
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace


class AdjustmentsPage(ListPage[Sequence[Event]]):
    """The page of a span's bonuses and deductions."""

    TITLE = "加减分"
    COLUMNS = (
        Column("unit", "单位", 14),
        Column("period", "月份", 10, rank=1),
        Column("points", "分值", 8, right=True),
        Column("reason", "事由", least=16),
        Column("basis", "依据", least=14, rank=2),
    )
    EMPTY = "这个时段还没有加减分。按 F6 记一笔。"
    HELP = """\
给各单位报送工作记的加分、减分，每笔都写明事由和依据。F6 记一笔，Del 撤销。

已批准的得分不随之变动；要算进去的，在绩效评价里重新批准。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "修改", show=False, id="change", tooltip="不能修改，可以撤销"),
        Binding("f6", "add", "记一笔", id="add", tooltip="记一笔加分或减分"),
        Binding("delete", "withdraw", "撤销", id="withdraw", tooltip="撤销光标所在的一笔"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, backroom: Backroom, span: Span) -> None:
        super().__init__(backroom)
        self._span = span

    def fetch(self, workspace: Workspace) -> Sequence[Event]:
        """Find those of the span."""
        found = scores.adjustments_of(workspace, self._span)
        return sorted(found, key=lambda event: (event.period or "", event.at), reverse=True)

    def groups(self, found: Sequence[Event]) -> Sequence[Group]:
        """Return them by sort."""
        shown = []
        for sort, word in adjustment.SORTS.items():
            rows = [self._row(event) for event in found if event.body["sort"] == sort]
            shown += [Group(f"{word} {len(rows)}", rows)] if rows else []
        return shown

    def _row(self, event: Event) -> Row:
        cells: dict[str, Cell | str] = {
            "unit": self.backroom.workspace.programme.unit_name(event.unit),
            "period": wording.period_word(event.period or ""),
            "points": words.padded(event.body["points"]),
            "reason": event.body["reason"],
            "basis": Cell(event.body["basis"], "quiet"),
        }
        return Row(event.id, cells)

    def notes(self, found: Sequence[Event], key: str | None) -> Iterable[Paragraph]:
        """Return reason and proof whole."""
        event = next((event for event in found if event.id == key), None)
        return told_of_adjustment(event) if event else ()

    def sheet(self, key: str | None) -> SheetDialog[Any]:  # noqa: ARG002 - none is changed
        """Return the dialog that adds one."""
        return AdjustmentDialog(self.backroom, self._span)

    def action_change(self) -> None:
        """Say that one is not changed."""
        if self._standing_one():
            self.app.notify("记下的不能改；按 Del 撤销，再按 F6 另记。")

    def called(self, found: Sequence[Event], key: str) -> str:
        """Return what a person calls it."""
        event = next((event for event in found if event.id == key), None)
        if event is None:
            return ""
        unit = self.backroom.workspace.programme.unit_name(event.unit)
        sort, points = adjustment.SORTS[event.body["sort"]], words.padded(event.body["points"])
        return f"{unit}  {sort} {points}  {event.body['reason']}"

    def withdraw(self, workspace: Workspace, key: str) -> None:
        """Take one back."""
        if key not in {event.id for event in self.fetch(workspace)}:
            raise Refused("这一笔刚在别处撤销了", "没有改动")
        adjustments.withdraw(workspace, key)


def told_of_adjustment(event: Event) -> Iterator[Paragraph]:
    """Give a bonus or a deduction whole."""
    body = event.body
    yield Paragraph(f"{adjustment.SORTS[body['sort']]} {words.padded(body['points'])}", "分值")
    yield Paragraph(body["reason"], adjustment.REASON, lines=3)
    yield Paragraph(body["basis"], adjustment.BASIS, lines=2)
