"""Ruling on the centre's page: requests answered, items struck off, inspections and calls made."""

from datetime import date
from pathlib import Path

import pytest

from liaison_tui.journal import call, inspection
from liaison_tui.rulings import inspections, listing
from liaison_tui.statements import extensions
from liaison_tui.tui.screens.inspections import InspectionsPage
from liaison_tui.tui.screens.rulings import RulingsPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import TextField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import ROOMY, WIDE, opened, press, screen_text, toasts, type_text

PAGE = ("ctrl+u", "延期")


@pytest.fixture
def centre(tmp_path: Path) -> Workspace:
    """A centre to which a town has written one entry, and asked for more time for another."""
    centre = offices.make_centre(tmp_path / "信用办")
    town = offices.make_unit(tmp_path / "澄江街道")
    assert town.unit is not None
    offices.write(town, "走访企业12家。", item="T13")
    day = date(2021, 7, 20)
    item = town.programme.item_by_id["I05"]
    extensions.ask(town, town.unit, item, offices.MONTH, day, "数据月中才出。")
    offices.take(centre, offices.send(town, tmp_path))
    offices.trust_all(centre)
    return centre


def answer(centre: Workspace) -> tuple[str, str | None, str | None]:
    [row] = listing.extensions(Workspace(centre.root), None)
    said = row["answer"]
    return said["decision"], said["until"], said["approver"]


async def test_a_request_waits_first_and_is_granted_with_day_and_approver(
    centre: Workspace,
) -> None:
    async with opened(centre.root, ROOMY) as pilot:
        await press(pilot, *PAGE)
        assert "延期申请 1，待答复 1" in screen_text(pilot.app)
        assert "数据月中才出" in screen_text(pilot.app)
        await press(pilot, "enter", "ctrl+s")
        assert toasts(pilot.app)[0].startswith("同意延期至 2021-07-20：澄江街道 I05")
        assert "待答复" not in screen_text(pilot.app)
        await press(pilot, "delete")
        assert "再答复一次即代替" in toasts(pilot.app)[0]
    assert answer(centre) == ("grant", "2021-07-20", "王健")


async def test_a_request_is_refused_with_a_reason_only(centre: Workspace) -> None:
    async with opened(centre.root, ROOMY) as pilot:
        await press(pilot, *PAGE, "enter", "2", "ctrl+s")
        assert "理由" in toasts(pilot.app)[0]
        await press(pilot, "tab", "tab")
        await type_text(pilot, "全市汇总不能再晚。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("不同意延期：澄江街道 I05")
    assert answer(centre)[:2] == ("refuse", None)


@pytest.mark.long
async def test_an_item_is_struck_off_and_put_on_again(centre: Workspace) -> None:
    unit, item = centre.unit_named(offices.TOWN), centre.programme.item_by_id["T13"]
    async with opened(centre.root, WIDE) as pilot:
        await press(pilot, *PAGE, "f6", "办结销号")
        await type_text(pilot, "澄江街道")
        await press(pilot, "enter")
        await type_text(pilot, "T13")
        await press(pilot, "enter", "tab")
        await type_text(pilot, "任务已完成并验收。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("办结销号：澄江街道 T13")
        assert not Workspace(centre.root).is_owed(unit, item, "2021-09")
        await press(pilot, "delete", "2")
        assert toasts(pilot.app)[0].startswith("已撤销：办结销号")
    assert Workspace(centre.root).is_owed(unit, item, "2021-09")


@pytest.mark.long
async def test_an_inspection_and_a_call_are_made_and_withdrawn(centre: Workspace) -> None:
    async with opened(centre.root, WIDE) as pilot:
        await press(pilot, *PAGE, "f6", "督查")
        await type_text(pilot, "澄江街道")
        await press(pilot, "enter")
        await type_text(pilot, "T13、T20")
        pilot.app.screen.query_one(TextField).focus()
        await type_text(pilot, "走访台账不全。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已记督查：澄江街道")
        [thread] = inspections.read_threads(Workspace(centre.root), None)
        found = thread.found
        assert (found.body["items"], found.body["finding"]) == (["T13", "T20"], "走访台账不全。")
        await press(pilot, "enter")
        shown = pilot.app.screen
        assert isinstance(shown, InspectionsPage)
        await press(pilot, "escape")
        await press(pilot, "f6", "临时调度", "ctrl+s")
        assert "没有填写调度名称" in screen_text(pilot.app)
        await type_text(pilot, "贯标工作专题调度")
        await press(pilot, "enter")
        await type_text(pilot, "2021-06-30 16:00")
        await press(pilot, "enter")
        await type_text(pilot, "T20")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已发临时调度 D01，共 ")
        page = pilot.app.screen
        assert isinstance(page, RulingsPage)
        board = page.query_one(Board)
        assert board.cursor_key == "D01"
        await press(pilot, "delete", "2")
        board.go_to(found.id)
        await press(pilot, "delete", "2")
        assert len(board.keys) == 1
    assert not listing.ruled(Workspace(centre.root), None, call.KIND)
    assert not listing.ruled(Workspace(centre.root), None, inspection.KIND)


@pytest.mark.long
async def test_the_item_one_stands_on_at_a_unit_is_given_time_and_struck_off(
    centre: Workspace,
) -> None:
    unit, item = centre.unit_named(offices.TOWN), centre.programme.item_by_id["T13"]
    async with opened(centre.root, ROOMY) as pilot:
        await press(pilot, "f3")
        await type_text(pilot, "澄江")
        await press(pilot, "enter", "enter", "f3")
        await type_text(pilot, "I05")
        await press(pilot, "enter", "ctrl+b", "答复延期", "ctrl+s")
        assert toasts(pilot.app)[0].startswith("同意延期至 2021-07-20：澄江街道 I05")
        await press(pilot, "f3")
        await type_text(pilot, "T13")
        await press(pilot, "enter", "ctrl+b", "办结销号", "tab")
        await type_text(pilot, "任务已完成并验收。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("办结销号：澄江街道 T13")
    assert not Workspace(centre.root).is_owed(unit, item, "2021-09")
    assert answer(centre)[:2] == ("grant", "2021-07-20")
