"""Checking byte for byte what lies in a workspace or in a bundle file, naming every damage."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from liaison_tui.errors import LiaisonError
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.reading import Bundle, DamagedBundle, open_bundles, require_listed
from liaison_tui.exchange.signatures import is_signed
from liaison_tui.journal.event import BadEvent, read_event
from liaison_tui.journal.submission import Submission
from liaison_tui.storage.files import require_regular
from liaison_tui.storage.store import Trouble
from liaison_tui.text import one_line


def check_workspace(office: Office) -> tuple[int, list[Trouble]]:
    """Return how many events the store has and everything that is wrong with the workspace."""
    store = office.store
    troubles = list(store.verify())
    submissions = store.submissions()
    troubles += [t for s in submissions for t in _check_submission(s, "报送")]
    troubles += _check_prev(submissions)
    statements = list(store.statements(store.vouching()))
    subjects = {s.event.id: (s.event.unit, *s.event.subject) for s in statements}
    evidence: dict[str, str] = {}
    for statement in statements:
        event = statement.event
        mine = (event.unit, *event.subject)
        for name in event.replaces:
            if subjects.get(name, mine) != mine:
                troubles.append(
                    Trouble(event.id[:8], "replaces", f"所替换的 {name[:8]} 说的是别的事项，已忽略")
                )
        if event.device == store.own or office.is_centre:
            evidence |= {e["sha256"]: e["name"] for e in event.evidence}
    if not office.is_centre:
        troubles += office.evidence.verify(evidence)
    else:
        here = {n: name for n, name in evidence.items() if office.evidence.size_of(n) is not None}
        troubles += office.evidence.verify(here)
    return len(statements), troubles


def check_file(path: Path) -> tuple[int, list[Trouble]]:
    """Return how many events a bundle file lists and everything that is wrong with it."""
    where = str(path)
    try:
        require_regular(path)
        with open_bundles(path) as bundles:
            whole = [bundle for bundle in bundles if isinstance(bundle, Bundle)]
            damaged = [bundle for bundle in bundles if isinstance(bundle, DamagedBundle)]
            troubles = [t for bundle in whole for t in _check_bundle(bundle, where)]
            troubles += [Trouble(where, "damaged", error.sentence) for error in damaged]
            return sum(len(_listed(bundle)) for bundle in whole), troubles
    except LiaisonError as error:
        return 0, [Trouble(where, "damaged", error.sentence)]


def _check_bundle(bundle: Bundle, where: str) -> Iterator[Trouble]:
    if bundle.unreadable:
        yield Trouble(where, "manifest", f"有 {bundle.unreadable} 份报送清单的写法不合规定")
    for submission in bundle.submissions:
        yield from _check_submission(submission, where)
    yield from _check_prev(bundle.submissions)
    listed = _listed(bundle)
    lines = bundle.lines(listed)
    require_listed(listed, lines)
    for name, line in lines.items():
        try:
            if line.json is not None:
                read_event(line.json)
        except BadEvent:
            yield Trouble(where, "event", f"{name[:8]} 的写法不合规定")
    for sha256 in bundle.evidence:
        bundle.check_evidence(sha256)
    if bundle.passed_over:
        yield Trouble(where, "unlisted", f"有 {bundle.passed_over} 行未列入报送清单")


def _check_submission(submission: Submission, where: str) -> Iterator[Trouble]:
    if not is_signed(submission):
        what = f"{one_line(submission.unit)} 第 {submission.number} 号"
        yield Trouble(where, "signature", f"{what}的签名不符")


def _check_prev(submissions: Sequence[Submission]) -> list[Trouble]:
    known = {s.sha256 for s in submissions}
    return [
        Trouble(s.unit, "incomplete", f"第 {s.number} 号报送缺少前一号")
        for s in submissions
        if s.prev is not None and s.prev not in known
    ]


def _listed(bundle: Bundle) -> list[str]:
    return list(dict.fromkeys(name for s in bundle.submissions for name in s.events))
