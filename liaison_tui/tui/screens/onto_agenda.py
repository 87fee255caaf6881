"""Putting matters of the register on an agenda: which meeting, one that is coming or a new one."""

from collections.abc import Callable, Sequence

from textual.app import App

from liaison_tui.journal.register import Meeting
from liaison_tui.meetings.docket import Docket
from liaison_tui.tui.screens.menu import Doing, Menu

_MOST = 8


def choose_meeting(
    app: App[None],
    docket: Docket,
    names: Sequence[str],
    *,
    new: Callable[[], object],
    put_on: Callable[[Meeting], object],
) -> None:
    """Ask which meeting is to speak of these matters; where none is coming, it is a `new` one."""
    today = docket.today.isoformat()
    coming = [m for m in docket.meetings() if m.date >= today and not m.cancelled][:_MOST]
    if not coming:
        new()
        return
    doings = [Doing("新的联席会议", new)]
    doings += [
        Doing(f"{meeting.id}  {meeting.date}  {meeting.subject}", _putting(put_on, meeting))
        for meeting in coming
    ]
    app.push_screen(Menu(f"列入会议：{'、'.join(names)}", doings))


def _putting(put_on: Callable[[Meeting], object], meeting: Meeting) -> Callable[[], object]:
    return lambda: put_on(meeting)
