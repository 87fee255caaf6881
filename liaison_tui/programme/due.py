"""When a month's report is due, and which month people mean when they name none."""

from datetime import date, timedelta

from liaison_tui.programme.model import Calendar, Cycle, Programme
from liaison_tui.programme.period import following, months

_CYCLE_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Tell whether offices work on a day."""
    if day.weekday() >= 5:
        return day in calendar.working_weekends
    return day not in calendar.days_off


def due_day(programme: Programme, period: str) -> date:
    """Return the last day (until 24:00, +08:00) on which a month's report is on time."""
    version, after = programme.at(period), following(period)
    day = date(int(after[:4]), int(after[5:]), version.due_day)
    while not is_working_day(day, version.calendar):
        day += timedelta(days=1)
    return day


def periods_of(programme: Programme) -> list[str]:
    """Return all months the programme reports on, and the plans of other years it knows."""
    newest = {version.id: version for version in (*programme.earlier, programme, *programme.later)}
    found = {
        month
        for plan in newest.values()
        for month in months(plan.first_period, plan.last_period)
        if programme.at(month).id == plan.id
    }
    return sorted(found)


def period_on(programme: Programme, today: date) -> str:
    """Return the earliest month whose due day is not past, kept within the programme's months."""
    known = periods_of(programme)
    return next((p for p in known if due_day(programme, p) >= today), known[-1])


def settled_period(programme: Programme, today: date) -> str:
    """Return the month a centre is busy with: the one whose due day is nearest, past or to come."""
    return min(
        periods_of(programme), key=lambda period: abs((due_day(programme, period) - today).days)
    )


def months_ending_in(cycle: Cycle, period: str) -> list[str]:
    """Return the months of the cycle that ends in a month; that month alone where none does."""
    if not is_owed_in(cycle, period):
        return [period]
    return months(following(period, 1 - _CYCLE_MONTHS[cycle]), period)


def is_owed_in(cycle: Cycle, period: str) -> bool:
    """Tell whether a cycle ends in a month: an item is owed in that month."""
    return int(period[5:]) % _CYCLE_MONTHS[cycle] == 0
