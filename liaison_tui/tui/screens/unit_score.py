"""A unit's score: its parts, bonuses and deductions, objections; Enter opens what is behind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType

from liaison_tui.errors import Refused
from liaison_tui.journal import adjustment
from liaison_tui.programme.model import Unit
from liaison_tui.programme.period import Span
from liaison_tui.programme.scoring import PARTS
from liaison_tui.reports import score_words as words
from liaison_tui.reports import wording
from liaison_tui.reports.score_sheet import STATES, Scored, ScoreSheet
from liaison_tui.rulings import adjustments, scores
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.adjustments import told_of_adjustment
from liaison_tui.tui.screens.list_page import ListPage
from liaison_tui.tui.screens.objections import told_of_objection
from liaison_tui.tui.screens.score_dialogs import AdjustmentDialog, ObjectionAnswerDialog
from liaison_tui.tui.screens.score_lines import ScoreLinesPage
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace

_PART, _ADJUSTMENT, _OBJECTION = "part ", "adjustment ", "objection "
_SHOWN = 4
_SINCE = "（批准以后记的，没有算进）"


class UnitScorePage(ListPage[ScoreSheet]):
    """The page."""

    TITLE = "绩效评价"
    COLUMNS = (
        Column("name", "部分", 10),
        Column("full", "满分", 6, right=True),
        Column("points", "得分", 6, right=True),
        Column("how", "怎样得来", least=24),
    )
    EMPTY = "这个单位在这个时段没有可算的应报事项。"
    HELP = """\
一个单位的得分怎样得来：各部分的满分、得分，共性、个性事项各几项、得几项；下面是失分的事项。

* Enter 看一部分背后的每个事项和月份，再 Enter 看填报；光标在申诉上的，答复申诉。
* F6 给这个单位记加分、减分；光标在加减分上，Del 撤销。
* 写“暂无”的部分不算，其余各部分的满分放大到合计 100。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "查看", id="change", tooltip="看背后的事项；答复申诉"),
        Binding("f6", "add", "加减分", id="add", tooltip="给这个单位记加分或减分"),
        Binding("delete", "withdraw", "撤销", id="withdraw", tooltip="撤销光标所在的加减分"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回排名"),
    ]

    def __init__(self, backroom: Backroom, span: Span, unit: str) -> None:
        super().__init__(backroom)
        self._span = span
        self._unit: Unit = backroom.workspace.programme.unit_by_id[unit]

    @on(events.ScreenResume)
    def _name_it(self) -> None:
        self.query_one(Heading).show(
            self.TITLE, self._unit.name, wording.period_word(self._span.name)
        )

    def fetch(self, workspace: Workspace) -> ScoreSheet:
        """Work the scores out."""
        return scores.read_sheet(workspace, self._span)

    def groups(self, found: ScoreSheet) -> Sequence[Group]:
        """Return the parts, what was added or taken off, and what was objected."""
        row = found.row(self._unit.id)
        if row is None or row.total is None:
            return []
        shown = words.figures(row)
        state = f"{words.points_word(row.total)} 分  {STATES[row.state(found.today)]}"
        if row.differs:
            state += f"  现在的试算 {words.points_word(row.trial.total)}"
        rows = [_part_row(key, name, words.part_of(shown, key)) for key, name in PARTS.items()]
        added = [_added_row(each) for each in _adjustments(row)]
        said = [
            Row(
                f"{_OBJECTION}{o.name}",
                {"name": "申诉", "how": f"{o.day}  {words.answer_words(o.answer)}  {o.text}"},
            )
            for o in row.objections
        ]
        named = ((state, rows), ("加减分", added), ("申诉", said))
        return [Group(heading, each) for heading, each in named if each]

    def notes(self, found: ScoreSheet, key: str | None) -> Iterable[Paragraph]:
        """Return what lost points in a part, or the words of what one stands on."""
        row = found.row(self._unit.id)
        return _notes(row, key) if row and key else ()

    def sheet(self, key: str | None) -> SheetDialog[Any]:  # noqa: ARG002 - none is changed
        """Return the dialog that gives the unit points, or takes some off."""
        return AdjustmentDialog(self.backroom, self._span, self._unit)

    def action_change(self) -> None:
        """Open what is behind a part, or answer an objection."""
        key = self.query_one(Board).cursor_key
        row = self.found.row(self._unit.id) if self.found else None
        if row is None or key is None:
            self.app.notify(self.EMPTY)
        elif key.startswith(_PART):
            self._open_part(row, key.removeprefix(_PART))
        elif key.startswith(_OBJECTION):
            objection = next(o for o in row.objections if key == f"{_OBJECTION}{o.name}")
            if objection.answer:
                self.app.notify("这条申诉已经答复。")
            else:
                self.app.push_screen(ObjectionAnswerDialog(self.backroom, self._span, objection))
        else:
            self.app.notify("加减分记下的不能改；按 Del 撤销，再按 F6 另记。")

    def _open_part(self, row: Scored, key: str) -> None:
        if words.part_of(words.figures(row), key) or row.trial.part(key):
            self.app.push_screen(ScoreLinesPage(self.backroom, row, key, self._span))
        else:
            self.app.notify(f"{PARTS[key]}{words.NONE}，没有可算的，不计入得分。")

    def action_withdraw(self) -> None:
        """Withdraw a bonus or a deduction; nothing else is withdrawn here."""
        key = self.query_one(Board).cursor_key
        if key and not key.startswith(_ADJUSTMENT):
            self.app.notify("这里只撤销加减分；批准在排名里按 Del 撤回。", severity="warning")
        else:
            super().action_withdraw()

    def called(self, found: ScoreSheet, key: str) -> str:
        """Return what a person calls a bonus or a deduction."""
        row = found.row(self._unit.id)
        each = next((a for a in _adjustments(row) if key == f"{_ADJUSTMENT}{a['id']}"), None)
        return words.adjustment_words(each) if each else ""

    def withdraw(self, workspace: Workspace, key: str) -> None:
        """Take a bonus or a deduction back."""
        name = key.removeprefix(_ADJUSTMENT)
        standing = {event.id for event in scores.adjustments_of(workspace, self._span)}
        if name not in standing:
            raise Refused("这一笔已经撤销，批准的得分里还有它", "要改的请重新批准")
        adjustments.withdraw(workspace, name)


