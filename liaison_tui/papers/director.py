"""The director's page (工作情况专报): a month on one page, right on half-arrived data too."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from liaison_tui.journal.quantity import spell
from liaison_tui.journal.totals import Total
from liaison_tui.papers.fitting import first_that_fits
from liaison_tui.papers.letter import Letter
from liaison_tui.papers.numerals import day_words, heading
from liaison_tui.papers.paper import Block, Column, Grid, Line, Paper
from liaison_tui.reports import wording
from liaison_tui.reports.dashboard import Dashboard
from liaison_tui.reports.heat import HeatRow
from liaison_tui.reports.troubles import MOST, RULE, Trouble, percent_of, troubles, words_of
from liaison_tui.text import one_line

TITLE = "信用工作情况专报"
# What is asked for each kind of problem where nobody has written what to ask: a draft's words.
_ASKS = {
    "target": "同意对滞后目标的责任单位专项调度",
    "blocked": "帮助协调推进受阻的事项",
    "overdue": "同意对逾期未报的单位再次催报，仍不报的提请通报",
    "behind": "同意对进度滞后的事项开展督查",
    "returned": "同意督促有关单位限期改报",
    "conflict": "同意由信用办会同有关单位核定不一致的填报",
    "late": "同意提醒有关单位按时报送",
}
_NO_ASK = "以上情况报告，暂无需要协调的事项。"
_UNITS = (Column("报送情况", 24, "center"), Column("单位", 132))
_TARGETS = (
    Column("目标", 62), Column("目标数", 22, "right"), Column("累计", 24, "right"),
    Column("完成", 16, "right"), Column("数据来自", 32, "center"),
)  # fmt: skip
# Sizes of text and tables that are tried one after the other, then how many names and targets.
_SIZES = ((16, 10.5), (14, 10.5), (14, 9.0), (12, 9.0))
_FEWER = ((40, None), (30, None), (24, None), (18, None), (12, None), (6, None), (6, 8), (6, 4))


_Room = tuple[int | None, int | None]


def director_page(board: Dashboard, letter: Letter, asks: Sequence[str] = ()) -> Letter:
    """Return the page; `letter` carries letterhead and switches, `asks` what is asked for.

    It stays on one page: the text grows smaller, then long lists of names and targets are cut.
    """
    chosen = troubles(board)[:MOST]
    return first_that_fits(
        replace(
            letter,
            paper=_paper(board, chosen, asks, room, letter.signature),
            size=size,
            small=small,
            is_sealed=False,
        )
        for room, (size, small) in (
            *(((None, None), sizes) for sizes in _SIZES),
            *((room, _SIZES[-1]) for room in _FEWER),
        )
    )


def _paper(
    board: Dashboard, chosen: Sequence[Trouble], asks: Sequence[str], room: _Room, author: str
) -> Paper:
    names, targets = room
    month = wording.period_word(board.heat.period)
    problems = [
        f"{number}．{words_of(trouble, board)}" for number, trouble in enumerate(chosen, start=1)
    ]
    blocks: list[Block] = [
        Line(f"（截至{moment_words(board.at)}{board.then_closed}）", "center"),
        Line(heading(1, 1, "报送情况"), level=1),
        Line(situation(board)),
        Grid(_UNITS, list(_units(board, names))),
        Line(heading(1, 2, "目标完成"), level=1),
        *_targets(board, targets),
        Line(heading(1, 3, "主要问题"), level=1),
        *(Line(problem) for problem in problems or ["到目前没有下列各类问题。"]),
        Line(RULE, small=True),
        Line(heading(1, 4, "拟请事项"), level=1),
        Line(_asked(chosen, asks)),
    ]
    return Paper(f"{month}{TITLE}", author, month, blocks)


def situation(board: Dashboard) -> str:
    """Return how far a month has come, in figures; each state of reporting stands for itself."""
    total, rows = board.heat.totals, board.heat.rows
    heard = sum(bool(row.counts["reported"]) for row in rows)
    month, due = wording.month_word(board.heat.period), day_words(board.heat.due)
    missing = "未报" if board.is_past else "尚未报送"
    parts = [
        (
            f"{month}应报单位{len(rows)}家、{total['owed']}项，{due}"
            f"{'已截止' if board.is_past else '截止，现在还没有到期'}。"
        ),
        (
            f"已报{heard}家、{total['reported']}项（按时{total['on_time']}项、"
            f"无新进展{total['nothing_new']}项、逾期{total['late']}项），"
            f"{missing}{len(rows) - heard}家，共{total['missing']}项{missing}。"
        ),
    ]
    if board.waiting:
        parts.append(f"另有{len(board.waiting)}家已送达、待核验，没有计入已报。")
    return "".join(parts)


def _units(board: Dashboard, most: int | None) -> Iterable[tuple[str, str]]:
    """Return the units by how they have reported; a list cut short says how many it holds."""
    missing = "未报" if board.is_past else "尚未报"
    whole, part, none = (
        [row for row in board.heat.rows if sort == _sort(row)] for sort in ("whole", "part", "none")
    )
    yield f"已报齐{len(whole)}家", _names([row.unit.name for row in whole], most)
    lacking = [f"{row.unit.name}（缺{row.counts['missing']}项）" for row in part]
    yield f"报了部分{len(part)}家", _names(lacking, most)
    held = [
        f"{row.unit.name}{'（待核验）' if row.unit.id in board.waiting else ''}" for row in none
    ]
    yield f"{missing}{len(none)}家", _names(held, most)


def _sort(row: HeatRow) -> str:
    if not row.counts["reported"]:
        return "none"
    return "part" if row.counts["missing"] else "whole"


def _names(names: Sequence[str], most: int | None) -> str:
    if not names:
        return "无"
    if most is None or len(names) <= most:
        return "、".join(map(one_line, names))
    return f"{'、'.join(map(one_line, names[:most]))}等{len(names)}家，名单见未报名单和看板"


def _targets(board: Dashboard, most: int | None) -> list[Block]:
    """Return the targets; of too many those that are furthest behind."""
    known = [total for total in board.targets if total.measure.target is not None]
    if not known:
        return [Line("本年度没有定目标数的事项。")]
    shown = known if most is None else sorted(known, key=percent_of)[:most]
    rows = [_target(total) for total in shown]
    if len(shown) < len(known):
        rows.append((f"其余{len(known) - len(shown)}项见看板", "", "", "", ""))
    return [Grid(_TARGETS, rows)]


def _target(total: Total) -> tuple[str, ...]:
    measure, count = total.measure, len(total.by_unit)
    carried = f"，{len(total.carried)}家沿用前月" if total.carried else ""
    if not total.by_unit:
        target = f"{spell(measure.target or Decimal(0))}{measure.unit}"
        return one_line(measure.label), target, "—", "—", "还没有单位报数"
    return (
        one_line(measure.label),
        f"{spell(measure.target or Decimal(0))}{measure.unit}",
        "不汇总" if total.sum is None else f"{spell(total.sum)}{measure.unit}",
        "—" if total.sum is None else f"{percent_of(total)}%",
        f"{count}家{carried}",
    )


def _asked(chosen: Sequence[Trouble], asks: Sequence[str]) -> str:
    said = [one_line(ask).rstrip("。；") for ask in asks] or [_ASKS[t.kind] for t in chosen]
    if not said:
        return _NO_ASK
    if len(said) == 1:
        return f"请领导{said[0]}。" if not asks else f"{said[0]}。"
    numbered = [f"（{n}）{words}" for n, words in enumerate(said, start=1)]
    return f"{'' if asks else '请领导：'}{'；'.join(numbered)}。"


def moment_words(at: str) -> str:
    """Return a moment as papers head it: 2021年7月8日16时05分."""
    moment = datetime.fromisoformat(at)
    day = date(moment.year, moment.month, moment.day)
    return f"{day_words(day)}{moment.hour}时{moment.minute:02d}分"
