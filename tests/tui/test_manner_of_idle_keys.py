"""A key that cannot act says why: each either changes something one sees, or tells a sentence."""

# ruff: noqa: SLF001 - what one sees, with its colours, stands in Textual's compositor

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.overview import Overview
from liaison_tui.tui.screens.start import FirstStart
from liaison_tui.tui.widgets.board import Board
from tests.tui.desks import (
    NARROW,
    make_centre,
    make_unit,
    opened,
    press,
    screen_text,
    settle,
    toasts,
    type_text,
)

# Every key of every page in some thirty states: minutes.
pytestmark = pytest.mark.long

# From the first page to a state of some page; what begins with # is typed.
STATES: dict[str, tuple[str, ...]] = {
    "unit": ("", "f3", "f3 #没有 enter", "2", "f2", "ctrl+b 1", "ctrl+d"),
    "unit, writing": ("enter", "enter f6", "enter f2", "f6", "ctrl+e"),
    "unit, sending": ("f4", "f5", "f5 f5", "f9 #没有", "ctrl+u"),
    "unit, saying": (
        "ctrl+u 活动", "ctrl+u 活动 f6", "ctrl+u 本地", "ctrl+u 本地 f6", "ctrl+u 人员",
        "ctrl+b 实施", "ctrl+b 申请",
    ),
    "centre": ("", "f3 #没有 enter", "enter", "enter f3 #没有 enter", "enter enter", "f4", "f6"),
    "centre, closing": ("ctrl+u 定稿", "ctrl+u 目标汇总", "ctrl+u 目标汇总 enter"),
    "centre, surveying": (
        "ctrl+k", "ctrl+k f3 #没有 enter", "ctrl+u 查找 全文", "ctrl+u 查找 同一",
    ),
    "centre, planning": (
        "ctrl+u 查找 年度", "ctrl+u 查找 年度 end", "ctrl+u 查找 年度 f6", "ctrl+u 查找 年度 enter",
        "ctrl+u 查找 年度 enter f3 #没有 enter", "ctrl+u 查找 年度 enter enter ctrl+s", "ctrl+k f6",
    ),
    "centre, measuring": (
        "ctrl+u 监测", "ctrl+u 监测 f3 #没有 enter", "ctrl+u 监测 f6", "ctrl+u 监测 f6 f6",
        "ctrl+u 监测 ctrl+l",
    ),
    "centre, scoring": (
        "ctrl+u 绩效", "ctrl+u 绩效 f3 #没有 enter", "ctrl+u 绩效 enter", "ctrl+u 绩效 f5",
        "ctrl+u 绩效 f6", "ctrl+u 绩效 f7 enter", "ctrl+u 绩效 f7 enter enter",
    ),
    "centre, meeting": (
        "ctrl+u 联席会议", "ctrl+u 联席会议 3", "ctrl+u 联席会议 f6", "ctrl+u 延期 f4",
    ),
    "none": ("", "#没有"),
}  # fmt: skip
# What the app can do everywhere, or what ends it.
EVERYWHERE = {"palette", "help", "theme", "plain", "quit"}
# What means something on some page, and is pressed on all.
COMMANDS = ("f4", "f7")


async def go(pilot: Pilot[None], path: str) -> None:
    """Go back to the first page as it was at first, and from there where the keys lead."""
    first = (Desk, Overview, FirstStart)
    while not isinstance(pilot.app.screen, first):
        await press(pilot, "escape")
        if "没有保存" in screen_text(pilot.app):
            await press(pilot, "2")
    if isinstance(pilot.app.screen, FirstStart):
        pilot.app.screen.query_one("#find").focus()
        await press(pilot, *["backspace"] * 4)
    while toasts(pilot.app) != ["这里是首页，没有上一页；退出请按 Ctrl+Q。"]:
        if isinstance(pilot.app.screen, FirstStart):
            break
        await press(pilot, "escape")
    if isinstance(pilot.app.screen, Desk):
        await press(pilot, "1")
    for key in path.split():
        if key.startswith("#"):
            await type_text(pilot, key[1:])
        else:
            await press(pilot, key)


def seen(pilot: Pilot[None]) -> Any:
    """Return all that one sees, with its colours, and where the cursor is."""
    screen = pilot.app.screen
    strips = screen._compositor.render_strips(screen.size)
    return [list(strip) for strip in strips], pilot.app.focused


def keys_of(pilot: Pilot[None]) -> Iterator[str]:
    """Yield every key that means something in this place, and those that mean it elsewhere."""
    found: dict[str, str] = {}
    for key, active in pilot.app.screen.active_bindings.items():
        if active.binding.id and active.binding.id not in EVERYWHERE:
            found.setdefault(active.binding.id, key)
    yield from dict.fromkeys([*found.values(), *COMMANDS])


@pytest.mark.parametrize("whose", STATES)
async def test_every_key_changes_what_one_sees_or_says_why_not(whose: str, tmp_path: Path) -> None:
    make = {"unit": make_unit, "centre": make_centre}.get(whose.split(",", maxsplit=1)[0])
    silent = []
    async with opened(make(tmp_path) if make else None, NARROW, place=tmp_path / "新") as pilot:
        for path in STATES[whose]:
            await go(pilot, path)
            keys = list(keys_of(pilot))
            for key in keys:
                pilot.app.clear_notifications()
                await settle(pilot)
                before, page = seen(pilot), pilot.app.screen
                await press(pilot, key)
                told = toasts(pilot.app)
                if pilot.app.screen is page and not told and seen(pilot) == before:
                    silent.append((path, type(page).__name__, key))
                pilot.app.clear_notifications()
                await settle(pilot)
                if pilot.app.screen is not page or seen(pilot) != before:
                    await go(pilot, path)
    assert silent == []


async def test_while_a_month_is_being_read_every_key_that_needs_it_says_so(unit: Path) -> None:
    async with opened(unit) as pilot:
        desk = pilot.app.screen
        assert isinstance(desk, Desk)
        for key in ("enter", "f6", "f5", "ctrl+b", "space", "ctrl+a"):
            desk.found = None
            desk.query_one(Board).wait()
            await press(pilot, key)
            assert "读" in toasts(pilot.app)[0], key
            assert isinstance(pilot.app.screen, Desk)
            pilot.app.clear_notifications()


async def test_the_first_and_last_month_say_so_and_the_first_page_says_it_is_that(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        for key, sentence in (
            ("escape", "这里是首页，没有上一页；退出请按 Ctrl+Q。"),
            ("1", "现在列出的就是全部。"),
            ("f8", "2021年12月已经是本年度最后一期。"),
        ):
            while not toasts(pilot.app):
                await press(pilot, key)
            assert toasts(pilot.app) == [sentence]
            pilot.app.clear_notifications()


async def test_a_key_of_another_page_says_that_it_means_nothing_here(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+b", "1", "f5")
        assert toasts(pilot.app) == ["F5 在这一页不起作用；按 F1 看这里能用的按键。"]
        await press(pilot, "escape", "f6", "f5")
        assert toasts(pilot.app) == ["F5 在这里不起作用；按 Esc 返回后再按。"]
