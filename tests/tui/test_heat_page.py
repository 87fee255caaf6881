"""The heat map: moving in it, what each spot is in words, the way down to units, items, entries."""

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from liaison_tui.tui.screens.heat import HeatPage
from liaison_tui.tui.screens.item import ItemPage
from liaison_tui.tui.screens.overview import Overview
from liaison_tui.tui.screens.unit import EntryPage, UnitPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.heat_map import HeatMap, Spot
from tests.tui.desks import (
    NARROW,
    WIDE,
    lines,
    opened,
    press,
    screen_text,
    settle,
    toasts,
    type_text,
)
from tests.tui.looking import rehearsed


@pytest.fixture(autouse=True)
def _after_the_due_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """The centre of the demo, after three months."""
    return rehearsed(tmp_path) / "信用办"


def heat_map(pilot: Pilot[None]) -> HeatMap:
    return pilot.app.screen.query_one(HeatMap)


def row(app: App[None], unit: str) -> list[str]:
    """Return what stands in a unit's row."""
    (found,) = [line.split() for line in lines(app) if line.startswith(f" {unit} ")]
    return found


async def go_to(pilot: Pilot[None], unit: str, item: str) -> None:
    """Go to a cell by the keys one would press."""
    shown = heat_map(pilot)
    column = [item.id for item in shown.items].index(item)
    down, right = shown.keys.index(unit), column + 1
    for key in ("ctrl+home", "home", *["down"] * down, *["right"] * right):
        pilot.app.post_message(events.Key(key, None))
    await settle(pilot)
    assert shown.spot == Spot(unit, item)


def plans(centre: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(centre.glob("store/programmes/*"))]


def place(pilot: Pilot[None]) -> type[Screen[Any]]:
    return type(pilot.app.screen)


async def test_a_unit_has_a_row_an_item_a_column_and_both_their_counts(centre: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "ctrl+k")
        assert place(pilot) is HeatPage
        drawn = lines(pilot.app)
        assert drawn[0].startswith(" 热力图  2021年6月")
        assert drawn[0].endswith("已报 270 / 1560 项")
        assert " 任务 T" in drawn[5]
        assert " 指标 I" in drawn[5]
        assert drawn[6].split()[:3] == ["单位", "01", "02"]
        assert drawn[6].split()[-5:] == ["按时", "无新", "迟报", "未报", "红"]
        assert drawn[7].strip() == "镇街园区"
        town = row(pilot.app, "青阳镇")
        assert town[12:17] == ["绿", "绿", "绿", "绿", "·"]
        assert "退" in town
        assert town[-4:] == ["25", "4", "4", "4"]
        assert set(row(pilot.app, "南闸街道")[1:-2]) == {"未", "·"}
        sums = row(pilot.app, "未报")
        assert sums[-2:] == ["1290", "1290"]
        assert "6月 已报 17% 红 1290    5月 已报 19%" in screen_text(pilot.app)


async def test_the_foot_says_in_words_what_one_stands_on(centre: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "ctrl+k")
        assert "应报 33 项　按时 31　无新进展 2　逾期 0" in screen_text(pilot.app)
        await go_to(pilot, "chengjiang", "T14")
        seen = screen_text(pilot.app)
        assert "澄江街道  T14  引进国家级信用园区" in seen
        assert "审核通过　▲ 黄　推进中　28%" in seen
        await press(pilot, "down")
        assert "南闸街道  T14" in screen_text(pilot.app)
        assert "逾期未报　■ 红" in screen_text(pilot.app)
        await press(pilot, "ctrl+home", "up")
        assert "各单位  T14" in screen_text(pilot.app)
        await go_to(pilot, "chengjiang", "T01")
        assert "这个月不用报这一项。" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert toasts(pilot.app) == ["澄江街道这个月不用报 T01。"]


async def test_enter_opens_the_unit_the_item_or_the_entry_and_escape_comes_back_to_the_spot(
    centre: Path,
) -> None:
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "ctrl+k", "enter")
        assert place(pilot) is UnitPage
        assert lines(pilot.app)[0].startswith(" 澄江街道  2021年6月")
        await press(pilot, "escape")
        await go_to(pilot, "chengjiang", "T20")
        await press(pilot, "enter")
        assert place(pilot) is EntryPage
        assert lines(pilot.app)[0].split() == ["澄江街道", "T20", "2021年6月"]
        await press(pilot, "escape")
        assert heat_map(pilot).spot == Spot("chengjiang", "T20")
        await press(pilot, "up")
        assert heat_map(pilot).spot == Spot(None, "T20")
        await press(pilot, "enter")
        assert place(pilot) is ItemPage
        await press(pilot, "escape", "escape")
        assert place(pilot) is Overview


