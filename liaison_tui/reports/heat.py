"""A month as a heat map: every unit's items beside each other, with what each row and column holds.

A cell is a standing; what nobody owes there has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.rulings import NOTHING_RULED, Rulings
from liaison_tui.journal.standing import Standing, standings
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.reports import wording
from liaison_tui.reports.overview import counts_of, sum_of
from liaison_tui.reports.sparkline import sparkline
from liaison_tui.reports.table import render
from liaison_tui.reports.unit_groups import UNIT_GROUPS, group_of

HeatOrder = Literal["plan", "missing", "late", "red"]
HEAT_ORDERS: dict[HeatOrder, str] = {
    "plan": "按单位次序", "missing": "按未报", "late": "按逾期报送", "red": "按红灯",
}  # fmt: skip
NOT_OWED = "·"
# What a row and a column say at their end: the count, and its title.
TOTALS = (
    ("on_time", "按时"), ("nothing_new", "无新"), ("late", "迟报"), ("missing", "未报"),
    ("red", "红"),
)  # fmt: skip
# What is not a light's own word.
LEGEND = {
    "零": "零报告", "无": "无新进展", "报": "已报", "未": "未报", "退": "退回", "异": "不一致",
    NOT_OWED: "不用报",
}  # fmt: skip
_STATE_MARKS = {"conflict": "异", "returned": "退"}


class Mark(NamedTuple):
    """What a cell shows: one character, and its tone: quiet, or a light's colour; "" for neither.

    A light is off before the due day: then the tone says nothing and the character all.
    """

    word: str
    tone: str


class MonthCount(NamedTuple):
    """A month of all units: how many obligations, how many of them reported, how many red."""

    period: str
    owed: int
    reported: int
    red: int


@dataclass(frozen=True)
class HeatRow:
    """A unit's cells, by item, and their counts (`reports.overview.counts_of`)."""

    unit: Unit
    cells: Mapping[str, Standing]
    counts: Mapping[str, Any]


@dataclass(frozen=True)
class Heat:
    """A month of all units that owe something in it. `items` are those anybody owes."""

    period: str
    due: date
    items: Sequence[Item]
    rows: Sequence[HeatRow]

    @cached_property
    def by_item(self) -> dict[str, dict[str, Any]]:
        """The counts of each column."""
        return {
            item.id: counts_of(row.cells[item.id] for row in self.rows if item.id in row.cells)
            for item in self.items
        }

    @cached_property
    def totals(self) -> dict[str, Any]:
        """The counts of all cells."""
        return sum_of([row.counts for row in self.rows])

    def cell(self, unit: str, item: str) -> Standing | None:
        """Return where a unit's item stands; None where it is not owed."""
        row = next((row for row in self.rows if row.unit.id == unit), None)
        return row.cells.get(item) if row else None


def heat(
    programme: Programme,
    period: str,
    reports: Mapping[Key, Report],
    today: date,
    rulings: Rulings = NOTHING_RULED,
) -> Heat:
    """Return a month's heat map; what units have set themselves to report is not in it."""
    units = programme.units_in([period])
    owed = [standings(programme, unit, [period], reports, today, rulings=rulings) for unit in units]
    return heat_of(programme, period, owed)


def heat_of(programme: Programme, period: str, owed: Iterable[Sequence[Standing]]) -> Heat:
    """Return a month's heat map by where all that is owed stands, one unit's after another's."""
    rows = [
        HeatRow(found[0].obligation.unit, {s.item.id: s for s in found}, counts_of(found))
        for found in owed
        if found
    ]
    owed_by_any = {name for row in rows for name in row.cells}
    items = [item for item in programme.at(period).items if item.id in owed_by_any]
    return Heat(period, due_day(programme, period), items, rows)


def heat_groups(
    rows: Sequence[HeatRow], order: HeatOrder = "plan"
) -> list[tuple[str, list[HeatRow]]]:
    """Return rows under the titles of their groups, in each those with most of `order` first."""
    groups: dict[str, list[HeatRow]] = {title: [] for title in UNIT_GROUPS}
    for row in rows:
        groups[group_of(row.unit)].append(row)
    if order != "plan":
        for found in groups.values():
            found.sort(key=lambda row: -count_in(row.counts, order))
    return [(title, found) for title, found in groups.items() if found]


