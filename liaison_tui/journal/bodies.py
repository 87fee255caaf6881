"""The bodies of what units say besides entries, and of what centres rule: what is malformed."""

from collections.abc import Callable

from liaison_tui.journal import (
    activity,
    adjustment,
    approved_score,
    call,
    closing,
    deduction,
    discharge,
    extension,
    grant,
    inspection,
    local,
    plan,
    plan_version,
    roster,
    verifying,
    withdrawal,
)
from liaison_tui.journal.event import Event

# The kinds that speak of an item, of a month.
_OF_BOTH = frozenset(
    ("withdraw", "extension_request", "local_item", grant.KIND, discharge.KIND, verifying.KIND)
)
_OF_ITEM = _OF_BOTH | {"plan"}
_OF_MONTH = _OF_BOTH | {"activity", closing.KIND}


def _wrong_deduction(event: Event) -> str | None:
    """Judge a deduction of item 40, or one without an item: of a score."""
    if adjustment.is_adjustment(event):
        return adjustment.wrong_in(event)
    return deduction.wrong_in(event)


# What a centre rules. Its malformed words are kept and say nothing: they must not keep a unit from
# its receipts.
_RULINGS: dict[str, Callable[[Event], str | None]] = {
    grant.KIND: grant.wrong_in,
    discharge.KIND: discharge.wrong_in,
    inspection.KIND: inspection.wrong_in,
    call.KIND: call.wrong_in,
    deduction.KIND: _wrong_deduction,
    plan_version.KIND: plan_version.wrong_in,
    closing.KIND: lambda event: closing.wrong_in(event.body),
    verifying.KIND: verifying.wrong_in,
    approved_score.KIND: approved_score.wrong_in,
}
RULING_KINDS = frozenset(_RULINGS)
_JUDGES: dict[str, Callable[[Event], str | None]] = {
    "withdraw": lambda event: withdrawal.wrong_in(event.body),
    "extension_request": lambda event: extension.wrong_in(event.body),
    "roster": lambda event: roster.wrong_in(event.body),
    "activity": activity.wrong_in,
    "local_item": local.wrong_in,
    "plan": lambda event: plan.wrong_in(event.body),
    **_RULINGS,
}


def wrong_in(event: Event) -> str | None:
    """Tell in a Chinese sentence what is malformed in a statement, or None.

    Fields nobody knows are kept; kinds that have no judge yet are taken as they are.
    """
    if event.is_newer or event.kind not in _JUDGES:
        return None
    if event.kind in _OF_ITEM and not event.item:
        return "其中一条没有写明事项"
    if event.kind in _OF_MONTH and not event.period:
        return "其中一条没有写明月份"
    return _JUDGES[event.kind](event)
