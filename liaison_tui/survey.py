"""What a centre looks up over all its units at once.

The heat map of a month, the year up to it, reports unit by unit, entries by their words, files in
several places.
"""

from collections.abc import Iterable, Iterator, Sequence

from liaison_tui import clock
from liaison_tui.errors import WrongUse
from liaison_tui.exchange.trusting import waiting_units
from liaison_tui.journal.event import ENTRY_KINDS, Event
from liaison_tui.journal.evidence_uses import UsedFile, used_files
from liaison_tui.journal.fold import Report, fold
from liaison_tui.journal.searching import Words, hit_in
from liaison_tui.journal.totals import totals
from liaison_tui.programme.period import months
from liaison_tui.reports.dashboard import Dashboard
from liaison_tui.reports.heat import Heat, MonthCount, heat, heat_of
from liaison_tui.reports.searching import Found, SearchResult
from liaison_tui.rulings.settled import Settled
from liaison_tui.storage.store import Selection
from liaison_tui.workspace import REPORT_KINDS, Workspace

# How many entries a search shows; all are counted.
MOST = 200
_LONGEST = 200


def read_heat(workspace: Workspace, period: str) -> Heat:
    """Return the heat map of a month."""
    workspace.store.refresh()
    reports = workspace.reports(periods=[period])
    return heat(workspace.programme, period, reports, clock.today(), workspace.rulings())


def read_year(workspace: Workspace, period: str) -> list[MonthCount]:
    """Return the months from the programme's first one up to one of them, each counted."""
    programme, today, ruled = workspace.programme, clock.today(), workspace.rulings()
    past = months(programme.at(period).first_period, period)
    reports = workspace.reports(periods=past)
    return [_counted(heat(programme, month, reports, today, ruled)) for month in past]


def read_dashboard(workspace: Workspace, period: str) -> Dashboard:
    """Return what a month's dashboard shows, closed months as closed; raises WrongUse at a unit."""
    if not workspace.is_centre:
        raise WrongUse("看板只在信用办（汇总端）制作")
    programme, settled = workspace.programme, Settled(workspace)
    past = months(programme.at(period).first_period, period)
    reports = settled.reports(periods=past)
    maps = [heat_of(programme, month, settled.owed_by_each(month, reports)) for month in past]
    return Dashboard(
        programme,
        maps[-1],
        [_counted(found) for found in maps],
        totals(programme, reports, period),
        clock.stamp(),
        settled.today,
        frozenset(waiting_units(workspace.office)),
        settled.closed_words([period], programme.every_unit),
    )


def _counted(found: Heat) -> MonthCount:
    total = found.totals
    return MonthCount(found.period, total["owed"], total["reported"], total["lights"]["red"])


def current_reports(
    workspace: Workspace,
    *,
    unit: str | None = None,
    items: Iterable[str] | None = None,
    periods: Iterable[str] | None = None,
) -> Iterator[Report]:
    """Give reports in the order of their keys, one unit at a time; None asks for all of that sort.

    So no more than one unit's words are in memory, however many have reported.
    """
    vouching = workspace.store.vouching()
    wanted = [None if names is None else frozenset(names) for names in (items, periods)]
    for each in workspace.store.units() if unit is None else [unit]:
        selection = Selection(REPORT_KINDS, frozenset((each,)), *wanted)
        yield from fold(workspace.store.statements(vouching, selection)).values()


def search(
    workspace: Workspace,
    typed: str,
    *,
    units: Iterable[str] | None = None,
    items: Iterable[str] | None = None,
    periods: Iterable[str] | None = None,
) -> SearchResult:
    """Return the entries, former ones too, that hold all words; None asks for all of that sort.

    Raises WrongUse where nothing, or far too much, is looked for.
    """
    words = Words(typed)
    if not words.forms:
        raise WrongUse("没有写要找的文字", "请写上一个或几个词，用空格分开")
    if len(typed) > _LONGEST:
        raise WrongUse(f"要找的文字超过 {_LONGEST} 字", "请只写一个或几个词")
    wanted = (None if names is None else frozenset(names) for names in (units, items, periods))
    workspace.store.refresh()
    selection = Selection(ENTRY_KINDS, *wanted, words=words.forms)
    said = workspace.store.statements(workspace.store.vouching(), selection)
    events = [s.event for s in said if not s.event.is_newer]
    found = [(event, hit) for event in events if (hit := hit_in(event, words))]
    places = {unit.id: place for place, unit in enumerate(workspace.programme.every_unit)}
    found.sort(key=lambda pair: (places.get(pair[0].unit, -1), pair[0].item or "", pair[0].at))
    found.sort(key=lambda pair: pair[0].period or "", reverse=True)
    shown = found[:MOST]
    standing = _standing_among(workspace, [event for event, _ in shown])
    return SearchResult(len(found), [Found(e, hit, e.id in standing) for e, hit in shown])


def evidence_files(
    workspace: Workspace, *, least: int = 1, periods: Iterable[str] | None = None
) -> list[UsedFile]:
    """Return the files that are evidence of `least` obligations or more, of whichever units.

    `periods` are the months of which at least one place must be; None for any.
    """
    workspace.store.refresh()
    wanted = None if periods is None else set(periods)
    return [
        file
        for file in used_files(workspace.reports(), least)
        if wanted is None or any(place.period in wanted for place in file.places)
    ]


def _standing_among(workspace: Workspace, events: Sequence[Event]) -> set[str]:
    """Return the ids of all entries that stand in the obligations some events speak of."""
    units = {event.unit for event in events}
    items = {event.item or "" for event in events}
    periods = {event.period or "" for event in events}
    reports = workspace.reports(units=units, items=items, periods=periods) if events else {}
    return {head.event.id for report in reports.values() for head in report.heads}
