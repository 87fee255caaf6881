"""From what a centre has before it to one obligation: its entry, whole, or its year."""

from liaison_tui.programme.model import Item
from liaison_tui.reports.month import Month
from liaison_tui.tui.screens.history import HistoryPage
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.unit import EntryPage
from liaison_tui.tui.telling import telling
from liaison_tui.workspace import Workspace


async def open_obligation(
    page: Page[None], unit: str, item: str, period: str, *, former: bool = False
) -> None:
    """Open the entry of an obligation, read anew; its year where it is not owed.

    The year also where a `former` entry is meant: only there it is whole.
    """
    with telling(page.app):
        month, found = await page.backroom.run(lambda w: _read(w, unit, item, period))
        if not page.is_current:
            return
        if month.standing(item) and not former:
            page.app.push_screen(EntryPage(page.backroom, month, item))
        else:
            page.app.push_screen(HistoryPage(page.backroom, month.unit, found, period))


def _read(workspace: Workspace, unit: str, item: str, period: str) -> tuple[Month, Item]:
    owing = workspace.unit_named(unit)
    return workspace.read_month(owing, period), workspace.item_named(owing, item)
