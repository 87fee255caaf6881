"""What the credit office may do for a whole month, besides looking at its units."""

from textual.app import App

from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.answering import AnsweringPage
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.heat import HeatPage
from liaison_tui.tui.screens.menu import Doing
from liaison_tui.tui.screens.reviewing import ReviewPage
from liaison_tui.tui.screens.roll_call import RollCallPage
from liaison_tui.tui.screens.rulings import RulingsPage
from liaison_tui.tui.screens.search import SearchPage
from liaison_tui.tui.screens.settings import SettingsPage
from liaison_tui.tui.screens.shared_files import SharedFilesPage


def centre_doings(app: App[None], backroom: Backroom, period: str) -> list[Doing]:
    """Return them for a month, in the order in which their numbers go."""
    return [
        Doing("审核", lambda: app.push_screen(ReviewPage(backroom, period))),
        Doing("延期、督查、临时调度、销号", lambda: app.push_screen(RulingsPage(backroom, period))),
        Doing("发回执包", lambda: app.push_screen(AnsweringPage(backroom, period))),
        Doing("催报", lambda: app.push_screen(RollCallPage(backroom, period))),
        Doing("热力图", lambda: app.push_screen(HeatPage(backroom, period))),
        Doing("全文检索", lambda: app.push_screen(SearchPage(backroom))),
        Doing("同一文件多处使用", lambda: app.push_screen(SharedFilesPage(backroom))),
        Doing("登记各单位的电脑", lambda: app.push_screen(DevicesPage(backroom))),
        Doing("设置", lambda: app.push_screen(SettingsPage(backroom))),
    ]
