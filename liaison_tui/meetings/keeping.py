"""Writing in the register of joint meetings: taking up, putting aside, changing, taking back.

Each is one act, a line of the centre's notes; nothing written is ever changed.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal.act import wrong_in
from liaison_tui.journal.raised import Raised
from liaison_tui.journal.register import (
    LETTERS,
    PENDING,
    STATES,
    Act,
    Matter,
    Meeting,
    Sort,
    Source,
    in_force,
    next_id,
)
from liaison_tui.meetings.docket import Docket, notes_of, read_docket, require_centre
from liaison_tui.text import one_line, sanitise
from liaison_tui.workspace import Workspace

_LINES = frozenset(("title", "place", "subject", "to"))
_LOST = "刚在别处改过，没有写入"
_LOOK = "请看过新的内容再办"
Fields = Mapping[str, Any]


def take_up(
    workspace: Workspace, sort: Sort, raised: Sequence[Raised], fields: Fields, *, into: str = ""
) -> Matter:
    """Take words up into the register, as one matter, or `into` one that is there.

    The words are kept as they were said. Raises Refused, also for words that were looked at
    meanwhile.
    """
    require_centre(workspace)
    with workspace.office.writing():
        docket = read_docket(workspace)
        sources = _still_waiting(docket, sort, raised)
        name, former = into.strip().upper(), list[Source]()
        if name:
            matter = docket.matter(name)
            if matter.sort != sort:
                raise Refused(f"{name} 不是同一类的登记")
            former = [*matter.sources, *docket.again.get(name, ())]
        else:
            name = next_id(LETTERS[sort], notes_of(workspace).all())
            fields = completed(sort, fields)
        keep(workspace, {**fields, "id": name, "sources": [*former, *sources]})
        return read_docket(workspace).matter(name)


def put_aside(workspace: Workspace, sort: Sort, raised: Sequence[Raised]) -> Act:
    """Note that words were looked at and need no place in the register."""
    require_centre(workspace)
    with workspace.office.writing():
        sources = _still_waiting(read_docket(workspace), sort, raised)
        return _write(workspace, _new_act(workspace, sort=sort, aside=sources))


def add(workspace: Workspace, sort: Sort, fields: Fields) -> Matter:
    """Put something into the register that no unit has raised."""
    require_centre(workspace)
    with workspace.office.writing():
        name = next_id(LETTERS[sort], notes_of(workspace).all())
        keep(workspace, {**completed(sort, fields), "id": name})
        return read_docket(workspace).matter(name)


def change(workspace: Workspace, matter: Matter, fields: Fields) -> Matter:
    """Set fields of a matter as it was seen; raises Refused where it was changed meanwhile.

    What its units have said again by now is kept with it, so that only later words ask anew.
    """
    require_centre(workspace)
    with workspace.office.writing():
        docket = read_docket(workspace)
        require_unchanged(docket.register.matters.get(matter.id), matter)
        again = docket.again.get(matter.id, ())
        more = {"sources": [*matter.sources, *again]} if again else {}
        keep(workspace, {**completed(matter.sort, fields, matter), **more, "id": matter.id})
        return read_docket(workspace).matter(matter.id)


def undo(workspace: Workspace, name: str) -> Act:
    """Take an act back by its id; or the last one done about an entry of the register.

    Raises Refused where a later act has touched the same entries: that one goes first.
    """
    require_centre(workspace)
    with workspace.office.writing():
        acts = in_force(notes_of(workspace).all())
        wanted = name.strip()
        about = [a for a in acts if wanted.upper() in {each["id"] for each in a.sets}]
        found = about[-1:] or [a for a in acts if a.id == wanted]
        if not found:
            raise Refused(f"没有可以撤销的“{name}”", "编号用 liaison problems 查看")
        sent = [name for each in found[0].sets for name in each.get("calls", ())]
        if sent:
            advice = f"要撤销调度，请用 liaison call --withdraw {sent[-1]}"
            raise Refused(f"已发出临时调度 {sent[-1]}，这一步不能撤销", advice)
        touched = {each["id"] for each in found[0].sets}
        later = acts[acts.index(found[0]) + 1 :]
        if any(touched & {each["id"] for each in act.sets} for act in later):
            raise Refused("这一步以后又办过，不能先撤销这一步", "请先撤销后来办的")
        _write(workspace, _new_act(workspace, undoes=found[0].id))
        return found[0]


def completed(sort: Sort, fields: Fields, before: Matter | None = None) -> dict[str, Any]:
    """Return fields of a matter with what follows from them: its first state, the day of an answer.

    An answer to what was pending makes it answered, unless a state is given. Raises Refused for a
    practice that is spread to nobody.
    """
    found = dict(fields)
    if before is None:
        found.setdefault("state", next(iter(STATES[sort])))
    elif sort == "problem" and before.is_pending and found.get("decision"):
        found.setdefault("state", "answered")
    state = found.get("state", before.state if before else "")
    if state == "spread" and not found.get("to", before.to if before else "").strip():
        raise Refused("没有写明推广到哪里", "请写上推广到哪些单位，如：各镇街园区")
    dated = found.get("decided") or (before.decided if before else "")
    if not dated and (state not in PENDING or found.get("decision")):
        found["decided"] = clock.today().isoformat()
    return found


def keep(workspace: Workspace, *sets: Fields) -> Act:
    """Keep fields of entries of the register as one act, made inert; the lock must be held."""
    clean = [{key: _clean(key, value) for key, value in each.items()} for each in sets]
    for each in clean:
        if sentence := wrong_in(each):
            raise Refused(sentence, "没有写入，请改正后再写")
    return _write(workspace, _new_act(workspace, sets=clean))


def require_unchanged(now: Matter | Meeting | None, seen: Matter | Meeting) -> None:
    """Raise Refused where an entry of the register is no longer as a person has seen it."""
    if now is None or now.acts != seen.acts:
        raise Refused(f"{seen.id} {_LOST}", _LOOK)


def _write(workspace: Workspace, act: Act) -> Act:
    notes_of(workspace).add(act)
    return act


def _new_act(workspace: Workspace, **parts: Any) -> Act:
    return replace(Act(secrets.token_hex(6), clock.stamp(), workspace.config.officer), **parts)


def _still_waiting(docket: Docket, sort: Sort, raised: Sequence[Raised]) -> list[Source]:
    """Return the sources of what was seen to wait; raises Refused where some of it does no more."""
    now = {source for each in docket.raised[sort] for source in each.sources}
    found = [source for each in raised for source in each.sources]
    if not found or not now.issuperset(found):
        raise Refused(f"这里列出的内容{_LOST}", _LOOK)
    return found


def _clean(key: str, value: Any) -> Any:
    if isinstance(value, str):
        return one_line(value) if key in _LINES else sanitise(value).strip()
    if key == "decisions":
        return [{**each, "text": sanitise(each["text"]).strip()} for each in value]
    return list(value) if isinstance(value, tuple) else value
