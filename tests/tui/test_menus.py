"""Menus: by their numbers one does what they list, and what cannot be done says why."""

from pathlib import Path

from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.history import HistoryPage
from liaison_tui.tui.screens.menu import Doing, Menu
from tests.tui.desks import make_centre, opened, press, toasts


async def test_the_items_menu_opens_what_its_number_names(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+b", "办理留痕")
        assert isinstance(pilot.app.screen, HistoryPage)


async def test_the_units_menu_opens_what_its_number_names(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+u", "登记")
        assert isinstance(pilot.app.screen, DevicesPage)


async def test_the_centres_menu_opens_what_its_number_names(tmp_path: Path) -> None:
    async with opened(make_centre(tmp_path)) as pilot:
        await press(pilot, "ctrl+u", "查找", "登记")
        assert isinstance(pilot.app.screen, DevicesPage)


async def test_what_cannot_be_done_is_not_done_and_says_why(unit: Path) -> None:
    done: list[str] = []
    doings = [
        Doing("撤回", lambda: done.append("撤回"), "还没有填报"),
        Doing("填写", lambda: done.append("填写")),
    ]
    async with opened(unit) as pilot:
        pilot.app.push_screen(Menu("T09", doings))
        await press(pilot, "1")
        assert not done
        assert toasts(pilot.app) == ["撤回：还没有填报。"]
        await press(pilot, "enter")
        assert done == ["填写"]
        assert not isinstance(pilot.app.screen, Menu)


async def test_escape_leaves_a_menu_and_does_nothing(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+b", "escape")
        assert not isinstance(pilot.app.screen, (Menu, HistoryPage))
