"""Pages that ask for a few things: nothing written is lost, and what is wrong is said beside it."""

from pathlib import Path

import pytest

from liaison_tui.tui.app import LiaisonApp
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.roster import RosterPage
from liaison_tui.tui.widgets.blanks import Blanks
from liaison_tui.workspace import Workspace
from tests.tui.desks import opened, press, screen_text, toasts, type_text

ROSTER, ACTIVITY = ("ctrl+u", "人员名册"), ("ctrl+u", "活动", "f6")


async def test_what_is_typed_while_the_page_opens_comes_to_its_first_field(unit: Path) -> None:
    async with opened(unit) as pilot:
        app = pilot.app
        assert isinstance(app, LiaisonApp)
        assert app.backroom is not None
        app.push_screen(RosterPage(app.backroom, Workspace(unit).unit_named(None)))
        await type_text(pilot, "李强")
        assert pilot.app.screen.query_one(Blanks).typed["head"]["name"] == "李强"


async def test_escape_leaves_an_untouched_page_at_once(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, *ROSTER, "escape")
        assert not isinstance(pilot.app.screen, (RosterPage, Question))


async def test_escape_asks_before_written_words_are_lost(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, *ROSTER)
        await type_text(pilot, "李强")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Question)
        assert "还没有保存" in screen_text(pilot.app)
        await press(pilot, "1")
        assert pilot.app.screen.query_one(Blanks).typed["head"]["name"] == "李强"
        await type_text(pilot, "明")
        assert pilot.app.screen.query_one(Blanks).typed["head"]["name"] == "李强明"
        await press(pilot, "escape", "2")
        assert not isinstance(pilot.app.screen, (RosterPage, Question))


async def test_quitting_asks_before_written_words_are_lost(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, *ROSTER)
        await type_text(pilot, "李强")
        await press(pilot, "ctrl+q")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, RosterPage)
        assert pilot.app.is_running
        await press(pilot, "ctrl+q")
        await pilot.press("2")
        assert not pilot.app.is_running


@pytest.mark.long
async def test_what_is_wrong_is_said_beside_its_field_and_the_cursor_goes_to_the_first(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await press(pilot, *ACTIVITY, "tab", "tab")
        await type_text(pilot, "下周")
        await press(pilot, "ctrl+s")
        shown = screen_text(pilot.app)
        for sentence in ("没有选活动类别", "没有填写活动名称", "看不懂日期“下周”"):
            assert sentence in shown
        assert type(pilot.app.focused).__name__ == "Choice"
        await press(pilot, "5")
        assert "没有选活动类别" not in screen_text(pilot.app)
        assert "没有填写活动名称" in screen_text(pilot.app)
        assert toasts(pilot.app) == []


@pytest.mark.long
async def test_enter_goes_on_to_the_next_field_and_words_typed_at_a_choice_find_their_line(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await press(pilot, *ACTIVITY, "5", "enter")
        await type_text(pilot, "关爱日")
        await press(pilot, "enter")
        await type_text(pilot, "6-3")
        assert pilot.app.screen.query_one(Blanks).typed == {
            "sort": "publicity", "title": "关爱日", "date": "6-3", "place": "", "people": "",
        }  # fmt: skip
        await press(pilot, "shift+tab", "shift+tab")
        await type_text(pilot, "信用")
        assert pilot.app.screen.query_one(Blanks).typed["title"] == "关爱日信用"


@pytest.mark.long
async def test_a_day_is_shown_back_whole_once_one_goes_on(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, *ACTIVITY, "tab", "tab")
        await type_text(pilot, "２０")
        await press(pilot, "tab")
        assert pilot.app.screen.query_one(Blanks).typed["date"] == "2021-06-20"


@pytest.mark.long
async def test_identity_and_mobile_numbers_are_warned_of_but_a_mobile_where_it_is_asked_for(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await press(pilot, *ROSTER)
        await type_text(pilot, "李强")
        await press(pilot, "tab", "tab", "tab")
        await type_text(pilot, "13812345678")
        await press(pilot, "ctrl+s")
        assert "提醒" not in "".join(toasts(pilot.app))
        await press(pilot, *ROSTER, "tab", "tab")
        await type_text(pilot, "13812345678")
        await press(pilot, "ctrl+s")
        assert "提醒：主要负责人里有手机号" in "".join(toasts(pilot.app))
