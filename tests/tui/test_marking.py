"""Several items with nothing to report, marked in one go; and a town's month by few key presses."""

from pathlib import Path

import pytest

from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import LineField, TextField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    ROOMY,
    focus,
    lines,
    open_form,
    opened,
    paste,
    press,
    said,
    screen_text,
    settle,
    toasts,
    type_text,
)

# What waits in June 2021 for a town with nothing to say on it (18), zero reports among them.
ZERO = {"I27", "I28", "I29", "I30", "I31"}
NOTHING = 18
MOST = 80


def missing(root: Path) -> list[str]:
    town = Workspace(root)
    assert town.unit is not None
    return town.missing(town.unit, offices.MONTH)


async def test_what_is_selected_is_marked_and_what_is_written_or_half_written_is_not(
    unit: Path,
) -> None:
    offices.write(Workspace(unit), "走访企业12家。", item="T13")
    async with opened(unit, ROOMY) as pilot:
        board = pilot.app.screen.query_one(Board)
        first = board.keys[:3]
        await press(pilot, "home", "space", "space", "shift+down")
        assert board.selected == first
        assert sum(line.startswith("*") for line in lines(pilot.app)) == 3
        await press(pilot, "ctrl+a", "f6")
        assert "标记 32 项为" in screen_text(pilot.app)
        assert "另有 1 项已有填报或草稿" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert said(unit, first[0]) == {}
        await press(pilot, "ctrl+a", "home", "space", "f6", "2")
        assert toasts(pilot.app) == ["已保存 1 项：本期无新进展。Ctrl+Z 撤销。"]
        assert board.selected == []
        assert "已填 2 / 应报 33" in lines(pilot.app)[0]
    assert said(unit, first[0]) == {"nothing": "no-progress"}
    assert said(unit, "T13") == {"text": "走访企业12家。"}


async def test_what_was_selected_in_one_month_is_not_marked_in_another(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "ctrl+a", "f7")
        assert pilot.app.screen.query_one(Board).selected == []


async def test_what_was_marked_is_taken_back_by_one_key(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "ctrl+z")
        assert toasts(pilot.app) == ["没有可撤销的标记。"]
        await press(pilot, "home", "space", "space", "f6", "2")
        assert "已填 2 / 应报 33" in lines(pilot.app)[0]
        await press(pilot, "ctrl+z")
        assert toasts(pilot.app) == ["已撤回 2 项刚才的标记。"]
        assert "已填 0 / 应报 33" in lines(pilot.app)[0]
        assert len(missing(unit)) == 33
        await press(pilot, "home", "space", "space", "f6", "2")
        assert toasts(pilot.app) == ["已保存 2 项：本期无新进展。Ctrl+Z 撤销。"]
    assert len(missing(unit)) == 31


async def test_a_mark_that_was_written_over_since_is_not_taken_back(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        board = pilot.app.screen.query_one(Board)
        first, second = board.keys[:2]
        await press(pilot, "home", "space", "space", "f6", "2")
        page = await open_form(pilot, first)
        await press(pilot, "f6", "2")
        await focus(pilot, "#text")
        await type_text(pilot, "走访企业12家。")
        await press(pilot, "ctrl+s")
        assert page.item.id != first
        await press(pilot, "escape", "ctrl+z")
        assert toasts(pilot.app) == ["已撤回 1 项刚才的标记。"]
    assert said(unit, first) == {"text": "走访企业12家。"}
    assert said(unit, second) == {}


@pytest.mark.long
async def test_one_text_for_several_items_is_an_entry_of_each_and_shown_as_shared(
    unit: Path,
) -> None:
    async with opened(unit, ROOMY) as pilot:
        board = pilot.app.screen.query_one(Board)
        first, second, third = board.keys[:3]
        await press(pilot, "home", "space", "space", "space", "f6", "5")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["还没有写文字，请写好再按 Ctrl+S。"]
        await type_text(pilot, "召开推进会，部署本季工作。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["已保存 3 项：同一段文字。Ctrl+Z 撤销。"]
        page = pilot.app.screen
        assert isinstance(page, Desk)
        page.show(at=first)
        await settle(pilot)
        assert f"与 {second}、{third} 同一段文字" in screen_text(pilot.app)
    for item in (first, second, third):
        assert said(unit, item) == {"text": "召开推进会，部署本季工作。"}


@pytest.mark.long
async def test_a_shared_text_is_not_given_up_without_a_question(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "home", "space", "space", "f6", "5")
        await type_text(pilot, "召开推进会。")
        await press(pilot, "escape", "1", "escape", "2")
        assert isinstance(pilot.app.screen, Desk)
    assert len(missing(unit)) == 33


@pytest.mark.long
async def test_a_towns_month_takes_fewer_than_eighty_key_presses_besides_the_prose(
    unit: Path,
) -> None:
    presses = 0

    async with opened(unit, ROOMY) as pilot:

        async def hit(*keys: str) -> None:
            nonlocal presses
            presses += len(keys)
            await press(pilot, *keys)

        board = pilot.app.screen.query_one(Board)
        await hit("3", "ctrl+a", "f6", "1")
        await hit("2", "home")
        idle = board.keys[: NOTHING - len(ZERO)]
        await hit(*["space"] * len(idle), "f6", "2")
        await hit("home", "enter")
        for _ in range(33 - NOTHING):
            if isinstance(pilot.app.focused, LineField):
                await hit("3")
            while not isinstance(pilot.app.focused, TextField):
                await hit("tab")
            await paste(pilot, "走访企业12家，指导3家完成贯标。")
            await hit("ctrl+s")
        assert isinstance(pilot.app.screen, Desk)
        assert "已填 33 / 应报 33" in lines(pilot.app)[0]
    assert presses < MOST
    assert missing(unit) == []
    print(f"{presses} key presses")  # noqa: T201 - the figure that docs/guide.md publishes


@pytest.mark.long
async def test_how_many_are_selected_is_said_as_long_as_any_are(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "space", "space")
        assert "已选 2 项" in lines(pilot.app)[0]
        await press(pilot, "escape", "ctrl+a")
        assert "已选 33 项" in lines(pilot.app)[0]
        await press(pilot, "f6", "1")
        assert "已选" not in lines(pilot.app)[0]
