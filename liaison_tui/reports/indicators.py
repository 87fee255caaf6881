"""The points of a month's indicators as rows: for JSON, for people, for the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from liaison_tui.journal.measured import (
    Deducted,
    Mark,
    Sum,
    deducted_in,
    headed,
    responsible,
    sum_of,
)
from liaison_tui.pinyin import spelled_by
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.programme.sheet import plain_number
from liaison_tui.reports import wording
from liaison_tui.reports.sparkline import sparkline
from liaison_tui.reports.table import render
from liaison_tui.storage.measurements import Measurement
from liaison_tui.text import normal

UNKNOWN = "—"
Trend = Mapping[str, Sequence[tuple[str, Decimal | None]]]


@dataclass(frozen=True)
class IndicatorMonth:
    """A month's indicators as one source has them.

    `measurement` is what stands, None where nothing came; `former` what it has taken the place of,
    the newest last. `sources` are all that told of any month. `trend` has each mark's months up to
    this one. `cap` is what comes off in a month at most, None for no bound.
    """

    programme: Programme
    period: str
    source: str
    sources: Sequence[str]
    measurement: Measurement | None
    former: Sequence[Measurement]
    marks: Sequence[Mark]
    deductions: Sequence[Deducted]
    cap: Decimal | None
    trend: Trend = field(default_factory=dict)

    @property
    def total(self) -> Sum:
        """What all marks come to, before anything comes off."""
        return sum_of(self.marks)

    @property
    def deducted(self) -> tuple[Decimal, Decimal]:
        """What comes off by the cases, and what of it counts."""
        return deducted_in(self.deductions, self.period, self.cap)

    @property
    def net(self) -> Decimal | None:
        """The month's points after what comes off; None where nothing is known."""
        got = self.total.got
        return None if got is None else got - self.deducted[1]

    @property
    def lost(self) -> list[Mark]:
        """The marks with points lost, the most first."""
        found = [mark for mark in self.marks if mark.lost]
        return sorted(found, key=lambda mark: mark.lost or 0, reverse=True)

    @property
    def listed(self) -> Decimal | None:
        """What the source itself lists as deducted; None where it says nothing of that."""
        items = self.programme.at(self.period).items
        item = next((i.id for i in items if i.deduction), "")
        points = self.measurement.points.get(item) if self.measurement else None
        return None if points is None else abs(points)

    def units(self, mark: Mark) -> list[Unit]:
        """Return the units that answer for a mark."""
        return responsible(self.programme, mark.items, self.period)


def corrections(
    programme: Programme, new: Measurement, old: Measurement
) -> list[tuple[str, Decimal | None, Decimal | None]]:
    """Return what a corrected version has changed: indicator, what was, what is."""
    before, now = old.points, new.points
    return [
        (item.id, before.get(item.id), now.get(item.id))
        for item in programme.at(new.period).items
        if before.get(item.id) != now.get(item.id)
    ]


def correction_words(change: tuple[str, Decimal | None, Decimal | None]) -> str:
    """Return one change in words: I05 1.5 改为 2."""
    return f"{change[0]} {number_word(change[1])} 改为 {number_word(change[2])}"


def number_word(number: Decimal | None) -> str:
    """Return points as people read them."""
    return UNKNOWN if number is None else plain_number(number)


def change_word(number: Decimal | None) -> str:
    """Return a difference with its sign, empty where there is none or it is not known."""
    if not number:
        return ""
    return f"{'+' if number > 0 else '-'}{plain_number(abs(number))}"


def trend_word(month: IndicatorMonth, mark: Mark, *, plain: bool = False) -> str:
    """Return a mark's months up to this one as a row of bars."""
    values = [got for _, got in month.trend.get(mark.key, ())]
    known = [value for value in values if value is not None]
    return sparkline(values, top=mark.full, plain=plain) if len(known) > 1 else ""


def measurement_words(measurement: Measurement) -> str:
    """Return which file it is: 省 2021年6月 7月12日到 得分.xlsx."""
    month, day = measurement.arrived[5:7].lstrip("0"), measurement.arrived[8:].lstrip("0")
    when = f"{measurement.source} {wording.period_word(measurement.period)}"
    return f"{measurement.id} {when} {month}月{day}日到 {measurement.file.get('name', '')}"


def case_words(deducted: Deducted) -> str:
    """Return a deduction in words: K01 信息安全事故 10分 2021年6月."""
    when = wording.period_word(deducted.period)
    months = f"起连续{deducted.months}个月，每月" if deducted.months > 1 else ""
    return f"{deducted.id} {deducted.trigger}，{when}{months}扣{plain_number(deducted.points)}分"


def total_words(month: IndicatorMonth) -> str:
    """Return the month's result in one line."""
    total = month.total
    if total.got is None:
        return "还没有得分"
    whole, counts = month.deducted
    parts = [f"得 {number_word(total.got)} / {number_word(total.full)}"]
    if total.lacking:
        parts.append(f"缺 {total.lacking} 项")
    if total.change is not None:
        parts.append(f"比上月 {change_word(total.change) or '持平'}")
    if whole:
        capped = f"（应扣 {number_word(whole)}，按 {number_word(counts)} 封顶）"
        parts.append(f"扣 {number_word(counts)}{capped if counts < whole else ''}")
        parts.append(f"计 {number_word(month.net)}")
    return "，".join(parts)


