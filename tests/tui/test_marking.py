"""Several items with nothing to report, marked in one go; and a town's month by few key presses."""

from pathlib import Path

from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import LineField, TextField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    ROOMY,
    lines,
    opened,
    paste,
    press,
    said,
    screen_text,
    toasts,
)

# What waits in June 2021 for a town with nothing to say on it (18), zero reports among them.
ZERO = {"I27", "I28", "I29", "I30", "I31"}
NOTHING = 18
MOST = 80


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
        assert toasts(pilot.app) == ["已保存 1 项：本期无新进展。"]
        assert board.selected == []
        assert "已填 2 / 应报 33" in lines(pilot.app)[0]
    assert said(unit, first[0]) == {"nothing": "no-progress"}
    assert said(unit, "T13") == {"text": "走访企业12家。"}


async def test_what_was_selected_in_one_month_is_not_marked_in_another(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "ctrl+a", "f7")
        assert pilot.app.screen.query_one(Board).selected == []


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
    town = Workspace(unit)
    assert town.unit is not None
    assert town.missing(town.unit, offices.MONTH) == []
    print(f"{presses} key presses")  # noqa: T201 - the figure that docs/guide.md publishes
