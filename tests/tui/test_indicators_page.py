"""Indicators from above on the centre's page: taking in, lost points, handing out, corrections."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from liaison_tui.measuring import looking, months, taking
from liaison_tui.rulings import deductions
from liaison_tui.storage.measurements import MeasurementNotes
from liaison_tui.tui.screens.deductions import DeductionsPage
from liaison_tui.tui.screens.indicators import IndicatorsPage
from liaison_tui.tui.screens.measured_files import ComparedPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests import workbooks
from tests.tui.desks import (
    NARROW,
    WIDE,
    lines,
    make_centre,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
)
from tests.workbooks import annex, full_points

PAGE = ("ctrl+u", "监测")


@pytest.fixture(autouse=True)
def _in_july(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-14")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A centre without any points yet."""
    return make_centre(tmp_path)


def place(pilot: Pilot[None]) -> str:
    return type(pilot.app.screen).__name__


def take(root: Path, path: Path) -> None:
    workspace = Workspace(root)
    look = looking.look_at(workspace, path)
    assert look.period
    taking.take_in(workspace, look, look.period, source="省")


async def test_a_file_is_taken_in_and_shown_by_levels_with_sums_and_the_month_before(
    centre: Path, tmp_path: Path
) -> None:
    take(centre, annex(tmp_path / "5.xlsx", full_points() | {"I05": 1}, month="2021年5月"))
    new = annex(tmp_path / "6.xlsx", full_points() | {"I05": 1.5, "I27": 17})
    async with opened(centre, WIDE) as pilot:
        await press(pilot, *PAGE)
        page = pilot.app.screen
        assert isinstance(page, IndicatorsPage)
        assert page.period == "2021-05"
        await press(pilot, "f4")
        await type_text(pilot, str(new))
        await press(pilot, "enter")
        assert place(pilot) == "MeasuringDialog"
        assert "得分在F列" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["已导入 M02：省 2021年6月，得 98.5 / 100，比上月 -0.5。"]
        assert page.period == "2021-06"
        shown = screen_text(pilot.app)
        assert "一、信用制度和基础设施建设 得 19.5 / 20，失 0.5，比上月 +0.5" in shown
        board = page.query_one(Board)
        assert board.keys[:3] == ["2-1", "I01", "I02"]
        board.go_to("I05")
        await press(pilot, "up", "down")
        shown = screen_text(pilot.app)
        assert "满分 2 分，得 1.5 分，失 0.5 分" in shown
        assert "2021年5月   1" in shown
        assert "责任单位" in shown
        await press(pilot, "ctrl+o")
        assert [key for key in board.keys if key.startswith("I")] == ["I05", "I27"]
        await press(pilot, "enter")
        assert place(pilot) == "ItemPage"
        await press(pilot, "escape", "f8")
        assert "这个月还没有得分" in screen_text(pilot.app)


async def test_what_is_not_clear_is_asked_and_a_wrong_answer_stands_beside_its_field(
    centre: Path, tmp_path: Path
) -> None:
    rows: list[list[object]] = [["指标", "甲", "乙"]]
    rows += [[item.text, 1, item.points] for item in workbooks.INDICATORS[:3]]
    rows += [["信用信息归集", 1, 2], ["另外的事", 1, 2]]
    path = workbooks.table(tmp_path / "得分表.xlsx", ("表", rows))
    async with opened(centre, NARROW) as pilot:
        await press(pilot, *PAGE, "f4")
        await type_text(pilot, str(path))
        await press(pilot, "enter")
        shown = screen_text(pilot.app)
        assert "看不出哪一列是得分" in shown
        assert "C列“乙”（3、2、2）" in shown
        assert "Ctrl+S 导入，原件留存" in shown
        await press(pilot, "ctrl+s")
        assert "没有填写得分列" in screen_text(pilot.app)
        await type_text(pilot, "c")
        await press(pilot, "tab")
        await type_text(pilot, "6月")
        await press(pilot, "ctrl+s")
        assert "第 5 行“信用信息归集” 像是 I06" in screen_text(pilot.app)
        await type_text(pilot, "T20")
        await press(pilot, "ctrl+s")
        assert "T20 不是监测指标" in screen_text(pilot.app)
        field = pilot.app.focused
        assert isinstance(field, Input)
        field.value = "i6"
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[-1].startswith("已导入 M01：省 2021年6月，得 9 / 100")
    measured = months.read_indicators(Workspace(centre), "2021-06").measurement
    assert measured is not None
    assert list(measured.unmatched) == ["另外的事"]
    assert MeasurementNotes(centre / "store").learned() == {"信用信息归集": "I06"}


