"""A page about one month: a list with something beside it, words to find in it, months to turn."""

from abc import abstractmethod
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, Protocol, TypeVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from liaison_tui.programme.due import periods_of
from liaison_tui.reports import wording
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.beside import DETAIL, BesidePage
from liaison_tui.tui.screens.page import SettingsChanged
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.tour import Step, Tour
from liaison_tui.workspace import Workspace

F = TypeVar("F")

_LOOK_AGAIN = 2.0
_TURN = Binding.Group("换期", compact=True)


class Listing(Protocol):
    """What a page of a month shows its rows in: a `Board`, or a map."""

    @property
    def cursor_key(self) -> str | None:
        """The key of the row one stands on."""

    @property
    def keys(self) -> list[str]:
        """The keys of all rows, in order."""

    @property
    def why_empty(self) -> str:
        """The sentence that stands where there are no rows."""

    def focus(self) -> object:
        """Take the keys."""

    def wait(self) -> None:
        """Show no rows, since others are being read."""

    def stop_waiting(self) -> None:
        """Say that there is nothing, since it could not be read."""

    def go_to_top(self) -> None:
        """Put the cursor on the first row."""


class MonthlyPage(BesidePage, Generic[F]):
    """The page, with what it has `found` in the workspace, read anew when others write there.

    Whoever extends it lays out a `Heading`, a `#find` field, a `Board` or another `listing`,
    beside that `ASIDE`, and a `Tour`.
    """

    TOUR: ClassVar[Sequence[Step]] = ()
    # Whether the app opens with it: nothing is behind it then.
    IS_FIRST: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        # Not at the foot: the field itself names the key.
        Binding(
            "f3,ctrl+f,slash", "find", "筛选", id="find", show=False,
            tooltip="按文字、编号、名称或拼音筛选",
        ),
        DETAIL,
        Binding(
            "f7,left_square_bracket", "turn(-1)", "上一期", id="earlier", group=_TURN,
            tooltip="看上一个月",
        ),
        Binding(
            "f8,right_square_bracket", "turn(1)", "下一期", id="later", group=_TURN,
            tooltip="看下一个月",
        ),
        Binding(
            "ctrl+e", "settings", "设置", id="settings", show=False,
            tooltip="填报人姓名、上限、审签、外观",
        ),
        Binding(
            "ctrl+n", "tour", "三步提示", id="tour", show=False,
            tooltip="收起下面给新手的三步提示，或从头再看",
        ),
        Binding("escape", "go_back", "返回", id="back", tooltip="回到清单；不再筛选"),
        # Where there is no way back.
        Binding("escape", "stay", show=False),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, whose: str, period: str) -> None:
        super().__init__(backroom)
        self.whose = whose
        self.period = period
        self.found: F | None = None
        self._mark: object = None

    @abstractmethod
    def fetch(self, workspace: Workspace) -> F:
        """Find in the workspace what the page shows; called in the backroom."""

    @property
    def listing(self) -> Listing:
        """What shows the rows."""
        return self.query_one(Board)

    @property
    def periods(self) -> list[str]:
        """The months one may turn to."""
        return periods_of(self.backroom.workspace.programme)

    def leave(self) -> None:
        """Leave the page; a first page stays."""
        if not self.IS_FIRST:
            self.dismiss(None)

    def chosen(self) -> str | None:
        """Return the key of the row one stands on; where there is none, say why."""
        board = self.listing
        if board.cursor_key is None:
            self.app.notify(board.why_empty)
        return board.cursor_key

    def read(self) -> F | None:
        """Return what was found; where nothing is found yet, say so."""
        if self.found is None:
            self.app.notify("这个月还没有读出来，请稍候再按。")
        return self.found

    def on_mount(self) -> None:
        """Show the page at once and read behind it."""
        self.query_one(Heading).show(self.whose, wording.period_word(self.period))
        self.listing.focus()
        self.listing.wait()
        self.set_interval(_LOOK_AGAIN, self.look_again)

    @on(events.ScreenResume)
    def _come_to_the_front(self) -> None:
        """Read what others, or another page, have written meanwhile."""
        self.catch_up()

    @property
    def is_fresh(self) -> bool:
        """Whether nobody has written in the workspace since the page read it."""
        return self.found is not None and self._mark == self.backroom.workspace.mark()

    @work(exclusive=True, group="read")
    async def catch_up(self) -> None:
        """Read the workspace, unless nobody has written in it since, and show what is found."""
        with telling(self.app):
            if not self.is_fresh:
                await self.reread()
        if self.found is None and self.is_there:
            self.listing.stop_waiting()

    async def reread(self, at: str | None = None) -> None:
        """Read the workspace and show what is found; raises what goes wrong."""
        await self.look_up()
        if self.is_there:
            self.show(at)

    async def look_up(self) -> None:
        """Read the workspace, and tell what it has set right by itself; raises what goes wrong."""
        mark = await self.backroom.run(lambda w: w.mark())
        found, notices = await self.backroom.run(lambda w: (self.fetch(w), w.notices()))
        # Both or neither: a reading that another one cut short has shown nothing.
        self._mark, self.found = mark, found
        if notices:
            self.app.notify("\n".join(f"{notice}。" for notice in notices), severity="warning")

    @work(group="look")
    async def look_again(self) -> None:
        """Read anew, by itself, what another window or a command has written meanwhile."""
        if self.is_current and self.found is not None:
            with telling(self.app):
                if await self.backroom.run(Workspace.follow_config):
                    self.post_message(SettingsChanged())
            with telling(self.app):
                if await self.backroom.run(lambda w: w.mark()) != self._mark:
                    await self.reread()

    @on(Input.Changed, "#find")
    def narrow(self) -> None:
        """Show what is looked for; where one's row is not among it, from the top."""
        board = self.listing
        key = board.cursor_key
        self.show()
        if key not in board.keys:
            board.go_to_top()

    @on(Input.Submitted, "#find")
    def _to_list(self) -> None:
        self.listing.focus()

    def look_at_view(self, number: int, views: Mapping[str, str]) -> None:
        """Look at one part of the rows, by its number among `views`, which `#view` offers."""
        choice, view = self.query_one("#view", Choice), list(views)[number - 1]
        if choice.value == view:
            self.app.notify(f"现在列出的就是{views[view]}。")
        choice.value = view

    def action_find(self) -> None:
        """Go to the words to find."""
        find = self.query_one("#find", LineField)
        if find.has_focus:
            self.app.notify("已在筛选栏，直接输入；Esc 取消筛选。")
        find.focus()
        # What one types next is looked for instead.
        find.action_select_all()

    def action_settings(self) -> None:
        """Look at the settings."""
        from liaison_tui.tui.screens.settings import SettingsPage

        self.app.push_screen(SettingsPage(self.backroom))

    @property
    def tour(self) -> Tour:
        """The hints for newcomers; `TOUR` says which, and their deeds are told to it."""
        return self.query_one(Tour)

    def action_tour(self) -> None:
        """Put the hints for newcomers away, or begin with them again."""
        if self.tour.display:
            self.tour.put_away()
        else:
            self.tour.begin()
        self._remember_tour()

    @on(Tour.Over)
    @work(group="tour")
    async def _remember_tour(self) -> None:
        seen = {"screen": {"tour": "" if self.tour.display else "done"}}
        with telling(self.app):
            await self.backroom.run(lambda w: w.change_settings(seen))

    def action_turn(self, by: int) -> None:
        """Show an earlier or a later month."""
        periods = self.periods
        # What came from the centre may have led to a month outside the year.
        outside = self.period not in periods
        place = bisect_left(periods, self.period) + (min(by, 0) if outside else by)
        if 0 <= place < len(periods):
            self.period = periods[place]
            self.found = None
            self.listing.wait()
            self.catch_up()
        else:
            word = "最早" if by < 0 else "最后"
            self.app.notify(f"{wording.period_word(self.period)}已经是本年度{word}一期。")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way back only where there is one, and hints only where some are."""
        if action == "tour":
            return bool(self.TOUR)
        if action == "go_back":
            return self.has_way_back
        return super().check_action(action, parameters)

    @property
    def has_way_back(self) -> bool:
        """Whether one may go back: from the page, what stands beside the list, words to find."""
        if not self.IS_FIRST:
            return True
        find = self.query_one("#find", LineField)
        return self.shows_detail or bool(find.value) or find.has_focus

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    @on(Input.Changed, "#find")
    def _look_for_the_way_back(self) -> None:
        self.refresh_bindings()

    def action_stay(self) -> None:
        """Say that this is the first page."""
        self.app.notify("这里是首页，没有上一页；退出请按 Ctrl+Q。")

    def action_go_back(self) -> None:
        """Go back step by step: from what stands beside, from the words to find, from the page."""
        find = self.query_one("#find", LineField)
        if self.shows_detail:
            self.action_detail()
        elif find.value or find.has_focus:
            find.value = ""
            self.listing.focus()
        else:
            self.leave()
