"""Verified figures (核定数): what the centre counts of a unit's month beside what was reported."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Key
from liaison_tui.journal.quantity import is_decimal
from liaison_tui.journal.shape import MAX_LINE, wrong_flag, wrong_text
from liaison_tui.journal.vouching import Vouched

KIND = "verify"
REASON, APPROVER = "核定理由", "批准人"
# Unit, item and month, and the measure's key.
Figures = Mapping[Key, Mapping[str, Decimal]]


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in it; one that is withdrawn need say nothing else."""
    body = event.body
    wrong = wrong_flag(body, "withdrawn", "撤销标记")
    if wrong or body.get("withdrawn"):
        return wrong
    quantities = body.get("quantities")
    if not isinstance(quantities, dict) or not quantities:
        return "没有写明核定数"
    if not all(is_decimal(n) and not n.startswith("-") for n in quantities.values()):
        return "核定数不是规定写法的数"
    return wrong_text(body, "reason", REASON, needed=True) or wrong_text(
        body, "approver", APPROVER, limit=MAX_LINE
    )


def in_force(standing: Iterable[Vouched]) -> dict[Key, Vouched]:
    """Return the verified figures in force by obligation, of well-formed words none replaces.

    Of several beside each other the one with the greatest id counts; a withdrawn one is none.
    """
    found = {s.event.key: s for s in sorted(standing, key=lambda s: s.event.id)}
    return {
        key: said for key, said in sorted(found.items()) if not said.event.body.get("withdrawn")
    }


def figures(standing: Iterable[Vouched]) -> dict[Key, dict[str, Decimal]]:
    """Return the numbers of what is in force, by obligation and measure."""
    return {
        key: {name: Decimal(n) for name, n in said.event.body["quantities"].items()}
        for key, said in in_force(standing).items()
    }
