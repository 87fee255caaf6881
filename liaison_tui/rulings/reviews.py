"""Judging entries (审核): accepting them, returning them with a comment, and taking that back.

Nothing is judged that nobody has seen: an entry is named by its id, and must still be current.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.saying import say
from liaison_tui.journal import discharge
from liaison_tui.journal.event import Event, known_event
from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.vouching import Vouched
from liaison_tui.rulings.centre import centre_office
from liaison_tui.rulings.discharges import confirm_not_applicable
from liaison_tui.text import sanitise
from liaison_tui.workspace import Workspace

KIND = "review"
_STALE = "刚收到新的填报，或已由别人办理"
_LOOK_AGAIN = "没有审核，请看过新的内容再办"


@dataclass(frozen=True, slots=True)
class Judged:
    """Judgements that were kept, of each entry one, and what was passed over: why, by entry."""

    events: tuple[Event, ...]
    passed_over: Mapping[str, str]


def review(workspace: Workspace, name: str, *, comment: str | None) -> Event:
    """Accept an entry (no comment) or return it with one; `name` is its id's start.

    A return that the unit has explained may be taken back by accepting. An entry that says the
    item does not apply is, when accepted, owed no more from the next month.
    Raises WrongUse, or Refused for an entry that is no longer current, or was returned already.
    """
    office = centre_office(workspace)
    _require_comment(comment)
    with office.writing():
        entry, report = _current_entry(workspace, name.lower())
        if why_not := _why_not(report, comment):
            raise Refused(why_not)
        return say(office, *_judgement(workspace, entry, report, comment, follows=True))


def judge_all(workspace: Workspace, entries: Sequence[Event], comment: str | None) -> Judged:
    """Accept or return several entries at once, all or none written.

    Those are passed over that are no longer what they were: replaced, contested, judged by others.
    """
    office = centre_office(workspace)
    _require_comment(comment)
    with office.writing():
        reports = _reports_of(workspace, entries)
        turned = _turned(workspace, entries)
        said: list[Event] = []
        judgements: list[Event] = []
        passed_over: dict[str, str] = {}
        for entry in entries:
            report = reports.get(entry.key)
            if report is None or entry.id not in _heads(report):
                passed_over[entry.id] = _STALE
            elif why_not := _why_not(report, comment) or _why_no_more(report):
                passed_over[entry.id] = why_not
            else:
                follows = says_not_applicable(entry) or entry.key[:2] in turned
                first, *rest = _judgement(workspace, entry, report, comment, follows=follows)
                judgements.append(first)
                said += [first, *rest]
        if said:
            say(office, *said)
    return Judged(tuple(judgements), passed_over)


def judge(workspace: Workspace, entry: Event, comment: str | None) -> Event:
    """Accept or return one entry that somebody has before the eyes.

    Raises Refused where it is not what it was: replaced, contested, or judged by others.
    """
    done = judge_all(workspace, [entry], comment)
    if not done.events:
        raise Refused(f"{entry.item} {done.passed_over[entry.id]}", _LOOK_AGAIN)
    return done.events[0]


def take_back(workspace: Workspace, names: Iterable[str]) -> list[Event]:
    """Take judgements back by their ids, as far as they still stand; what is returned says so.

    What was accepted or returned before stands again. Not-applicable is no longer confirmed.
    """
    office = centre_office(workspace)
    with office.writing():
        wanted = set(names)
        events = [
            known_event(line.json or b"", line.id) for line in workspace.store.lines(sorted(wanted))
        ]
        reports = _reports_of(workspace, events)
        said: list[Event] = []
        for event in events:
            report = reports.get(event.key)
            if report is None or event.id not in {r.event.id for r in report.standing_reviews}:
                continue
            said.append(
                office.new_event(
                    KIND,
                    unit=event.unit,
                    item=event.item,
                    period=event.period,
                    about=[event.id],
                    replaces=[event.id],
                    body={"withdrawn": True},
                )
            )
            entry = next((e.event for e in report.entries if e.event.id in event.about), None)
            if entry and event.body.get("decision") == "accept" and says_not_applicable(entry):
                follows = confirm_not_applicable(workspace, entry, confirmed=False)
                said += [follows] if follows else []
        if said:
            say(office, *said)
    return [event for event in said if event.kind == KIND]


def last_judgement(workspace: Workspace, name: str) -> Event:
    """Return the judgement in force of a current entry, by the start of the entry's id."""
    entry, report = _current_entry(workspace, name.lower())
    if report.review is None:
        raise Refused(f"{entry.item} {entry.period} 还没有审核，没有可撤回的")
    return report.review.event


