"""A workspace that was last used on another machine: one question, and what its answers do."""

from pathlib import Path

import pytest

from liaison_tui.storage import machine
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.question import Question
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    make_unit,
    open_form,
    opened,
    press,
    said,
    screen_text,
    toasts,
    type_text,
)


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    unit = make_unit(tmp_path)
    (unit / "store" / "machine").write_text("0123456789abcdef\n")
    return unit


async def test_one_that_was_moved_here_keeps_its_key_and_asks_no_more(moved: Path) -> None:
    device = offices.device_of(Workspace(moved))
    async with opened(moved) as pilot:
        assert isinstance(pilot.app.screen, Question)
        assert "这个工作区原在另一台电脑上使用" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Desk)
    assert machine.is_elsewhere(moved / "store")
    async with opened(moved) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Desk)
    assert not machine.is_elsewhere(moved / "store")
    assert offices.device_of(Workspace(moved)) == device


async def test_a_second_machine_gets_a_key_of_its_own_and_may_write_at_once(moved: Path) -> None:
    device = offices.device_of(Workspace(moved))
    async with opened(moved) as pilot:
        await press(pilot, "right", "enter")
        assert toasts(pilot.app) == ["本机已更换密钥，首次报送后请信用办重新登记。"]
        assert offices.device_of(Workspace(moved)) != device
        assert not machine.is_elsewhere(moved / "store")
        await open_form(pilot, "T20")
        await type_text(pilot, "走访企业12家。")
        await press(pilot, "ctrl+s")
    assert said(moved, "T20") == {"text": "走访企业12家。"}
    (report,) = Workspace(moved).reports().values()
    assert [v.event.device for v in report.entries] == [offices.device_of(Workspace(moved))]
