"""Writing down what an inspection found at a unit (督查), judging its answer, taking both back."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui.errors import Refused
from liaison_tui.exchange.saying import say
from liaison_tui.journal import inspection
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.model import Item, Unit
from liaison_tui.rulings.centre import SHORTEST_ID, centre_office, named, of_unit, written
from liaison_tui.workspace import Workspace


def inspect(
    workspace: Workspace, unit: Unit, items: Sequence[Item], body: Mapping[str, Any]
) -> Event:
    """Keep what was found at a unit: `sort`, `manner`, `subject`, `finding`, `deadline`.

    Raises Refused for what is malformed, and for an item that is not the unit's.
    """
    office = centre_office(workspace)
    owned = of_unit(workspace, unit, items)
    others = [item.id for item in items if item.id not in owned]
    if others:
        raise Refused(f"{'、'.join(others)} 不是{unit.name}的事项")
    clean = written({**body, "items": owned})
    with office.writing():
        return say(office, office.new_event(inspection.KIND, unit=unit.id, body=clean))


def judge(
    workspace: Workspace,
    name: str,
    verdict: str,
    *,
    text: str = "",
    deadline: str = "",
    seen: str | None = None,
) -> Event:
    """Judge how a unit has put right what was found: `done`, or `again` with words and a day.

    `name` is the start of the inspection's id. The judgement names the answer it has read; `seen`
    is that answer's id (empty for none), and where another stands by now this raises Refused.
    A judgement that the round has already is replaced.
    """
    office = centre_office(workspace)
    with office.writing():
        thread = thread_named(workspace, name)
        last = thread.last
        answer = last.answer.id if last.answer else ""
        if seen is not None and seen != answer:
            raise Refused("单位刚送来新的答复，没有写入", "请看过新的答复再复核")
        before = [v.id for v in thread.verdicts if v != last.verdict]
        standing = [s for s in workspace.ruled(None, inspection.KIND) if s.event == last.verdict]
        return say(
            office,
            office.new_event(
                inspection.KIND,
                unit=thread.found.unit,
                replaces=replaced_by_next(standing),
                about=[thread.found.id, *before, *([answer] if answer else [])],
                body=written({"verdict": verdict, "text": text, "deadline": deadline}),
            ),
        )


def take_back_judgement(workspace: Workspace, name: str) -> Event:
    """Take back the last judgement of an inspection; raises Refused where there is none."""
    office = centre_office(workspace)
    with office.writing():
        verdicts = thread_named(workspace, name).verdicts
        if not verdicts:
            raise Refused("这一条督查还没有复核，没有可以撤销的")
        return withdraw(workspace, verdicts[-1].id)


def thread_named(workspace: Workspace, name: str) -> inspection.Thread:
    """Return the inspection whose id, or a judgement's of it, starts so; raises Refused."""
    start = name.strip().lower()
    found = [
        thread
        for thread in read_threads(workspace, None)
        if any(e.id.startswith(start) for e in (thread.found, *thread.verdicts))
    ]
    if len(start) < SHORTEST_ID or len(found) != 1:
        raise Refused(f"没有编号为“{name}”的督查", "用 liaison inspect 查看编号")
    return found[0]


def read_threads(workspace: Workspace, unit: Unit | None) -> list[inspection.Thread]:
    """Return the inspections of a unit, or of all (None), with what came of them."""
    ruled = workspace.ruled(None if unit is None else [unit.id], inspection.KIND)
    return inspection.threads([s.event for s in ruled], workspace.explanations(unit))


def withdraw(workspace: Workspace, name: str) -> Event:
    """Take an inspection back; `name` is the start of its id."""
    office = centre_office(workspace)
    with office.writing():
        former = named(workspace, inspection.KIND, name)
        return say(
            office,
            office.new_event(
                inspection.KIND,
                unit=former.event.unit,
                replaces=replaced_by_next([former]),
                body={"withdrawn": True},
            ),
        )
