"""Bonuses and deductions (加分、减分) of a unit's score, each with its reason and what proves it.

They are events of kind `deduction` without an item: those with one are of item 40 of the notice.
"""

from decimal import Decimal
from typing import Any

from liaison_tui.journal.event import Event
from liaison_tui.journal.quantity import is_decimal
from liaison_tui.journal.shape import MAX_LINE, wrong_choice, wrong_flag, wrong_text

KIND = "deduction"
SORTS = {"bonus": "加分", "deduction": "减分"}
REASON, BASIS, POINTS = "事由", "依据", "分值"
MOST = 100
_HUNDREDTH = Decimal("0.01")


def is_adjustment(event: Event) -> bool:
    """Tell whether an event of this kind speaks of a score, not of the deduction item."""
    return event.kind == KIND and not event.item


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in one; one that is withdrawn need say nothing else."""
    if not is_adjustment(event):
        return None
    body = event.body
    wrong = wrong_flag(body, "withdrawn", "撤销标记")
    if wrong or body.get("withdrawn"):
        return wrong
    return (
        ("加减分没有写明月份" if not event.period else None)
        or wrong_choice(body, "sort", "加分还是减分", SORTS)
        or wrong_points(body.get("points"))
        or wrong_text(body, "reason", REASON, needed=True)
        or wrong_text(body, "basis", BASIS, limit=MAX_LINE, needed=True)
    )


def wrong_points(points: Any) -> str | None:
    """Tell what is wrong with a number of points: more than 0, at most 100, two decimals."""
    if not is_decimal(points):
        return f"{POINTS}应为数字，如 2 或 0.5"
    number = Decimal(points)
    if not 0 < number <= MOST:
        return f"{POINTS}应大于 0，不超过 {MOST}"
    return None if number == number.quantize(_HUNDREDTH) else f"{POINTS}最多两位小数"


def points_of(event: Event) -> Decimal:
    """Return how many points one is, always more than none."""
    return Decimal(event.body["points"])
