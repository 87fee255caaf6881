"""What an officer may do for the whole unit besides writing and sending its month."""

from textual.app import App

from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.menu import Doing
from liaison_tui.tui.screens.span_draft import SpanDraftPage


def office_doings(app: App[None], backroom: Backroom) -> list[Doing]:
    """Return them, in the order in which their numbers go."""

    def draft() -> SpanDraftPage:
        return SpanDraftPage(backroom, backroom.workspace.unit_named(None))

    return [
        Doing("登记信用办和同事的电脑", lambda: app.push_screen(DevicesPage(backroom))),
        Doing("半年稿、全年稿", lambda: app.push_screen(draft())),
    ]
