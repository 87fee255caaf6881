"""Dashboards made of a few entries, for tests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from liaison_tui.journal.fold import Key, Report, fold
from liaison_tui.journal.totals import totals
from liaison_tui.programme.model import Programme
from liaison_tui.reports.dashboard import Dashboard
from liaison_tui.reports.heat import MonthCount, heat
from tests.journal.speech import event, own
from tests.programme.plan import PLAN

MONTH = "2021-06"
BEFORE, AFTER = date(2021, 7, 5), date(2021, 7, 8)
IN_TIME, LATE = "2021-07-05T16:00:00+08:00", "2021-07-06T09:00:00+08:00"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x07\u202e"


def entries(*said: tuple[str, str, str, Mapping[str, Any]]) -> Mapping[Key, Report]:
    """Return the reports of entries: unit, item, when received, body."""
    return fold(
        own(event(unit=unit, item=item, nonce=n, body=body), received)
        for n, (unit, item, received, body) in enumerate(said)
    )


def board(
    reports: Mapping[Key, Report], today: date = AFTER, programme: Programme = PLAN
) -> Dashboard:
    found = heat(programme, MONTH, reports, today)
    total = found.totals
    year: Sequence[MonthCount] = [
        MonthCount(MONTH, total["owed"], total["reported"], total["lights"]["red"])
    ]
    sums = totals(programme, reports, MONTH)
    return Dashboard(programme, found, year, sums, "2021-07-08T16:00:00+08:00", today)


def hostile_programme() -> Programme:
    """Return the plan with markup for the names of its first unit, first item and first area."""
    unit, item, area = PLAN.units[0], PLAN.items[0], PLAN.areas[0]
    return replace(
        PLAN,
        units=(replace(unit, name=HOSTILE), *PLAN.units[1:]),
        items=(replace(item, text=HOSTILE), *PLAN.items[1:]),
        areas=(replace(area, title=HOSTILE), *PLAN.areas[1:]),
        centre_name=HOSTILE,
    )
