"""The first start: one types a few letters of the office's name and one's own, and may begin."""

import json
from pathlib import Path

from textual.widgets import Button

from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.overview import Overview
from liaison_tui.tui.screens.start import FirstStart
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.cli.processes import run_real
from tests.tui.desks import focus, opened, press, screen_text, toasts, type_text


async def test_a_town_is_found_by_typing_and_its_workspace_is_made_in_the_place(
    tmp_path: Path,
) -> None:
    place = tmp_path / "报送"
    async with opened(None, place=place) as pilot:
        shown = screen_text(pilot.app)
        assert "只存放非涉密内容" in shown
        assert str(place) in shown
        assert "（在列表里选定）" in shown

        await type_text(pilot, "澄江")
        shown = screen_text(pilot.app)
        assert "澄江街道" in shown
        assert "青阳镇" not in shown

        await press(pilot, "enter")
        assert "（在列表里选定）" not in screen_text(pilot.app)
        await type_text(pilot, "周敏")
        await press(pilot, "enter")
        assert isinstance(pilot.app.focused, Button)
        assert "将为“澄江街道”建立工作区，填报人 周敏。" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Desk)
        assert "应报 33" in screen_text(pilot.app)
        assert toasts(pilot.app) == [f"工作区已建立：{place}"]
    made = Workspace(place)
    assert made.unit is not None
    assert (made.unit.name, made.config.officer) == ("澄江街道", "周敏")
    listed = json.loads(run_real(place, "tasks", "--json").stdout)
    assert listed["unit"]["id"] == "chengjiang"


async def test_nothing_is_made_before_an_office_is_chosen_and_an_officer_is_named(
    tmp_path: Path,
) -> None:
    place = tmp_path / "报送"
    async with opened(None, place=place) as pilot:
        await type_text(pilot, "没有的单位")
        assert "没有这样的单位，请换几个字。" in screen_text(pilot.app)
        assert "（在列表里选定）" in screen_text(pilot.app)
        await press(pilot, "enter", "ctrl+s")
        assert toasts(pilot.app) == ["请先在列表里选定本单位，按 Enter。"]
        assert pilot.app.focused is pilot.app.screen.query_one("#find")

        await press(pilot, *["backspace"] * 5)
        await type_text(pilot, "街道")
        second = pilot.app.screen.query_one("#units", Board).keys[1]
        await press(pilot, "down", "enter", "ctrl+s")
        assert toasts(pilot.app) == ["请写上填报人姓名。"]
        assert pilot.app.focused is pilot.app.screen.query_one("#officer")
        await type_text(pilot, "  ")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, FirstStart)
        assert not place.exists()
        await type_text(pilot, "周敏")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, FirstStart)
        assert "再按一次建立" in toasts(pilot.app)[0]
        await press(pilot, "ctrl+s")
    assert Workspace(place).config.unit == second


async def test_a_choice_stays_while_one_looks_for_others_and_the_last_one_counts(
    tmp_path: Path,
) -> None:
    place = tmp_path / "报送"
    async with opened(None, place=place) as pilot:
        await type_text(pilot, "澄江")
        await press(pilot, "enter")
        await type_text(pilot, "周敏")
        await focus(pilot, "#find")
        await press(pilot, *["backspace"] * 2)
        await type_text(pilot, "没有的单位")
        await press(pilot, "enter")
        assert toasts(pilot.app) == ["没有这样的单位，请换几个字。"]
        assert "将为“澄江街道”建立工作区" in screen_text(pilot.app)
        await focus(pilot, "#find")
        await press(pilot, *["backspace"] * 5)
        await type_text(pilot, "青阳")
        assert "将为“澄江街道”建立工作区" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "将为“青阳镇”建立工作区，填报人 周敏。" in screen_text(pilot.app)
        await press(pilot, "ctrl+s", "ctrl+s")
    assert Workspace(place).config.unit == "qingyang"


async def test_the_centre_stands_first_and_makes_a_centres_workspace(tmp_path: Path) -> None:
    place = tmp_path / "汇总"
    async with opened(None, place=place) as pilot:
        await type_text(pilot, "信用办")
        await press(pilot, "enter")
        await type_text(pilot, "王健")
        await press(pilot, "ctrl+s", "ctrl+s")
        assert isinstance(pilot.app.screen, Overview)
        assert "信用办（汇总端）" in screen_text(pilot.app)
    made = Workspace(place)
    assert made.is_centre
    assert made.config.officer == "王健"


async def test_a_place_that_cannot_be_written_is_told_and_one_may_try_again(
    tmp_path: Path,
) -> None:
    blocked = tmp_path / "文件"
    blocked.write_text("不是文件夹")
    async with opened(None, place=blocked / "报送") as pilot:
        await type_text(pilot, "澄江")
        await press(pilot, "enter")
        await type_text(pilot, "周敏")
        await press(pilot, "ctrl+s", "ctrl+s")
        [sentence] = toasts(pilot.app)
        assert str(blocked) in sentence

        blocked.unlink()
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Desk)
    assert Workspace(blocked / "报送").config.unit == "chengjiang"
