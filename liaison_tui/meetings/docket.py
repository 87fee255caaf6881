"""What a centre has before it for its meetings: its register, and what waits to be looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from liaison_tui import clock
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal.raised import Raised, said_again, waiting
from liaison_tui.journal.register import STATES, Matter, Meeting, Register, Sort, Source, register
from liaison_tui.meetings.hearing import heard_by
from liaison_tui.programme.model import Programme
from liaison_tui.rulings import listing
from liaison_tui.storage.meeting_notes import NAME, MeetingNotes
from liaison_tui.workspace import Workspace

SHORTEST_ID = 4


@dataclass(frozen=True)
class Docket:
    """What there is on a day. `again` are further months in which a matter's words were said.

    `calls` are the rows of calls (`reports/rulings.call_row`), by their ids.
    """

    programme: Programme
    today: date
    register: Register
    raised: Mapping[Sort, Sequence[Raised]]
    again: Mapping[str, Sequence[Source]]
    calls: Mapping[str, Sequence[Mapping[str, Any]]]

    def matters(self, sort: Sort) -> list[Matter]:
        """Return the matters of a sort as they are to be dealt with: overdue ones first."""
        return sorted(self.register.of_sort(sort), key=self.urgency)

    def urgency(self, matter: Matter) -> tuple[bool, bool, str, int]:
        """Return what matters are ordered by: overdue, pending, the nearest day, their number."""
        return (
            not self.is_overdue(matter),
            not matter.is_pending,
            matter.by or "9999",
            int(matter.id[1:]),
        )

    def is_overdue(self, matter: Matter) -> bool:
        """Tell whether a matter's day is past and nothing has come of it."""
        return matter.is_overdue(self.today.isoformat())

    def meetings(self) -> list[Meeting]:
        """Return the meetings, the latest first."""
        return sorted(self.register.meetings.values(), key=lambda m: (m.date, m.id), reverse=True)

    def for_agenda(self) -> list[Matter]:
        """Return what a meeting would speak of where nobody chooses: all that is pending."""
        every = [m for sort in STATES for m in self.matters(sort)]
        return [matter for matter in every if matter.is_pending]

    def matter(self, name: str) -> Matter:
        """Return the matter of an id; raises Refused."""
        found = self.register.matters.get(name.strip().upper())
        if found is None:
            raise Refused(f"没有编号为“{name}”的问题或经验", "用 liaison problems 查看编号")
        return found

    def meeting(self, name: str) -> Meeting:
        """Return the meeting of an id; raises Refused."""
        found = self.register.meetings.get(name.strip().upper())
        if found is None:
            raise Refused(f"没有编号为“{name}”的会议", "用 liaison meeting 查看编号")
        return found

    def raised_named(self, sort: Sort, name: str) -> Raised:
        """Return what waits, by the start of the id of an entry that says it; raises Refused."""
        start = name.strip().lower()
        found = [
            each
            for each in self.raised[sort]
            if any(source.entry.startswith(start) for source in each.sources)
        ]
        if len(start) < SHORTEST_ID or len(found) != 1:
            raise Refused(f"没有编号为“{name}”的待登记内容", "不带参数运行同一命令查看编号")
        return found[0]


def read_docket(workspace: Workspace) -> Docket:
    """Return what a centre has before it; raises WrongUse at a unit."""
    require_centre(workspace)
    workspace.store.refresh()
    found = register(notes_of(workspace).all())
    sources = heard_by(workspace)
    again = [said_again(found, sort, sources[sort]) for sort in STATES]
    calls: dict[str, list[Mapping[str, Any]]] = {}
    for row in listing.calls(workspace, None):
        calls.setdefault(row["id"], []).append(row)
    return Docket(
        workspace.programme,
        clock.today(),
        found,
        {
            sort: _in_order(workspace.programme, waiting(found, sort, sources[sort]))
            for sort in STATES
        },
        {name: said for each in again for name, said in each.items()},
        calls,
    )


def notes_of(workspace: Workspace) -> MeetingNotes:
    """Return the centre's notes of its meetings."""
    return MeetingNotes(workspace.store_folder / NAME)


def require_centre(workspace: Workspace) -> None:
    """Raise WrongUse at a unit."""
    if not workspace.is_centre:
        raise WrongUse("联席会议的问题和经验只在信用办（汇总端）登记")


def _in_order(programme: Programme, raised: Sequence[Raised]) -> list[Raised]:
    """Return what waits by items, so that what several units say of one stands together."""
    places = {item.id: number for number, item in enumerate(programme.items)}
    last = len(places)
    return sorted(raised, key=lambda r: (places.get(r.item, last), r.item, r.months[0], r.key))
