"""Approval (审签): who in the unit has put a name to which entries, and what a change undoes.

The notice has the head answer for the whole, the deputy see it done, the section carry it out
(主要负责人负总责、分管负责人抓落实、业务科室总执行). An approval names entries by their ids, so
that whoever changes an entry afterwards has to ask again.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from liaison_tui.journal.entry import MAX_TEXT, Finding, wrong_evidence
from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Report
from liaison_tui.journal.history import in_order
from liaison_tui.journal.submission import code_of
from liaison_tui.journal.vouching import Vouched

KIND = "approval"
POSTS = ("head", "deputy", "section")
MANNERS = ("paper", "in-person", "countersign")
MAX_NAME = 50
_FIELDS = frozenset(("approver", "post", "date", "manner", "opinion", "evidence"))


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval that can be read; `day` is the date it was given on, `2021-07-02`."""

    event: Event
    approver: str
    post: str
    day: str
    manner: str
    opinion: str

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of the entries approved."""
        return self.event.about


@dataclass(frozen=True, slots=True)
class Signing:
    """How far the current entry of one obligation is approved.

    `approvals` are those of the current entry, oldest first; `lapsed` those of earlier ones, which
    a later change has undone.
    """

    report: Report
    approvals: tuple[Approval, ...]
    lapsed: tuple[Approval, ...]

    @property
    def item(self) -> str:
        """The id of the item."""
        return self.report.key[1]

    @property
    def period(self) -> str:
        """The month."""
        return self.report.key[2]

    @property
    def current(self) -> Vouched | None:
        """The entry that is or should be approved; None where nothing stands."""
        return self.report.current

    @property
    def is_approved(self) -> bool:
        """Whether anybody has approved the current entry, and no conflict stands beside it."""
        return bool(self.approvals) and not self.report.conflict

    @property
    def is_wanted(self) -> bool:
        """Whether the unit's own word stands unapproved; it answers for no word of the centre's."""
        current = self.current
        return current is not None and not current.by_centre and not self.is_approved

    @property
    def is_changed(self) -> bool:
        """Whether the entry was changed after somebody had approved it, and nobody has since."""
        return bool(self.lapsed) and not self.approvals


def refusals(body: Mapping[str, Any]) -> list[Finding]:
    """Return what keeps a body from being that of an approval."""
    found = [
        *_wrong_name(body),
        *_wrong_choice(body, "post", "审签人职务", POSTS),
        *_wrong_choice(body, "manner", "审签方式", MANNERS),
        *_wrong_date(body),
        *_wrong_opinion(body),
        *wrong_evidence(body),
    ]
    found += [Finding(key, "unknown-field", f"不认识的栏目“{key}”") for key in set(body) - _FIELDS]
    return found


def read_approval(event: Event) -> Approval | None:
    """Return the approval in an event; None where it is none, or none that can be read."""
    if event.kind != KIND or event.is_newer or not event.about or refusals(event.body):
        return None
    body = event.body
    return Approval(
        event,
        approver=body["approver"],
        post=body["post"],
        day=body["date"],
        manner=body["manner"],
        opinion=body.get("opinion", ""),
    )


def approvals(statements: Iterable[Vouched]) -> list[Approval]:
    """Return the approvals that units have given, oldest first; what a centre says is none."""
    said = [s.event for s in statements if s.event.kind == KIND and not s.by_centre]
    return [found for found in map(read_approval, in_order(said)) if found]


def approved(entry_id: str, statements: Iterable[Vouched]) -> list[Approval]:
    """Return every approval of one entry, oldest first: several all count."""
    return [approval for approval in approvals(statements) if entry_id in approval.entries]


def signings(reports: Iterable[Report], statements: Iterable[Vouched]) -> list[Signing]:
    """Return how far each of some reports is approved, by approvals of the report's own unit."""
    given = approvals(statements)
    return [_signing(report, given) for report in reports]


def in_words(unapproved: Sequence[Signing], period: str) -> str:
    """Return what is not approved in words: how many items, which, and what changed since."""
    names = [
        (s.item if s.period == period else f"{s.period} {s.item}")
        + ("（审签后有改动）" if s.is_changed else "")
        for s in unapproved
    ]
    return f"有 {len(names)} 项未经审签：{'、'.join(names)}"


def code_over(entries: Sequence[str]) -> str:
    """Return a code for a set of entries, `7K3F-9Q2M`, in the manner of receipt codes.

    It is that of the SHA-256 of their ids, sorted, each with a line feed: so a sheet on paper and
    the store can be compared by eye.
    """
    lines = "".join(f"{name}\n" for name in sorted(set(entries)))
    return code_of(hashlib.sha256(lines.encode()).hexdigest())


def _signing(report: Report, given: Sequence[Approval]) -> Signing:
    own = [a for a in given if a.event.unit == report.key[0]]
    current = report.current.event.id if report.current else ""
    earlier = {entry.event.id for entry in report.entries} - {current}
    return Signing(
        report,
        approvals=tuple(a for a in own if current in a.entries),
        lapsed=tuple(a for a in own if earlier.intersection(a.entries)),
    )


def _wrong_name(body: Mapping[str, Any]) -> list[Finding]:
    name = body.get("approver")
    if not isinstance(name, str) or not name.strip():
        return [Finding("approver", "missing", "没有填写审签人姓名")]
    if len(name) > MAX_NAME:
        return [Finding("approver", "too-long", f"审签人姓名超过 {MAX_NAME} 字的上限")]
    return []


def _wrong_choice(
    body: Mapping[str, Any], key: str, name: str, choices: tuple[str, ...]
) -> list[Finding]:
    if body.get(key) in choices:
        return []
    if key not in body:
        return [Finding(key, "missing", f"没有填写{name}")]
    sentence = f"{name}没有“{body[key]}”这个值（{'、'.join(choices)}）"
    return [Finding(key, "unknown-value", sentence)]


def _wrong_date(body: Mapping[str, Any]) -> list[Finding]:
    day = body.get("date")
    try:
        right = isinstance(day, str) and date.fromisoformat(day).isoformat() == day
    except ValueError:
        right = False
    return [] if right else [Finding("date", "not-date", "审签日期应写成 2021-07-02 这样")]


def _wrong_opinion(body: Mapping[str, Any]) -> list[Finding]:
    opinion = body.get("opinion", "")
    if not isinstance(opinion, str):
        return [Finding("opinion", "not-text", "审签意见应为文字")]
    if len(opinion) > MAX_TEXT:
        sentence = f"审签意见有 {len(opinion)} 字，超过 {MAX_TEXT} 字的上限"
        return [Finding("opinion", "too-long", sentence)]
    return []
