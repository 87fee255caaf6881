"""Activities on the screen: listed, added, corrected, withdrawn."""

from pathlib import Path

from textual.pilot import Pilot

from liaison_tui.statements import activities
from liaison_tui.tui.screens.activities import ActivitiesPage, ActivityDialog
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.tui.desks import NARROW, opened, press, screen_text, toasts, type_text

ACTIVITIES = ("ctrl+u", "活动")


def add(root: Path, title: str, date: str, sort: str = "publicity") -> None:
    town = Workspace(root)
    activities.add(town, town.unit_named(None), {"sort": sort, "title": title, "date": date})


def titles(root: Path) -> list[str]:
    town = Workspace(root)
    return [held.title for held in town.activities(town.unit_named(None))]


def place(pilot: Pilot[None]) -> type[object]:
    return type(pilot.app.screen)


async def test_an_activity_is_added_and_it_says_what_it_counts_for(unit: Path) -> None:
    add(unit, "关爱日", "2021-06-03")
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *ACTIVITIES, "f6", "5", "tab")
        for words in ("进校园", "20", "实验小学", "３００人"):
            await type_text(pilot, words)
            await press(pilot, "enter")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["已登记 2021-06-20 宣传活动，计入 I18：本期 2 次；T21、T22。"]
        board = pilot.app.screen.query_one(Board)
        assert board.keys[0] == board.cursor_key
        assert "2021年6月 2 次" in screen_text(pilot.app)
        assert "实验小学" in screen_text(pilot.app)
    [_, held] = Workspace(unit).activities(Workspace(unit).unit_named(None))
    assert (held.title, held.date, held.place, held.people) == (
        "进校园", "2021-06-20", "实验小学", 300,
    )  # fmt: skip


async def test_the_list_goes_by_date_and_says_what_the_month_one_stands_in_comes_to(
    unit: Path,
) -> None:
    for title, day in (("甲", "2021-05-20"), ("乙", "2021-06-03"), ("丙", "2021-06-20")):
        add(unit, title, day)
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *ACTIVITIES)
        shown = screen_text(pilot.app)
        assert shown.index("丙") < shown.index("乙") < shown.index("甲")
        assert "计入 I18：本期 2 次" in shown
        await press(pilot, "end")
        assert "计入 I18：本期 1 次" in screen_text(pilot.app)


async def test_an_activity_is_corrected_and_withdrawn(unit: Path) -> None:
    add(unit, "关爱日", "2021-06-03")
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *ACTIVITIES, "enter", "tab", "end")
        await type_text(pilot, "宣传")
        await press(pilot, "ctrl+s")
        assert titles(unit) == ["关爱日宣传"]
        await press(pilot, "delete", "1")
        assert titles(unit) == ["关爱日宣传"]
        await press(pilot, "delete", "2")
        assert toasts(pilot.app) == ["已撤销：2021-06-03 宣传活动 关爱日宣传。"]
        assert "还没有登记活动" in screen_text(pilot.app)
    assert titles(unit) == []


async def test_a_correction_is_not_written_over_one_made_elsewhere(unit: Path) -> None:
    add(unit, "关爱日", "2021-06-03")
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *ACTIVITIES, "enter", "tab", "end")
        await type_text(pilot, "我改的")
        town = Workspace(unit)
        [held] = town.activities(town.unit_named(None))
        activities.change(town, town.unit_named(None), held.event.id, {"title": "别处改的"})
        await press(pilot, "ctrl+s")
        assert "在别处已更正或撤销" in toasts(pilot.app)[0]
        assert place(pilot) is ActivityDialog
        await press(pilot, "escape", "2")
        assert place(pilot) is ActivitiesPage
        assert "别处改的" in screen_text(pilot.app)
    assert titles(unit) == ["别处改的"]


async def test_a_day_to_come_is_refused_beside_it(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *ACTIVITIES, "f6", "1", "tab")
        await type_text(pilot, "推进会")
        await press(pilot, "tab")
        await type_text(pilot, "2021-07-01")
        await press(pilot, "ctrl+s")
        assert "还没有到" in screen_text(pilot.app)
    assert titles(unit) == []
