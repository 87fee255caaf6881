"""Scores of units' reporting work (绩效评价): worked out, approved, taken back, final.

A figure is a trial (试算) until somebody approves it; what was approved is an event, one a unit,
and stays as it was. `final_sheet` is what whoever prints scores begins with.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.exchange.saying import say
from liaison_tui.exchange.trusting import waiting_units
from liaison_tui.journal import adjustment, approved_score, objection
from liaison_tui.journal.concern import EXPLANATION
from liaison_tui.journal.event import Event
from liaison_tui.journal.objection import Objection
from liaison_tui.journal.score_body import body_of
from liaison_tui.journal.scores import score
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.due import due_day, is_working_day
from liaison_tui.programme.model import Unit
from liaison_tui.programme.period import Span
from liaison_tui.programme.scoring import FILE, MOST_DAYS, ScoringRules, read_scoring
from liaison_tui.reports.score_sheet import Scored, ScoreSheet
from liaison_tui.rulings.centre import centre_office, written
from liaison_tui.rulings.lost_points import lost_points
from liaison_tui.rulings.settled import Settled
from liaison_tui.storage.files import read_bytes, write_whole
from liaison_tui.storage.objections import NAME, ObjectionNotes
from liaison_tui.storage.store import Selection
from liaison_tui.workspace import Workspace

_MOST_BYTES = 1024 * 1024


def rules_path(workspace: Workspace) -> Path:
    """Return where a centre's own rules lie, beside its settings; the file need not be there."""
    return workspace.root / FILE


def read_rules(workspace: Workspace) -> ScoringRules:
    """Return the centre's rules, or the template's where it has none.

    Raises BrokenScoring, with every line that is wrong.
    """
    return read_scoring(_rules_of(workspace))


def copy_rules(workspace: Workspace) -> Path:
    """Put the template beside the settings, to be edited; what is there stays. Return its path."""
    centre_office(workspace)
    path = rules_path(workspace)
    if not path.exists():
        write_whole(path, _template())
    return path


def read_sheet(workspace: Workspace, span: Span) -> ScoreSheet:
    """Return the scores of all assessed units for some months, closed ones as closed.

    Raises BrokenScoring.
    """
    centre_office(workspace)
    settled = Settled(workspace)
    programme, today, rules = workspace.programme, settled.today, read_rules(workspace)
    reports = settled.reports(periods=span.months)
    adjustments = adjustments_of(workspace, span)
    approved = {unit: said.event for unit, said in approved_of(workspace, span).items()}
    objections = objection.judged(all_objections(workspace), span.name, approved)
    lost = lost_points(workspace, span)
    rows = []
    for unit in programme.units_in(span.months):
        if not unit.assessed:
            continue
        owed = settled.standings(unit, span.months, reports)
        own = [event for event in adjustments if event.unit == unit.id]
        trial = score(
            rules, unit, owed, today, adjustments=own, lost=lost.get(unit.id)
        )  # fmt: skip
        said = tuple(objections.get(unit.id, ()))
        rows.append(Scored(unit, trial, approved.get(unit.id), said))
    due = due_day(programme, span.months[-1])
    waiting = frozenset(waiting_units(workspace.office))
    return ScoreSheet(span, rules, today, due, rows, waiting)


def final_sheet(workspace: Workspace, span: Span) -> ScoreSheet:
    """Return the scores of some months to be printed.

    Raises Refused, with the reason, while one is a trial, the time to object runs, or an objection
    has no answer.
    """
    sheet = read_sheet(workspace, span)
    sentence, advice = sheet.why_not_final
    if sentence:
        raise Refused(sentence, advice)
    return sheet


def approve(
    workspace: Workspace,
    span: Span,
    units: Sequence[Unit] = (),
    *,
    approver: str,
    days: int | None = None,
    seen: Mapping[str, int | None] | None = None,
) -> list[Event]:
    """Approve the trial of some units, or of all whose score is not approved as it is now.

    Units may object within so many working days after today; `seen` are the totals a page has
    shown. Raises Refused before the last due day has passed, for a unit without a score, where
    nothing is to be approved, and where a total is no longer what was shown.
    """
    office = centre_office(workspace)
    with office.writing():
        sheet = read_sheet(workspace, span)
        days = sheet.rules.days if days is None else days
        _require_ripe(sheet, approver, days)
        rows = _rows_of(sheet, units) if units else sheet.to_approve
        if not rows:
            raise Refused("各单位的得分都已批准，和现在的试算相同", "没有要批准的")
        if seen is not None and any(seen.get(r.unit.id) != r.trial.total for r in rows):
            raise Refused("看过以后得分有了变化，没有批准", "请返回看过新的试算再批准")
        former = standing_of(workspace, span)
        until = last_day(workspace, days)
        events = [
            _score_event(
                workspace, sheet, row, former.get(row.unit.id, []),
                {"approver": approver, "days": days, "until": until},
            )
            for row in rows
        ]  # fmt: skip
        say(office, *events)
        _keep_rules(workspace, sheet.rules)
        return events


