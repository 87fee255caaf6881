"""Asking for more time on the screen."""

from datetime import date
from pathlib import Path

import pytest

from liaison_tui.statements import extensions
from liaison_tui.tui.screens.menu import Menu
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import ROOMY, WIDE, opened, press, screen_text, stand_on, toasts, type_text

pytestmark = pytest.mark.long

EXTEND = ("ctrl+b", "申请延期")


def asked(root: Path, item: str) -> list[tuple[str, str]]:
    found = Workspace(root).said(offices.TOWN, "extension_request", items=[item])
    return [(each.event.body["until"], each.event.body["reason"]) for each in found]


@pytest.mark.parametrize("typed", ["2021-07-20", "7-20", "7月20日", "20"])
async def test_a_day_is_asked_for_in_whichever_way_it_is_written(unit: Path, typed: str) -> None:
    async with opened(unit, ROOMY) as pilot:
        await stand_on(pilot, "I05")
        await press(pilot, *EXTEND)
        assert "7月5日（周一）" in screen_text(pilot.app)
        await type_text(pilot, typed)
        assert "延至 7月20日（周二），比截止日晚 15 天" in screen_text(pilot.app)
        await press(pilot, "tab")
        await type_text(pilot, "数据月中才出。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已申请延期：I05 延至7月20日")
    assert asked(unit, "I05") == [("2021-07-20", "数据月中才出。")]


async def test_a_former_request_is_shown_gone_on_from_and_replaced(unit: Path) -> None:
    async with opened(unit, WIDE) as pilot:
        await stand_on(pilot, "I05")
        await press(pilot, *EXTEND)
        await type_text(pilot, "20")
        await press(pilot, "tab")
        await type_text(pilot, "数据月中才出。")
        await press(pilot, "ctrl+s", *EXTEND)
        assert "申请延至 7月20日" in screen_text(pilot.app)
        await press(pilot, "home", *["delete"] * 10)
        await type_text(pilot, "16")
        await press(pilot, "ctrl+s")
        shown = screen_text(pilot.app)
        assert "延期申请" in shown
        assert "申请延至：2021-07-16" in shown
    assert asked(unit, "I05") == [("2021-07-16", "数据月中才出。")]


async def test_a_day_that_is_none_to_ask_for_is_said_beside_it(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, *EXTEND)
        await type_text(pilot, "2021-07-01")
        await press(pilot, "ctrl+s")
        assert "不晚于截止日" in screen_text(pilot.app)
        assert "没有填写申请理由" in screen_text(pilot.app)


async def test_after_the_due_day_it_says_why_no_more_time_can_be_asked_for(
    unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-06")
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f7", *EXTEND)
        assert isinstance(pilot.app.screen, Menu)
        assert "已过截止日（7月5日）" in toasts(pilot.app)[0]


async def test_a_request_made_elsewhere_meanwhile_is_not_replaced_unseen(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await stand_on(pilot, "I05")
        await press(pilot, *EXTEND)
        await type_text(pilot, "2021-07-09")
        await press(pilot, "tab")
        await type_text(pilot, "出差。")
        other = Workspace(unit)
        extensions.ask(
            other, other.unit_named(None), other.programme.item_by_id["I05"], offices.MONTH,
            date(2021, 7, 30), "等统计局数据。",
        )  # fmt: skip
        await press(pilot, "ctrl+s")
        assert asked(unit, "I05") == [("2021-07-30", "等统计局数据。")]
        assert "等统计局数据" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
    assert asked(unit, "I05") == [("2021-07-09", "出差。")]
