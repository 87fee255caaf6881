"""Who in this office fills an item in (承办人): a setting of the workspace, which never travels."""

from collections import Counter
from collections.abc import Mapping, Sequence

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.programme.model import Item, Unit
from liaison_tui.storage.config import filler_problem
from liaison_tui.text import one_line
from liaison_tui.workspace import Workspace

_TABLE = "fillers"


def assign(workspace: Workspace, items: Sequence[Item], name: str) -> str:
    """Write down who fills items in, and return the name as it is kept; an empty one clears it.

    Raises Refused for what is no name, WrongUse at a centre.
    """
    own_unit(workspace)
    if problem := filler_problem(name):
        raise Refused(f"承办人{problem}", "没有写入，请改正后再写")
    kept = one_line(name)
    with workspace.office.writing():
        workspace.change_settings({_TABLE: dict.fromkeys((i.id for i in items), kept or None)})
    return kept


def own_unit(workspace: Workspace) -> Unit:
    """Return the unit whose people these are; raises WrongUse at a centre."""
    if workspace.unit is None:
        raise WrongUse("承办人由报送单位自己写", "请在报送单位的工作区里写")
    return workspace.unit


def items_of(workspace: Workspace, unit: Unit) -> list[Item]:
    """Return all items that a unit may have, its own ones too."""
    return [*workspace.programme.items, *(own.item for own in workspace.local_items(unit))]


def names_in_use(fillers: Mapping[str, str], officer: str) -> list[str]:
    """Return the names one may mean: who sits here first, then those with the most items."""
    often = [name for name, _ in Counter(fillers.values()).most_common()]
    return list(dict.fromkeys([name for name in (officer, *often) if name]))
