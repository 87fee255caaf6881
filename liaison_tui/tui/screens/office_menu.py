"""What an officer may do for the whole unit besides writing and sending its month."""

from collections.abc import Callable

from textual.app import App

from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.approving import ApprovalPage
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.menu import Doing
from liaison_tui.tui.screens.settings import SettingsPage


def office_doings(
    app: App[None], backroom: Backroom, month: Month, open_feedback: Callable[[], None]
) -> list[Doing]:
    """Return them, in the order in which their numbers go."""
    return [
        Doing("登记信用办和同事的电脑", lambda: app.push_screen(DevicesPage(backroom))),
        Doing("信用办反馈", open_feedback),
        Doing("设置", lambda: app.push_screen(SettingsPage(backroom))),
        Doing("审签", lambda: app.push_screen(ApprovalPage(backroom, month))),
    ]