def month_json(month: IndicatorMonth) -> dict[str, Any]:
    """Return all of it for programs; points are decimal strings."""
    total, (whole, counts) = month.total, month.deducted
    return {
        "period": month.period,
        "source": month.source or None,
        "sources": list(month.sources),
        "measurement": measurement_json(month.measurement) if month.measurement else None,
        "former": [measurement_json(each) for each in month.former],
        "rows": [_row(month, mark) for mark in month.marks],
        "sums": [
            {"level": heading.level, "no": heading.no, "title": heading.title, **_sum(sum_of(some))}
            for heading, some in headed(month.marks)
        ],
        "total": {
            **_sum(total),
            "deducted": plain_number(whole),
            "counted": plain_number(counts),
            "cap": number_text(month.cap),
            "listed": number_text(month.listed),
            "net": number_text(month.net),
        },
        "deductions": [deducted_json(each) for each in month.deductions],
    }


def measurement_json(measurement: Measurement) -> dict[str, Any]:
    """Return what came, without its rows."""
    names = ("id", "source", "period", "arrived", "at", "by", "sheet", "note")
    return {
        **{name: getattr(measurement, name) for name in names},
        "file": dict(measurement.file),
        "columns": dict(measurement.columns),
        "unmatched": list(measurement.unmatched),
        "lacking": list(measurement.lacking),
    }


def deducted_json(deducted: Deducted) -> dict[str, Any]:
    """Return a deduction for programs."""
    names = ("id", "case", "trigger", "period", "months", "reason")
    told = {name: getattr(deducted, name) for name in names}
    return {**told, "points": plain_number(deducted.points), "unit": deducted.unit or None}


def month_table(month: IndicatorMonth, *, lost_only: bool = False) -> str:
    """Return a month for people: every mark under its headings, then the sums."""
    if month.measurement is None:
        return (
            f"{wording.period_word(month.period)}还没有得分。"
            "用 liaison indicators import 文件 --period 月份 导入。"
        )
    shown = [mark for mark in month.marks if mark.lost or not lost_only]
    cells: list[Sequence[object]] = []
    for heading, some in headed(shown):
        if heading.level == 1:
            every = next(m for h, m in headed(month.marks) if h == heading)
            cells += [_sum_cells(f"{heading.no}. {heading.title}", sum_of(every))]
            cells += [_cells(month, mark) for mark in some]
    heads = ("编号", "指标", "满分", "得分", "失分", "上月", "增减", "走势")
    table = render(heads, cells, widest=44, right="满分 得分 失分 上月 增减")
    lines = [measurement_words(month.measurement), "", table, "", total_words(month)]
    lines += [case_words(each) for each in month.deductions if each.counts_in(month.period)]
    return "\n".join(lines)


def _cells(month: IndicatorMonth, mark: Mark) -> Sequence[object]:
    return (
        mark.name, mark.text, number_word(mark.full), number_word(mark.got),
        number_word(mark.lost) if mark.lost else "", number_word(mark.before),
        change_word(mark.change), trend_word(month, mark),
    )  # fmt: skip


def _sum_cells(title: str, found: Sum) -> Sequence[object]:
    lost = number_word(found.lost) if found.lost else ""
    return (
        "", title, number_word(found.full), number_word(found.got), lost, "",
        change_word(found.change), "",
    )  # fmt: skip


def _row(month: IndicatorMonth, mark: Mark) -> dict[str, Any]:
    levels = {
        f"level{n}": heading.title if heading else None
        for n, heading in enumerate(mark.headings, start=1)
    }
    told = _told(month.measurement, mark)
    return {
        "id": mark.key,
        "items": [item.id for item in mark.items],
        "text": mark.text,
        **levels,
        "full": plain_number(mark.full),
        "points": number_text(mark.got),
        "lost": number_text(mark.lost),
        "before": number_text(mark.before),
        "change": number_text(mark.change),
        "rank": told.get("rank") or None,
        "remark": told.get("remark") or None,
        "trend": [
            {"period": period, "points": number_text(got)}
            for period, got in month.trend.get(mark.key, ())
        ],
        "units": [unit.id for unit in month.units(mark)],
    }


def _told(measurement: Measurement | None, mark: Mark) -> Mapping[str, Any]:
    """Return the row of what came that tells of a mark."""
    rows = measurement.rows if measurement else ()
    return next((row for row in rows if row["item"] == mark.key), {})


def remark_of(month: IndicatorMonth, mark: Mark) -> str:
    """Return what the source itself says of a mark: its rank, its remark."""
    told = _told(month.measurement, mark)
    rank = f"排名 {told['rank']}" if told.get("rank") else ""
    return "　".join(filter(None, (rank, str(told.get("remark", "")))))


def _sum(found: Sum) -> dict[str, Any]:
    return {
        "full": plain_number(found.full),
        "points": number_text(found.got),
        "lost": plain_number(found.lost),
        "change": number_text(found.change),
        "lacking": found.lacking,
    }


def number_text(number: Decimal | None) -> str | None:
    """Return a number as JSON has it, a decimal string; None for none."""
    return None if number is None else plain_number(number)


def lost_words(mark: Mark) -> str:
    """Return what was lost of a mark: 满分 3 分，得 2.5 分，失 0.5 分."""
    full, got, lost = map(number_word, (mark.full, mark.got, mark.lost))
    return f"满分 {full} 分，得 {got} 分，失 {lost} 分"


def is_called(mark: Mark, typed: str) -> bool:
    """Tell whether what was typed so far may mean a mark: its id, a part of its words, pinyin."""
    wanted = normal(typed)
    return any(
        wanted in normal(words) or spelled_by(words, wanted)
        for item in mark.items
        for words in (item.id, item.text)
    )
