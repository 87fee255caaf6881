"""Asking a unit about a matter of the register by a call (临时调度), in the centre's own words.

What a unit has said of a problem stays here: a call to another unit says only what a clerk writes.
"""

from collections.abc import Sequence

from liaison_tui.errors import Refused
from liaison_tui.journal.event import Event
from liaison_tui.journal.register import Matter
from liaison_tui.meetings.docket import read_docket, require_centre
from liaison_tui.meetings.keeping import keep, require_unchanged
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.programme.obligations import role_of
from liaison_tui.rulings import calls
from liaison_tui.text import normal, one_line, shorten
from liaison_tui.workspace import Workspace

_CELLS = 60


def ask(
    workspace: Workspace,
    matter: Matter,
    units: Sequence[Unit],
    *,
    title: str,
    due: str,
    text: str,
) -> list[Event]:
    """Send a call about a matter to units by a moment, and note its id with the matter.

    It names those of the matter's items that all of these units answer for. Raises Refused.
    """
    require_centre(workspace)
    if not units:
        raise Refused("没有写明请哪个单位答复", "请写上单位")
    if not text.strip():
        raise Refused("没有写明请对方答复什么", "请写上内容；对方只看到这里写的")
    with workspace.office.writing():
        now = read_docket(workspace).register.matters.get(matter.id)
        require_unchanged(now, matter)
        shared = shared_items(workspace.programme, matter, units)
        sent = calls.send_out(workspace, units, shared, title=title, due=due, text=text)
        keep(workspace, {"id": matter.id, "calls": [*matter.calls, str(sent[0].body["id"])]})
        return sent


def shared_items(programme: Programme, matter: Matter, units: Sequence[Unit]) -> list[Item]:
    """Return those of a matter's items that all of some units answer for."""
    items = [programme.item_by_id[n] for n in matter.all_items if n in programme.item_by_id]
    return [i for i in items if all(role_of(programme, unit, i) is not None for unit in units)]


def first_words(programme: Programme, matter: Matter) -> tuple[str, str]:
    """Return the title and text a call begins with: of the plan's words, none of a unit's."""
    items = [programme.item_by_id[n] for n in matter.all_items if n in programme.item_by_id]
    names = "、".join(item.id for item in items)
    about = "；".join(f"{i.id}“{shorten(one_line(i.text), _CELLS)}”" for i in items)
    what = f"{about}推进中的有关问题" if about else "有关问题"
    return f"{names}有关问题征求意见", f"请就{what}提出意见，在时限前答复。"


def quoted(matter: Matter, text: str, units: Sequence[Unit]) -> list[str]:
    """Return the ids of other units whose words a text repeats, so that a clerk may think again."""
    asked, wanted = {unit.id for unit in units}, normal(text)
    told = [s for s in matter.sources if s.unit not in asked and normal(s.words) in wanted]
    return list(dict.fromkeys(source.unit for source in told))
