"""What an officer may do for the whole unit besides writing and sending its month."""

from textual.app import App

from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.activities import ActivitiesPage
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.local_items import LocalItemsPage
from liaison_tui.tui.screens.menu import Doing
from liaison_tui.tui.screens.roster import RosterPage


def office_doings(app: App[None], backroom: Backroom, month: Month) -> list[Doing]:
    """Return them, in the order in which their numbers go."""
    unit = month.unit
    return [
        Doing("登记信用办和同事的电脑", lambda: app.push_screen(DevicesPage(backroom))),
        Doing("活动", lambda: app.push_screen(ActivitiesPage(backroom, unit))),
        Doing("本地事项", lambda: app.push_screen(LocalItemsPage(backroom, unit, month.period))),
        Doing("人员名册", lambda: app.push_screen(RosterPage(backroom, unit))),
    ]
