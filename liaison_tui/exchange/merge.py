"""Taking files in: each copied to the inbox, opened, judged, and merged in one transaction.

One bad file never stops the others, and nothing depends on the order of the files.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from liaison_tui.errors import Refused
from liaison_tui.exchange.judging import WORST_FIRST, Court, Outcome, Verdict, refused
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.reading import Bundle, DamagedBundle, open_bundles
from liaison_tui.exchange.signatures import is_signed
from liaison_tui.journal.event import Event, known_event
from liaison_tui.journal.line import Line
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.vouching import Vouching
from liaison_tui.storage.inbox import Arrival
from liaison_tui.storage.store import TRUST_KINDS

Progress = Callable[[int, int, Path], None]


@dataclass(frozen=True, slots=True)
class Stated:
    """A moment of receipt stated by a person for a batch of files, and why."""

    moment: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file. `unit` and `device` are the sender's, None where unproved."""

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


def merge_files(
    office: Office,
    paths: Sequence[Path],
    *,
    stated: Stated | None = None,
    progress: Progress | None = None,
) -> list[Row]:
    """Take in files (a folder stands for every regular file in it) and return a row for each.

    What waits for something that another of the files brings is tried again until nothing moves.
    """
    files = [file for path in paths for file in _files_in(path)]
    rows: list[Row] = []
    arrivals: dict[int, Arrival] = {}
    with office.lock:
        merge = _Merge(office, stated)
        for n, path in enumerate(files):
            if progress:
                progress(n + 1, len(files), path)
            try:
                arrivals[n] = office.inbox.arrive(path)
                rows.append(merge.take(arrivals[n], path))
            except Refused as error:
                rows.append(Row(path, "refused", error.sentence))
        moved = any(row.outcome == "merged" for row in rows)
        while moved:
            moved = False
            for n, arrival in arrivals.items():
                if rows[n].outcome in ("held", "refused"):
                    again = merge.take_again(arrival, rows[n])
                    moved = moved or again.outcome != rows[n].outcome
                    rows[n] = again
        merge.take_held()
    return rows


def merge_held(office: Office) -> list[Row]:
    """Take in whatever waits in the inbox and need wait no longer; returns those files' rows."""
    with office.lock:
        return _Merge(office, None).take_held()


class _Merge:
    """One run: the office, and what its submissions vouch for as the run goes on."""

    def __init__(self, office: Office, stated: Stated | None) -> None:
        self.office = office
        self.stated = stated
        self.vouching = office.store.vouching()

    def take(self, arrival: Arrival, path: Path) -> Row:
        """Take in a copied file and put it where its outcome belongs."""
        moment = self.stated or Stated(arrival.moment, "")
        try:
            with open_bundles(arrival.path) as bundles:
                rows = [self._take_bundle(bundle, path, moment) for bundle in bundles]
        except (DamagedBundle, Refused) as error:
            rows = [Row(path, "refused", error.sentence)]
        row = replace(_together(rows), sha256=arrival.sha256)
        if row.outcome == "refused":
            self.office.inbox.refuse(arrival, row.reason)
        else:
            self.office.inbox.settle(arrival, held=row.outcome == "held")
        return row

    def take_again(self, arrival: Arrival, before: Row) -> Row:
        """Take in a file that was held or refused in this run."""
        now = self.office.inbox.find(arrival.sha256)
        if now is None:
            return before
        row = self.take(now, before.path)
        return replace(row, new_events=before.new_events + row.new_events)

    def take_held(self) -> list[Row]:
        """Take in what waits in the inbox; returns the rows of those that wait no longer."""
        rows = [self.take(arrival, arrival.path) for arrival in self.office.inbox.held()]
        return [row for row in rows if row.outcome != "held"]

    def _take_bundle(self, bundle: Bundle, path: Path, stated: Stated) -> Row:
        office, known = self.office, self.vouching.by_sha256
        fresh = [s for s in bundle.submissions if s.sha256 not in known]
        familiar = [s for s in bundle.submissions if s.sha256 in known]
        lines, here = _gather(office, bundle, fresh, familiar)
        court = _court(office, bundle, self.vouching, lines)
        accepted = _judge(court, fresh)
        _take_evidence(office, bundle, [*accepted, *familiar])
        wanted = {name for s in accepted for name in s.events}
        filled = {n for n, line in lines.items() if here.get(n) is False and line.json is not None}
        if accepted or filled:
            receipts = _receipts(office, court.vouching, accepted, stated)
            taken = [lines[name] for name in sorted(wanted | filled) if name in lines]
            office.store.take(accepted, taken, receipts)
            self.vouching = replace(
                court.vouching, statements=[*court.vouching.statements, *receipts]
            )
        listed = wanted | {name for s in familiar for name in s.events}
        new = sum(name not in here for name in wanted)
        return _row(office, bundle, court, path, new, len(listed) - new)


def _files_in(path: Path) -> list[Path]:
    path = path.absolute()
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.iterdir() if p.is_file() and not p.is_symlink())


