"""The keys at the foot at 80 columns: each is whole, and the way out is always among them."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from liaison_tui.tui.widgets.keybar import KeyBar, key_name
from tests.tui.desks import NARROW, lines, make_centre, make_unit, opened, press, type_text

WALKS = {
    "unit": (
        "", "f3", "#信用", "escape", "f3 #信用 enter", "f2", "escape escape enter", "f2", "escape",
        "escape ctrl+d", "escape f4", "escape f5", "escape ctrl+e", "escape ctrl+b 1",
    ),
    "centre": (
        "", "f3", "#镇 enter", "f2", "escape escape enter", "f3", "#信用 enter", "f2", "enter",
        "escape escape escape escape f4", "escape f6", "escape ctrl+e", "escape f5",
        "f3 #信用 enter", "f2", "escape escape escape",
        "escape ctrl+k", "escape ctrl+u 定稿",
        "escape ctrl+u 目标汇总", "enter",
        "escape ctrl+k", "escape ctrl+u 监测", "f6", "escape ctrl+l",
        "escape ctrl+k", "escape ctrl+u 绩效", "f7 enter", "escape f5", "escape f6",
        "escape ctrl+k", "escape ctrl+u 联席会议", "3", "escape ctrl+u 延期 f4",
        "escape ctrl+k", "escape ctrl+u 文稿",
    ),
    "none": ("", "#镇 enter", "#王 enter"),
}  # fmt: skip


async def go(pilot: Pilot[None], keys: str) -> None:
    for key in keys.split():
        if key.startswith("#"):
            await type_text(pilot, key[1:])
        else:
            await press(pilot, key)


@pytest.mark.parametrize("whose", WALKS)
async def test_every_key_at_the_foot_is_whole_and_the_way_out_is_there(
    whose: str, tmp_path: Path
) -> None:
    make = {"unit": make_unit, "centre": make_centre}.get(whose)
    async with opened(make(tmp_path) if make else None, NARROW, place=tmp_path / "新") as pilot:
        for keys in WALKS[whose]:
            await go(pilot, keys)
            where = (type(pilot.app.screen).__name__, keys, foot := lines(pilot.app)[-1])
            assert foot.endswith("Ctrl+Q 退出"), where
            assert cell_len(foot) <= NARROW[0], where
            assert "F1 帮助" in foot, where
            shown = {a.binding for a in pilot.app.screen.active_bindings.values()}
            back = [b for b in shown if b.id in ("back", "close") and b.show]
            assert all(f"{key_name(b)} {b.description}" in foot for b in back), where


async def test_what_has_no_room_comes_back_where_there_is_some(tmp_path: Path) -> None:
    async with opened(make_unit(tmp_path), NARROW) as pilot:
        await go(pilot, "f3 #信用 enter")
        assert "F2 详情" not in lines(pilot.app)[-1]
        await pilot.resize_terminal(130, 30)
        await pilot.pause()
        foot = lines(pilot.app)[-1]
        assert "F2 详情" in foot
        assert "F4 汇入" in foot
        assert foot.index("F4 汇入") < foot.index("F2 详情") < foot.index("Esc 返回")
        assert len(pilot.app.screen.query(KeyBar)) == 1