@pytest.mark.long
async def test_an_item_is_listed_in_all_units_that_owe_it(centre: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "ctrl+k")
        await go_to(pilot, "chengjiang", "T20")
        await press(pilot, "up", "enter")
        drawn = lines(pilot.app)
        assert drawn[0].startswith(" T20 深化企业信用管理示范创建")
        assert drawn[0].endswith("已报 3 / 21 家")
        assert row(pilot.app, "澄江街道")[1:4] == ["●", "绿", "已签收"]
        assert row(pilot.app, "南闸街道")[1:4] == ["■", "红", "逾期未报"]
        assert "58%" in row(pilot.app, "澄江街道")
        await press(pilot, "f3")
        await type_text(pilot, "华士")
        assert pilot.app.screen.query_one(Board).keys == ["huashi"]
        await press(pilot, "enter", "enter")
        assert lines(pilot.app)[0].split() == ["华士镇", "T20", "2021年6月"]
        await press(pilot, "escape", "escape", "f7")
        assert "这个月没有单位要报这一项。" in screen_text(pilot.app)


@pytest.mark.long
async def test_what_was_typed_finds_units_or_items_and_a_number_an_item(centre: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "ctrl+k", "f3")
        await type_text(pilot, "青阳")
        assert heat_map(pilot).keys == ["qingyang"]
        assert " 指标 I" in lines(pilot.app)[5]
        await press(pilot, "f3")
        await type_text(pilot, "T20")
        assert len(heat_map(pilot).keys) == 63
        assert lines(pilot.app)[6].split()[:2] == ["单位", "20"]
        await press(pilot, "f3")
        await type_text(pilot, "没有的")
        assert "没有符合的单位和事项" in screen_text(pilot.app)
        await press(pilot, "enter", "enter")
        assert toasts(pilot.app) == ["没有符合的单位和事项。Esc 取消筛选。"]
        await press(pilot, "escape")
        assert len(heat_map(pilot).keys) == 63
        assert place(pilot) is HeatPage


@pytest.mark.long
async def test_units_are_sorted_inside_their_groups_and_the_cursor_stays_with_its_unit(
    centre: Path,
) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "ctrl+k", "ctrl+o")
        assert toasts(pilot.app) == ["各组单位已按未报排列，再按 Ctrl+O 换一种。"]
        assert heat_map(pilot).spot.unit == "chengjiang"
        keys = heat_map(pilot).keys
        assert keys.index("nanzha") < keys.index("qingyang") < keys.index("chengjiang")
        await press(pilot, "ctrl+o")
        assert heat_map(pilot).keys[0] == "huashi"


@pytest.mark.long
async def test_another_month_keeps_the_place_and_has_its_own_columns(centre: Path) -> None:
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "ctrl+k", "down", "down", "f7")
        assert lines(pilot.app)[0].startswith(" 热力图  2021年5月")
        assert " 任务 T" not in lines(pilot.app)[5]
        assert heat_map(pilot).spot == Spot("yunting", None)
        assert "5月 已报 19% 红 986    4月" in screen_text(pilot.app)
        assert "6月 已报" not in screen_text(pilot.app)


@pytest.mark.long
async def test_a_click_goes_to_a_spot_and_another_opens_it(centre: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "ctrl+k")
        shown = heat_map(pilot)
        cell = (24 + 11 * 3 + 1, 3)
        await pilot.click(shown, cell)
        await press(pilot)
        assert shown.spot == Spot("chengjiang", "T12")
        await pilot.click(shown, (24 + 11 * 3 + 1, 1))
        await press(pilot)
        assert shown.spot == Spot(None, "T12")
        await pilot.click(shown, (2, 3))
        assert shown.spot == Spot("chengjiang", None)
        await pilot.click(shown, cell)
        await pilot.click(shown, cell)
        await press(pilot, "f2")
        assert place(pilot) is EntryPage


@pytest.mark.long
async def test_plain_drawing_has_no_sign_that_some_terminals_widen(centre: Path) -> None:
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "ctrl+k", "ctrl+g")
        assert row(pilot.app, "澄江街道")[1] == "-"
        assert "·" not in "".join(lines(pilot.app)[6:16])


@pytest.mark.long
async def test_other_thresholds_are_tried_while_one_writes_and_nothing_is_written(
    centre: Path,
) -> None:
    before = plans(centre)
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "ctrl+k", "f6")
        assert "0 项变色　绿 208　黄 62　红 1290" in screen_text(pilot.app)
        await type_text(pilot, "1")
        drawn = screen_text(pilot.app)
        assert "落后序时进度 1 个百分点起亮黄灯，超过 30 亮红灯" in drawn
        assert "绿改黄" in drawn
        await press(pilot, "tab", "home", "delete", "delete")
        await type_text(pilot, "红")
        assert "红灯的界限“红”的写法不对" in screen_text(pilot.app)
        await press(pilot, "down", "enter")
        assert place(pilot) is EntryPage
        await press(pilot, "escape", "escape")
        assert place(pilot) is HeatPage
    assert plans(centre) == before
