"""What an officer may do with one item besides writing its form."""

from textual.app import App

from liaison_tui.journal.standing import Standing
from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.history import HistoryPage
from liaison_tui.tui.screens.menu import Doing


def item_doings(
    app: App[None], backroom: Backroom, month: Month, standing: Standing
) -> list[Doing]:
    """Return them, in the order in which their numbers go."""
    item = standing.item

    def history() -> HistoryPage:
        return HistoryPage(backroom, month.unit, item, month.period)

    return [
        Doing("办理留痕和前后对比", lambda: app.push_screen(history())),
    ]
