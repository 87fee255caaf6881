"""The desk's orders and its list of areas: one key each, remembered, and no row is lost."""

import os
from pathlib import Path

import pytest

from liaison_tui.storage.config import read_config
from liaison_tui.tui.screens.areas import AreaList
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    ROOMY,
    WIDE,
    form_of,
    lines,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
)


async def test_one_key_turns_through_the_orders_and_the_cursor_stays_with_its_row(
    unit: Path,
) -> None:
    offices.write(Workspace(unit), "已培训。", item="T12")
    async with opened(unit, WIDE) as pilot:
        board = pilot.app.screen.query_one("#items", Board)
        assert "Ctrl+O 按需要" in screen_text(pilot.app)
        assert board.keys[-1] == "T12"
        await press(pilot, *["down"] * 5)
        kept = board.cursor_key
        for word, title in (("按截止日", "7月5日截止"), ("按灯", "未亮灯"), ("按领域", "五、")):
            await press(pilot, "ctrl+o")
            assert f"Ctrl+O {word}" in screen_text(pilot.app)
            assert any(line.startswith(f" {title}") for line in lines(pilot.app))
            assert board.cursor_key == kept
            assert len(board.keys) == 33
        assert board.keys[0] == "T12"
        await press(pilot, "ctrl+o")
        assert board.keys[-1] == "T12"
        assert toasts(pilot.app) == []


async def test_the_order_is_remembered_beside_peoples_comments(unit: Path) -> None:
    with (unit / "config.toml").open("a", encoding="utf-8") as file:
        file.write("# 王芳：已和信用办商定\n")
    async with opened(unit, NARROW) as pilot:
        await press(pilot, "ctrl+o", "ctrl+o", "ctrl+o")
        assert toasts(pilot.app) == ["清单已按领域排列，再按 Ctrl+O 换一种。"]
    assert read_config(unit / "config.toml").order == "area"
    assert "# 王芳：已和信用办商定" in (unit / "config.toml").read_text(encoding="utf-8")
    async with opened(unit, NARROW) as pilot:
        assert pilot.app.screen.query_one("#items", Board).keys[0] == "T12"
        assert toasts(pilot.app) == []


async def test_after_a_save_the_form_turns_to_the_next_item_of_the_order_in_force(
    unit: Path,
) -> None:
    offices.write(Workspace(unit), "已宣传。", item="T13")
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "ctrl+o", "ctrl+o", "ctrl+o", "home", "enter")
        form_of(pilot, "T12")
        await type_text(pilot, "甲")
        await press(pilot, "ctrl+s")
        form_of(pilot, "T14")


@pytest.mark.long
async def test_keys_that_follow_a_new_order_and_enter_belong_to_the_form(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "ctrl+o")
        assert pilot.app.screen.is_fresh  # type: ignore[attr-defined]


@pytest.mark.long
async def test_a_number_jumps_to_where_an_area_begins(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        board = pilot.app.screen.query_one("#items", Board)
        await press(pilot, "ctrl+l")
        shown = [line.split("│")[1].split() for line in lines(pilot.app) if "│" in line]
        assert ["4", "八、推动守信用信文化品牌建设", "3", "3"] in shown
        assert "按数字，或上下键选择、Enter 跳到" in screen_text(pilot.app)
        await press(pilot, "4")
        assert board.cursor_key == "T20"
        assert board.has_focus
        await press(pilot, "ctrl+l", "down", "down", "enter")
        assert board.cursor_key == "T18"
        await press(pilot, "ctrl+l", "escape")
        assert board.cursor_key == "T18"


@pytest.mark.long
async def test_a_jump_turns_to_the_areas_and_shows_what_was_not_looked_for(unit: Path) -> None:
    async with opened(unit, WIDE) as pilot:
        board = pilot.app.screen.query_one("#items", Board)
        await press(pilot, "ctrl+o", "f3")
        await type_text(pilot, "T20")
        await press(pilot, "enter", "ctrl+l", "1")
        assert "Ctrl+O 按领域" in screen_text(pilot.app)
        assert board.cursor_key == "T12"
        assert len(board.keys) == 33


@pytest.mark.long
async def test_a_department_with_more_than_nine_areas_reaches_the_last_by_the_arrows(
    tmp_path: Path,
) -> None:
    root = offices.make_unit(tmp_path / "发改委", "fagaiwei").root
    async with opened(root, NARROW) as pilot:
        board = pilot.app.screen.query_one("#items", Board)
        await press(pilot, "ctrl+l")
        assert isinstance(pilot.app.screen, AreaList)
        areas = pilot.app.screen.query_one("#areas", Board).keys
        assert len(areas) == 12
        await press(pilot, "end")
        assert "权益保护" in screen_text(pilot.app)
        await press(pilot, "enter")
        programme = Workspace(root).programme
        item = programme.item_by_id[board.cursor_key or ""]
        assert programme.area_heading(item) == "权益保护"


@pytest.mark.long
async def test_the_list_of_areas_counts_what_is_open(unit: Path) -> None:
    offices.write(Workspace(unit), "已培训。", item="T12")
    async with opened(unit, NARROW) as pilot:
        await press(pilot, "ctrl+l")
        shown = [line.split("│")[1].split() for line in lines(pilot.app) if "│" in line]
        assert ["1", "五、推动信用服务市场突破发展", "1"] in shown
    assert os.environ["LIAISON_TODAY"] == offices.TODAY
