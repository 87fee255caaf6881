"""Noting at a centre that a file arrived, though nobody can read it (`arrivals` uses the notes)."""

from dataclasses import dataclass
from pathlib import Path

from liaison_tui import clock
from liaison_tui.errors import Refused, UnknownName, WrongUse
from liaison_tui.exchange import arrivals, runs
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.taking import Row, Stated
from liaison_tui.journal.event import ENTRY_KINDS
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.vouching import Vouching
from liaison_tui.storage.store import Selection
from liaison_tui.storage.unreadable import Unreadable
from liaison_tui.text import one_line

_ID = 8


@dataclass(frozen=True, slots=True)
class Noted:
    """A note, and whether what replaces its file has come: before it was made, or since."""

    note: Unreadable
    is_answered: bool

    @property
    def id(self) -> str:
        """The number by which a person names its file."""
        return self.note.sha256[:_ID]


def noted(office: Office) -> list[Noted]:
    """Return what was noted of unreadable files, the oldest first. Raises WrongUse at a unit."""
    _require_centre(office)
    office.store.refresh()
    waiting = arrivals.waiting(office, office.store.vouching())
    return [Noted(note, note not in waiting) for note in arrivals.kept(office).all()]


def take_unreadable(office: Office, path: Path) -> Row:
    """Take a file in as every other, and return its row, which must be that of a bad file.

    Raises Refused for one that is not there, and for one that is none of those.
    """
    _require_centre(office)
    if path.is_dir():
        raise Refused(f"{path} 是文件夹", "请写上打不开的那个文件")
    [row] = runs.take_in(office, [path])
    if row.is_unread:
        raise Refused(row.reason)
    return row


def note(
    office: Office, row: Row, *, unit: str, period: str, stated: Stated | None = None
) -> Noted:
    """Note that the refused file of a row was a unit's report of a month, and arrived.

    It arrived when its first copy came, or when a person states. What takes its place counts as
    received then: a file that comes later, or the first that has come since. Raises Refused for
    what can be read, and for what is noted already.
    """
    _require_centre(office)
    arrival = office.inbox.find(row.sha256) if row.sha256 else None
    if row.outcome != "refused" or arrival is None:
        raise Refused(f"{row.path.name} 不是问题文件，不用记到达日")
    made = Unreadable(
        clock.stamp(), office.officer, unit, period, arrival.sha256, one_line(row.path.name),
        stated.moment if stated else arrival.moment, one_line(row.reason),
        one_line(stated.reason) if stated else "",
    )  # fmt: skip
    with office.writing():
        kept = arrivals.kept(office)
        if any((n.sha256, n.place) == (made.sha256, made.place) for n in kept.all()):
            raise Refused("这个文件已经记过到达日", "要改的，先撤销再记")
        kept.add(made)
        came = _came_since(office, office.store.vouching(), made)
        if came:
            body = {
                "received_at": made.arrived,
                "code": came.code,
                "reason": arrivals.why(made),
                "evidence_missing": [],
            }
            about = [came.sha256]
            office.store.say([office.new_event("receipt", unit=unit, about=about, body=body)])
    return Noted(made, came is not None)


def withdraw(office: Office, name: str) -> list[Unreadable]:
    """Take back what was noted of the file of a number, and waits; returns those notes.

    Raises UnknownName for a number nothing bears, Refused where a receipt has said the day.
    """
    plain = name.strip().lower()
    made = [one for one in noted(office) if len(plain) >= 4 and one.note.sha256.startswith(plain)]
    if not made:
        raise UnknownName("打不开的文件", name, [one.id for one in noted(office)][-3:])
    if any(one.is_answered for one in made):
        raise Refused("补发的已按这一天签收，不能撤销")
    with office.writing():
        arrivals.kept(office).withdraw(made[0].note.sha256, clock.stamp(), office.officer)
    return [one.note for one in made]


def _came_since(office: Office, vouching: Vouching, note: Unreadable) -> Submission | None:
    """Return the first submission about the note's unit and month that came after its file."""
    about = Selection(ENTRY_KINDS, frozenset((note.unit,)), None, frozenset((note.period,)))
    listed = {name for _, names in office.store.events(about) for name in names}
    counting = listed & vouching.counting
    came = [
        submission
        for submission in vouching.submissions
        if submission.centre is None
        and submission.sha256 in counting
        and vouching.received.get(submission.sha256, "") > note.arrived
    ]
    first = min(came, key=lambda s: (vouching.received[s.sha256], s.number), default=None)
    if first is None:
        return None
    moment = vouching.received[first.sha256]
    before = (
        vouching.received.get(s.sha256, "")
        for s in vouching.submissions
        if s.chain == first.chain and s.number < first.number
    )
    # What an earlier bundle of the chain did not hold yet was not in the unreadable file either.
    return None if any(note.arrived < each < moment for each in before) else first


def _require_centre(office: Office) -> None:
    if not office.is_centre:
        raise WrongUse("只有汇总端能记文件的到达日")
