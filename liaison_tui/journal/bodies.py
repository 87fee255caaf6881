"""The bodies of what a unit says besides its entries: what is malformed in them, by kind."""

from collections.abc import Callable, Mapping
from typing import Any

from liaison_tui.journal import extension, roster, withdrawal
from liaison_tui.journal.event import Event

# The kinds that speak of an item, of a month.
_OF_ITEM = frozenset(("withdraw", "extension_request"))
_OF_MONTH = frozenset(("withdraw", "extension_request"))
_JUDGES: dict[str, Callable[[Mapping[str, Any]], str | None]] = {
    "withdraw": withdrawal.wrong_in,
    "extension_request": extension.wrong_in,
    "roster": roster.wrong_in,
}


def wrong_in(event: Event) -> str | None:
    """Tell in a Chinese sentence what is malformed in a unit's statement, or None.

    Fields nobody knows are kept; kinds that have no judge yet are taken as they are.
    """
    if event.is_newer or event.kind not in _JUDGES:
        return None
    if event.kind in _OF_ITEM and not event.item:
        return "其中一条没有写明事项"
    if event.kind in _OF_MONTH and not event.period:
        return "其中一条没有写明月份"
    return _JUDGES[event.kind](event.body)
