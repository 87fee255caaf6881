"""The day of receipt of what replaces an unreadable file: the day on which that one arrived.

What was noted is used up by the receipt that says so; nothing else marks it, so that a kill
between the two leaves no note that counts twice.
"""

from collections.abc import Iterable, Mapping, Sequence

from liaison_tui.exchange.office import Office
from liaison_tui.journal.event import Event
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.vouching import Vouching
from liaison_tui.storage.unreadable import NAME, Unreadable, Unreadables


def kept(office: Office) -> Unreadables:
    """Return the notes of unreadable files of an office."""
    return Unreadables(office.inbox.folder.parent / NAME)


def why(note: Unreadable) -> str:
    """Return what a receipt says of the day it states."""
    also = f"；{note.reason}" if note.reason else ""
    return (
        f"按到达日：{note.period} 的报送 {note.arrived[:10]} 已送达，文件打不开"
        f"（{note.wrong}），补发的按那一天计{also}"
    )


def waiting(office: Office, vouching: Vouching) -> list[Unreadable]:
    """Return the notes whose replacement has not come yet."""
    notes = kept(office).all() if office.is_centre else []
    if not notes:
        return []
    answered: dict[tuple[str, str], str] = {}
    for note in notes:
        answered[note.place] = max(answered.get(note.place, ""), _answered_at(note, vouching))
    return [note for note in notes if note.at > answered[note.place]]


def replaced_in(
    notes: Iterable[Unreadable],
    fresh: Sequence[Submission],
    events: Mapping[str, Event],
    last_received: str,
) -> list[tuple[Submission, Unreadable]]:
    """Return which new submissions of one chain take the place of which unreadable files.

    It is the newest that speaks of the month: with it came all that it follows, and what only
    later ones say came later. Of several files of one month the first counts. `last_received` is
    when the chain was last heard of: a bundle holds its whole chain, so what one that arrived after
    the unreadable file did not hold was not in that file either.
    """
    found: dict[tuple[str, str], tuple[Submission, Unreadable]] = {}
    for note in sorted(notes, key=lambda note: note.arrived):
        if last_received > note.arrived:
            continue
        speaking = [s for s in fresh if _speaks_of(s, note, events)]
        if speaking and note.place not in found:
            found[note.place] = max(speaking, key=lambda s: s.number), note
    return list(found.values())


def _speaks_of(submission: Submission, note: Unreadable, events: Mapping[str, Event]) -> bool:
    if submission.unit != note.unit:
        return False
    listed = (events[name] for name in submission.events if name in events)
    return any(event.is_entry and event.period == note.period for event in listed)


def _answered_at(note: Unreadable, vouching: Vouching) -> str:
    """Return when a receipt last said a note's day; empty where none has."""
    said = [
        event.at
        for event in vouching.statements
        if event.kind == "receipt"
        and event.device == vouching.own
        and event.unit == note.unit
        and event.body.get("received_at") == note.arrived
        and event.body.get("reason") == why(note)
    ]
    return max(said, default="")
