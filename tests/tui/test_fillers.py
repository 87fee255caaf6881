"""Who fills an item in, on the desk: written for one or several, seen, found, and kept at home."""

from pathlib import Path

from liaison_tui.storage.config import change_config, read_config
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.filler import FillerDialog
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import LineField
from tests.tui.desks import (
    NARROW,
    WIDE,
    lines,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
    until,
)

# The number of 承办人 in the item's menu.
FILLER = "承办人"


def fillers(root: Path) -> dict[str, str]:
    return dict(read_config(root / "config.toml").fillers)


async def test_several_rows_are_given_to_somebody_in_one_go_and_shown_so(unit: Path) -> None:
    async with opened(unit, WIDE) as pilot:
        assert "承办人" not in screen_text(pilot.app)
        await press(pilot, "home", "space", "space", "ctrl+b")
        assert "承办人（选中的 2 项）" in screen_text(pilot.app)
        await press(pilot, FILLER)
        assert isinstance(pilot.app.screen, FillerDialog)
        assert "2 项：T12、T13" in screen_text(pilot.app)
        await type_text(pilot, "张三")
        await press(pilot, "enter")
        assert fillers(unit) == {"T12": "张三", "T13": "张三"}
        assert toasts(pilot.app) == ["T12、T13的承办人：张三。F3 输入姓名或“我”可以筛选。"]
        for item in ("T12", "T13"):
            (row,) = [line for line in lines(pilot.app) if line[1:].startswith(item)]
            assert row.partition("│")[0].rstrip().endswith("张三")
        await press(pilot, "home")
        beside = [line.partition("│")[2].split() for line in lines(pilot.app)]
        assert ["承办人", "张三"] in beside


async def test_a_name_in_use_is_taken_by_its_number_and_ones_own_is_the_first(unit: Path) -> None:
    change_config(unit / "config.toml", {"fillers": {"T20": "张三", "T21": "张三", "I05": "李四"}})
    async with opened(unit, NARROW) as pilot:
        await press(pilot, "home", "ctrl+b", FILLER)
        assert "1 周敏    2 张三    3 李四" in screen_text(pilot.app)
        await press(pilot, "2")
        assert isinstance(pilot.app.screen, Desk)
        assert fillers(unit)["T12"] == "张三"


async def test_a_name_is_prefilled_cleared_and_refused_in_place_when_it_is_too_long(
    unit: Path,
) -> None:
    change_config(unit / "config.toml", {"fillers": {"T12": "张三"}})
    async with opened(unit, NARROW) as pilot:
        await press(pilot, "home", "ctrl+b", FILLER)
        field = pilot.app.screen.query_one(LineField)
        assert field.value == "张三"
        field.value = "长" * 51
        await press(pilot, "enter")
        assert "超过 50 字的上限" in toasts(pilot.app)[0]
        assert fillers(unit) == {"T12": "张三"}
        field.value = ""
        await press(pilot, "enter")
        assert toasts(pilot.app)[0].startswith("T12不再写明承办人")
        assert fillers(unit) == {}


async def test_a_typed_name_is_not_lost_without_a_question(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        await press(pilot, "home", "ctrl+b", FILLER, "escape")
        assert isinstance(pilot.app.screen, Desk)
        await press(pilot, "ctrl+b", FILLER)
        await type_text(pilot, "张三")
        await press(pilot, "escape")
        assert "承办人还没有保存" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, FillerDialog)
        await press(pilot, "escape", "1")
        assert isinstance(pilot.app.screen, Desk)
        assert fillers(unit) == {"T12": "张三"}


async def test_what_one_fills_in_oneself_is_found_by_a_word_and_what_to_do_where_nothing_is(
    unit: Path,
) -> None:
    async with opened(unit, NARROW) as pilot:
        board = pilot.app.screen.query_one("#items", Board)
        await press(pilot, "f3")
        await type_text(pilot, "我")
        assert board.keys == []
        assert "没有由您承办的事项。选一项，按 Ctrl+B 写承办人。" in screen_text(pilot.app)
        await press(pilot, "escape")
        change_config(unit / "config.toml", {"fillers": {"T20": "周敏", "T21": "张三"}})
        # Another window, or a command, has written it: the list shows it by itself.
        await until(pilot, lambda: pilot.app.screen.found.fillers)  # type: ignore[attr-defined]
        for typed, wanted in (("本人", ["T20"]), ("zhangsan", ["T21"]), ("张三", ["T21"])):
            await press(pilot, "f3")
            await type_text(pilot, typed)
            assert board.keys == wanted
            await press(pilot, "escape")
