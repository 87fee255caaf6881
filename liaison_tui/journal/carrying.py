"""Which submission brought an entry: where a figure in a paper comes from."""

from collections.abc import Collection

from liaison_tui.journal.event import Event
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.vouching import Vouching, may_list


def carried_by(vouching: Vouching, events: Collection[Event]) -> dict[str, Submission]:
    """Return for each event's id the submission that brought it first.

    That is the one received earliest among those that count; what a centre wrote for a unit, and
    what no submission lists, was brought by none.
    """
    wanted = {event.id: event for event in events}
    found: dict[str, Submission] = {}
    for submission in sorted(vouching.submissions, key=lambda s: _order(vouching, s)):
        if submission.sha256 not in vouching.counting or submission.centre is not None:
            continue
        for name in submission.events:
            if name in wanted and may_list(submission, wanted[name]):
                found.setdefault(name, submission)
    return found


def _order(vouching: Vouching, submission: Submission) -> tuple[str, int, str]:
    never = "9999"
    received = vouching.received.get(submission.sha256, never)
    return received, submission.number, submission.sha256
