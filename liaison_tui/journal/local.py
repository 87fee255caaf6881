"""A unit's own items, L01 and on: the focus and the highlights it sets itself (四（一）)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from liaison_tui.journal.event import Event
from liaison_tui.journal.shape import MAX_LINE, wrong_choice, wrong_flag, wrong_text
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import LOCAL_SORTS, Item
from liaison_tui.text import one_line

FIELDS = {"sort": "本地事项的类别", "text": "本地事项的内容"}
MAX_ITEMS = 99


@dataclass(frozen=True, slots=True)
class LocalItem:
    """An item a unit has set itself, reported monthly from `first_period` on, unless withdrawn.

    `namesakes` are other items that another PC of the unit has given the same id.
    """

    item: Item
    first_period: str
    withdrawn: bool
    statement: Vouched
    namesakes: tuple[Vouched, ...] = ()

    def is_owed_in(self, period: str) -> bool:
        """Tell whether the unit has set itself to report it for a month."""
        return not self.withdrawn and self.first_period <= period


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in a local item."""
    body = event.body
    if not (event.item or "").startswith("L"):
        return f"本地事项的编号用 L，不是“{event.item}”"
    if wrong := wrong_flag(body, "withdrawn", "撤销标记"):
        return wrong
    gone = body.get("withdrawn", False)
    wrong = wrong_text(body, "text", FIELDS["text"], limit=MAX_LINE, needed=not gone)
    if wrong or (gone and "sort" not in body):
        return wrong
    return wrong_choice(body, "sort", FIELDS["sort"], LOCAL_SORTS)


def local_items(statements: Iterable[Vouched]) -> list[LocalItem]:
    """Return one unit's own items, withdrawn ones too, from statements none replaces, by id.

    Where two PCs gave one id to two items, one that is not withdrawn goes before, then the greater
    id of the statement; so every office sees the same.
    """
    standing: dict[str, list[Vouched]] = defaultdict(list)
    for statement in sorted(statements, key=_rank):
        standing[statement.event.item or ""].append(statement)
    return [_local_item(standing[name]) for name in sorted(standing)]


def _is_another(statement: Vouched, chosen: Vouched) -> bool:
    """Tell whether a statement is of another item, not of the same one as another PC changed it."""
    event, shown = statement.event, chosen.event
    return (
        not event.body.get("withdrawn")
        and event.body.get("text") != shown.body.get("text")
        and not {event.id, *event.replaces} & {shown.id, *shown.replaces}
    )


def _rank(statement: Vouched) -> tuple[bool, str]:
    return not statement.event.body.get("withdrawn"), statement.event.id


def _local_item(standing: list[Vouched]) -> LocalItem:
    """Return the item that the last of the statements under one id tells of."""
    *others, statement = standing
    event = statement.event
    body: Mapping[str, Any] = event.body
    item = Item(
        id=event.item or "",
        kind="local",
        text=one_line(body.get("text", "")),
        cycle="month",
        reports="progress",
        sort=body.get("sort", "focus"),
    )
    namesakes = tuple(other for other in others if _is_another(other, statement))
    return LocalItem(item, event.period or "", bool(body.get("withdrawn")), statement, namesakes)
