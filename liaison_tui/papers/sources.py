"""The source table of a circular: each figure led back to a bundle and an entry.

For the office alone: it is taken out before the circular is handed on.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from liaison_tui.journal.vouching import Vouched
from liaison_tui.papers.paper import Block, Column, Grid, Line
from liaison_tui.reports import wording
from liaison_tui.reports.circular import Circular
from liaison_tui.text import one_line

# No line is broken at the first blank, and one may be at the other: not every word processor
# breaks one between 、 and a digit.
_HOLDS, _APART = "\xa0", "\u3000"
_COUNTS = (("owed", "应报"), ("on_time", "按时"), ("nothing_new", "无新进展"), ("late", "逾期"),
           ("missing", "未报"))  # fmt: skip
_TIMES = {"on_time": "按时", "nothing_new": "无新进展", "late": "逾期"}
_UNITS = (Column("单位", 46), *(Column(word, 22, "center") for _, word in _COUNTS))
_ENTRIES = (Column("单位", 26), Column("报送包", 44), Column("填报编号", 86))
_SHARES = (
    Column("目标", 40), Column("单位", 22), Column("数", 16, "right"), Column("月份", 12, "center"),
    Column("填报编号", 22, "center"), Column("报送包", 44, "center"),
)  # fmt: skip
_STRUCK = (Column("单位", 46), Column("不列名的理由", 110))


def source_blocks(circular: Circular) -> list[Block]:
    """Return the tables: counts by unit, entries by bundle, shares of sums, who is left out."""
    rows = [_counts(row.unit.name, row.counts) for row in circular.named]
    others = circular.unnamed
    if others:
        sums = {key: sum(row.counts[key] for row in others) for key, _ in _COUNTS}
        rows.append(_counts(f"不列名的{len(others)}家合计", sums))
    rows.append(_counts("合计", circular.board.heat.totals))
    blocks: list[Block] = [
        Line("一、各单位应报、已报、未报项数（正文的项数由此相加）", small=True),
        Grid(_UNITS, rows),
        Line(
            "二、各项数所据的填报（事项编号和填报编号，按送达的报送包排列；未报的没有填报）",
            small=True,
        ),
        Grid(_ENTRIES, list(_entries(circular))),
        Line("三、年度目标累计数所据的填报", small=True),
        Grid(_SHARES, list(_shares(circular))),
    ]
    if circular.struck:
        struck = [[one_line(each.unit.name), one_line(each.reason)] for each in circular.struck]
        blocks += [Line("四、决定不列名的单位", small=True), Grid(_STRUCK, struck)]
    return blocks


def _counts(name: str, counts: Mapping[str, int]) -> list[str]:
    return [one_line(name), *(str(counts[key]) for key, _ in _COUNTS)]


def _entries(circular: Circular) -> Iterator[list[str]]:
    """Yield a row for each unit and bundle: which entries came in it, by how they count."""
    for row in circular.named:
        bundles: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for standing in row.cells.values():
            if standing.current is not None and standing.report is not None:
                time = standing.report.timeliness(standing.obligation.due)
                named = f"{standing.item.id}{_HOLDS}{standing.current.event.id[:8]}"
                bundles[_bundle(circular, standing.current)].append((time, named))
        for bundle, entries in bundles.items():
            told = [
                f"{word}{len(found)}项：{_APART.join(found)}"
                for time, word in _TIMES.items()
                if (found := [name for kind, name in entries if kind == time])
            ]
            yield [one_line(row.unit.name), bundle, "；".join(told)]


def _shares(circular: Circular) -> Iterator[list[str]]:
    board = circular.board
    for total in board.targets:
        if total.measure.target is None:
            continue
        for unit in total.by_unit:
            for entry in circular.behind(total, unit):
                yield [
                    one_line(total.measure.label), one_line(board.programme.unit_name(unit)),
                    entry.event.body["quantities"][total.measure.key],
                    wording.month_word(entry.event.period or ""),
                    entry.event.id[:8], _bundle(circular, entry),
                ]  # fmt: skip


def _bundle(circular: Circular, entry: Vouched) -> str:
    """Return the bundle that brought an entry, by its receipt code, and when it was received."""
    submission = circular.carried.get(entry.event.id)
    if submission is None:
        return wording.BY_CENTRE if entry.by_centre else "没有报送包"
    received = circular.received.get(submission.sha256)
    arrived = wording.moment(received).replace(" ", _HOLDS)
    return f"{submission.code} {arrived}".strip()
