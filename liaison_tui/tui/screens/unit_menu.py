"""What the credit office may do with one item of one unit, besides looking at it."""

from textual.app import App

from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Item
from liaison_tui.reports.month import Month
from liaison_tui.reports.statements import body_of
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.entering import open_entering
from liaison_tui.tui.screens.history import HistoryPage
from liaison_tui.tui.screens.menu import Doing
from liaison_tui.tui.screens.ruling import AnswerDialog, DischargeDialog, InspectionDialog


def unit_doings(app: App[None], backroom: Backroom, month: Month, item: Item) -> list[Doing]:
    """Return them, in the order in which their numbers go."""
    unit, period = month.unit, month.period
    asked = [body_of(event) | {"by": event.by} for event in month.requests if event.item == item.id]
    row = {"unit": unit.id, "item": item.id, "request": asked[-1] if asked else None}
    standing = month.standing(item.id)
    owed = standing is not None
    return [
        Doing(
            "代录：电话、纸质、邮件、会议报来的",
            lambda: app.run_worker(open_entering(app, backroom, month, item), group="open"),
            _why_not_entered(standing),
        ),
        Doing(
            "办理留痕和前后对比",
            lambda: app.push_screen(HistoryPage(backroom, unit, item, period)),
        ),
        Doing(
            "答复延期申请" if asked else "给延期",
            lambda: app.push_screen(AnswerDialog(backroom, period, row)),
            "" if owed else "这个月不用报送",
        ),
        Doing(
            "办结销号、恢复报送",
            lambda: app.push_screen(DischargeDialog(backroom, period, unit, item)),
        ),
        Doing("督查", lambda: app.push_screen(InspectionDialog(backroom, unit, item.id))),
    ]


def _why_not_entered(standing: Standing | None) -> str:
    if standing is None:
        return "这个月不用报送"
    if standing.report and standing.report.conflict:
        return "填报不一致，先到审核（总览按 F5）核定"
    return ""
