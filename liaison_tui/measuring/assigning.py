"""Handing points that were lost to the units that answer for them (失分指标交办单).

It is a call of the centre's (`rulings/calls`) with its own id, of each unit its own indicators: it
goes with feedback, is answered in words or by entries, and is taken back as other calls are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from liaison_tui.errors import Refused
from liaison_tui.journal import call
from liaison_tui.journal.event import Event
from liaison_tui.journal.measured import Mark
from liaison_tui.papers.letter import Letter
from liaison_tui.papers.paper import Paper
from liaison_tui.papers.slip import Slip, overview_paper, slip_letter
from liaison_tui.programme.model import Item, Unit
from liaison_tui.programme.obligations import role_in
from liaison_tui.reports import wording
from liaison_tui.reports.indicators import IndicatorMonth, lost_words
from liaison_tui.rulings.calls import Asked, send_each
from liaison_tui.workspace import Workspace

TITLE = "失分指标交办单"


@dataclass(frozen=True, slots=True)
class Handed:
    """A call by which a unit was handed indicators of a measured month: its id and time."""

    id: str
    unit: str
    items: tuple[str, ...]
    due: str


def title_of(period: str) -> str:
    """Return what a slip about a month is called."""
    return f"{wording.period_word(period)}{TITLE}"


def handed_out(workspace: Workspace, period: str) -> list[Handed]:
    """Return what was handed out of a measured month and not taken back, the oldest first."""
    said = [s.event for s in workspace.ruled(None, call.KIND)]
    found = [
        Handed(str(e.body["id"]), e.unit, tuple(e.body.get("items", ())), str(e.body["due"]))
        for e in said
        if e.body.get("measured") == period and not e.body.get("withdrawn")
    ]
    return sorted(found, key=lambda each: (each.id, each.unit))


def lost_by_unit(
    month: IndicatorMonth, items: Iterable[Item] = (), units: Sequence[Unit] = ()
) -> dict[str, list[Mark]]:
    """Return of each unit (by id) the marks with points lost that it answers for.

    Only those of some items, of some units, where such are named.
    """
    wanted = {item.id for item in items}
    marks = [m for m in month.marks if m.lost and (not wanted or wanted & _ids(m))]
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        for unit in month.units(mark):
            if not units or unit in units:
                found.setdefault(unit.id, []).append(mark)
    order = [unit.id for unit in month.programme.at(month.period).units]
    return {name: found[name] for name in order if name in found}


def assign(
    workspace: Workspace,
    month: IndicatorMonth,
    due: str,
    *,
    items: Iterable[Item] = (),
    units: Sequence[Unit] = (),
    text: str = "",
) -> list[Event]:
    """Hand out what was lost, with a moment to answer by; what was handed out already stays so.

    Raises Refused where nothing is lost, where all of it was handed out before, and for a moment
    that is past.
    """
    lost = lost_by_unit(month, items, units)
    if not lost:
        raise Refused("没有可以交办的失分指标", "请核对月份、指标和单位")
    with workspace.office.writing():  # two windows hand nothing out twice
        before = handed_out(workspace, month.period)
        done = {(each.unit, name) for each in before for name in each.items}
        asked: dict[str, Asked] = {}
        for name, marks in lost.items():
            unit = workspace.programme.unit_by_id[name]
            fresh = [mark for mark in marks if any((name, i.id) not in done for i in mark.items)]
            if fresh:
                asked[name] = Asked(_own(month, unit, fresh), _words(month, fresh, text))
        if not asked:
            ids = "、".join(dict.fromkeys(each.id for each in before))
            raise Refused(f"这些指标已经由 {ids} 交办", "要重新交办的，先撤销那一次临时调度")
        return send_each(workspace, asked, title_of(month.period), due, measured=month.period)


def slips(
    workspace: Workspace,
    month: IndicatorMonth,
    *,
    items: Iterable[Item] = (),
    units: Sequence[Unit] = (),
    due: str = "",
) -> list[Slip]:
    """Return the slips of a month: those of what was handed out, each with its id and time.

    Where nothing was yet, drafts of what was lost, one a unit. Raises Refused where nothing is.
    """
    wanted = list(items)
    lost = lost_by_unit(month, wanted, units)
    by_id = workspace.programme.unit_by_id
    sent = [
        Slip(by_id[each.unit], marks, each.id, due or each.due)
        for each in handed_out(workspace, month.period)
        if (marks := [m for m in lost.get(each.unit, ()) if _ids(m) & set(each.items)])
    ]
    if sent:
        return sent
    if not lost:
        raise Refused("没有可以交办的失分指标", "请核对月份、指标和单位")
    return [Slip(by_id[name], marks, "", due) for name, marks in lost.items()]


def letter_of(workspace: Workspace, month: IndicatorMonth, slip: Slip, letter: Letter) -> Letter:
    """Return the letter for one unit: nothing of any other is in it.

    `letter` is a blank one with the office's letterhead (`letters.assignment` has it).
    """
    paper = Paper(title_of(month.period), letter.signature, "", ())
    letter = replace(letter, paper=paper)
    return slip_letter(workspace.programme, _source(month), slip, letter)


def overview_of(workspace: Workspace, month: IndicatorMonth, every: Sequence[Slip]) -> Paper:
    """Return the centre's own paper: what each unit is handed."""
    title = f"{wording.period_word(month.period)}失分指标责任单位一览"
    return overview_paper(workspace.programme, title, _source(month), every)


def answers(workspace: Workspace, handed: Sequence[Handed]) -> Mapping[str, int]:
    """Return of each call, by its id, how many units have answered it in words."""
    ids = {s.event.id: str(s.event.body["id"]) for s in workspace.ruled(None, call.KIND)}
    wanted = {each.id for each in handed}
    found: dict[str, set[str]] = {name: set() for name in wanted}
    for event in workspace.explanations(None):
        for about in event.about:
            if ids.get(about) in wanted:
                found[ids[about]].add(event.unit)
    return {name: len(units) for name, units in found.items()}


def _ids(mark: Mark) -> set[str]:
    return {item.id for item in mark.items}


def _source(month: IndicatorMonth) -> str:
    return f"{wording.period_word(month.period)}监测得分（{month.source}）"


def _own(month: IndicatorMonth, unit: Unit, marks: Iterable[Mark]) -> list[str]:
    version = month.programme.at(month.period)
    names = [item.id for mark in marks for item in mark.items]
    return [name for name in names if role_in(version, unit.id, name) is not None]


def _words(month: IndicatorMonth, marks: Iterable[Mark], text: str) -> str:
    lines = [f"{_source(month)}失分的指标："]
    lines += [f"{mark.name} {mark.text}：{lost_words(mark)}" for mark in marks]
    return "\n".join([*lines, *([text.strip()] if text.strip() else [])])
