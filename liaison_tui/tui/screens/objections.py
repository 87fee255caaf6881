"""The list of objections to approved scores (申诉), with their answers."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui.journal.objection import Objection
from liaison_tui.programme.period import Span
from liaison_tui.reports import score_words as words
from liaison_tui.reports import wording
from liaison_tui.reports.score_sheet import ScoreSheet
from liaison_tui.rulings import objections, scores
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.list_page import ListPage
from liaison_tui.tui.screens.score_dialogs import (
    ObjectionAnswerDialog,
    ObjectionDialog,
)
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets.board import Cell, Column, Group, Row
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace


class ObjectionsPage(ListPage[ScoreSheet]):
    """The page of a span's objections; those that wait for an answer stand first."""

    TITLE = "对得分的申诉"
    COLUMNS = (
        Column("unit", "单位", 14),
        Column("day", "收到", 10, rank=1),
        Column("how", "方式", 6, rank=2),
        Column("state", "答复", 10),
        Column("said", "申诉", least=16),
    )
    EMPTY = "这个时段还没有申诉。单位用电话、纸质申诉的，按 F6 记下。"
    HELP = """\
各单位对这个时段得分的申诉，等答复的在最上面；全文在列表下面。答复以前不能印发得分。

* Enter 答复：维持，或改按现在的试算；答复随回执包告知单位。
* F6 记一条电话、纸质的申诉；Del 撤销记错的（单位自己报来的不能撤销）。
* 申诉期满以后收到的标“逾期”，可以答复，也可以不答复。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "答复", id="change", tooltip="答复光标所在的申诉"),
        Binding("f6", "add", "记申诉", id="add", tooltip="记一条电话、纸质的申诉"),
        Binding("delete", "withdraw", "撤销", id="withdraw", tooltip="撤销光标所在的代记申诉"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, backroom: Backroom, span: Span) -> None:
        super().__init__(backroom)
        self._span = span

    def fetch(self, workspace: Workspace) -> ScoreSheet:
        """Find the scores with their objections."""
        return scores.read_sheet(workspace, self._span)

    def groups(self, found: ScoreSheet) -> Sequence[Group]:
        """Return what waits, and what does not."""
        every = found.objections
        waits = [self._row(o) for o in every if o.waits]
        others = [self._row(o) for o in every if not o.waits]
        named = ((f"待答复 {len(waits)}", waits), (f"其他 {len(others)}", others))
        return [Group(title, rows) for title, rows in named if rows]

    def _row(self, objection: Objection) -> Row:
        answer = objection.answer
        state = "已答复" if answer else "逾期" if objection.late else "待答复"
        cells: dict[str, Cell | str] = {
            "unit": self.backroom.workspace.programme.unit_name(objection.unit),
            "day": objection.day,
            "how": wording.CHANNELS.get(objection.channel, "报送包"),
            "state": Cell(state, "strong" if objection.waits else "quiet"),
            "said": objection.text,
        }
        return Row(objection.name, cells)

    def notes(self, found: ScoreSheet, key: str | None) -> Iterable[Paragraph]:
        """Return an objection whole, and its answer."""
        objection = _of(found, key)
        return told_of_objection(objection) if objection else ()

    def sheet(self, key: str | None) -> SheetDialog[Any]:
        """Return the dialog that answers an objection, or notes one."""
        objection = _of(self.found, key) if self.found else None
        if objection:
            return ObjectionAnswerDialog(self.backroom, self._span, objection)
        return ObjectionDialog(self.backroom, self._span)

    def action_change(self) -> None:
        """Answer the objection one stands on, once."""
        key = self._standing_one()
        objection = _of(self.found, key) if self.found and key else None
        if objection and objection.answer:
            self.app.notify("这条申诉已经答复；再有申诉的，请单位另行提出。")
        elif objection:
            self.app.push_screen(self.sheet(key))

    def called(self, found: ScoreSheet, key: str) -> str:
        """Return what a person calls it."""
        objection = _of(found, key)
        if objection is None:
            return ""
        unit = self.backroom.workspace.programme.unit_name(objection.unit)
        return f"{unit}  {objection.text}"

    def withdraw(self, workspace: Workspace, key: str) -> None:
        """Withdraw one that was noted here."""
        objections.withdraw(workspace, self._span, key)


def told_of_objection(objection: Objection) -> Iterator[Paragraph]:
    """Give an objection whole, and its answer."""
    how = wording.CHANNELS.get(objection.channel, "报送包")
    who = objection.informant or objection.by
    late = "，申诉期满以后收到" if objection.late else ""
    yield Paragraph(f"{objection.day}  {how}  {who}{late}", "收到", "$quiet")
    yield Paragraph(objection.text, "申诉", lines=4)
    if objection.answer:
        yield Paragraph(words.answer_words(objection.answer), "答复", lines=3)


def _of(found: ScoreSheet, key: str | None) -> Objection | None:
    return next((o for o in found.objections if o.name == key), None)
