"""The slip about points that were lost (失分指标交办单), one a unit, and the centre's overview."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from liaison_tui.journal.measured import Mark
from liaison_tui.papers.letter import Annex, Letter
from liaison_tui.papers.numerals import heading
from liaison_tui.papers.paper import Block, Column, Grid, Line, Opinion, Paper, Signatures
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.reports.indicators import number_word
from liaison_tui.text import one_line

_COLUMNS = (
    Column("编号", 24, "center"),
    Column("监测指标", 87),
    Column("满分", 15, "center"),
    Column("得分", 15, "center"),
    Column("失分", 15, "center"),
)
_ALL_COLUMNS = (
    Column("责任单位", 40),
    Column("失分指标", 66),
    Column("项数", 13, "center"),
    Column("办理时限", 37, "center"),
)
_LAST_MINUTE = "23:59"
_OPINIONS = ("失分原因和整改措施", "办理结果")


@dataclass(frozen=True, slots=True)
class Slip:
    """What one unit is handed: its marks; `name` is the call's id, empty before it is sent.

    `due` is the moment to answer by, empty where none is set.
    """

    unit: Unit
    marks: Sequence[Mark]
    name: str = ""
    due: str = ""


def slip_letter(programme: Programme, source: str, slip: Slip, letter: Letter) -> Letter:
    """Return the slip for one unit, with a form to answer on paper; `letter` has its title."""
    unit, due = one_line(slip.unit.name), _by(slip.due)
    answered = f"于{due}" if due else "尽快"
    blocks: list[Block] = [
        Line(
            f"按照《{one_line(programme.title)}》（{one_line(programme.document)}）附件2，"
            f"{source}中，你单位为责任单位的下列指标失分，请认真整改。"
        ),
        Line(f"编号：{slip.name or '（未发出）'}　　办理时限：{due or '（待定）'}"),
        Line(heading(1, 1, "失分指标"), level=1),
        Grid(_COLUMNS, [_row(mark) for mark in slip.marks]),
        Line(heading(1, 2, "办理要求"), level=1),
        Line(
            f"请{answered}报送失分原因、整改措施和办理结果：在信用工作报送里填报有关指标，"
            "或在“信用办反馈”里答复；需要纸质答复的，填写所附回执，经单位负责人签字、盖章后送我办。"
        ),
    ]
    annex: list[Block] = [
        Line(f"交办单编号：{slip.name or '（未发出）'}"),
        Signatures([Opinion(label) for label in _OPINIONS], "（单位盖章）"),
    ]
    return replace(
        letter,
        paper=replace(letter.paper, foot=unit, blocks=blocks),
        addressees=unit,
        annexes=(Annex(f"{unit}失分指标办理情况回执", annex),),
    )


def overview_paper(programme: Programme, title: str, source: str, every: Sequence[Slip]) -> Paper:
    """Return who is handed what, for the centre's own files."""
    rows = [
        [
            slip.unit.name,
            "；".join(f"{m.name} 失{number_word(m.lost)}分" for m in slip.marks),
            str(len(slip.marks)),
            _by(slip.due) or "—",
        ]
        for slip in every
    ]
    blocks: list[Block] = [
        Line(f"依据：{programme.document}附件2，{source}"),
        Line(f"涉及责任单位 {len(every)} 家。本表供信用办内部使用，不发给单位。", small=True),
        Grid(_ALL_COLUMNS, rows),
    ]
    return Paper(title, programme.centre_name, title, blocks)


def _by(due: str) -> str:
    """Return a moment to answer by as papers say it: 2021年7月20日前, or with its hour."""
    if not due:
        return ""
    day = f"{int(due[:4])}年{int(due[5:7])}月{int(due[8:10])}日"
    return f"{day}前" if due[11:16] == _LAST_MINUTE else f"{day}{due[11:16]}前"


def _row(mark: Mark) -> list[str]:
    return [mark.name, one_line(mark.text), *map(number_word, (mark.full, mark.got, mark.lost))]
