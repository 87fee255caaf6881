"""The dialogs for scores: approving, bonus and deduction, noting an objection and answering it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal import adjustment, approved_score
from liaison_tui.journal.objection import Objection
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.programme.period import Span
from liaison_tui.reports import score_words as words
from liaison_tui.reports import wording
from liaison_tui.reports.score_sheet import ScoreSheet
from liaison_tui.rulings import adjustments, objections, scores
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks, named_blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace, month_named

_WITH_FEEDBACK = "随回执包告知单位"


class ApproveDialog(SheetDialog[ScoreSheet]):
    """Approving the trial as the page has shown it."""

    HELP = """\
写批准人和申诉期（几个工作日），按 Ctrl+S 批准。批准以后得分不再随新的填报变动；
单位在“信用办反馈”里看到自己的得分，在申诉期内可以申诉。

已经批准过、现在试算不同的，也在这里重新批准。"""
    DOES = "批准，随回执包告知各单位"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "批准", id="save", priority=True, tooltip="批准这个时段的得分"),
    ]

    def __init__(self, backroom: Backroom, sheet: ScoreSheet) -> None:
        super().__init__(backroom, "批准得分", wording.period_word(sheet.span.name))
        self._sheet = sheet

    def fetch(self, workspace: Workspace) -> ScoreSheet:  # noqa: ARG002 - what was shown counts
        """Return what the page has shown."""
        return self._sheet

    def notice(self, found: ScoreSheet) -> Iterator[Paragraph]:
        """Tell how many scores are approved, and what does not count yet."""
        rows = found.to_approve
        again = sum(row.approved is not None for row in rows)
        more = f"，其中 {again} 家是按新的试算重新批准" if again else ""
        yield Paragraph(f"{len(rows)} 家单位的得分{more}")
        if found.not_counted:
            yield Paragraph(f"{found.not_counted}。", "注意", "bold")
        yield AIR

    def blanks(self, found: ScoreSheet) -> Sequence[Blank]:
        """Ask who has approved it, and for how long units may object."""
        officer = self.backroom.workspace.config.officer
        return [
            blanks.line("approver", approved_score.APPROVER, officer, needed=True),
            Blank("days", "申诉期", LineField(str(found.rules.days), hint="几个工作日"), _days),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Approve what was shown."""
        seen = {row.unit.id: row.trial.total for row in self._sheet.rows}
        said = scores.approve(
            workspace, self._sheet.span, approver=kept["approver"], days=kept["days"], seen=seen
        )
        until = date.fromisoformat(said[0].body["until"])
        return f"已批准 {len(said)} 家，{wording.day_word(until)}以前可以申诉，{_WITH_FEEDBACK}"


class AdjustmentDialog(SheetDialog[Programme]):
    """Points given to a unit, or taken off; of one unit, if given."""

    HELP = """\
给一个单位的报送工作记加分或减分：写分值、事由和依据（文件、台账、核查记录）。按 Ctrl+S 记下。

只评价单位的报送工作，不记个人和企业。一个时段里加减分各有上限，在计分规则里。"""
    DOES = f"记下，{_WITH_FEEDBACK}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "记下", id="save", priority=True, tooltip="记下这笔加减分"),
    ]

    def __init__(self, backroom: Backroom, span: Span, unit: Unit | None = None) -> None:
        super().__init__(backroom, "加减分", *([unit.name] if unit else []))
        self._span = span
        self._unit = unit

    def fetch(self, workspace: Workspace) -> Programme:
        """Return the year's plan, whose units are named."""
        return workspace.programme

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for whom, how many points of which month, and why."""
        month = LineField(self._span.months[-1], hint="如 2021-06")
        return [
            *([] if self._unit else [named_blanks.unit(found)]),
            blanks.choice("sort", "加或减", adjustment.SORTS, "bonus"),
            Blank("points", adjustment.POINTS, LineField(hint="2 或 0.5"), adjustments.read_points),
            Blank("period", "月份", month, lambda typed: month_named(found, typed or None)),
            blanks.line("reason", adjustment.REASON, needed=True),
            blanks.line("basis", adjustment.BASIS, needed=True, hint="文件、台账、核查记录"),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep them."""
        unit: Unit = kept.get("unit", self._unit)
        said = adjustments.adjust(
            workspace, unit, kept["period"], kept["sort"], kept["points"],
            reason=kept["reason"], basis=kept["basis"],
        )  # fmt: skip
        word = adjustment.SORTS[kept["sort"]]
        return f"已记{word} {words.padded(said.body['points'])}：{unit.name}，{_WITH_FEEDBACK}"


