"""The dialogs with which a centre closes a month, opens it again, and takes later changes in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui.journal.closing import APPROVER, NOTE, REASON
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording
from liaison_tui.reports.closing import ClosedMonth
from liaison_tui.rulings import closing
from liaison_tui.rulings.closed import read_month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace

_TOLD = "随回执包告知单位"
_SHOWN = 6


class _ClosingDialog(SheetDialog[ClosedMonth]):
    """What the dialogs share: they find the month as it stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "办理", id="save", priority=True, tooltip=f"记下，{_TOLD}"),
    ]
    DOES = f"记下，{_TOLD}"

    def __init__(self, backroom: Backroom, title: str, period: str) -> None:
        super().__init__(backroom, title, wording.period_word(period))
        self.period = period

    def fetch(self, workspace: Workspace) -> ClosedMonth:
        """Find how the month stands, and what is in the way of closing it."""
        return read_month(workspace, self.period)

    @property
    def officer(self) -> str:
        """Who sits here: whom it names as approver where nobody else is."""
        return self.backroom.workspace.config.officer

    def approver(self) -> Blank:
        """Return the blank for who has approved of it."""
        return blanks.line("approver", APPROVER, self.officer)


class FinishDialog(_ClosingDialog):
    """Closing a month for all units for which it is still open."""

    HELP = """\
定稿：现在已收到的填报和审核算数，以后来的列为定稿后更正，另行接受。

* 上面列着还没办完的；仍要定稿的，写明理由，只告知有关单位。
* 说明可以不写，写了随回执包告知各单位。批准人不写就记本机填报人。
* 定了稿可以撤销，也可以逐项接受定稿后更正。"""

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "定稿", period)

    def notice(self, found: ClosedMonth) -> Iterator[Paragraph]:
        """Give what is in the way."""
        left = len(found.units) - len(found.closed)
        yield Paragraph(f"对 {left} 家定稿" if found.closed else f"{left} 家一起定稿", style="bold")
        for number, each in enumerate(found.obstacles):
            yield Paragraph(each.message, "" if number else "还没办完")
        yield AIR

    def blanks(self, found: ClosedMonth) -> Sequence[Blank]:
        """Ask for a reason where something is in the way, for approver and note."""
        why = blanks.line("anyway", "仍定稿理由", needed=True, hint="如 未报的已电话催过")
        return [
            *([why] if found.obstacles else []),
            self.approver(),
            blanks.text("note", NOTE, hint="可以不写"),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Close the month."""
        said = closing.close_month(
            workspace, self.period, approver=kept["approver"] or self.officer, note=kept["note"],
            anyway=kept.get("anyway", ""),
        )  # fmt: skip
        return f"{wording.period_word(self.period)}已定稿，{len(said)} 家，{_TOLD}"


class ReopenDialog(_ClosingDialog):
    """Opening a month again: of one unit, or of all."""

    HELP = """\
撤销定稿：以后来的填报照常算数，办完再定稿。要写理由，随回执包告知单位。

只改一两项的不用撤销，等定稿后更正到了，逐项接受即可。"""

    def __init__(self, backroom: Backroom, period: str, unit: Unit | None = None) -> None:
        super().__init__(backroom, f"撤销定稿  {unit.name if unit else '各单位'}", period)
        self._unit = unit

    def blanks(self, found: ClosedMonth) -> Sequence[Blank]:  # noqa: ARG002 - the same always
        """Ask for the reason and the approver."""
        return [blanks.line("reason", REASON, needed=True), self.approver()]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Open it again."""
        said = closing.reopen(
            workspace, self.period, [self._unit] if self._unit else None, reason=kept["reason"],
            approver=kept["approver"] or self.officer,
        )  # fmt: skip
        return f"{wording.period_word(self.period)}已撤销定稿，{len(said)} 家，{_TOLD}"


class AmendDialog(_ClosingDialog):
    """Taking later changes into the closed month: `wanted` are unit and item of each."""

    HELP = """\
接受定稿后更正：所列事项现在的填报和审核计入定稿，注明日期、理由和批准人；定稿的其他数不变。

接受以后，在清单里移到那一项按 Del 可以撤回。"""

    def __init__(self, backroom: Backroom, period: str, wanted: Sequence[tuple[str, str]]) -> None:
        super().__init__(backroom, f"接受 {len(wanted)} 项定稿后更正", period)
        self._wanted = wanted

    def notice(self, found: ClosedMonth) -> Iterator[Paragraph]:
        """Give which they are."""
        name = found.programme.unit_name
        words = [f"{name(unit)} {item}" for unit, item in self._wanted[:_SHOWN]]
        more = f" 等 {len(self._wanted)} 项" if len(self._wanted) > _SHOWN else ""
        yield Paragraph(f"{'、'.join(words)}{more}", style="bold")
        yield AIR

    def blanks(self, found: ClosedMonth) -> Sequence[Blank]:  # noqa: ARG002 - the same always
        """Ask for the reason and the approver."""
        return [blanks.line("reason", REASON, needed=True, hint="如 漏报、笔误"), self.approver()]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Take them in."""
        closing.amend(
            workspace, self.period, self._wanted, reason=kept["reason"],
            approver=kept["approver"] or self.officer,
        )  # fmt: skip
        return f"已接受 {len(self._wanted)} 项定稿后更正，{_TOLD}"
