"""Closing a month on the centre's page; what a unit sees of it."""

from pathlib import Path

import pytest

from liaison_tui import clock
from liaison_tui.reports.closing import ClosedUnit
from liaison_tui.rulings import closed, closing
from liaison_tui.tui.screens.closing import ClosingPage
from liaison_tui.tui.screens.feedback import FeedbackPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.exchange.offices import MONTH, TOWN
from tests.tui.desks import (
    NARROW,
    ROOMY,
    WIDE,
    lines,
    open_form,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
)

PAGE = ("ctrl+u", "定稿")


@pytest.fixture
def met(tmp_path: Path) -> tuple[Workspace, Workspace]:
    """A centre and a town, each knowing the other, with one entry that waits to be judged."""
    centre = offices.make_centre(tmp_path / "信用办")
    town = offices.make_unit(tmp_path / "澄江街道")
    offices.write(town, "走访企业12家。")
    offices.take(centre, offices.send(town, tmp_path))
    offices.trust_all(centre)
    offices.take(town, offices.send_back(centre, tmp_path / "回执.liaison"))
    offices.trust(town, offices.device_of(centre))
    return centre, town


@pytest.fixture
def shut(met: tuple[Workspace, Workspace], tmp_path: Path) -> tuple[Workspace, Workspace]:
    """The same, June closed, and two changes that came afterwards."""
    centre, town = met
    with clock.fixed("2021-06-28T10:00:00+08:00"):
        closing.close_month(centre, MONTH, anyway="已电话催过。", approver="李主任")
        offices.take(town, offices.send_back(centre, tmp_path / "定稿.liaison"))
    offices.write(town, "走访企业15家。")
    offices.write(town, "补报培训2场。", item="T12")
    offices.take(centre, offices.send(town, tmp_path / "更正.liaison"))
    return centre, town


def closed_units(centre: Workspace) -> list[ClosedUnit]:
    return closed.read_closed(Workspace(centre.root), MONTH).closed


async def test_what_is_in_the_way_leads_to_its_page_and_the_month_is_closed_with_a_reason(
    met: tuple[Workspace, Workspace],
) -> None:
    centre, _ = met
    async with opened(centre.root, ROOMY) as pilot:
        await press(pilot, *PAGE)
        page = pilot.app.screen
        assert isinstance(page, ClosingPage)
        board = page.query_one(Board)
        assert board.keys[:3] == ["way due", "way review", "way missing"]
        await press(pilot, "enter")
        assert "还没有过截止日" in toasts(pilot.app)[0]
        for kind in ("ReviewPage", "RollCallPage"):
            await press(pilot, "down", "enter")
            assert type(pilot.app.screen).__name__ == kind
            await press(pilot, "escape")
        await press(pilot, "f6")
        assert toasts(pilot.app) == ["没有未接受的定稿后更正。"]
        await press(pilot, "f5", "ctrl+s")
        assert "没有填写仍定稿理由" in screen_text(pilot.app)
        await type_text(pilot, "已电话催过。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("2021年6月已定稿，63 家")
        assert lines(pilot.app)[0].endswith("已定稿")
        assert board.keys[0].startswith("unit ")
        await press(pilot, "enter")
        assert type(pilot.app.screen).__name__ == "UnitPage"
        await press(pilot, "escape", "delete")
        await type_text(pilot, "漏审一项。")
        await press(pilot, "ctrl+s")
        assert "已定稿 62 / 63 家" in lines(pilot.app)[0]
        await press(pilot, "escape")
        assert type(pilot.app.screen).__name__ == "Overview"
        assert "已定稿 62 家" in lines(pilot.app)[0]


async def test_later_changes_are_selected_accepted_and_taken_back(
    shut: tuple[Workspace, Workspace],
) -> None:
    centre, _ = shut
    async with opened(centre.root, WIDE) as pilot:
        assert "已定稿" in lines(pilot.app)[0]
        await press(pilot, *PAGE)
        board = pilot.app.screen.query_one(Board)
        assert board.keys[:2] == [f"change {TOWN} T12", f"change {TOWN} T20"]
        await press(pilot, "down")
        shown = screen_text(pilot.app)
        assert "走访企业12家。" in shown
        assert "走访企业15家。" in shown
        await press(pilot, "enter")
        assert type(pilot.app.screen).__name__ == "EntryPage"
        await press(pilot, "escape", "delete")
        assert "没有可撤销的" in toasts(pilot.app)[0]
        await press(pilot, "ctrl+a")
        assert "已选 2 项更正" in screen_text(pilot.app)
        await press(pilot, "f6", "ctrl+s")
        assert "没有填写理由" in screen_text(pilot.app)
        await type_text(pilot, "漏报。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已接受 2 项定稿后更正")
        assert "定稿后更正，已接受 2" in screen_text(pilot.app)
        [town] = [each for each in closed_units(centre) if each.reports]
        assert sorted(key[1] for key in town.reports) == ["T12", "T20"]
        await press(pilot, "home", "delete", "2")
        assert toasts(pilot.app)[0].startswith("已撤回接受：T12、T20")
        assert board.keys[:2] == [f"change {TOWN} T12", f"change {TOWN} T20"]
        await press(pilot, "f4")
        await type_text(pilot, "重办。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("2021年6月已撤销定稿，63 家")
    assert closed_units(centre) == []


async def test_at_eighty_columns_the_page_has_its_list_and_its_detail(
    shut: tuple[Workspace, Workspace],
) -> None:
    async with opened(shut[0].root, NARROW) as pilot:
        await press(pilot, *PAGE)
        assert "补报培训2场。" in screen_text(pilot.app)
        await press(pilot, "f2")
        assert "没有填报" in screen_text(pilot.app)
        await press(pilot, "escape", "f3")
        await type_text(pilot, "没有的")
        assert "没有符合的单位" in screen_text(pilot.app)
        await press(pilot, "escape", "f8", "f5", "escape")
        assert "2021年7月" in lines(pilot.app)[0]


@pytest.mark.long
async def test_a_unit_sees_that_its_month_is_closed_on_desk_form_export_and_feedback(
    shut: tuple[Workspace, Workspace],
) -> None:
    _, town = shut
    async with opened(town.root, ROOMY) as pilot:
        assert "本月已定稿" in lines(pilot.app)[0]
        await open_form(pilot, "T13")
        assert "2021年6月已定稿，报送后列为定稿后更正。" in screen_text(pilot.app)
        await press(pilot, "escape", "f5")
        assert "2021年6月已定稿，报送后列为定稿后更正。" in screen_text(pilot.app)
        await press(pilot, "escape", "ctrl+u", "信用办反馈")
        page = pilot.app.screen
        assert isinstance(page, FeedbackPage)
        shown = screen_text(pilot.app)
        assert "定稿 1" in shown
        assert "应报 33，按时 1，未报 32" in shown
