"""An item's year at one unit: what was said month by month, its versions, its figures in a row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from liaison_tui.journal.entry import FIELD_NAMES, has_content
from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.form import share_of
from liaison_tui.journal.history import in_order
from liaison_tui.journal.quantity import spell
from liaison_tui.journal.standing import Standing
from liaison_tui.journal.totals import so_far
from liaison_tui.programme.model import Item, Measure, Programme, Unit
from liaison_tui.programme.period import following
from liaison_tui.reports import wording

# The stage of what holds for the whole year: plans, the unit's own items.
WHOLE_YEAR = ""
_UNSAID = "未报"


@dataclass(frozen=True, slots=True)
class Stage:
    """One month. `standing` is None where nothing is owed; `events` are newest first."""

    period: str
    standing: Standing | None
    events: Sequence[Event]

    @property
    def word(self) -> str:
        """The month and how it stands: 2021年6月　审核通过."""
        if self.period == WHOLE_YEAR:
            return "全年"
        month, standing = wording.period_word(self.period), self.standing
        if standing is None:
            return month
        return f"{month}　{wording.state_word(standing.state, overdue=standing.overdue)}"


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of figures, one for each month owed (None where none was told), and it in words.

    `top` is what the highest bar stands for, where that is no matter of the figures.
    """

    label: str
    values: Sequence[Decimal | None]
    words: str
    top: int | None = None


@dataclass(frozen=True)
class Timeline:
    """The year. `stages` are newest first; `months` are those owed, in order."""

    unit: Unit
    item: Item
    stages: Sequence[Stage]
    months: Sequence[str]
    figures: Sequence[Figures]
    reports: Mapping[str, Report]

    @cached_property
    def events(self) -> dict[str, Event]:
        """All that was said, by id."""
        return {event.id: event for stage in self.stages for event in stage.events}

    @cached_property
    def standing_ids(self) -> frozenset[str]:
        """The ids of the entries that stand now, withdrawals apart."""
        heads = [head.event for report in self.reports.values() for head in report.heads]
        return frozenset(event.id for event in heads if is_version(event))

    def version_before(self, event: Event) -> Event | None:
        """Return the version an entry took the place of, else what stands of the month before.

        Of several that it replaced the newest; a withdrawal is no version, what it took back is.
        """
        waiting, found = list(event.replaces), []
        seen: set[str] = set()
        while waiting:
            before = self.events.get(waiting.pop())
            if before is None or before.id in seen:
                continue
            seen.add(before.id)
            if is_version(before):
                found.append(before)
            else:
                waiting += before.replaces
        if found:
            return max(found, key=lambda version: (version.at, version.id))
        earlier = [
            (month, report.current.event)
            for month, report in self.reports.items()
            if report.current and month < (event.period or "")
        ]
        return max(earlier, key=lambda pair: pair[0])[1] if earlier else None

    def spoken_of(self, event: Event) -> list[Event]:
        """Return the versions that a statement which is none itself speaks of.

        An explanation of a return names the return too, which says nothing of the item itself.
        """
        if event.kind == "withdraw" and (before := self.version_before(event)):
            return [before]
        about = [self.events[name] for name in event.about if name in self.events]
        return [other for other in about if is_version(other)]


def is_version(event: Event) -> bool:
    """Tell whether a statement is a version of an entry, to be laid beside another one."""
    return event.is_entry and event.kind != "withdraw" and has_content(event.body)


def timeline(
    programme: Programme,
    unit: Unit,
    item: Item,
    period: str,
    standings: Sequence[Standing],
    reports: Sequence[Report],
    others: Sequence[Event],
) -> Timeline:
    """Return an item's year, as looked at from one month.

    `standings` are the item's, of the months to show; `reports` and `others` all that was said.
    """
    by_month: dict[str, list[Event]] = defaultdict(list)
    for event in in_order([*(entry.event for r in reports for entry in r.entries), *others]):
        by_month[event.period or WHOLE_YEAR].insert(0, event)
    owed = {standing.obligation.period: standing for standing in standings}
    stages = [
        Stage(month, owed.get(month), by_month[month])
        for month in sorted({*owed, *by_month}, reverse=True)
    ]
    months, by_key = sorted(owed), {report.key: report for report in reports}
    figures = [_percents(unit, item, months, by_key)]
    figures += [_figures(programme, unit, item, m, months, by_key, period) for m in item.measures]
    told = [row for row in figures if any(value is not None for value in row.values)]
    return Timeline(unit, item, stages, months, told, {r.key[2]: r for r in reports})


def _percents(
    unit: Unit, item: Item, months: Sequence[str], reports: Mapping[Key, Report]
) -> Figures:
    bodies = [_body(reports.get((unit.id, item.id, month))) for month in months]
    percents: list[int | None] = [body.get("percent") for body in bodies]
    known = [f"{percent}%" for percent in percents if percent is not None]
    ends = known if len(known) < 2 else (known[0], known[-1])
    values = [None if percent is None else Decimal(percent) for percent in percents]
    return Figures(FIELD_NAMES["percent"], values, " 至 ".join(ends), 100)


def _figures(
    programme: Programme,
    unit: Unit,
    item: Item,
    measure: Measure,
    months: Sequence[str],
    reports: Mapping[Key, Report],
    period: str,
) -> Figures:
    """Return what a measure came to by each month in which a number was told."""

    def total(month: str) -> Decimal | None:
        return so_far(programme, reports, unit.id, item, measure, month)

    def told(month: str) -> bool:
        body = _body(reports.get((unit.id, item.id, month)))
        return measure.key in body.get("quantities", {})

    now = total(period)
    values = [total(month) if told(month) else None for month in months]
    if now is None:
        words = _UNSAID
    elif measure.rule == "level":
        words = f"现有 {spell(now)} {measure.unit}"
    else:
        share = share_of(measure, now, total(following(period, -1)) or Decimal(0))
        this = f"{spell(share)} {measure.unit}" if told(period) else _UNSAID
        words = f"本期（{wording.month_word(period)}）{this}，本年累计 {spell(now)} {measure.unit}"
    return Figures(measure.label, values, words)


def _body(report: Report | None) -> Mapping[str, Any]:
    return report.current.event.body if report and report.current else {}
