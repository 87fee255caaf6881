"""Reading a month as it was closed (定稿), with what came later and what is in the way of closing.

Papers of several months, closed and open, read `rulings.settled`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from liaison_tui import clock
from liaison_tui.exchange.trusting import waiting_units
from liaison_tui.journal import bodies, closing, discharge
from liaison_tui.journal import rulings as ruling_rules
from liaison_tui.journal.closing import Closing
from liaison_tui.journal.event import ENTRY_KINDS, known_event
from liaison_tui.journal.fold import Key, Report, fold
from liaison_tui.journal.local import LocalItem
from liaison_tui.journal.rulings import Rulings
from liaison_tui.journal.standing import Standing, standings
from liaison_tui.journal.vouching import Vouched, Vouching
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.programme.obligations import obligations
from liaison_tui.reports import wording
from liaison_tui.reports.closing import Accepted, ClosedMonth, ClosedUnit, Obstacle
from liaison_tui.reports.roll_call import missing_in
from liaison_tui.storage.store import Selection
from liaison_tui.workspace import Workspace

_KINDS = closing.MONTH_KINDS | {closing.KIND}


def read_closed(
    workspace: Workspace, period: str, units: Iterable[Unit] | None = None
) -> ClosedMonth:
    """Return a month as it was closed, of some units or of all that it concerns.

    At a unit that is its own. Nothing is said of what is in the way; see `in_the_way`.
    """
    workspace.store.refresh()
    programme = workspace.programme
    # Also those that only the month's version has, and the newest one no more.
    own = [workspace.unit] if workspace.unit else programme.every_unit
    asked = list(own if units is None else units)
    said = statements_of(workspace, period, asked)
    vouching = workspace.store.vouching()
    found = [_read_unit(workspace, vouching, unit, period, said.get(unit.id, ())) for unit in asked]
    if units is None and workspace.is_centre:
        found = [e for e in found if said.get(e.unit.id) or obligations(programme, e.unit, period)]
    return ClosedMonth(programme, period, found)


def read_month(
    workspace: Workspace, period: str, units: Iterable[Unit] | None = None
) -> ClosedMonth:
    """Return the same, and at a centre with what is in the way of closing the rest."""
    found = read_closed(workspace, period, units)
    left = [each.unit for each in found.units if not each.is_closed]
    if not workspace.is_centre or not left:
        return found
    return replace(found, obstacles=in_the_way(workspace, period, left))


def closings(
    workspace: Workspace, units: Iterable[str] | None = None
) -> dict[tuple[str, str], Closing]:
    """Return the word in force about each unit's month that was ever closed; None asks for all."""
    return closing.closings(workspace.ruled(units, closing.KIND))


def closed_months(workspace: Workspace) -> set[tuple[str, str]]:
    """Return which months of which units are closed, as (unit, month)."""
    return {place for place, each in closings(workspace).items() if each.is_closed}


def closed_on(workspace: Workspace, unit: Unit, period: str) -> str:
    """Return the day on which a unit's month was closed; empty where it is open."""
    return closing.closed_on(workspace.ruled([unit.id], closing.KIND), unit.id, period)


def late_for_closed(workspace: Workspace, known: Collection[str]) -> list[Key]:
    """Return the obligations of closed months of which units' later submissions speak.

    `known` are the manifests that were here before. A few words of each are read, no month.
    """
    shut = closed_months(workspace)
    if not shut:
        return []
    vouching = workspace.store.vouching()
    names = [
        event
        for s in vouching.submissions
        if s.centre is None and s.sha256 not in known and s.sha256 in vouching.counting
        for event in s.events
    ]
    events = [known_event(line.json, line.id) for line in workspace.store.lines(names) if line.json]
    return sorted(
        {
            event.key
            for event in events
            if event.kind in ENTRY_KINDS and (event.unit, event.period) in shut
        }
    )


def known_submissions(workspace: Workspace) -> frozenset[str]:
    """Return the manifests that are here, for `late_for_closed`."""
    return frozenset(s.sha256 for s in workspace.store.submissions())


def in_the_way(
    workspace: Workspace, period: str, units: Sequence[Unit] | None = None
) -> list[Obstacle]:
    """Return what speaks against closing a month now, the gravest first, each counted."""
    programme = workspace.programme
    asked = list(programme.every_unit if units is None else units)
    names = {unit.id for unit in asked}
    due = due_day(programme, period)
    found = []
    if clock.today() <= due:
        sentence = f"还没有过截止日（{wording.day_word(due)}）"
        found.append(Obstacle("due", 1, sentence, frozenset(names)))
    waiting = [w for w in workspace.read_review_queue(period).waiting if w.period == period]
    waiting = [w for w in waiting if w.unit.id in names]
    torn = frozenset(w.unit.id for w in waiting if w.why == "conflict")
    count = sum(w.why == "conflict" for w in waiting)
    found += [Obstacle("conflict", count, f"填报不一致，待核定 {count} 项", torn)] if count else []
    waits = [w.unit.id for w in waiting if w.why != "conflict"]
    if waits:
        sentence = f"待审核 {len(waits)} 项（{len(set(waits))} 家）"
        found.append(Obstacle("review", len(waits), sentence, frozenset(waits)))
    found += _unanswered(workspace, period, names)
    held = [name for name in waiting_units(workspace.office) if name in names]
    if held:
        sentence = f"待核验的报送 {len(held)} 家"
        found.append(Obstacle("held", len(held), sentence, frozenset(held)))
    return found + _missing(workspace, period, asked)


