"""The indicator table (监测指标表): annex 2's own layout with points, and whether they add up."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from liaison_tui.journal.totals import Total
from liaison_tui.papers.occasion import Occasion, total_words
from liaison_tui.papers.paper import Column
from liaison_tui.papers.sheet import ABOVE, Agreement, Book, Row, Sheet, Sum, Tinted, Value
from liaison_tui.programme.model import Heading, Item, Programme
from liaison_tui.reports import wording
from liaison_tui.reports.tally import NOTHING, Counts, Tally

NAME = "监测指标表"
_CHECKS = "分值核对"
_UNKNOWN = "暂无"
_SEE = f"分值相加是否相符，见“{_CHECKS}”。"
_NUMERALS = "一二三四五六七八九十"
_POINTS, _EARNED = 4, 5
_NO_HEADING = "扣分项"
_LEVELS = {1: "一级指标", 2: "二级指标"}


class _Place(NamedTuple):
    """Where indicators stand that a heading's points are printed for: their rows, and the sum."""

    rows: Sequence[int]
    points: int


def indicators(
    occasion: Occasion,
    tally: Tally,
    totals: Mapping[str, Sequence[Total]],
    earned: Mapping[str, Decimal] | None = None,
    measured: str = "",
) -> Book:
    """Return the table; `earned` are the points of the month `measured`, where they are known.

    Of indicators that share points the first one's stands for all.
    """
    return Book(
        occasion.titled(NAME), occasion.author, occasion.foot,
        [_table(occasion, tally, totals, earned or {}, measured), _checks(occasion)],
    )  # fmt: skip


