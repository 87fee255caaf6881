"""A unit's answer to what its centre asks besides the monthly report: an inspection, a call."""

from liaison_tui.errors import Refused
from liaison_tui.journal import call, inspection
from liaison_tui.journal.concern import EXPLANATION, MAX_EXPLANATION, explanations_of
from liaison_tui.journal.event import Event
from liaison_tui.programme.model import Unit
from liaison_tui.statements.saying import say, unit_office
from liaison_tui.text import sanitise
from liaison_tui.workspace import Workspace

_SHORTEST_ID = 4


def answer(workspace: Workspace, unit: Unit, name: str, text: str) -> Event:
    """Keep a unit's answer to an inspection or a call; `name` is the start of its id, or `D01`.

    It is an explanation that is about it, travels with the next export, and takes the place of the
    answer before. Raises Refused.
    """
    office = unit_office(workspace)
    clean = sanitise(text).strip()
    if not clean:
        raise Refused("答复是空的", "请写明怎样办的")
    if len(clean) > MAX_EXPLANATION:
        raise Refused(f"答复有 {len(clean)} 字，超过 {MAX_EXPLANATION} 字的上限", "请改短后再写")
    with office.writing():
        asked = _asked(workspace, unit, name)
        former = [
            event.id
            for event in explanations_of(asked.kind, workspace.explanations(unit))
            if asked.id in event.about
        ]
        return say(
            office,
            office.new_event(
                EXPLANATION,
                unit=unit.id,
                replaces=former,
                about=[asked.id],
                body={"kind": asked.kind, "text": clean},
            ),
        )


def _asked(workspace: Workspace, unit: Unit, name: str) -> Event:
    start = name.strip()
    found = [
        s.event
        for s in workspace.ruled([unit.id], inspection.KIND, call.KIND)
        if not s.event.body.get("withdrawn")
        and (
            s.event.body.get("id") == start.upper()
            or (len(start) >= _SHORTEST_ID and s.event.id.startswith(start.lower()))
        )
    ]
    if len(found) != 1:
        raise Refused(
            f"没有编号为“{name}”的督查或临时调度", "用 liaison inspect、liaison call 查看"
        )
    return found[0]