def _part_row(key: str, name: str, part: Mapping[str, Any] | None) -> Row:
    if part is None:
        return Row(f"{_PART}{key}", {"name": name, "how": Cell(f"{words.NONE}，不计入", "quiet")})
    return Row(
        f"{_PART}{key}",
        {
            "name": name,
            "full": words.padded(part["full"]),
            "points": Cell(words.padded(part["points"]), "strong"),
            "how": words.side_words(part),
        },
    )


def _adjustments(row: Scored | None) -> list[Mapping[str, Any]]:
    """Return what was added or taken off: as approved, and what was recorded since."""
    if row is None:
        return []
    approved = list(row.approved.body.get("adjustments", ())) if row.approved else []
    approved_is_there = row.approved is not None
    listed = {each.get("id") for each in approved}
    since = [
        {"id": event.id, "period": event.period, **event.body, "since": approved_is_there}
        for event in row.trial.adjustments
        if event.id not in listed
    ]
    return [*approved, *since]


def _added_row(each: Mapping[str, Any]) -> Row:
    sign = "+" if each["sort"] == "bonus" else "-"
    return Row(
        f"{_ADJUSTMENT}{each['id']}",
        {
            "name": adjustment.SORTS[each["sort"]],
            "points": Cell(f"{sign}{words.padded(each['points'])}", "strong"),
            "how": f"{_SINCE if each.get('since') else ''}{each['reason']}",
        },
    )


def _notes(row: Scored, key: str) -> Iterator[Paragraph]:
    if key.startswith(_PART):
        part = words.part_of(words.figures(row), key.removeprefix(_PART))
        short = words.short_words(part) if part else ""
        if short:
            yield Paragraph(short, "失分事项", lines=_SHOWN)
        elif part and "lost" not in part:
            yield Paragraph("没有失分的事项", "失分事项")
        return
    for event in row.trial.adjustments:
        if key == f"{_ADJUSTMENT}{event.id}":
            yield from told_of_adjustment(event)
    for objection in row.objections:
        if key == f"{_OBJECTION}{objection.name}":
            yield from told_of_objection(objection)
