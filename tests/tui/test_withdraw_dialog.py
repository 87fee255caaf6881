"""Withdrawing an entry on the screen."""

from pathlib import Path

import pytest

from liaison_tui.tui.screens.menu import Menu
from liaison_tui.tui.screens.withdrawal import WithdrawDialog
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    ROOMY,
    WIDE,
    lines,
    opened,
    press,
    said,
    screen_text,
    stand_on,
    toasts,
    type_text,
)

WITHDRAW = ("ctrl+b", "撤回")


def state(root: Path, item: str) -> str:
    key = (offices.TOWN, item, offices.MONTH)
    return Workspace(root).reports(items=[item], periods=[offices.MONTH])[key].state


async def test_what_stands_is_shown_and_withdrawn_with_a_reason(unit: Path) -> None:
    offices.write(Workspace(unit), "走访企业12家。", item="T12", percent=60)
    async with opened(unit, ROOMY) as pilot:
        await stand_on(pilot, "T12")
        await press(pilot, *WITHDRAW)
        assert "60%　走访企业12家。" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert "没有填写撤回原因" in screen_text(pilot.app)
        assert state(unit, "T12") == "reported"
        await type_text(pilot, "填错了月份。")
        await press(pilot, "ctrl+s")
        assert "T12 又是待报" in toasts(pilot.app)[0]
        assert "已填 0 / 应报 33" in lines(pilot.app)[0]
    assert state(unit, "T12") == "unreported"
    assert said(unit, "T12") == {}


async def test_the_withdrawal_and_its_reason_stand_in_the_history(unit: Path) -> None:
    offices.write(Workspace(unit), "走访企业12家。", item="T12")
    async with opened(unit, WIDE) as pilot:
        await stand_on(pilot, "T12")
        await press(pilot, *WITHDRAW)
        await type_text(pilot, "填错了月份。")
        await press(pilot, "ctrl+s")
        shown = screen_text(pilot.app)
        assert "撤回" in shown
        assert "撤回原因：填错了月份。" in shown
        assert "走访企业12家。" in shown


@pytest.mark.long
async def test_what_others_wrote_meanwhile_is_shown_before_it_is_withdrawn(unit: Path) -> None:
    offices.write(Workspace(unit), "甲写的。", item="T12")
    async with opened(unit, ROOMY) as pilot:
        await stand_on(pilot, "T12")
        await press(pilot, *WITHDRAW)
        await type_text(pilot, "填错了。")
        offices.write(Workspace(unit), "乙后来写的。", item="T12")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, WithdrawDialog)
        shown = screen_text(pilot.app)
        assert "在别处又有了新的填报" in shown
        assert "乙后来写的。" in shown
        assert state(unit, "T12") == "reported"
        await press(pilot, "ctrl+s")
        assert "T12 又是待报" in toasts(pilot.app)[0]
    assert state(unit, "T12") == "unreported"


@pytest.mark.long
async def test_where_nothing_stands_nothing_can_be_withdrawn_and_it_says_so(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, *WITHDRAW)
        assert isinstance(pilot.app.screen, Menu)
        assert toasts(pilot.app) == ["撤回填报：还没有填报。"]


@pytest.mark.long
async def test_both_sides_of_what_two_pcs_said_are_shown_and_withdrawn_together(
    unit: Path, tmp_path: Path
) -> None:
    town, colleague = Workspace(unit), offices.make_unit(tmp_path / "同事", officer="曹琳")
    offices.write(town, "走访12家。", item="T20")
    offices.write(colleague, "走访15家。", item="T20")
    offices.take(town, offices.send(colleague, tmp_path / "同事.liaison"))
    offices.trust_all(town)
    assert state(unit, "T20") == "conflict"
    async with opened(unit, ROOMY) as pilot:
        await stand_on(pilot, "T20")
        await press(pilot, *WITHDRAW)
        shown = screen_text(pilot.app)
        assert "有 2 条不一致的填报，会一并撤回" in shown
        assert "走访12家。" in shown
        assert "走访15家。" in shown
        await type_text(pilot, "都填错了。")
        await press(pilot, "ctrl+s")
    assert state(unit, "T20") == "unreported"
