"""What all rulings share: a centre makes them, and takes one back by the start of its id."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.office import Office
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Item, Unit
from liaison_tui.programme.obligations import role_of
from liaison_tui.text import one_line, sanitise
from liaison_tui.workspace import Workspace

SHORTEST_ID = 4
_LINES = frozenset(("approver", "title"))


def centre_office(workspace: Workspace) -> Office:
    """Return a centre's office; raises WrongUse at a unit."""
    if not workspace.is_centre:
        raise WrongUse("这一项由信用办（汇总端）办理")
    return workspace.office


def written(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body with inert text and without empty fields."""
    clean: dict[str, Any] = {}
    for key, value in body.items():
        said = value
        if isinstance(value, str):
            said = one_line(value) if key in _LINES else sanitise(value).strip()
        if said not in ("", None, []):
            clean[key] = said
    return clean


def named(workspace: Workspace, kind: str, name: str) -> Vouched:
    """Return the ruling of a kind whose id starts so; raises Refused where there is none."""
    start = name.strip().lower()
    found = [s for s in workspace.ruled(None, kind) if s.event.id.startswith(start)]
    if len(start) < SHORTEST_ID or len(found) != 1:
        raise Refused(f"没有编号为“{name}”的这一条", "不带参数运行同一命令查看编号")
    return found[0]


def of_unit(workspace: Workspace, unit: Unit, items: Sequence[Item]) -> list[str]:
    """Return the ids of those of some items that a unit answers for."""
    return [item.id for item in items if role_of(workspace.programme, unit, item) is not None]
