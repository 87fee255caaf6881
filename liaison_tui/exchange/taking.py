"""Taking in one open bundle: its lines gathered, its submissions judged, one transaction."""

from contextlib import suppress
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path

from liaison_tui.exchange import arrivals
from liaison_tui.exchange.judging import WORST_FIRST, Court, Outcome, refused
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.reading import WRONG_EVIDENCE, Bundle, DamagedBundle, require_listed
from liaison_tui.exchange.signatures import is_signed
from liaison_tui.journal.event import BadEvent, Event, read_event
from liaison_tui.journal.line import Line
from liaison_tui.journal.submission import Submission, tips
from liaison_tui.journal.vouching import Vouching

_UNREADABLE = refused("有一份报送清单的写法不合规定")


@dataclass(frozen=True, slots=True)
class Stated:
    """A moment of receipt: the file's arrival, or one stated by a person, with the reason."""

    moment: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file. `unit` and `device` are the sender's, None where unproved.

    `waits`: something in it is held, whatever became of the rest.
    """

    path: Path
    outcome: Outcome
    reason: str = ""
    sha256: str | None = None
    unit: str | None = None
    device: str | None = None
    new_events: int = 0
    known_events: int = 0
    receipt: str | None = None
    forks: int = 0
    waits: bool = False

    @property
    def is_unread(self) -> bool:
        """Whether there was no file to read: it is not there, or is none."""
        return self.outcome == "refused" and self.sha256 is None


def take_bundle(
    office: Office, vouching: Vouching, bundle: Bundle, path: Path, stated: Stated
) -> tuple[Row, Vouching]:
    """Take in a bundle; returns its row, and what the store's submissions vouch for now.

    Raises DamagedBundle, with nothing kept, where the file is not whole.
    """
    fresh = [s for s in bundle.submissions if s.sha256 not in vouching.by_sha256]
    familiar = [s for s in bundle.submissions if s.sha256 in vouching.by_sha256]
    lines, here = _gather(office, bundle, fresh, familiar)
    court = Court(office, vouching, bundle.submissions, lines)
    accepted = court.sit(fresh)
    _take_evidence(office, bundle, [*accepted, *familiar])
    wanted = {name for s in accepted for name in s.events}
    events = [court.events[n] for n in wanted if n in court.events and not here.get(n)]
    events += _filled(court, lines, here, familiar)
    listed = {name for s in (*accepted, *familiar) for name in s.events}
    stubs = [n for n in listed if n not in here and n in lines and lines[n].json is None]
    if accepted or events or stubs:
        vouching = replace(
            vouching,
            submissions=[*vouching.submissions, *accepted],
            statements=[*vouching.statements, *court.heard],
        )
        receipts = _receipts(office, vouching, accepted, court, stated)
        events.sort(key=attrgetter("id"))
        for programme, data in court.brought:
            office.plans.add(programme, data)
        office.store.take(accepted, [*events, *receipts], sorted(stubs))
        vouching = replace(vouching, statements=[*vouching.statements, *receipts])
        court.remarks += _dated(receipts, stated)
    new = sum(name not in here for name in wanted)
    row = _row(office, vouching, bundle, path, court)
    return replace(row, new_events=new, known_events=len(listed) - new), vouching


def _gather(
    office: Office, bundle: Bundle, fresh: list[Submission], familiar: list[Submission]
) -> tuple[dict[str, Line], dict[str, bool]]:
    """Return the lines a judgement needs, and which of the listed ids are here already.

    Raises DamagedBundle where a listed id stands nowhere, or an evidence file is not what it says.
    """
    store = office.store
    new = [name for s in fresh for name in s.events]
    may_fill = bool(familiar) and store.has_gaps()
    listed = new + [n for s in familiar for n in s.events] if may_fill else new
    here = store.known(listed)
    lines = bundle.lines(listed) if listed else {}
    require_listed(new, {*lines, *here})
    for line in store.lines(name for name, full in here.items() if full):
        lines[line.id] = line
    _check_evidence(office, bundle, [*fresh, *familiar])
    return lines, here


def _filled(
    court: Court, lines: dict[str, Line], here: dict[str, bool], listing: list[Submission]
) -> list[Event]:
    """Return the events of known submissions that were here as stubs or lost, and have come now.

    Each must be what a submission that lists it may say; any other line is passed over.
    """
    came = {n for n, line in lines.items() if line.json is not None and not here.get(n)}
    found = {}
    for submission in listing if came else ():
        for name in came.intersection(submission.events):
            with suppress(BadEvent):
                event = read_event(lines[name].json or b"", name)
                if court.wrong_in(event, submission) is None:
                    found[name] = event
    return list(found.values())


def _check_evidence(office: Office, bundle: Bundle, submissions: list[Submission]) -> None:
    """Raise DamagedBundle for evidence that is not of the hash and size a submission names."""
    named = {(sha256, size) for s in submissions for sha256, size in s.evidence.items()}
    for sha256, size in sorted(named):
        here = office.evidence.size_of(sha256)
        if here not in (None, size) and not office.evidence.set_aside_if_changed(sha256):
            raise DamagedBundle(*WRONG_EVIDENCE)
        if here != size:
            bundle.check_evidence(sha256, size)


def _take_evidence(office: Office, bundle: Bundle, submissions: list[Submission]) -> None:
    for submission in submissions:
        for sha256 in _lacking_evidence(office, submission):
            if sha256 in bundle.evidence:
                size = submission.evidence[sha256]
                office.evidence.receive(sha256, size, bundle.open_evidence(sha256))


def _lacking_evidence(office: Office, submission: Submission) -> list[str]:
    return sorted(name for name in submission.evidence if office.evidence.size_of(name) is None)


def _receipts(
    office: Office,
    vouching: Vouching,
    accepted: list[Submission],
    court: Court,
    stated: Stated,
) -> list[Event]:
    """Return a receipt about the newest of each unit's chain that no receipt covers yet.

    What takes the place of an unreadable file has one of its own, for the day that one came.
    """
    if not office.is_centre:
        return []
    receipts = []
    notes = arrivals.waiting(office, vouching)
    for tip in tips([s for s in accepted if s.centre is None]):
        if tip.sha256 in vouching.received:
            continue
        fresh = [s for s in accepted if s.chain == tip.chain]
        due = {tip.sha256: (tip, stated)}
        heard = (
            vouching.received.get(s.sha256, "")
            for s in vouching.submissions
            if s.chain == tip.chain
        )
        last = max(heard, default="")
        for submission, note in arrivals.replaced_in(notes, fresh, court.events, last):
            _, before = due.get(submission.sha256, (submission, stated))
            if note.arrived < before.moment:
                earlier = Stated(note.arrived, arrivals.why(note))
                due[submission.sha256] = submission, earlier
        for submission, moment in due.values():
            covered = [s for s in fresh if s.number <= submission.number]
            receipts.append(_receipt(office, submission, covered, moment))
    return receipts


def _receipt(
    office: Office, submission: Submission, covered: list[Submission], stated: Stated
) -> Event:
    lacking = sorted({name for s in covered for name in _lacking_evidence(office, s)})
    body: dict[str, object] = {
        "received_at": stated.moment, "code": submission.code, "evidence_missing": lacking,
    }  # fmt: skip
    if stated.reason:
        body["reason"] = stated.reason
    return office.new_event(
        "receipt", unit=submission.unit, about=[submission.sha256], body=body,
        plan=submission.programme_id,
    )  # fmt: skip


def _dated(receipts: list[Event], stated: Stated) -> list[str]:
    """Return for what takes the place of an unreadable file by which day it counts."""
    days = [str(receipt.body["received_at"]) for receipt in receipts]
    return [f"按到达日 {day[:10]} 签收" for day in sorted(set(days)) if day != stated.moment]


def _row(office: Office, vouching: Vouching, bundle: Bundle, path: Path, court: Court) -> Row:
    """Return the row of a bundle but for its counts."""
    verdicts = [*court.verdicts.values(), *[_UNREADABLE] * bundle.unreadable]
    outcomes: set[Outcome] = {verdict.outcome for verdict in verdicts} or {"nothing-new"}
    outcome = min(outcomes, key=WORST_FIRST.index)
    reasons = [v.reason for v in verdicts if v.reason and v.outcome == outcome]
    reasons += [*court.remarks, *_remarks(office, bundle)]
    device, unit = _proven(bundle, vouching, outcome)
    newest = bundle.newest_of_sender
    code = newest.code if newest and newest.sha256 in vouching.by_sha256 else None
    return Row(
        path=path,
        outcome=outcome,
        reason="；".join(dict.fromkeys(reasons)),
        unit=unit,
        device=device,
        receipt=code if office.is_centre and outcome in ("merged", "nothing-new") else None,
        forks=_forks(bundle, vouching),
        waits="held" in outcomes,
    )


def _proven(bundle: Bundle, vouching: Vouching, outcome: Outcome) -> tuple[str | None, str | None]:
    sender = bundle.sender
    if sender is None or not is_signed(sender):
        return None, None
    proven = vouching.is_seated(sender)
    return sender.device, sender.unit if proven or outcome == "held" else None


def _forks(bundle: Bundle, vouching: Vouching) -> int:
    places = {(s.chain, s.number) for s in bundle.submissions}
    return sum(place in vouching.forks for place in places)


def _remarks(office: Office, bundle: Bundle) -> list[str]:
    found = []
    if bundle.passed_over:
        found.append(f"有 {bundle.passed_over} 行未列入报送清单，已略过")
    for submission in bundle.submissions:
        known = office.programmes.get(submission.programme)
        if known and known.sha256 != submission.programme_sha256:
            found.append(f"对方的 {known.name} 与本机的内容不同，请核对版本")
    return found
