"""What an officer may do for the whole unit besides writing and sending its month."""

from collections.abc import Callable

from textual.app import App

from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.activities import ActivitiesPage
from liaison_tui.tui.screens.approving import ApprovalPage
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.form_books import FormBooksPage
from liaison_tui.tui.screens.local_items import LocalItemsPage
from liaison_tui.tui.screens.menu import Doing
from liaison_tui.tui.screens.roster import RosterPage
from liaison_tui.tui.screens.settings import SettingsPage
from liaison_tui.tui.screens.span_draft import SpanDraftPage


def office_doings(
    app: App[None], backroom: Backroom, month: Month, open_feedback: Callable[[], None]
) -> list[Doing]:
    """Return them for a month, in the order in which their numbers go."""
    unit, period = month.unit, month.period
    return [
        Doing("信用办反馈", open_feedback),
        Doing("审签", lambda: app.push_screen(ApprovalPage(backroom, month))),
        Doing("活动", lambda: app.push_screen(ActivitiesPage(backroom, unit))),
        Doing("本地事项", lambda: app.push_screen(LocalItemsPage(backroom, unit, period))),
        Doing("人员名册", lambda: app.push_screen(RosterPage(backroom, unit))),
        Doing("填报表（Excel）", lambda: app.push_screen(FormBooksPage(backroom, period))),
        Doing("半年稿、全年稿", lambda: app.push_screen(SpanDraftPage(backroom, unit))),
        Doing("登记信用办和同事的电脑", lambda: app.push_screen(DevicesPage(backroom))),
        Doing("设置", lambda: app.push_screen(SettingsPage(backroom))),
    ]
