"""What an officer may do with one item besides writing its form."""

from collections.abc import Sequence

from textual.app import App

from liaison_tui.journal.standing import Standing
from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.filler import FillerDialog
from liaison_tui.tui.screens.menu import Doing
from liaison_tui.tui.screens.unit import EntryPage


def item_doings(
    app: App[None],
    backroom: Backroom,
    month: Month,
    standing: Standing,
    selected: Sequence[str] = (),
) -> list[Doing]:
    """Return them, in the order in which their numbers go; some are for all that is selected."""
    item = standing.item.id
    return [
        Doing("全文和办理留痕", lambda: app.push_screen(EntryPage(backroom, month, item))),
        Doing(
            f"承办人（选中的 {len(selected)} 项）" if selected else "承办人",
            lambda: app.push_screen(FillerDialog(backroom, month, selected or [item])),
        ),
    ]
