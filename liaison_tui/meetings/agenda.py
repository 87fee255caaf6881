"""The agenda of a joint meeting as a paper."""

from liaison_tui.journal.register import Matter, Meeting
from liaison_tui.meetings.docket import Docket
from liaison_tui.papers.agenda import agenda_paper
from liaison_tui.papers.paper import Paper


def agenda_matters(docket: Docket, meeting: Meeting) -> list[Matter]:
    """Return the matters of a meeting, in its order; one that was taken back is left out."""
    matters = docket.register.matters
    return [matters[name] for name in meeting.agenda if name in matters]


def paper_of(docket: Docket, meeting: Meeting) -> Paper:
    """Return the agenda of a meeting as a paper."""
    return agenda_paper(docket.programme, meeting, agenda_matters(docket, meeting))
