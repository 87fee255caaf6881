"""Bonuses and deductions of a unit's score (加分、减分), each with reason and what proves it."""

from liaison_tui.errors import Refused
from liaison_tui.exchange.saying import say
from liaison_tui.journal import adjustment
from liaison_tui.journal.event import Event
from liaison_tui.journal.quantity import read_typed
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.model import Unit
from liaison_tui.rulings.centre import centre_office, named, written
from liaison_tui.workspace import Workspace


def adjust(
    workspace: Workspace, unit: Unit, period: str, sort: str, points: str, *, reason: str,
    basis: str,
) -> Event:  # fmt: skip
    """Give a unit points, or take some off, for a month: `sort` is bonus or deduction.

    Raises Refused for a unit that is not assessed, and without a reason or what proves it.
    """
    office = centre_office(workspace)
    if not unit.assessed:
        raise Refused(f"{unit.name}不参加评价，不记加减分")
    body = {"sort": sort, "points": read_points(points), "reason": reason, "basis": basis}
    with office.writing():
        event = office.new_event(
            adjustment.KIND, unit=unit.id, period=period, body=written(body)
        )  # fmt: skip
        return say(office, event)


def withdraw(workspace: Workspace, name: str) -> Event:
    """Take a bonus or a deduction back; `name` is the start of its id. Raises Refused."""
    office = centre_office(workspace)
    with office.writing():
        said = named(workspace, adjustment.KIND, name)
        former = said.event
        if not adjustment.is_adjustment(former) or former.body.get("withdrawn"):
            raise Refused(f"没有编号为“{name}”的加减分", "不带参数运行同一命令查看编号")
        return say(
            office,
            office.new_event(
                adjustment.KIND,
                unit=former.unit,
                period=former.period,
                replaces=replaced_by_next([said]),
                body={"withdrawn": True},
            ),
        )


def read_points(typed: str) -> str:
    """Return a number of points as typed, as events hold it; raises Refused."""
    try:
        points = read_typed(typed)
    except ValueError:
        raise Refused(f"分值“{typed}”的写法不对", "请写 2 或 0.5 这样的数") from None
    if wrong := adjustment.wrong_points(points):
        raise Refused(wrong)
    return points