def count_in(counts: Mapping[str, Any], key: str) -> int:
    """Return a count of `TOTALS`, or of `HEAT_ORDERS`."""
    return int(counts["lights"]["red"] if key == "red" else counts[key])


def mark_of(standing: Standing | None) -> Mark:
    """Return what a cell shows.

    What asks for a deed is named first, then the light that is not green, then what was said.
    """
    if standing is None:
        return Mark(NOT_OWED, "quiet")
    tone = "" if standing.light == "grey" else standing.light
    unsaid = standing.current is None and not tone
    return Mark(_word(standing), "quiet" if unsaid else tone)


def heat_json(found: Heat, year: Sequence[MonthCount]) -> dict[str, Any]:
    """Return `heat --json`, with the year up to the month."""
    return {
        "period": found.period,
        "due": found.due.isoformat(),
        "items": [
            {"id": item.id, "text": item.text, **found.by_item[item.id]} for item in found.items
        ],
        "units": [
            {
                "id": row.unit.id,
                "name": row.unit.name,
                "group": group_of(row.unit),
                **row.counts,
                "cells": {name: _cell(standing) for name, standing in row.cells.items()},
            }
            for row in found.rows
        ],
        "totals": found.totals,
        "year": [month._asdict() for month in year],
    }


def heat_table(found: Heat, year: Sequence[MonthCount], order: HeatOrder = "plan") -> str:
    """Return a heat map for people: a line a unit, a column an item."""
    ids = [item.id for item in found.items]
    heads = ("单位", *ids, *(title for _, title in TOTALS))
    rows: list[tuple[str, ...]] = []
    for group, found_rows in heat_groups(found.rows, order):
        rows.append((f"【{group}】", *("" for _ in heads[1:])))
        rows += [
            (
                row.unit.name,
                *(mark_of(row.cells.get(name)).word for name in ids),
                *(str(count_in(row.counts, key)) for key, _ in TOTALS),
            )
            for row in found_rows
        ]
    rows.append(
        (
            "未报合计",
            *(str(found.by_item[name]["missing"] or "") for name in ids),
            *(str(count_in(found.totals, key)) for key, _ in TOTALS),
        )
    )
    legend = "　".join(f"{word} {meaning}" for word, meaning in LEGEND.items())
    title = f"{wording.period_word(found.period)}　{found.due.isoformat()} 截止　{legend}"
    numbers = " ".join(title for _, title in TOTALS)
    return "\n".join([title, "", render(heads, rows, right=numbers), "", *map(month_words, year)])


def year_words(year: Sequence[MonthCount], *, plain: bool = False) -> str:
    """Return how the months went in one line: bars, and the last months in words, newest first."""
    reported = [_share(month) for month in year]
    reds = [month.red for month in year]
    return "    ".join(
        (
            f"已报 {sparkline(reported, top=100, plain=plain)}",
            f"红灯 {sparkline(reds, plain=plain)}",
            *(
                f"{wording.month_word(month.period)} 已报 {_share(month)}% 红 {month.red}"
                for month in reversed(year)
            ),
        )
    )


def _share(month: MonthCount) -> int:
    """Return how many of a hundred obligations were reported; a hundred only where all were."""
    return month.reported * 100 // month.owed if month.owed else 0


def month_words(month: MonthCount) -> str:
    """Return how a month stood: 6月 已报 1204 / 1560，红 36."""
    name = wording.month_word(month.period)
    return f"{name} 已报 {month.reported} / {month.owed}，红 {month.red}"


def _word(standing: Standing) -> str:
    if standing.state in _STATE_MARKS:
        return _STATE_MARKS[standing.state]
    if standing.current is None:
        return "未"
    nothing = standing.body.get("nothing")
    if standing.light not in ("yellow", "red") and nothing:
        return "零" if nothing == "zero" else "无"
    return "报" if standing.light == "grey" else wording.light_word(standing.light, plain=True)


def _cell(standing: Standing) -> dict[str, Any]:
    current = standing.current
    return {
        "state": standing.state,
        "light": standing.light,
        "mark": mark_of(standing).word,
        "entry": current.event.id if current else None,
    }
