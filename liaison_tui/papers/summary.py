"""The summary (汇总表): annex 1's own layout with what came of each task, summed up and by unit."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from liaison_tui.journal.standing import Standing
from liaison_tui.journal.totals import Total
from liaison_tui.papers.counts import count_sheets
from liaison_tui.papers.occasion import (
    Occasion,
    field,
    item_words,
    light_cell,
    light_legend,
    percent_word,
    progress_text,
    total_words,
)
from liaison_tui.papers.paper import Column, Tone
from liaison_tui.papers.register import NAME as REGISTER
from liaison_tui.papers.register import ByUnit, register
from liaison_tui.papers.sheet import ABOVE, Above, Book, Row, Sheet, Sum, Tinted, Value
from liaison_tui.programme.model import Item, Programme
from liaison_tui.reports import wording
from liaison_tui.reports.tally import NOTHING, Counts, Tally

NAME = "汇总表"
_BY_TASK, _OF_UNIT = "分任务进展", "进展情况"
_NOT_NOW = "本时段不报"
_LAID_OUT = (Column("序号", 10, "center"), Column("重点工作", 22, "center"))
_LIGHT = Column("亮灯", 19, "center")
_MONTH = Column("月份", 12, "center")


class Task(NamedTuple):
    """A task with where it stands at each unit that owes it, month by month."""

    item: Item
    standings: Sequence[Standing]


def summary(
    occasion: Occasion,
    tally: Tally,
    totals: Mapping[str, Sequence[Total]],
    tasks: Callable[[], Iterable[Task]],
    by_unit: ByUnit,
) -> Book:
    """Return the summary over all units; tasks and units are read while they are written."""
    return Book(
        occasion.titled(NAME), occasion.author, occasion.foot,
        [
            _summed_up(occasion, tally, totals),
            _by_task(occasion, tasks),
            *count_sheets(occasion, tally),
            register(occasion, by_unit),
        ],
        data=REGISTER,
    )  # fmt: skip


def summary_of_unit(occasion: Occasion, standings: Sequence[Standing]) -> Book:
    """Return one unit's summary: all that it owes, in the same layout."""
    return Book(
        occasion.titled(NAME), occasion.author, occasion.foot,
        [_of_unit(occasion, standings), register(occasion, lambda: [standings])],
        data=REGISTER,
    )  # fmt: skip


def _summed_up(occasion: Occasion, tally: Tally, totals: Mapping[str, Sequence[Total]]) -> Sheet:
    columns = (
        *_LAID_OUT, Column("任务", 88), Column("责任部门", 42),
        Column("应报", 10, "center"), Column("已报", 10, "center"),
        Column("绿", 8, "center"), Column("黄", 8, "center"), Column("红", 8, "center"),
        Column("累计与目标", 34), Column("需关注", 22),
    )  # fmt: skip
    tasks = [item for item in occasion.programme.items if item.kind == "task"]

    def rows() -> Iterator[Row]:
        area = _Areas(occasion.programme)
        for item in tasks:
            counts = tally.by_item.get(item.id, NOTHING)
            yield Row([
                *area.cells(item), item_words(item), item.printed, *_counted(counts),
                total_words(totals.get(item.id, ())), _attention(counts),
            ])  # fmt: skip
        counted = [tally.by_item.get(item.id, NOTHING) for item in tasks]
        whole = [sum(values) for values in zip(*map(_numbers, counted), strict=True)]
        sums = [
            Sum(column, [(0, len(tasks) - 1)], value) for column, value in enumerate(whole, start=4)
        ]
        yield Row(["", "合计", "", "", *sums, "", ""], strong=True)

    return Sheet(
        NAME, occasion.titled("重点工作进展情况汇总表"),
        [occasion.source, _said(tally)],
        columns, rows, frozen=2, legend=light_legend(occasion.programme.lights),
    )  # fmt: skip


