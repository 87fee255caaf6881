"""The circular (情况通报) as a letter: a draft of merged facts, with a source table at its end."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from liaison_tui.journal.quantity import spell
from liaison_tui.papers.director import moment_words
from liaison_tui.papers.letter import Annex, Letter
from liaison_tui.papers.numerals import heading
from liaison_tui.papers.paper import Block, Line, Paper
from liaison_tui.papers.sources import source_blocks
from liaison_tui.reports import wording
from liaison_tui.reports.circular import Circular
from liaison_tui.reports.heat import HeatRow
from liaison_tui.reports.troubles import percent_of
from liaison_tui.text import one_line

SOURCES = "数据来源"
# A day nobody has named is left open for a pen.
_OPEN_DAY = "　月　日"


def circular_letter(circular: Circular, letter: Letter, by: str = "") -> Letter:
    """Return the draft; `letter` carries letterhead and switches.

    `by` is the day up to which units are asked to catch up, in words.
    """
    board = circular.board
    month = wording.period_word(board.heat.period)
    blocks: list[Block] = [
        Line(
            f"按照《{one_line(board.programme.title)}》（{one_line(board.programme.document)}）"
            f"要求，现将{month}信用工作报送情况通报如下。数据截至{moment_words(board.at)}{board.then_closed}。"
        ),
        Line(heading(1, 1, "总体情况"), level=1),
        Line(_whole(circular)),
        *_targets(circular),
        Line(heading(1, 2, "按时报送的单位"), level=1),
        Line(_punctual(circular)),
        Line(heading(1, 3, "存在的问题"), level=1),
        *_problems(circular),
        Line(heading(1, 4, "有关要求"), level=1),
        Line(_asked(circular, by or _OPEN_DAY)),
    ]
    title = f"关于{month}信用工作报送情况的通报"
    return replace(
        letter,
        paper=Paper(title, letter.signature, month, blocks),
        annexes=(Annex(SOURCES, source_blocks(circular), is_working=True),),
    )


def _whole(circular: Circular) -> str:
    total, rows = circular.board.heat.totals, circular.board.heat.rows
    heard = sum(bool(row.counts["reported"]) for row in rows)
    waiting = len(circular.board.waiting)
    held = f"另有{waiting}家单位的报送包已经送达、待核验，没有计入。" if waiting else ""
    share = total["reported"] * 100 // (total["owed"] or 1)
    return (
        f"全市应报单位{len(rows)}家、应报事项{total['owed']}项；{heard}家单位报送"
        f"{total['reported']}项，占{share}%，其中按时报送{total['on_time']}项、无新进展"
        f"{total['nothing_new']}项、逾期报送{total['late']}项；未报{total['missing']}项。{held}"
    )


def _targets(circular: Circular) -> list[Line]:
    known = [total for total in circular.board.targets if total.measure.target is not None]
    parts = [
        f"{one_line(total.measure.label)}{spell(total.sum)}{total.measure.unit}，完成年度目标"
        f"{spell(total.measure.target or Decimal(0))}{total.measure.unit}的{percent_of(total)}%"
        for total in known
        if total.sum is not None and total.by_unit
    ]
    return [Line(f"年度目标：{'；'.join(parts)}。")] if parts else []


def _punctual(circular: Circular) -> str:
    rows = circular.punctual
    if not rows:
        return "没有全部事项都按时报送的单位。"
    names = "、".join(one_line(row.unit.name) for row in rows)
    return f"以下{len(rows)}家单位全部事项按时报送：{names}。"


def _problems(circular: Circular) -> list[Block]:
    found: list[tuple[str, str]] = []
    if overdue := circular.overdue:
        found.append(("逾期未报", f"以下{len(overdue)}家单位有事项没有报送：{_counted(overdue)}"))
    if late := circular.late:
        found.append(("逾期报送", f"以下{len(late)}家单位有事项逾期报送：{_counted(late)}"))
    if returned := circular.returned:
        told = "、".join(f"{one_line(unit)}（{len(items)}项）" for unit, items in returned.items())
        found.append(("退回未改", f"以下{len(returned)}家单位有退回修改的事项还没有改报：{told}"))
    if not found:
        return [Line("没有逾期未报、逾期报送和退回未改的情况。")]
    blocks: list[Block] = []
    for number, (title, words) in enumerate(found, start=1):
        blocks += [Line(heading(2, number, title), level=2), Line(f"{words}。")]
    return blocks


def _counted(rows: Sequence[tuple[HeatRow, int]]) -> str:
    return "、".join(f"{one_line(row.unit.name)}（{count}项）" for row, count in rows)


def _asked(circular: Circular, by: str) -> str:
    parts = []
    if circular.overdue:
        parts.append(f"未报的单位请于{by}前补报，本期没有进展的按“本期无新进展”或零报告报送")
    if circular.returned:
        parts.append(f"退回修改的请于{by}前改报或者说明")
    parts.append("各单位要落实专人，按时、如实报送")
    return f"{'；'.join(parts)}。"
