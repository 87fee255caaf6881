"""A unit's roster on the screen."""

from pathlib import Path
from typing import Any

from liaison_tui.journal.unreplaced import in_force
from liaison_tui.statements import rosters
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import NARROW, opened, press, screen_text, toasts, type_text

ROSTER = ("ctrl+u", "人员名册")


def kept(root: Path) -> dict[str, Any]:
    standing = in_force(Workspace(root).said(offices.TOWN, "roster"))
    return dict(standing.event.body) if standing else {}


async def test_what_is_lacking_is_shown_while_one_writes_until_all_are_in_place(
    unit: Path,
) -> None:
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *ROSTER)
        assert "还缺主要负责人、分管负责人、业务科室、联络员、办公电话" in screen_text(pilot.app)
        for name in ("李强", "陈洁", "经发办", "周敏"):
            await type_text(pilot, name)
            await press(pilot, "enter", "enter", "enter", "enter")
        await press(pilot, "shift+tab", "shift+tab")
        await type_text(pilot, "0510-86800001")
        assert "全到位" in screen_text(pilot.app)
        assert "还缺" not in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["人员名册已保存：全到位。"]
    assert kept(unit) == {
        "head": {"name": "李强"}, "deputy": {"name": "陈洁"}, "section": {"name": "经发办"},
        "officer": {"name": "周敏", "phone": "0510-86800001"},
    }  # fmt: skip


async def test_it_is_filled_with_what_stands_and_a_field_can_be_emptied(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *ROSTER)
        await type_text(pilot, "李强")
        await press(pilot, "tab")
        await type_text(pilot, "书记")
        await press(pilot, "ctrl+s", *ROSTER)
        assert "李强" in screen_text(pilot.app)
        await press(pilot, "tab", "end", "backspace", "backspace", "ctrl+s")
    assert kept(unit) == {"head": {"name": "李强"}}


async def test_what_a_colleague_changed_meanwhile_is_shown_before_it_is_written_over(
    unit: Path,
) -> None:
    town = Workspace(unit)
    rosters.change(
        town, town.unit_named(None), {("head", "name"): "李强", ("head", "phone"): "111"}
    )
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *ROSTER)
        rosters.change(town, town.unit_named(None), {("head", "phone"): "222"})
        await press(pilot, "end")
        await type_text(pilot, "胜")
        await press(pilot, "ctrl+s")
        assert kept(unit) == {"head": {"name": "李强胜", "phone": "222"}}

        await press(pilot, *ROSTER)
        rosters.change(town, town.unit_named(None), {("head", "name"): "陈洁"})
        await press(pilot, "end", "backspace", "ctrl+s")
        assert "在别处有了改动" in screen_text(pilot.app)
        assert "陈洁" in screen_text(pilot.app)
        assert kept(unit)["head"]["name"] == "陈洁"
        await press(pilot, "ctrl+s")
    assert kept(unit) == {"head": {"name": "李强", "phone": "222"}}