def _unanswered(workspace: Workspace, period: str, names: set[str]) -> list[Obstacle]:
    answers = workspace.rulings().answers
    waits = []
    for request in workspace.said(None, "extension_request", periods=[period]):
        event = request.event
        answer = answers.get((event.unit, event.item or "", period))
        if event.unit in names and (answer is None or event.id not in answer.event.about):
            waits.append(event.unit)
    sentence = f"延期申请待答复 {len(waits)} 项"
    return [Obstacle("extension", len(waits), sentence, frozenset(waits))] if waits else []


def _missing(workspace: Workspace, period: str, units: Sequence[Unit]) -> list[Obstacle]:
    reports, ruled = workspace.reports(periods=[period]), workspace.rulings()
    lacking = {}
    for unit in units:
        owed = standings(workspace.programme, unit, [period], reports, clock.today(), rulings=ruled)
        if missing := missing_in(owed):
            lacking[unit.id] = len(missing)
    if not lacking:
        return []
    sentence = f"未报 {sum(lacking.values())} 项（{len(lacking)} 家）"
    return [Obstacle("missing", sum(lacking.values()), sentence, frozenset(lacking))]


def statements_of(
    workspace: Workspace, period: str, units: Iterable[Unit]
) -> dict[str, list[Vouched]]:
    """Return all that bears on a month of some units, closes too, by unit; well-formed only."""
    store, names = workspace.store, frozenset(unit.id for unit in units)
    vouching = store.vouching()
    of_month = Selection(_KINDS, names, None, frozenset((period,)))
    struck = Selection(frozenset((discharge.KIND,)), names)
    said = [*store.statements(vouching, of_month), *store.statements(vouching, struck)]
    found: dict[str, dict[str, Vouched]] = defaultdict(dict)
    for statement in said:
        event = statement.event
        if event.is_newer or (event.period or "") > period:
            continue
        if event.kind not in bodies.RULING_KINDS or not bodies.wrong_in(event):
            found[event.unit][event.id] = statement
    return {unit: list(each.values()) for unit, each in found.items()}


def picture(
    workspace: Workspace,
    unit: Unit,
    period: str,
    statements: Sequence[Vouched],
    word: Closing,
    ids: Collection[str],
) -> tuple[dict[Key, Report], Rulings, list[Standing]]:
    """Return a unit's month as it stands by what counts: reports, rulings and obligations."""
    said = closing.as_closed(statements, ids)
    reports = {key: each for key, each in fold(said).items() if key[2] == period}
    ruled = workspace.rulings_by(s for s in said if s.event.kind in ruling_rules.KINDS)
    rows = rows_as_closed(workspace.programme, unit, period, reports, ruled, word)
    return reports, ruled, rows


def rows_as_closed(
    programme: Programme,
    unit: Unit,
    period: str,
    reports: Mapping[Key, Report],
    ruled: Rulings,
    word: Closing,
    local: Sequence[LocalItem] = (),
) -> list[Standing]:
    """Return where what a unit owed for a month stands, by the reports and rulings that count.

    What was accepted later is judged as of the day of that, all else as of the close: what ran
    out meanwhile changes no light.
    """
    days = {item: str(each["day"]) for each in word.amendments for item in each.get("items", ())}
    rows: dict[str, list[Standing]] = {}
    for day in {word.day, *days.values()}:
        on = date.fromisoformat(day)
        rows[day] = standings(programme, unit, [period], reports, on, (), local, ruled)
    names = [row.item.id for row in rows[word.day]]
    return [rows[days.get(name, word.day)][n] for n, name in enumerate(names)]


def _read_unit(
    workspace: Workspace,
    vouching: Vouching,
    unit: Unit,
    period: str,
    statements: Sequence[Vouched],
) -> ClosedUnit:
    words = [s for s in statements if s.event.kind == closing.KIND]
    word = closing.closings(ruling_rules.well_formed(words)).get((unit.id, period))
    if word is None or not word.is_closed:
        return ClosedUnit(unit, period, word, words=words)
    ids = closing.counted(word, vouching.listed_by(word.manifests))
    of_month = [s for s in statements if s.event.period == period and s.event.kind != closing.KIND]
    changes = closing.later_changes(of_month, ids)
    accepted = _accepted(vouching, word, words, of_month)
    reports, ruled, rows = picture(workspace, unit, period, statements, word, ids)
    return ClosedUnit(unit, period, word, reports, ruled, rows, words, changes, accepted)


def _accepted(
    vouching: Vouching, word: Closing, words: Iterable[Vouched], statements: Sequence[Vouched]
) -> list[Accepted]:
    """Return what each amendment of a close took in, by the words it replaced one after another."""
    former = closing.steps(word, words)
    found: list[Accepted] = []
    for number, amendment in enumerate(word.amendments, start=1):
        before, after = former.get(number - 1), former.get(number)
        if before is None or after is None:
            continue  # the word between was never sent here
        old, new = (closing.counted(w, vouching.listed_by(w.manifests)) for w in (before, after))
        then = closing.as_closed(statements, new)
        day, reason, approver = (
            str(amendment.get(key, "")) for key in ("day", "reason", "approver")
        )
        changes = closing.later_changes(then, old)
        found += [Accepted(change, day, reason, approver) for change in changes]
    return found