class ObjectionDialog(SheetDialog[Programme]):
    """Noting what a unit objects by telephone or on paper."""

    HELP = """\
单位不是随报送包、而是用电话或纸质申诉的，记在这里：哪个单位、怎样来的、谁提出的、哪一天、内容。

只记在信用办自己的电脑上；答复随回执包告知单位。"""
    DOES = "记下这条申诉"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "记下", id="save", priority=True, tooltip="记下这条申诉"),
    ]

    def __init__(self, backroom: Backroom, span: Span, unit: Unit | None = None) -> None:
        facts = [unit.name if unit else "", wording.period_word(span.name)]
        super().__init__(backroom, "记申诉", *filter(None, facts))
        self._span = span
        self._unit = unit

    def fetch(self, workspace: Workspace) -> Programme:
        """Return the year's plan, whose units are named."""
        return workspace.programme

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for whom, how and by whom it came, and what it says."""
        today = clock.today()
        day = DayField(today.isoformat(), until=today, hint="如 7-12")
        return [
            *([] if self._unit else [named_blanks.unit(found)]),
            blanks.choice("channel", "方式", wording.CHANNELS, "telephone"),
            blanks.line("informant", "提出人", needed=True),
            Blank("day", "收到", day, lambda _: day.day),
            blanks.text("text", "申诉", needed=True),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Note it."""
        unit: Unit = kept.get("unit", self._unit)
        made = objections.note(
            workspace, unit, self._span, kept["text"], channel=kept["channel"],
            informant=kept["informant"], day=kept["day"],
        )  # fmt: skip
        return f"已记申诉 {made.number}：{unit.name}，请在申诉清单里答复"


class ObjectionAnswerDialog(SheetDialog[ScoreSheet]):
    """Answering an objection: the score is upheld, or becomes what the trial is now."""

    HELP = """\
维持原得分的，写明理由。要改的，先按申诉更正填报、重新审核，或记加减分；这里选“改按现在的试算”，
得分就改为更正以后的试算，并写明怎样改的。答复随回执包告知单位。"""
    DOES = f"答复，{_WITH_FEEDBACK}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "答复", id="save", priority=True, tooltip="答复这条申诉"),
    ]

    def __init__(self, backroom: Backroom, span: Span, objection: Objection) -> None:
        unit = backroom.workspace.programme.unit_name(objection.unit)
        super().__init__(backroom, "答复申诉", unit, wording.period_word(span.name))
        self._span = span
        self._objection = objection

    def fetch(self, workspace: Workspace) -> ScoreSheet:
        """Return the scores as they are now."""
        return scores.read_sheet(workspace, self._span)

    def notice(self, found: ScoreSheet) -> Iterator[Paragraph]:
        """Give what is objected, the approved score, and what it would become."""
        yield Paragraph(self._objection.text, "申诉", lines=4)
        row = found.row(self._objection.unit)
        if row:
            now = words.points_word(row.trial.total)
            same = "，和批准的相同" if not row.differs else ""
            yield Paragraph(f"{words.points_word(row.total)}，现在的试算 {now}{same}", "批准得分")
        yield AIR

    def blanks(self, found: ScoreSheet) -> Sequence[Blank]:  # noqa: ARG002 - asked in any case
        """Ask for the answer."""
        return [
            blanks.choice("decision", "答复", approved_score.DECISIONS, "uphold"),
            blanks.text("text", "理由", needed=True, hint="为什么维持，或怎样改的"),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep the answer."""
        name, decision = self._objection.name, kept["decision"]
        said = objections.answer(workspace, self._span, name, decision, kept["text"])
        unit = workspace.programme.unit_name(said.unit)
        total = words.padded(said.body["total"])
        return f"{approved_score.DECISIONS[decision]}：{unit} {total} 分，{_WITH_FEEDBACK}"


def _days(typed: str) -> int:
    plain = typed.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 3):
        raise Refused("申诉期应为几个工作日的整数", "如 5")
    return int(plain)
