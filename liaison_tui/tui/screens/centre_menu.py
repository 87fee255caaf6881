"""What the credit office may do for a whole month, besides looking at its units."""

from textual.app import App

from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.answering import AnsweringPage
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.menu import Doing, Menu
from liaison_tui.tui.screens.papers import PapersPage
from liaison_tui.tui.screens.roll_call import RollCallPage
from liaison_tui.tui.screens.rulings import RulingsPage
from liaison_tui.tui.screens.search import SearchPage
from liaison_tui.tui.screens.settings import SettingsPage
from liaison_tui.tui.screens.shared_files import SharedFilesPage

_FINDING = "查找、登记、设置"


def centre_doings(app: App[None], backroom: Backroom, period: str) -> list[Doing]:
    """Return them for a month, in the order in which their numbers go.

    Judging and the heat map have keys of their own on the overview.
    """
    return [
        Doing("催报", lambda: app.push_screen(RollCallPage(backroom, period))),
        Doing("延期、督查、临时调度、销号", lambda: app.push_screen(RulingsPage(backroom, period))),
        Doing("文稿", lambda: app.push_screen(PapersPage(backroom, period))),
        Doing("发回执包", lambda: app.push_screen(AnsweringPage(backroom, period))),
        Doing(_FINDING, lambda: app.push_screen(Menu(_FINDING, _finding(app, backroom)))),
    ]


def _finding(app: App[None], backroom: Backroom) -> list[Doing]:
    """Return what bears on no month: what is looked for, and what is set up once."""
    return [
        Doing("全文检索", lambda: app.push_screen(SearchPage(backroom))),
        Doing("同一文件多处使用", lambda: app.push_screen(SharedFilesPage(backroom))),
        Doing("登记各单位的电脑", lambda: app.push_screen(DevicesPage(backroom))),
        Doing("设置", lambda: app.push_screen(SettingsPage(backroom))),
    ]
