"""Points taken off under item 40 (扣分情形), each with its evidence, and taking that back.

Item 40 is about the city: what counts is the centre's note. Where a unit has caused it, that unit
is told by a `deduction` event, without the evidence: what came from above may name others.
"""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from liaison_tui import clock
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.saying import say
from liaison_tui.journal import deduction
from liaison_tui.journal.measured import Deducted
from liaison_tui.journal.shape import MAX_LINE, wrong_text
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.model import Deduction as Case
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.rulings.centre import centre_office
from liaison_tui.storage.measurements import (
    Deduction,
    MeasurementNotes,
    Withdrawal,
    standing,
)
from liaison_tui.text import one_line
from liaison_tui.workspace import Workspace

REASON = deduction.REASON


def item_of(programme: Programme) -> Item:
    """Return the item of deductions; raises WrongUse where the programme has none."""
    found = next((item for item in programme.items if item.deduction and item.deductions), None)
    if found is None:
        raise WrongUse("本年度工作意见没有扣分项")
    return found


def case_named(programme: Programme, number: int) -> Case:
    """Return a case by its number, from 1; raises WrongUse for one there is not."""
    cases = item_of(programme).deductions
    if not 1 <= number <= len(cases):
        told = "；".join(f"{place} {case.trigger}" for place, case in enumerate(cases, start=1))
        raise WrongUse(f"扣分项没有情形 {number}", f"可选：{told}")
    return cases[number - 1]


def notes_of(workspace: Workspace) -> list[Deduction]:
    """Return the deductions that stand, the oldest first."""
    return standing(MeasurementNotes(workspace.store_folder).deductions())[0]


def deducted(workspace: Workspace) -> list[Deducted]:
    """Return the same as what comes off the city's points."""
    return [
        Deducted(
            note.id, note.case, note.trigger, Decimal(note.points), note.period, note.months,
            note.reason, note.unit,
        )
        for note in notes_of(workspace)
    ]  # fmt: skip


def cap_of(workspace: Workspace) -> Decimal | None:
    """Return how much comes off in one month at most: as set, else what the item prints."""
    cap = workspace.config.deduction_cap
    if cap is None:
        cap = item_of(workspace.programme).points or 0
    return Decimal(cap) if cap else None


def deduct(
    workspace: Workspace,
    number: int,
    period: str,
    *,
    reason: str,
    evidence: Sequence[Path],
    unit: Unit | None = None,
) -> Deduction:
    """Note that a case has come about in a month, and tell the unit that caused it, if known.

    Raises Refused without a reason or evidence, for evidence that cannot be kept, and where the
    same case of the same month stands already for the same reason.
    """
    office = centre_office(workspace)
    case = case_named(workspace.programme, number)
    if wrong := wrong_text({"": reason}, "", REASON, limit=MAX_LINE, needed=True):
        raise Refused(wrong)
    if not evidence:
        raise Refused("没有附上依据", "请附上通报、截图等文件")
    attached = office.evidence.attach_all(evidence)
    notes = MeasurementNotes(workspace.store_folder)
    with office.writing():
        every = notes.deductions()
        taken = {note.id for note in every if isinstance(note, Deduction)}
        said = one_line(reason)
        twice = [
            note.id
            for note in standing(every)[0]
            if (note.case, note.period, note.reason) == (number, period, said)
        ]
        if twice:
            raise Refused(f"{twice[0]} 已经记了这一次扣分")
        note = Deduction(
            deduction.next_id(taken), clock.stamp(), workspace.config.officer, number,
            case.trigger, case.points, period, case.months, said, unit.id if unit else "", attached,
        )  # fmt: skip
        notes.add_deduction(note)
        if unit:
            _tell(workspace, office, unit, note)
    return note


def withdraw(workspace: Workspace, name: str, reason: str) -> Deduction:
    """Take a deduction back, also from the unit that was told of it.

    Raises Refused for one there is not, and without a reason.
    """
    office = centre_office(workspace)
    wanted = name.strip().upper()
    if wrong := wrong_text({"": reason}, "", "撤销事由", limit=MAX_LINE, needed=True):
        raise Refused(wrong)
    notes = MeasurementNotes(workspace.store_folder)
    with office.writing():
        note = next((each for each in notes_of(workspace) if each.id == wanted), None)
        if note is None:
            raise Refused(f"没有编号为“{name}”的扣分", "不带参数运行 liaison deduct 查看编号")
        notes.add_deduction(
            Withdrawal(wanted, clock.stamp(), workspace.config.officer, one_line(reason))
        )
        told = [
            s for s in workspace.ruled(None, deduction.KIND) if s.event.body.get("id") == wanted
        ]
        for each in told:
            event = office.new_event(
                deduction.KIND, unit=each.event.unit, item=each.event.item,
                period=each.event.period, replaces=replaced_by_next([each]),
                body={"id": wanted, "withdrawn": True},
            )  # fmt: skip
            say(office, event)
    return note


def _tell(workspace: Workspace, office: Office, unit: Unit, note: Deduction) -> None:
    body = {
        "id": note.id, "points": note.points, "months": note.months, "trigger": note.trigger,
        "text": note.reason,
    }  # fmt: skip
    item = item_of(workspace.programme).id
    say(
        office,
        office.new_event(deduction.KIND, unit=unit.id, item=item, period=note.period, body=body),
    )