@pytest.mark.long
async def test_lost_points_are_handed_out_with_a_time_and_a_slip_for_each_unit(
    centre: Path, tmp_path: Path
) -> None:
    take(centre, annex(tmp_path / "6.xlsx", full_points() | {"I05": 1.5, "I17": 2}))
    folder = tmp_path / "交办单"
    async with opened(centre, NARROW) as pilot:
        await press(pilot, *PAGE)
        pilot.app.screen.query_one(Board).go_to("I17")
        await press(pilot, "space", "f5")
        assert "I17 失1分" in screen_text(pilot.app)
        assert "2 家" in screen_text(pilot.app)
        await type_text(pilot, "2021-07-01")
        await press(pilot, "ctrl+s")
        assert "已经过了" in screen_text(pilot.app)
        await press(pilot, *["backspace"] * 2)
        await type_text(pilot, "20")
        await press(pilot, "tab", "tab", "tab")
        await type_text(pilot, str(folder))
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已交办 D01，共 2 家，随回执包发给各单位")
        assert sorted(path.name[:3] for path in folder.iterdir()) == ["海关_", "税务局"]
        pilot.app.screen.query_one(Board).go_to("I17")
        await press(pilot, "f2")
        assert "D01，2 家，2021-07-20 23:59 前" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert lines(pilot.app)[-1].endswith("Ctrl+Q 退出")


@pytest.mark.long
async def test_a_correction_is_laid_beside_what_it_replaced_and_can_be_taken_back(
    centre: Path, tmp_path: Path
) -> None:
    take(centre, annex(tmp_path / "6.xlsx", full_points() | {"I05": 0.5}))
    take(centre, annex(tmp_path / "6更正.xlsx", full_points() | {"I05": 1.5}))
    async with opened(centre, WIDE) as pilot:
        await press(pilot, *PAGE)
        assert "更正过 1 次" in screen_text(pilot.app)
        await press(pilot, "ctrl+l")
        assert "I05 0.5 改为 1.5" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ComparedPage)
        assert "有改动 1 项" in screen_text(pilot.app)
        await press(pilot, "escape", "delete", "ctrl+s")
        assert "没有填写撤销事由" in screen_text(pilot.app)
        await type_text(pilot, "发错了月份")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["已撤销 M02，现在以 M01 为准。"]
        await press(pilot, "home", "delete")
        assert "已经撤销" in toasts(pilot.app)[-1]
        await press(pilot, "escape")
        assert "得 98.5 / 100" in screen_text(pilot.app)


@pytest.mark.long
async def test_a_deduction_is_noted_with_its_evidence_and_taken_back(
    centre: Path, tmp_path: Path
) -> None:
    take(centre, annex(tmp_path / "6.xlsx", full_points()))
    notice = tmp_path / "通报.pdf"
    notice.write_bytes(b"x")
    async with opened(centre, NARROW) as pilot:
        await press(pilot, *PAGE, "f6")
        assert isinstance(pilot.app.screen, DeductionsPage)
        await press(pilot, "f6", "2", "tab", "tab")
        await type_text(pilot, "数据泄露")
        await press(pilot, "ctrl+s")
        assert "没有附上依据" in screen_text(pilot.app)
        await press(pilot, "f4")
        await type_text(pilot, str(notice))
        await press(pilot, "enter", "ctrl+s")
        told = "已记扣分：K01 城市出现信息安全事故，2021年6月扣 10 分（依据 1 份）。"
        assert toasts(pilot.app) == [told]
        await press(pilot, "escape")
        assert "计 90" in screen_text(pilot.app)
        await press(pilot, "f6", "delete")
        await type_text(pilot, "查无此事")
        await press(pilot, "ctrl+s", "escape")
        assert "计 90" not in screen_text(pilot.app)
    assert deductions.notes_of(Workspace(centre)) == []


@pytest.mark.long
async def test_where_nothing_can_be_done_it_says_so(centre: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    async with opened(centre, NARROW) as pilot:
        await press(pilot, *PAGE)
        for key in ("f5", "enter", "space", "ctrl+r"):
            await press(pilot, key)
            assert "还没有" in toasts(pilot.app)[-1], key
        await press(pilot, "f4")
        await type_text(pilot, str(broken))
        await press(pilot, "enter")
        assert "损坏" in toasts(pilot.app)[-1]
        await press(pilot, "ctrl+l")
        assert "还没有导入过得分表" in screen_text(pilot.app)