def acceptances(workspace: Workspace, entry: Event, comment: str) -> list[Event]:
    """Return the acceptance of an entry of our own that is being kept, and what follows from it.

    `comment` says why it was written. They are to be kept with it; the lock must be held.
    """
    body = {"decision": "accept", "comment": sanitise(comment).strip()}
    turn = confirm_not_applicable(workspace, entry, confirmed=True)
    accepted = _about(workspace.office, entry, body)
    return [accepted, turn] if turn else [accepted]


def says_not_applicable(entry: Event) -> bool:
    """Tell whether an entry says that the item does not apply; accepting it confirms that."""
    return bool(entry.body.get("nothing") == "not-applicable")


def _judgement(
    workspace: Workspace, entry: Event, report: Report, comment: str | None, *, follows: bool
) -> list[Event]:
    """Return a judgement, and, where it `follows` that an item is owed no more or again, that."""
    office = workspace.office
    if comment is None:
        # A return goes before an acceptance; those left here are explained, or were taken back.
        returns = [r.event.id for r in report.reviews if entry.id in r.event.about]
        replaces = returns if _had_returns(report) else ()
        judgement = _about(office, entry, {"decision": "accept"}, replaces)
    else:
        body = {"decision": "return", "comment": sanitise(comment).strip()}
        judgement = _about(office, entry, body)
    turn = None
    if follows:
        turn = confirm_not_applicable(workspace, entry, confirmed=comment is None)
    return [judgement, turn] if turn else [judgement]


def _about(
    office: Office, entry: Event, body: Mapping[str, str], replaces: Iterable[str] = ()
) -> Event:
    return office.new_event(
        KIND,
        unit=entry.unit,
        item=entry.item,
        period=entry.period,
        about=[entry.id],
        replaces=list(replaces),
        body=body,
    )


def _had_returns(report: Report) -> bool:
    current = report.current
    return current is not None and any(
        r.event.body.get("decision") == "return" and current.event.id in r.event.about
        for r in report.reviews
    )


def _why_not(report: Report, comment: str | None) -> str:
    """Return why a judgement would change nothing; empty where it may be made."""
    if comment is not None:
        return ""
    if report.conflict:
        return "这一项填报不一致，先核定以哪一条为准"
    if report.state == "returned" and not report.explanation:
        # A return goes before an acceptance, so accepting it would change nothing.
        return "这一条已经退回，等对方更正后再审核"
    return ""


def _why_no_more(report: Report) -> str:
    """Return why nobody waits for a judgement any more; empty where somebody does."""
    if report.conflict:
        return "又有了不一致的填报，先核定以哪一条为准"
    return _STALE if report.state == "accepted" else ""


def _require_comment(comment: str | None) -> None:
    if comment is not None and not comment.strip():
        raise WrongUse("退回要说明原因", "请在 --return 后面写明要补充或改正什么")


def _reports_of(workspace: Workspace, events: Sequence[Event]) -> dict[Key, Report]:
    """Return the reports of the obligations that some events speak of."""
    if not events:
        return {}
    units, items, periods = ({event.key[n] for event in events} for n in range(3))
    return workspace.reports(units=units, items=items, periods=periods)


def _turned(workspace: Workspace, entries: Sequence[Event]) -> set[tuple[str, str]]:
    """Return the items (unit, item) that are, or were, owed no more as not applicable."""
    words: list[Vouched] = workspace.ruled({entry.unit for entry in entries}, discharge.KIND)
    return {
        (word.event.unit, word.event.item or "")
        for word in words
        if word.event.body.get("ground") == "not-applicable"
    }


def _heads(report: Report) -> set[str]:
    return {head.event.id for head in report.heads if head.event.kind != "withdraw"}


def _current_entry(workspace: Workspace, name: str) -> tuple[Event, Report]:
    is_start = 8 <= len(name) <= 64 and set(name) <= set("0123456789abcdef")
    for full_name in workspace.store.beginning(name) if is_start else ():
        for line in workspace.store.lines([full_name]):
            event = known_event(line.json or b"", full_name)
            reports = workspace.reports(
                units=[event.unit], items=[event.item or ""], periods=[event.period or ""]
            )
            for report in reports.values():
                if event.id in _heads(report):
                    return event, report
    raise Refused(f"没有编号为“{name}”的现行填报", "用 liaison entries 查看编号")
