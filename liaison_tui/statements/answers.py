"""A unit's answer to what its centre asks besides the monthly report: an inspection, a call."""

from liaison_tui.errors import Refused
from liaison_tui.journal import call, inspection
from liaison_tui.journal.concern import EXPLANATION, MAX_EXPLANATION
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.model import Unit
from liaison_tui.statements.saying import say, unit_office
from liaison_tui.text import sanitise
from liaison_tui.workspace import Workspace

_SHORTEST_ID = 4


def answer(
    workspace: Workspace, unit: Unit, name: str, text: str, *, instead_of: str | None = None
) -> Event:
    """Keep a unit's answer to an inspection or a call; `name` is the start of its id, or `D01`.

    It is an explanation that is about it, travels with the next export, and takes the place of the
    answer before. Raises Refused, also where another answer stands than the one a page has shown,
    `instead_of` which this is written.
    """
    office = unit_office(workspace)
    clean = sanitise(text).strip()
    if not clean:
        raise Refused("答复是空的", "请写明怎样办的")
    if len(clean) > MAX_EXPLANATION:
        raise Refused(f"答复有 {len(clean)} 字，超过 {MAX_EXPLANATION} 字的上限", "请改短后再写")
    with office.writing():
        asked = _asked(workspace, unit, name)
        former = [s for s in workspace.explained(unit, asked.kind) if asked.id in s.event.about]
        standing = former[-1].event.body.get("text") if former else ""
        if instead_of is not None and standing != instead_of:
            raise Refused("在别处刚写了另一份答复，没有保存", "请返回看过再写")
        return say(
            office,
            office.new_event(
                EXPLANATION,
                unit=unit.id,
                replaces=replaced_by_next(former),
                about=[asked.id],
                body={"kind": asked.kind, "text": clean},
            ),
        )


def _asked(workspace: Workspace, unit: Unit, name: str) -> Event:
    start = name.strip()
    found = [
        s.event
        for s in workspace.ruled([unit.id], call.KIND)
        if not s.event.body.get("withdrawn")
        and (
            s.event.body.get("id") == start.upper()
            or (len(start) >= _SHORTEST_ID and s.event.id.startswith(start.lower()))
        )
    ]
    # What was judged 继续整改 asks anew: the answer is to that, so that the former one stays.
    own = _threads(workspace, unit)
    found += [thread.last.asked for thread in own if _is_of(thread, start.lower())]
    if len(found) != 1:
        raise Refused(
            f"没有编号为“{name}”的督查或临时调度", "用 liaison inspect、liaison call 查看"
        )
    return found[0]


def _threads(workspace: Workspace, unit: Unit) -> list[inspection.Thread]:
    ruled = [s.event for s in workspace.ruled([unit.id], inspection.KIND)]
    return inspection.threads(ruled, workspace.explanations(unit))


def _is_of(thread: inspection.Thread, start: str) -> bool:
    """Tell whether a start of an id means an inspection, or a judgement of it."""
    named = (thread.found, *thread.verdicts)
    return len(start) >= _SHORTEST_ID and any(event.id.startswith(start) for event in named)
