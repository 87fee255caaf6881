"""Opening a workbook to be taken in: a form of ours, or somebody's own, and which unit it is of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from liaison_tui.errors import Refused
from liaison_tui.forms import taking
from liaison_tui.forms.finding import unit_in_name
from liaison_tui.forms.foreign import ForeignRow, read_foreign
from liaison_tui.forms.taking import Look
from liaison_tui.programme.model import Unit
from liaison_tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that was opened: `look` where it is a form of ours, else its rows as understood.

    `chosen` are the items that rows are taken for, by row; what is the same is taken for itself.
    """

    path: Path
    unit: Unit
    period: str
    look: Look | None
    foreign: Sequence[ForeignRow]
    chosen: Mapping[int, str]

    def meant(self, row: ForeignRow) -> str:
        """Return the item a row is taken for; empty where it is for none."""
        return self.chosen.get(row.number, row.candidates[0] if row.sort == "same" else "")


def open_workbook(
    workspace: Workspace,
    path: Path,
    unit: Unit | None,
    period: str,
    chosen: Mapping[int, str] | None = None,
) -> Opened:
    """Open a workbook of a unit's; None for whoever it says, inside or by its name.

    Raises Refused for what is neither a form of ours nor a table with tasks and progress.
    """
    look = taking.look_at(workspace, path, unit)
    if look is not None:
        return Opened(path, look.unit, look.period, look, (), {})
    owing = unit or workspace.unit or unit_in_name(workspace, path)
    if owing is None:
        raise Refused("看不出是哪个单位的表", "请指明单位，或在文件名里写明单位")
    items = [standing.item for standing in workspace.read_month(owing, period).standings]
    rows = read_foreign(taking.open_book(path), items)
    if not rows:
        raise Refused(
            "不是填报表，也找不到“任务”和“进展情况”两列", "请用程序写出的填报表，或给两列加上标题"
        )
    return Opened(path, owing, period, None, rows, dict(chosen or {}))


def look_of(workspace: Workspace, opened: Opened) -> Look:
    """Return what may be written of a workbook, its rows taken as they are chosen."""
    if opened.look is not None:
        return opened.look
    named = [(row, opened.meant(row)) for row in opened.foreign]
    rows = [row.as_item(item) for row, item in named if item]
    return taking.judge(workspace, opened.path, opened.unit, opened.period, rows)
