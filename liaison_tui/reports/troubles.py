"""What to tell of a month first: its main problems by a rule that is stated, never by taste."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from liaison_tui.journal.quantity import spell
from liaison_tui.journal.standing import Standing
from liaison_tui.journal.totals import Total
from liaison_tui.reports.dashboard import Dashboard
from liaison_tui.reports.heat import HeatRow
from liaison_tui.text import one_line, shorten

Kind = Literal["target", "blocked", "overdue", "behind", "returned", "conflict", "late"]
# In the order in which they are told: what the year is measured by first, manners last.
KINDS: dict[Kind, str] = {
    "target": "目标滞后", "blocked": "推进受阻", "overdue": "逾期未报", "behind": "进度滞后",
    "returned": "退回未改", "conflict": "填报不一致", "late": "逾期报送",
}  # fmt: skip
MOST = 3
RULE = f"（规则：按{'、'.join(KINDS.values())}次序取前{MOST}类）"
_NAMED, _WORDS_CELLS = 3, 36


@dataclass(frozen=True, slots=True)
class Trouble:
    """A kind of problem and what it consists of: obligations, or for `target` sums."""

    kind: Kind
    standings: Sequence[Standing] = ()
    totals: Sequence[Total] = ()


def troubles(board: Dashboard, rows: Iterable[HeatRow] | None = None) -> list[Trouble]:
    """Return the problems there are, in the order of `KINDS`; `rows` are whose, all by default.

    Before the due day nothing is overdue, and no sum is behind: what is missing may be on its way;
    what lies in a file that waits to be confirmed has arrived.
    """
    chosen = board.heat.rows if rows is None else rows
    cells = [
        standing
        for row in chosen
        for standing in row.cells.values()
        if not (standing.overdue and row.unit.id in board.waiting)
    ]
    behind = [total for total in board.targets if board.is_past and points_behind(total, board) > 0]
    behind.sort(key=percent_of)
    found = [Trouble("target", totals=behind)] if behind else []
    others = [
        Trouble(kind, [standing for standing in cells if _is(kind, standing)])
        for kind in list(KINDS)[1:]
    ]
    return found + [trouble for trouble in others if trouble.standings]


def percent_of(total: Total) -> int:
    """Return how much of a hundred of its target a sum has reached."""
    target = total.measure.target
    return int((total.sum or Decimal(0)) * 100 / target) if target else 0


def points_behind(total: Total, board: Dashboard) -> int:
    """Return how many points of percent a sum lies behind; 0 where that lights no yellow.

    Where no unit has given a number nothing is known, which is not the same as nothing done.
    """
    if not total.measure.target or total.sum is None or not total.by_unit:
        return 0
    behind = board.schedule - percent_of(total)
    return behind if behind >= board.lights.yellow_behind else 0


def words_of(trouble: Trouble, board: Dashboard) -> str:
    """Return a problem in one sentence, with its figures and whom it lies with."""
    if trouble.kind == "target":
        return _of_targets(trouble.totals, board)
    count = len(trouble.standings)
    units = units_words(trouble.standings, is_whole=trouble.kind != "overdue")
    if trouble.kind == "blocked":
        return (
            f"{count}项推进受阻：{'、'.join(_blocked(s) for s in trouble.standings[:_NAMED])}"
            + (f"等{count}项。" if count > _NAMED else "。")
        )
    if trouble.kind == "overdue":
        silent = sum(not row.counts["reported"] for row in _rows_of(trouble, board))
        also = f"，其中{silent}家一项未报" if silent else ""
        homes = len({s.obligation.unit.id for s in trouble.standings})
        held = "（不含已送达、待核验的）" if board.waiting else ""
        return f"{homes}家单位逾期未报{count}项{held}{also}；未报最多的是{units}。"
    said = {
        "behind": f"{count}项落后序时进度{board.lights.red_behind}个百分点以上：",
        "returned": f"{count}项退回后还没有修改：",
        "conflict": f"{count}项填报不一致，待核定：",
        "late": f"{count}项逾期报送：",
    }[trouble.kind]
    return f"{said}{units}。"


def units_words(standings: Sequence[Standing], most: int = _NAMED, *, is_whole: bool = True) -> str:
    """Return whose obligations these are: 发改委3项、青阳镇1项等5家, those with most first.

    `is_whole` says of how many units the named ones are.
    """
    counts = Counter(standing.obligation.unit.name for standing in standings)
    named = [f"{name}{count}项" for name, count in counts.most_common(most)]
    return "、".join(named) + (f"等{len(counts)}家" if is_whole and len(counts) > most else "")


def _is(kind: Kind, standing: Standing) -> bool:
    report = standing.report
    return {
        "blocked": standing.body.get("status") == "blocked",
        "overdue": standing.overdue,
        "behind": standing.light == "red" and standing.current is not None,
        "returned": standing.state == "returned" and standing.is_open,
        "conflict": standing.state == "conflict",
        "late": report is not None and report.timeliness(standing.obligation.due) == "late",
    }[kind]


def _of_targets(totals: Sequence[Total], board: Dashboard) -> str:
    parts = [
        f"{_quoted(total.measure.label)}完成{percent_of(total)}%"
        f"（{spell(total.sum or Decimal(0))}/{spell(total.measure.target or Decimal(0))}"
        f"{total.measure.unit}）"
        for total in totals[:_NAMED]
    ]
    both = "均" if len(parts) > 1 else ""
    return f"{'，'.join(parts)}，{both}低于{board.schedule}%的序时进度。"


def _quoted(words: str) -> str:
    """Return words in quotation marks; those inside become single ones (GB/T 15834)."""
    inside = one_line(words).translate(str.maketrans("“”", "‘’"))
    return f"“{inside}”"


def _blocked(standing: Standing) -> str:
    why = one_line(str(standing.body.get("problems") or ""))
    told = f"（{shorten(why, _WORDS_CELLS)}）" if why else ""
    return f"{standing.obligation.unit.name}{standing.item.id}{told}"


def _rows_of(trouble: Trouble, board: Dashboard) -> list[HeatRow]:
    units = {standing.obligation.unit.id for standing in trouble.standings}
    return [row for row in board.heat.rows if row.unit.id in units]
