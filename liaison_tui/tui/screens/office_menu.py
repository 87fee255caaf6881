"""What an officer may do for the whole unit besides writing and sending its month."""

from textual.app import App

from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.approving import ApprovalPage
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.menu import Doing


def office_doings(app: App[None], backroom: Backroom, month: Month) -> list[Doing]:
    """Return them, in the order in which their numbers go."""
    return [
        Doing("登记信用办和同事的电脑", lambda: app.push_screen(DevicesPage(backroom))),
        Doing("审签", lambda: app.push_screen(ApprovalPage(backroom, month))),
    ]
