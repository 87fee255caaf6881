"""Full-text search at the centre, and files in several places: from a menu, down to the entry."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from liaison_tui.tui.screens.history import HistoryPage
from liaison_tui.tui.screens.search import SearchPage
from liaison_tui.tui.screens.shared_files import SharedFilesPage
from liaison_tui.tui.screens.unit import EntryPage
from liaison_tui.tui.widgets.board import Board
from tests.exchange import offices
from tests.tui.desks import NARROW, WIDE, lines, opened, press, screen_text, toasts, type_text


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A centre that has a town's entries: one corrected, two with the same photograph."""
    centre = offices.make_centre(tmp_path / "信用办")
    town = offices.make_unit(tmp_path / "澄江街道")
    photo, copy = tmp_path / "现场.jpg", tmp_path / "照片.jpg"
    for path in (photo, copy):
        path.write_bytes(b"jpg")
    offices.write(town, "走访企业12家，其中贯标3家。", item="T20", attach=[photo])
    offices.take(centre, offices.send(town, tmp_path / "一.liaison"))
    offices.trust_all(centre)
    offices.write(town, "走访企业13家。", item="T20", attach=[photo])
    offices.write(town, "走访园区，推进贯标。", item="T13", attach=[copy])
    offices.take(centre, offices.send(town, tmp_path / "二.liaison"))
    return centre.root


def place(pilot: Pilot[None]) -> type[Screen[Any]]:
    return type(pilot.app.screen)


async def test_words_are_found_in_entries_that_stand_and_that_were_corrected(
    centre: Path,
) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "ctrl+u", "查找", "全文检索")
        assert place(pilot) is SearchPage
        await type_text(pilot, "走访 贯标")
        await press(pilot, "enter")
        drawn = lines(pilot.app)
        assert drawn[0].endswith("找到 2 条")
        rows = [line.split() for line in drawn if line.startswith(" 澄江街道 ")]
        assert [row[1:3] for row in rows] == [["T13", "现行"], ["T20", "已更正"]]
        assert rows[0][-1] == "【走访】园区，推进贯标。"
        assert "周敏  工作进展" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert place(pilot) is EntryPage
        assert "走访园区，推进贯标。" in screen_text(pilot.app)
        await press(pilot, "escape", "down", "enter")
        assert place(pilot) is HistoryPage
        assert "其中贯标3家" in screen_text(pilot.app)


async def test_what_is_not_found_says_so_and_other_words_take_the_place_of_the_first(
    centre: Path,
) -> None:
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "ctrl+u", "查找", "全文检索", "enter")
        assert toasts(pilot.app) == ["没有写要找的文字。请写上一个或几个词，用空格分开。"]
        await type_text(pilot, "没有的字")
        await press(pilot, "enter")
        assert toasts(pilot.app) == ["没有找到。换个说法，或少写几个词。"]
        await press(pilot, "f3")
        await type_text(pilot, "照片")
        await press(pilot, "enter")
        assert lines(pilot.app)[0].endswith("找到 1 条")
        assert "佐证材料" in screen_text(pilot.app)
        assert len(pilot.app.screen.query_one(Board).keys) == 1
        await press(pilot, "escape")
        assert type(pilot.app.screen).__name__ == "Overview"


@pytest.mark.long
async def test_a_file_in_two_places_is_listed_with_both_and_opens_the_entry(centre: Path) -> None:
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "ctrl+u", "查找", "同一文件")
        assert place(pilot) is SharedFilesPage
        drawn = lines(pilot.app)
        assert drawn[0].endswith("涉及 1 家    1 个文件")
        assert "照片.jpg等 2 个名字 1 KB 1 家单位 2 处" in screen_text(pilot.app)
        rows = [line.split() for line in drawn if line.startswith(" 澄江街道 ")]
        assert rows == [
            ["澄江街道", "T13", "2021年6月", "照片.jpg"],
            ["澄江街道", "T20", "2021年6月", "现场.jpg"],
        ]
        await press(pilot, "down", "enter")
        assert lines(pilot.app)[0].split() == ["澄江街道", "T20", "2021年6月"]
        await press(pilot, "escape", "escape")


@pytest.mark.long
async def test_where_no_file_is_in_two_places_the_page_says_so(tmp_path: Path) -> None:
    root = offices.make_centre(tmp_path / "信用办").root
    async with opened(root, NARROW) as pilot:
        await press(pilot, "ctrl+u", "查找", "同一文件", "enter")
        assert toasts(pilot.app) == ["没有同一文件多处使用的情况。"]
        assert place(pilot) is SharedFilesPage