def _together(rows: list[Row]) -> Row:
    """Return one row for a zip of bundles: the worst outcome, all events, everybody's reasons."""
    if len(rows) == 1:
        return rows[0]
    worst = min(rows, key=lambda row: WORST_FIRST.index(row.outcome))
    return replace(
        worst,
        reason="；".join(dict.fromkeys(row.reason for row in rows if row.reason)),
        unit=worst.unit if len({row.unit for row in rows}) == 1 else None,
        device=worst.device if len({row.device for row in rows}) == 1 else None,
        receipt=None,
        new_events=sum(row.new_events for row in rows),
        known_events=sum(row.known_events for row in rows),
        forks=sum(row.forks for row in rows),
    )


def _gather(
    office: Office, bundle: Bundle, fresh: list[Submission], familiar: list[Submission]
) -> tuple[dict[str, Line], dict[str, bool]]:
    """Return the lines a judgement needs, and which of the listed ids are here already.

    Raises DamagedBundle where a listed id stands nowhere, or an evidence file is not what it says.
    """
    store = office.store
    listed = [name for s in fresh for name in s.events]
    if store.has_stubs():
        listed += [name for s in familiar for name in s.events]
    here = store.known(listed)
    lines = bundle.lines(listed) if listed else {}
    bundle.require_listed(listed, {*lines, *here})
    for line in store.lines(name for name, full in here.items() if full):
        lines[line.id] = line
    bundle.check_evidence(_lacking_evidence(office, [*fresh, *familiar]))
    return lines, here


def _take_evidence(office: Office, bundle: Bundle, submissions: list[Submission]) -> None:
    for sha256, size in _lacking_evidence(office, submissions).items():
        if sha256 in bundle.evidence:
            office.evidence.receive(sha256, size, bundle.open_evidence(sha256))


def _lacking_evidence(office: Office, submissions: list[Submission]) -> dict[str, int]:
    named = {sha256: size for s in submissions for sha256, size in s.evidence.items()}
    return {name: size for name, size in named.items() if office.evidence.size_of(name) is None}


def _court(office: Office, bundle: Bundle, vouching: Vouching, lines: dict[str, Line]) -> Court:
    centres = [s for s in bundle.submissions if s.centre is not None]
    return Court(
        office=office,
        vouching=vouching,
        lines=lines,
        verdicts={},
        from_centre=any(vouching.is_seated(s) for s in centres),
        maybe_centre=any(s.device not in vouching.seats for s in centres),
    )


def _judge(court: Court, fresh: list[Submission]) -> list[Submission]:
    """Judge new submissions, centres' first since they say whom to trust, by number."""
    accepted = []
    for submission in sorted(fresh, key=lambda s: (s.centre is None, s.number, s.sha256)):
        verdict = court.judge(submission)
        court.verdicts[submission.sha256] = verdict
        if verdict.outcome == "merged":
            accepted.append(submission)
            court.vouching = _extended(court.vouching, submission, court.lines)
    return accepted


def _extended(vouching: Vouching, submission: Submission, lines: Mapping[str, Line]) -> Vouching:
    found: list[Event] = []
    if submission.centre is not None:
        events = (lines[name].json for name in submission.events if name in lines)
        found = [e for e in (known_event(json) for json in events if json) if e.kind in TRUST_KINDS]
    return replace(
        vouching,
        submissions=[*vouching.submissions, submission],
        statements=[*vouching.statements, *found],
    )


def _receipts(
    office: Office, vouching: Vouching, accepted: list[Submission], stated: Stated
) -> list[Event]:
    """Return a receipt about the newest of each unit's chain that no receipt covers yet."""
    if not office.is_centre:
        return []
    before = {s.prev for s in accepted}
    tips = [s for s in accepted if s.centre is None and s.sha256 not in before]
    receipts = []
    for tip in tips:
        if tip.sha256 in vouching.received:
            continue
        lacking = sorted(_lacking_evidence(office, [tip]))
        body: dict[str, object] = {
            "received_at": stated.moment, "code": tip.code, "evidence_missing": lacking,
        }  # fmt: skip
        if stated.reason:
            body["reason"] = stated.reason
        receipts.append(office.new_event("receipt", unit=tip.unit, about=[tip.sha256], body=body))
    return receipts


def _row(office: Office, bundle: Bundle, court: Court, path: Path, new: int, known: int) -> Row:
    verdicts = [*court.verdicts.values(), *(_unreadable(why) for why in bundle.unreadable)]
    outcomes: set[Outcome] = {verdict.outcome for verdict in verdicts} or {"nothing-new"}
    outcome = min(outcomes, key=WORST_FIRST.index)
    reasons = [v.reason for v in verdicts if v.reason and v.outcome == outcome]
    reasons += _remarks(office, bundle)
    device, unit = _proven(bundle, court, outcome)
    newest = bundle.newest_of_sender
    code = newest.code if newest and newest.sha256 in court.vouching.by_sha256 else None
    return Row(
        path=path,
        outcome=outcome,
        reason="；".join(dict.fromkeys(reasons)),
        unit=unit,
        device=device,
        new_events=new,
        known_events=known,
        receipt=code if office.is_centre and outcome in ("merged", "nothing-new") else None,
        forks=_forks(bundle, court.vouching),
    )


def _unreadable(why: str) -> Verdict:
    return refused(f"有一份报送清单的写法不合规定（{why}）")


def _proven(bundle: Bundle, court: Court, outcome: Outcome) -> tuple[str | None, str | None]:
    sender = bundle.sender
    if sender is None or not is_signed(sender):
        return None, None
    proven = court.vouching.is_seated(sender)
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