def _table(
    occasion: Occasion,
    tally: Tally,
    totals: Mapping[str, Sequence[Total]],
    earned: Mapping[str, Decimal],
    measured: str,
) -> Sheet:
    programme = occasion.programme
    scored, deductions = _indicators(programme)
    month = wording.month_word(measured or occasion.months[-1])
    columns = (
        Column("一级指标", 24, "center"), Column("二级指标", 25, "center"), Column("三级指标", 30),
        Column("四级指标", 49), Column("分值", 11, "center"), Column(f"{month}得分", 14, "center"),
        Column("信息获取方式", 25), Column("责任单位", 40), Column("应报", 10, "center"),
        Column("已报", 10, "center"), Column("本年累计", 24),
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        above: list[str] = [""] * 3
        for item in scored:
            head, above = _levels(programme, item, above)
            yield Row([
                *head, f"{_number(item)}. {item.text}", *_points(programme, item, earned),
                item.source or "", item.printed, *_counts(tally.by_item.get(item.id, NOTHING)),
                total_words(totals.get(item.id, ())),
            ])  # fmt: skip
        whole = [(0, len(scored) - 1)]
        known = [earned[item.id] for item in scored if item.id in earned]
        sum_earned: Value = Sum(_EARNED, whole, sum(known, Decimal(0))) if known else _UNKNOWN
        yield Row(
            ["合计", "", "", "", Sum(_POINTS, whole, Decimal(_whole(programme, scored))),
             sum_earned, "", "", "", "", ""], strong=True,
        )  # fmt: skip
        for item in deductions:
            yield Row([
                _NO_HEADING, "", "", f"{_number(item)}. {item.text}{_cases(item)}",
                item.points, earned.get(item.id, _UNKNOWN), item.source or "", item.printed,
                *_counts(tally.by_item.get(item.id, NOTHING)), "",
            ], strong=True)  # fmt: skip

    notes = [
        occasion.source,
        f"{month}得分由信用办登记，没有登记的写“{_UNKNOWN}”；几项指标共用的分值只印一次。{_SEE}",
    ]
    return Sheet(
        NAME, occasion.titled("城市信用状况监测重点指标任务分解及完成情况"), notes, columns, rows,
        frozen=4,
    )  # fmt: skip


def _checks(occasion: Occasion) -> Sheet:
    """Return the headings with the points the notice prints beside what their indicators add to."""
    programme = occasion.programme
    scored, _ = _indicators(programme)
    found = [
        (word, _titled(heading), _Place(places, heading.points))
        for level, word in _LEVELS.items()
        for heading in programme.headings
        if heading.level == level
        and heading.points is not None
        and (places := _places(programme, heading, scored))
    ]
    firsts = [place.points for word, _, place in found if word == _LEVELS[1]]

    def rows() -> Iterator[Row]:
        before = ""
        for word, title, place in found:
            value = _whole(programme, [scored[n] for n in place.rows])
            yield Row([
                ABOVE if word == before else word, title, place.points,
                Sum(_POINTS, _ranges(place.rows), Decimal(value), NAME),
                Agreement(2, 3, place.points == value),
            ])  # fmt: skip
            before = word
        ours, printed = _whole(programme, scored), Decimal(sum(firsts))
        yield Row([
            "合计", "一级指标合计与各项指标合计", Sum(2, [(0, len(firsts) - 1)], printed),
            Sum(_POINTS, [(0, len(scored) - 1)], Decimal(ours), NAME),
            Agreement(2, 3, printed == ours),
        ], strong=True)  # fmt: skip

    columns = (
        Column("级别", 30, "center"), Column("指标", 100), Column("通知分值", 40, "center"),
        Column("各项指标合计", 46, "center"), Column("核对", 46, "center"),
    )  # fmt: skip
    return Sheet(
        _CHECKS, occasion.titled("监测指标分值核对"),
        [occasion.source, "合计和核对是公式，改动监测指标表中的分值后自动重算。"],
        columns, rows, filtered=False,
    )  # fmt: skip


def _places(programme: Programme, heading: Heading, scored: Sequence[Item]) -> list[int]:
    """Return the rows of the indicators that stand under a heading."""
    return [
        place
        for place, item in enumerate(scored)
        if programme.headings_of(item)[heading.level - 1] == heading
    ]


def _indicators(programme: Programme) -> tuple[list[Item], list[Item]]:
    """Return the indicators that points are given for, and those they are taken off for."""
    found = [item for item in programme.items if item.kind == "indicator"]
    return [i for i in found if not i.deduction], [i for i in found if i.deduction]


def _levels(
    programme: Programme, item: Item, above: Sequence[str]
) -> tuple[list[Value], list[str]]:
    """Return an indicator's headings, where they are not the ones above it, and all of them."""
    titles = [_titled(heading) if heading else "" for heading in programme.headings_of(item)]
    cells: list[Value] = []
    same = True
    for title, before in zip(titles, above, strict=True):
        same = same and bool(title) and title == before
        cells.append(ABOVE if same else title)
    return cells, titles


def _titled(heading: Heading) -> str:
    """Return a heading as the notice prints it: 一、信用监管（43分）, 9. 事前信用监管（8分）."""
    points = "" if heading.points is None else f"（{heading.points}分）"
    if heading.level == 1 and heading.no <= len(_NUMERALS):
        return f"{_NUMERALS[heading.no - 1]}、{heading.title}{points}"
    return f"{heading.no}. {heading.title}{points}"


def _number(item: Item) -> str:
    return item.id.lstrip("I").lstrip("0")


def _points(programme: Programme, item: Item, earned: Mapping[str, Decimal]) -> list[Value]:
    """Return printed and earned points; what several share stands at the first of them."""
    shared = programme.shared_points_of(item)
    if shared is None:
        return [item.points, earned.get(item.id, _UNKNOWN)]
    if item.id != shared.items[0]:
        return [ABOVE, ABOVE]
    return [shared.points, earned.get(item.id, _UNKNOWN)]


def _whole(programme: Programme, items: Sequence[Item]) -> int:
    """Return what indicators' points add up to, those that are shared once."""
    shared = {s.items[0]: s.points for item in items if (s := programme.shared_points_of(item))}
    return sum(item.points or 0 for item in items if not programme.shared_points_of(item)) + sum(
        shared.values()
    )


def _counts(counts: Counts) -> list[Value]:
    missing = counts["missing"]
    red = counts["lights"]["red"]
    return [
        counts["owed"],
        Tinted(counts["reported"], "red") if missing and red else counts["reported"],
    ]


def _cases(item: Item) -> str:
    return "".join(f"\n{case.text}" for case in item.deductions)


def _ranges(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return rows as runs of neighbours."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
