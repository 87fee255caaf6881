"""What the credit office may do for a whole month, besides looking at its units."""

from textual.app import App

from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.answering import AnsweringPage
from liaison_tui.tui.screens.closing import ClosingPage
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.form_books import FormBooksPage
from liaison_tui.tui.screens.indicators import IndicatorsPage
from liaison_tui.tui.screens.menu import Doing, Menu
from liaison_tui.tui.screens.papers import PapersPage
from liaison_tui.tui.screens.programme import ProgrammePage
from liaison_tui.tui.screens.register import RegisterPage
from liaison_tui.tui.screens.roll_call import RollCallPage
from liaison_tui.tui.screens.rulings import RulingsPage
from liaison_tui.tui.screens.scores import ScoresPage
from liaison_tui.tui.screens.search import SearchPage
from liaison_tui.tui.screens.settings import SettingsPage
from liaison_tui.tui.screens.shared_files import SharedFilesPage
from liaison_tui.tui.screens.sums import SumsPage

_FINDING = "查找、登记、年度工作意见、设置"


def centre_doings(app: App[None], backroom: Backroom, period: str) -> list[Doing]:
    """Return them for a month, in the order in which their numbers go.

    Judging and the heat map have keys of their own on the overview.
    """
    return [
        Doing("催报", lambda: app.push_screen(RollCallPage(backroom, period))),
        Doing("延期、督查、临时调度、销号", lambda: app.push_screen(RulingsPage(backroom, period))),
        Doing("联席会议", lambda: app.push_screen(RegisterPage(backroom, period))),
        Doing("目标汇总", lambda: app.push_screen(SumsPage(backroom, period))),
        Doing("监测指标得分", lambda: app.push_screen(IndicatorsPage(backroom, period))),
        Doing("绩效评价", lambda: app.push_screen(ScoresPage(backroom, period))),
        Doing("定稿", lambda: app.push_screen(ClosingPage(backroom, period))),
        Doing("文稿", lambda: app.push_screen(PapersPage(backroom, period))),
        Doing("发回执包", lambda: app.push_screen(AnsweringPage(backroom, period))),
        Doing(_FINDING, lambda: app.push_screen(Menu(_FINDING, _finding(app, backroom, period)))),
    ]


def _finding(app: App[None], backroom: Backroom, period: str) -> list[Doing]:
    """Return what is looked for, and what is done seldom."""
    return [
        Doing("全文检索", lambda: app.push_screen(SearchPage(backroom))),
        Doing("同一文件多处使用", lambda: app.push_screen(SharedFilesPage(backroom))),
        Doing("登记各单位的电脑", lambda: app.push_screen(DevicesPage(backroom))),
        Doing("年度工作意见", lambda: app.push_screen(ProgrammePage(backroom))),
        Doing("填报表（Excel）代录", lambda: app.push_screen(FormBooksPage(backroom, period))),
        Doing("设置", lambda: app.push_screen(SettingsPage(backroom))),
    ]
