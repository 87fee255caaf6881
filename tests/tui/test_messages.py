"""Messages in the corner: each belongs to the page it came on, and goes when something is done."""

from pathlib import Path

from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.form import FormPage
from tests.tui.desks import form_of, make_centre, open_form, opened, press, toasts, type_text


async def test_a_message_does_not_follow_to_the_next_page_nor_back(unit: Path) -> None:
    async with opened(unit) as pilot:
        for key, opens in (("enter", FormPage), ("f4", None), ("f1", None), ("f9", None)):
            await press(pilot, "ctrl+c")
            assert toasts(pilot.app) == ["退出请按 Ctrl+Q。"]
            await press(pilot, key)
            assert not isinstance(pilot.app.screen, Desk)
            assert opens is None or isinstance(pilot.app.screen, opens)
            assert toasts(pilot.app) == []
            await press(pilot, "f8" if opens is None else "ctrl+r")
            told = toasts(pilot.app)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, Desk)
            assert not told or toasts(pilot.app) != told


async def test_what_came_of_the_key_that_leads_to_a_page_is_told_there(tmp_path: Path) -> None:
    async with opened(None, place=tmp_path / "报送") as pilot:
        await type_text(pilot, "澄江")
        await press(pilot, "enter")
        await type_text(pilot, "周敏")
        await press(pilot, "ctrl+s", "ctrl+s")
        assert isinstance(pilot.app.screen, Desk)
        assert "工作区已建立" in toasts(pilot.app)[0]


async def test_a_message_goes_once_the_next_save_succeeds(unit: Path) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "新增贯标企业4家。")
        await press(pilot, "ctrl+y")
        assert toasts(pilot.app) == ["没有可恢复的了。"]
        await press(pilot, "ctrl+s")
        form_of(pilot, "T21")
        assert toasts(pilot.app) == []


async def test_moving_in_the_list_leaves_a_message_to_be_read(tmp_path: Path) -> None:
    async with opened(make_centre(tmp_path)) as pilot:
        await press(pilot, "ctrl+c", "down", "up")
        assert toasts(pilot.app) == ["退出请按 Ctrl+Q。"]