def withdraw(workspace: Workspace, span: Span, units: Sequence[Unit]) -> list[Event]:
    """Take the approval of units' scores back: they are trials again.

    Raises Refused where a unit's score is not approved, or an objection to it was answered.
    """
    office = centre_office(workspace)
    with office.writing():
        former, approved = standing_of(workspace, span), approved_of(workspace, span)
        for unit in units:
            said = approved.get(unit.id)
            if said is None:
                raise Refused(f"{unit.name}这个时段的得分没有批准过", "不用撤回")
            if approved_score.answers_of(said.event):
                raise Refused(f"{unit.name}的得分已经按申诉答复过，不能撤回", "要改的，请重新批准")
        events = [
            office.new_event(
                approved_score.KIND,
                unit=unit.id,
                replaces=replaced_by_next(former[unit.id]),
                body={"span": span.name, "withdrawn": True},
            )
            for unit in units
        ]
        say(office, *events)
        return events


def approved_of(workspace: Workspace, span: Span) -> dict[str, Vouched]:
    """Return the approved scores of a span by unit; at a unit only its own can be there."""
    return approved_score.in_force(workspace.ruled(None, approved_score.KIND), span.name)


def standing_of(workspace: Workspace, span: Span) -> dict[str, list[Vouched]]:
    """Return all that stands of a span's scores by unit, which the next one replaces."""
    return approved_score.standing(workspace.ruled(None, approved_score.KIND), span.name)


def adjustments_of(workspace: Workspace, span: Span) -> list[Event]:
    """Return the bonuses and deductions of some months that stand."""
    return [
        s.event
        for s in workspace.ruled(None, adjustment.KIND)
        if adjustment.is_adjustment(s.event)
        and not s.event.body.get("withdrawn")
        and s.event.period in span.months
    ]


def all_objections(workspace: Workspace) -> list[Objection]:
    """Return all objections there are, units' own and those noted here; not judged yet."""
    selection = Selection(frozenset((EXPLANATION,)))
    said = workspace.store.statements(workspace.store.vouching(), selection)
    notes = notes_of(workspace).all()
    return objection.of_units(said) + [
        Objection(
            note.number, note.unit, note.span, note.text, note.day, note.by, note.channel,
            note.informant,
        )
        for note in notes
    ]  # fmt: skip


def notes_of(workspace: Workspace) -> ObjectionNotes:
    """Return the centre's notes of objections that did not come as a file."""
    return ObjectionNotes(workspace.store_folder / NAME)


def replace_score(
    workspace: Workspace, row: Scored, answer: Mapping[str, Any], sheet: ScoreSheet,
    about: Iterable[str],
) -> Event:  # fmt: skip
    """Return a score that takes the place of an approved one with one more answer; not kept yet.

    Its figures are those approved, or, where the answer changes them, the trial's. The lock must
    be held.
    """
    body = dict(row.approved.body) if row.approved else {}
    answers = [*approved_score.answers_of(row.approved), written(answer)]
    if answer["decision"] == "change":
        kept = {key: body[key] for key in ("approver", "days", "until") if key in body}
        body = body_of(row.trial, sheet.span.name, sheet.rules.sha256, **kept)
        _keep_rules(workspace, sheet.rules)
    return workspace.office.new_event(
        approved_score.KIND,
        unit=row.unit.id,
        replaces=replaced_by_next(standing_of(workspace, sheet.span)[row.unit.id]),
        about=list(about),
        body={**body, "answers": answers},
    )


def last_day(workspace: Workspace, days: int) -> str:
    """Return the last of so many working days after today."""
    day: date = clock.today()
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day, workspace.programme.calendar)
    return day.isoformat()


def _require_ripe(sheet: ScoreSheet, approver: str, days: int) -> None:
    if not approver.strip():
        raise Refused("没有写批准人", "请写明谁批准的")
    if not 1 <= days <= MOST_DAYS:
        raise Refused(f"申诉期应为 1 至 {MOST_DAYS} 个工作日")
    if not sheet.is_over:
        raise Refused(
            f"最后一期 {sheet.due.isoformat()} 才截止，还不能批准", "截止以后再批准，现在只看试算"
        )


def _rows_of(sheet: ScoreSheet, units: Sequence[Unit]) -> list[Scored]:
    found = []
    for unit in units:
        row = sheet.row(unit.id)
        if row is None:
            raise Refused(f"{unit.name}不参加评价", "只评价参加评价的单位")
        if row.trial.total is None:
            raise Refused(f"{unit.name}这个时段没有可算的应报事项，没有得分")
        found.append(row)
    return found


def _score_event(
    workspace: Workspace, sheet: ScoreSheet, row: Scored, former: Sequence[Vouched],
    said: Mapping[str, Any],
) -> Event:  # fmt: skip
    answers = list(approved_score.answers_of(row.approved))
    body = body_of(row.trial, sheet.span.name, sheet.rules.sha256, **written(said))
    return workspace.office.new_event(
        approved_score.KIND,
        unit=row.unit.id,
        replaces=replaced_by_next(former),
        body={**body, **({"answers": answers} if answers else {})},
    )


def _keep_rules(workspace: Workspace, rules: ScoringRules) -> None:
    """Keep the rules that scores were approved by under their hash, for who asks later."""
    path = workspace.store_folder / "scoring" / f"{rules.sha256}.toml"
    if not path.exists():
        write_whole(path, _rules_of(workspace))


def _rules_of(workspace: Workspace) -> bytes:
    path = rules_path(workspace)
    return read_bytes(path, _MOST_BYTES) if path.exists() else _template()


def _template() -> bytes:
    return files("liaison_tui.programme").joinpath(FILE).read_bytes()
