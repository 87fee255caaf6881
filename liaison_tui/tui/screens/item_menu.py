"""What an officer may do with one item besides writing its form."""

from collections.abc import Sequence

from textual.app import App

from liaison_tui import desk
from liaison_tui.journal.standing import Standing
from liaison_tui.reports.month import Month
from liaison_tui.statements import plans
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens import extension, withdrawal
from liaison_tui.tui.screens.explanation import ExplanationDialog
from liaison_tui.tui.screens.extension import ExtensionDialog
from liaison_tui.tui.screens.filler import FillerDialog
from liaison_tui.tui.screens.history import HistoryPage
from liaison_tui.tui.screens.menu import Doing
from liaison_tui.tui.screens.plan import PlanPage
from liaison_tui.tui.screens.withdrawal import WithdrawDialog
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace


def item_doings(
    app: App[None],
    backroom: Backroom,
    month: Month,
    standing: Standing,
    selected: Sequence[str] = (),
) -> list[Doing]:
    """Return them, in the order in which their numbers go; some are for all that is selected."""
    item = standing.item
    no_plan = plans.why_none(month.programme, month.unit, item) or ""
    returned = standing.state == "returned"

    def history() -> HistoryPage:
        return HistoryPage(backroom, month.unit, item, month.period)

    return [
        Doing("办理留痕和前后对比", lambda: app.push_screen(history())),
        Doing("实施方案", lambda: app.push_screen(PlanPage(backroom, month, item)), no_plan),
        Doing(
            "申请延期",
            lambda: app.push_screen(ExtensionDialog(backroom, month, standing)),
            extension.why_not(month, standing),
        ),
        Doing(
            "撤回填报",
            lambda: app.push_screen(WithdrawDialog(backroom, month, item)),
            withdrawal.why_not(standing),
        ),
        Doing(
            "说明退回的为什么不改",
            lambda: app.push_screen(_explanation(backroom, month, standing)),
            "" if returned else "这一项没有被退回",
        ),
        Doing(
            f"承办人（选中的 {len(selected)} 项）" if selected else "承办人",
            lambda: app.push_screen(FillerDialog(backroom, month, selected or [item.id])),
        ),
    ]


def _explanation(backroom: Backroom, month: Month, standing: Standing) -> ExplanationDialog:
    """Return the dialog in which one writes why a returned entry stays as it is."""
    unit, item, period = month.unit, standing.item, month.period

    seen = standing.report.to_explain("returned") if standing.report else []
    former = standing.explanation

    def keep(workspace: Workspace, text: str) -> None:
        desk.explain(workspace, unit, item, period, "returned", text, seen=seen, instead_of=former)

    told = [Paragraph(f"{item.id} {item.text}", style="bold", lines=2),
            Paragraph(standing.comment, "退回意见")]  # fmt: skip
    return ExplanationDialog(backroom, "说明为什么不改", told, standing.explanation, keep)
