"""What an officer may do with one item besides writing its form."""

from textual.app import App

from liaison_tui.journal.standing import Standing
from liaison_tui.reports.month import Month
from liaison_tui.statements import plans
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens import extension, withdrawal
from liaison_tui.tui.screens.extension import ExtensionDialog
from liaison_tui.tui.screens.menu import Doing
from liaison_tui.tui.screens.plan import PlanPage
from liaison_tui.tui.screens.unit import EntryPage
from liaison_tui.tui.screens.withdrawal import WithdrawDialog


def item_doings(
    app: App[None], backroom: Backroom, month: Month, standing: Standing
) -> list[Doing]:
    """Return them, in the order in which their numbers go."""
    item = standing.item
    no_plan = plans.why_none(month.programme, month.unit, item) or ""
    return [
        Doing("全文和办理留痕", lambda: app.push_screen(EntryPage(backroom, month, item.id))),
        Doing("实施方案", lambda: app.push_screen(PlanPage(backroom, month, item)), no_plan),
        Doing(
            "申请延期",
            lambda: app.push_screen(ExtensionDialog(backroom, month, item)),
            extension.why_not(month),
        ),
        Doing(
            "撤回填报",
            lambda: app.push_screen(WithdrawDialog(backroom, month, item)),
            withdrawal.why_not(standing),
        ),
    ]
