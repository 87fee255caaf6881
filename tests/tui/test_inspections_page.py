"""The register of inspections on the centre's page: the overdue first, answers judged."""

from datetime import date
from pathlib import Path

import pytest

from liaison_tui.journal.inspection import Thread
from liaison_tui.rulings import inspections
from liaison_tui.statements import answers
from liaison_tui.tui.screens.inspections import InspectionsPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import NARROW, WIDE, opened, press, screen_text, toasts, type_text

PAGE = ("ctrl+u", "延期", "f4")
FOUND = {"sort": "regular", "manner": "daily", "subject": "key"}
DAY = date(2021, 7, 5).isoformat()


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A centre with three inspections: one that was answered, one past its day, one irregular."""
    centre = offices.make_centre(tmp_path / "信用办")
    town = offices.make_unit(tmp_path / "澄江街道")
    offices.write(town, "走访企业12家。")
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    own, other = centre.unit_named(offices.TOWN), centre.unit_named(offices.OTHER_TOWN)
    said = inspections.inspect(centre, own, [], {**FOUND, "finding": "台账不全。", "deadline": DAY})
    inspections.inspect(centre, other, [], {**FOUND, "finding": "没有台账。", "deadline": DAY})
    body = {**FOUND, "sort": "irregular", "finding": "培训不足。"}
    inspections.inspect(centre, other, [], body)
    offices.take(town, offices.send_back(centre, tmp_path / "b.liaison"))
    offices.trust_all(town)
    answers.answer(town, town.unit_named(None), said.id, "补了一半。")
    offices.take(centre, offices.send(town, tmp_path / "c.liaison"))
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    return centre


def thread(centre: Workspace, finding: str) -> Thread:
    found = inspections.read_threads(Workspace(centre.root), None)
    return next(t for t in found if t.found.body["finding"] == finding)


async def test_units_with_something_overdue_stand_first_and_lists_are_narrowed_by_sort(
    centre: Workspace,
) -> None:
    async with opened(centre.root, NARROW) as pilot:
        await press(pilot, *PAGE)
        page = pilot.app.screen
        assert isinstance(page, InspectionsPage)
        board = page.query_one("#inspections", Board)
        findings = ["没有台账。", "培训不足。", "台账不全。"]
        assert board.keys == [thread(centre, finding).found.id for finding in findings]
        assert "华士镇 2，逾期 1" in screen_text(pilot.app)
        assert "未办结 3" in screen_text(pilot.app)
        await press(pilot, "3")
        assert board.keys == [thread(centre, "台账不全。").found.id]
        await press(pilot, "1", "f3")
        await type_text(pilot, "定期")
        assert thread(centre, "培训不足。").found.id not in board.keys
        await press(pilot, "escape", "f3")
        await type_text(pilot, "不定期 华士")
        assert board.keys == [thread(centre, "培训不足。").found.id]


async def test_an_answer_is_judged_insufficient_then_done_and_that_is_taken_back(
    centre: Workspace,
) -> None:
    async with opened(centre.root, WIDE) as pilot:
        await press(pilot, *PAGE, "3")
        assert "补了一半。" in screen_text(pilot.app)
        await press(pilot, "enter", "2", "ctrl+s")
        assert "没有填写复核意见" in toasts(pilot.app)[0]
        await press(pilot, "tab")
        await type_text(pilot, "走访记录还缺。")
        await press(pilot, "tab")
        await type_text(pilot, "8-10")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[-1] == "继续整改：澄江街道，随回执包告知单位。"
        found = thread(centre, "台账不全。")
        assert (found.state("2021-07-08"), found.last.deadline) == ("again", "2021-08-10")
        await press(pilot, "1")
        board = pilot.app.screen.query_one("#inspections", Board)
        board.go_to(found.found.id)
        await press(pilot, "enter", "1", "ctrl+s")
        assert thread(centre, "台账不全。").state("2021-07-08") == "done"
        await press(pilot, "4", "delete", "2")
        assert "已撤销复核" in toasts(pilot.app)[-1]
        assert thread(centre, "台账不全。").state("2021-07-08") == "again"
        await press(pilot, "1")
        board.go_to(found.found.id)
        await press(pilot, "delete", "3")
        assert "已撤销督查" in toasts(pilot.app)[-1]
        assert found.found.id not in board.keys
