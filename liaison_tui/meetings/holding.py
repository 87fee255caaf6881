"""Joint meetings themselves: when, where, about what, and what was decided on each matter."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal.register import MEETING, STATES, Matter, Meeting, next_id
from liaison_tui.meetings.docket import Docket, notes_of, read_docket, require_centre
from liaison_tui.meetings.keeping import completed, keep, require_unchanged
from liaison_tui.workspace import Workspace

SUBJECT = "信用工作联席会议"


def call_meeting(workspace: Workspace, fields: Mapping[str, Any]) -> Meeting:
    """Put a meeting into the register: `date`, `subject`, `place`, `participants`, `agenda`."""
    require_centre(workspace)
    with workspace.office.writing():
        docket = read_docket(workspace)
        name = next_id(MEETING, notes_of(workspace).all())
        agenda = _agenda(docket, fields.get("agenda", ()))
        keep(workspace, {"subject": SUBJECT, **fields, "agenda": agenda, "id": name})
        return read_docket(workspace).meeting(name)


def change_meeting(workspace: Workspace, meeting: Meeting, fields: Mapping[str, Any]) -> Meeting:
    """Set fields of a meeting as it was seen; raises Refused where it was changed meanwhile."""
    require_centre(workspace)
    with workspace.office.writing():
        docket = read_docket(workspace)
        require_unchanged(docket.register.meetings.get(meeting.id), meeting)
        more = {"agenda": _agenda(docket, fields["agenda"])} if "agenda" in fields else {}
        keep(workspace, {**fields, **more, "id": meeting.id})
        return read_docket(workspace).meeting(meeting.id)


def decide(
    workspace: Workspace, meeting: Meeting, matter: Matter, decision: str, fields: Mapping[str, Any]
) -> Matter:
    """Keep what a meeting decided on a matter: with the meeting, and in the register itself.

    `fields` are the matter's own: its new state, who answers, by when. Both are one act, so that
    they are taken back together.
    """
    require_centre(workspace)
    if not decision.strip():
        raise Refused("没有写明议定的内容")
    with workspace.office.writing():
        docket = read_docket(workspace)
        require_unchanged(docket.register.meetings.get(meeting.id), meeting)
        require_unchanged(docket.register.matters.get(matter.id), matter)
        if matter.id not in meeting.agenda:
            raise Refused(f"{matter.id} 不在 {meeting.id} 的议题里", "请先列入议题")
        day = min(meeting.date, clock.today().isoformat())
        said = {**meeting.decisions, matter.id: decision}
        # A meeting's decision is often not the answer yet: the matter stays as it is unless told.
        standing = {"decision": decision, "decided": day, "state": matter.state}
        keep(
            workspace,
            {
                "id": meeting.id,
                "decisions": [{"id": name, "text": text} for name, text in said.items()],
            },
            {
                **completed(matter.sort, {**standing, **fields}, matter),
                "id": matter.id,
            },
        )
        return read_docket(workspace).matter(matter.id)


def proposed(docket: Docket, names: Sequence[str]) -> dict[str, Any]:
    """Return what a meeting on these matters begins with: all pending ones where none is named.

    Its participants are the units they come from and those that are to answer.
    """
    matters = [docket.matter(name) for name in names] or docket.for_agenda()
    programme = docket.programme
    order = {unit.id: number for number, unit in enumerate(programme.units)}
    units = {unit for matter in matters for unit in (*matter.all_units, *matter.answers)}
    known = sorted(units & order.keys(), key=lambda unit: order[unit])
    called = [programme.centre_name, *(programme.unit_name(unit) for unit in known)]
    return {
        "agenda": [matter.id for matter in in_agenda_order(matters)],
        "participants": "、".join(called),
        "subject": SUBJECT,
    }


def in_agenda_order(matters: Sequence[Matter]) -> list[Matter]:
    """Return problems before practices, each in the order they have."""
    return [m for sort in STATES for m in matters if m.sort == sort]


def _agenda(docket: Docket, names: Sequence[str]) -> list[str]:
    """Return the ids of an agenda, each once; raises Refused for an unknown one."""
    return list(dict.fromkeys(docket.matter(name).id for name in names))