def _by_task(occasion: Occasion, tasks: Callable[[], Iterable[Task]]) -> Sheet:
    month = (_MONTH,) * occasion.several
    columns = (
        *_LAID_OUT, Column("任务", 52), Column("责任部门", 26), Column("单位", 20), *month,
        Column("工作进展", 59 - 12 * len(month)), Column("存在问题", 22), Column("下一步打算", 22),
        Column("进度", 10, "center"), _LIGHT,
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        area = _Areas(occasion.programme)
        for task in tasks():
            head: list[Value] = [*area.cells(task.item), item_words(task.item), task.item.printed]
            for cells in _of_task(task, several=occasion.several):
                yield Row([*head, *cells])
                head = [ABOVE] * len(head)

    return Sheet(
        _BY_TASK, occasion.titled("重点工作分任务进展情况"),
        [occasion.source, "有文字的填报逐条列出；没有新进展的、未报的，单位名称列在该任务最后。"],
        columns, rows, frozen=2, legend=light_legend(occasion.programme.lights),
        empty=f"{occasion.when}没有应报的任务。",
    )  # fmt: skip


def _of_unit(occasion: Occasion, standings: Sequence[Standing]) -> Sheet:
    month = (_MONTH,) * occasion.several
    columns = (
        *_LAID_OUT, Column("任务", 52), Column("责任部门", 30), *month,
        Column("工作进展", 63 - 12 * len(month)), Column("存在问题", 26), Column("下一步打算", 26),
        Column("进度", 10, "center"), _LIGHT,
    )  # fmt: skip
    by_item: dict[str, list[Standing]] = {}
    for standing in standings:
        by_item.setdefault(standing.item.id, []).append(standing)

    def rows() -> Iterator[Row]:
        area = _Areas(occasion.programme)
        for found in by_item.values():
            item = found[0].item
            head: list[Value] = [*area.cells(item), item_words(item), item.printed]
            for standing in found:
                yield Row([*head, *_words(standing, several=occasion.several)])
                head = [ABOVE] * len(head)

    return Sheet(
        _OF_UNIT, occasion.titled("工作进展情况"), [occasion.source], columns, rows, frozen=2,
        legend=light_legend(occasion.programme.lights), empty=f"{occasion.when}没有应报的事项。",
    )  # fmt: skip


class _Areas:
    """The first two cells of rows that follow each other: an area stands once."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._title = ""

    def cells(self, item: Item) -> tuple[str | Above, str | Above]:
        """Return the numeral and the title of an item's area, or that they stand above."""
        title = self._programme.area_heading(item)
        if title == self._title:
            return ABOVE, ABOVE
        self._title = title
        numeral, mark, rest = title.partition("、")
        return (numeral, rest) if mark else ("", title)


def _of_task(task: Task, *, several: bool) -> Iterator[list[Value]]:
    """Give a task's rows without its head: what units wrote, who had nothing, who is missing."""
    month: list[Value] = [""] * several
    if not task.standings:
        yield ["", *month, _NOT_NOW, "", "", "", ""]
        return
    others: dict[tuple[str, str], list[str]] = {}
    for standing in task.standings:
        name, period = standing.obligation.unit.name, standing.obligation.period
        nothing = str(standing.body.get("nothing") or "")
        if standing.current is None:
            kind = wording.OVERDUE if standing.overdue else wording.STATES["unreported"]
        elif nothing and not any(field(standing, key) for key in ("text", "problems")):
            kind = wording.NOTHINGS.get(nothing, "")
        else:
            yield [name, *_words(standing, several=several)]
            continue
        others.setdefault((kind, period), []).append(name)
    for (kind, period), names in sorted(others.items(), key=lambda pair: pair[0][1]):
        tone: Tone = "red" if kind == wording.OVERDUE else "grey"
        shown: list[Value] = [wording.month_word(period)] * several
        yield [
            f"{len(names)} 家", *shown, f"{kind}：{'、'.join(names)}", "", "", "",
            Tinted(kind, tone),
        ]  # fmt: skip


def _words(standing: Standing, *, several: bool) -> list[Value]:
    month: list[Value] = [wording.month_word(standing.obligation.period)] * several
    return [
        *month, progress_text(standing), field(standing, "problems"),
        field(standing, "next_steps"), percent_word(standing), light_cell(standing),
    ]  # fmt: skip


def _numbers(counts: Counts) -> list[int]:
    lights = counts["lights"]
    return [counts["owed"], counts["reported"], lights["green"], lights["yellow"], lights["red"]]


def _counted(counts: Counts) -> list[Value]:
    owed, reported, green, yellow, red = _numbers(counts)
    if not owed:
        return [0, 0, 0, 0, 0]
    return [
        owed, reported, Tinted(green, "green" if green else ""),
        Tinted(yellow, "yellow" if yellow else ""), Tinted(red, "red" if red else ""),
    ]  # fmt: skip


def _attention(counts: Counts) -> str:
    if not counts["owed"]:
        return _NOT_NOW
    named = (
        (wording.OVERDUE if counts["lights"]["red"] else "未报", counts["missing"]),
        ("逾期报送", counts["late"]), ("退回", counts["returned"]), ("不一致", counts["conflicts"]),
    )  # fmt: skip
    return "\n".join(f"{word} {count} 项" for word, count in named if count)


def _said(tally: Tally) -> str:
    """Return the whole in one line: how many units, how much is owed, reported, missing."""
    total = tally.total
    heard = sum(bool(counts["reported"]) for counts in tally.by_unit.values())
    return (
        f"应报单位 {len(tally.by_unit)} 家，已报 {heard} 家；全部事项应报 {total['owed']} 项次，"
        f"已报 {total['reported']}，逾期报送 {total['late']}，未报 {total['missing']}，"
        f"退回 {total['returned']}，填报不一致 {total['conflicts']}。"
    )
