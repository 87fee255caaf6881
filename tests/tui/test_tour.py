"""The three hints for newcomers: one after the other, never in the way, and gone for good."""

from pathlib import Path

import pytest

from liaison_tui.storage.config import read_config
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.help import Help
from liaison_tui.tui.widgets.board import Board
from tests.tui.desks import (
    NARROW,
    WIDE,
    lines,
    make_centre,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
)


def hint(drawn: list[str]) -> str:
    """Return the line above the keys."""
    return drawn[-2].strip()


async def test_the_first_hint_stands_above_the_keys_and_the_list_has_the_focus(unit: Path) -> None:
    for size in (NARROW, WIDE):
        async with opened(unit, size) as pilot:
            drawn = lines(pilot.app)
            assert hint(drawn).startswith("1/3  上下键选事项，Enter 填写")
            assert hint(drawn).endswith("Ctrl+N 收起")
            assert isinstance(pilot.app.focused, Board)
            await press(pilot, "end")
            last = pilot.app.screen.query_one(Board).cursor_key
            assert any(f" {last} " in line for line in lines(pilot.app)[:-2])


async def test_each_hint_goes_once_its_deed_is_done_and_the_last_one_for_good(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "enter", "escape")
        assert hint(lines(pilot.app)).startswith("2/3  没有进展的：空格选中")
        await press(pilot, "ctrl+c")
        assert "退出请按 Ctrl+Q。" in screen_text(pilot.app)
        assert hint(lines(pilot.app)).endswith("Ctrl+N 收起")
        await press(pilot, "space", "f6", "escape")
        assert hint(lines(pilot.app)).startswith("2/3")
        await press(pilot, "f6", "2")
        assert hint(lines(pilot.app)).startswith("3/3  写好后按 F5 导出")
        assert read_config(unit / "config.toml").tour == ""
        await press(pilot, "f5", "escape")
        assert isinstance(pilot.app.screen, Desk)
        assert "/3 " not in screen_text(pilot.app)
    assert read_config(unit / "config.toml").tour == "done"
    async with opened(unit) as pilot:
        assert "/3 " not in screen_text(pilot.app)


@pytest.mark.long
async def test_a_later_deed_goes_over_the_hints_before_it(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "f5", "escape")
        assert "/3 " not in screen_text(pilot.app)


@pytest.mark.long
async def test_one_key_puts_the_hints_away_and_brings_them_again_from_help_too(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "enter", "escape", "ctrl+n")
        assert "/3 " not in screen_text(pilot.app)
        assert read_config(unit / "config.toml").tour == "done"
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, Help)
        assert "Ctrl+N 三步提示" in lines(pilot.app)[-1]
        await press(pilot, "ctrl+n")
        assert isinstance(pilot.app.screen, Desk)
        assert hint(lines(pilot.app)).startswith("1/3")
        assert read_config(unit / "config.toml").tour == ""
        assert toasts(pilot.app) == []
        await press(pilot, "f9")
        await type_text(pilot, "三步")
        await press(pilot, "enter")
        assert "/3 " not in screen_text(pilot.app)


@pytest.mark.long
async def test_the_centre_has_hints_of_its_own_and_a_units_month_there_has_none(
    tmp_path: Path,
) -> None:
    centre = make_centre(tmp_path)
    async with opened(centre) as pilot:
        assert hint(lines(pilot.app)).startswith("1/3  按 F4 汇入收到的报送包")
        await press(pilot, "f4", "escape")
        assert hint(lines(pilot.app)).startswith("2/3  按 F6 核对指纹")
        await press(pilot, "f6", "escape")
        assert hint(lines(pilot.app)).startswith("3/3  上下键选单位")
        await press(pilot, "enter")
        assert "/3 " not in screen_text(pilot.app)
        await press(pilot, "ctrl+n")
        assert "不起作用" in toasts(pilot.app)[0]
        await press(pilot, "escape")
        assert "/3 " not in screen_text(pilot.app)
    assert read_config(centre / "config.toml").tour == "done"
