"""City totals of measures, by each measure's own rule (docs/DESIGN §7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.verifying import Figures
from liaison_tui.programme.model import Item, Measure, Programme
from liaison_tui.programme.obligations import is_owed


@dataclass(frozen=True, slots=True)
class Total:
    """A measure's total up to a month: each counting unit's share, and their sum.

    `carried` names units whose share is an earlier month's, since this one has none; `newest` is
    the last month of each unit's share. A measure of rule *level* has no sum.
    """

    item: Item
    measure: Measure
    by_unit: Mapping[str, Decimal]
    carried: tuple[str, ...]
    sum: Decimal | None
    newest: Mapping[str, str]


def totals(
    programme: Programme,
    reports: Mapping[Key, Report],
    period: str,
    verified: Figures | None = None,
) -> list[Total]:
    """Return the totals of every declared measure, from the reports of all months up to one.

    What was not owed counts in no total. `verified` figures take the place of reported ones.
    """
    said, version = _said(programme, reports, period), programme.at(period)
    for (unit, item, month), figures in (verified or {}).items():
        if _is_of(programme, version.id, month, period) and _is_owed(programme, unit, item, month):
            for key, value in figures.items():
                said.setdefault((item, key, unit), {})[month] = value
    return [
        _total(version, item, measure, said, period)
        for item in version.items
        for measure in item.measures
    ]


def so_far(
    programme: Programme,
    reports: Mapping[Key, Report],
    unit: str,
    item: Item,
    measure: Measure,
    period: str,
) -> Decimal | None:
    """Return what a unit's numbers of a measure come to up to a month; None where it gave none."""
    values = _said(programme, reports, period).get((item.id, measure.key, unit), {})
    return _so_far(measure, values, period)


def _said(
    programme: Programme, reports: Mapping[Key, Report], period: str
) -> dict[tuple[str, str, str], dict[str, Decimal]]:
    """Return every number up to a month that was owed: by item, measure and unit, then month."""
    said: dict[tuple[str, str, str], dict[str, Decimal]] = {}
    year = programme.at(period).id
    for (unit, item, month), report in reports.items():
        current = report.current
        if (
            not _is_of(programme, year, month, period)
            or current is None
            or not _is_owed(programme, unit, item, month)
        ):
            continue
        for key, value in current.event.body.get("quantities", {}).items():
            said.setdefault((item, key, unit), {})[month] = Decimal(value)
    return said


def _so_far(measure: Measure, values: Mapping[str, Decimal], period: str) -> Decimal | None:
    """Return what one unit's months come to: a year is the sum of its months, or its newest."""
    if not values:
        return None
    if measure.rule == "period":
        year = [value for month, value in values.items() if month[:4] == period[:4]]
        return sum(year, Decimal(0)) if year else None
    return values[max(values)]


def _is_of(programme: Programme, year: str, month: str, period: str) -> bool:
    """Tell whether a month up to one is of a year's plan: in another one ids mean other items."""
    return month <= period and programme.at(month).id == year


def _is_owed(programme: Programme, unit: str, item: str, month: str) -> bool:
    known_unit, known_item = programme.unit_by_id.get(unit), programme.item_by_id.get(item)
    if known_unit is None or known_item is None:
        return False
    return is_owed(programme, known_unit, known_item, month)


def _total(
    programme: Programme,
    item: Item,
    measure: Measure,
    said: Mapping[tuple[str, str, str], Mapping[str, Decimal]],
    period: str,
) -> Total:
    by_unit: dict[str, Decimal] = {}
    newest: dict[str, str] = {}
    carried = []
    for unit in who_counts(programme, measure):
        values = said.get((item.id, measure.key, unit), {})
        share = _so_far(measure, values, period)
        if share is None:
            continue
        by_unit[unit], newest[unit] = share, max(values)
        if measure.rule != "period" and max(values) < period:
            carried.append(unit)
    total = None if measure.rule == "level" else sum(by_unit.values(), Decimal(0))
    return Total(item, measure, by_unit, tuple(carried), total, newest)


def who_counts(programme: Programme, measure: Measure) -> list[str]:
    """Return the ids of the units whose numbers of a measure count in the city's total."""
    if not measure.sum_over:
        return [unit.id for unit in programme.units]
    names: list[str] = []
    for name in measure.sum_over:
        group = programme.group_by_id.get(name)
        names.extend(group.units if group else (name,))
    return list(dict.fromkeys(names))
