"""Scores on the pages of centre and unit: ranked, opened down, approved, objected to, answered."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from liaison_tui.programme.period import Span
from liaison_tui.rulings import scores
from liaison_tui.tui.screens.adjustments import AdjustmentsPage
from liaison_tui.tui.screens.explanation import ExplanationDialog
from liaison_tui.tui.screens.feedback import FeedbackPage
from liaison_tui.tui.screens.objections import ObjectionsPage
from liaison_tui.tui.screens.score_lines import ScoreLinesPage
from liaison_tui.tui.screens.scores import ScoresPage
from liaison_tui.tui.screens.unit import EntryPage
from liaison_tui.tui.screens.unit_score import UnitScorePage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    WIDE,
    lines,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
    until,
)

PAGE = ("ctrl+u", "绩效评价")
SPAN = Span("2021-06", ["2021-06"])


@pytest.fixture
def met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A centre and a town on 8 July; the town has sent one entry in time."""
    centre = offices.make_centre(tmp_path / "信用办")
    town = offices.make_unit(tmp_path / "澄江街道")
    offices.write(town, "走访企业12家。")
    offices.take(centre, offices.send(town, tmp_path))
    offices.trust_all(centre)
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    return centre.root, town.root


async def test_a_figure_opens_down_to_the_entry_behind_it(met: tuple[Path, Path]) -> None:
    async with opened(met[0], NARROW) as pilot:
        await press(pilot, *PAGE)
        page = pilot.app.screen
        assert isinstance(page, ScoresPage)
        assert page.query_one(Board).cursor_key == offices.TOWN
        shown = screen_text(pilot.app)
        assert "镇街园区" in shown
        assert "任务进展" in shown
        assert "监测指标" not in lines(pilot.app)[5]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, UnitScorePage)
        assert "共性 1/33 项" in screen_text(pilot.app)
        await press(pilot, "end", "enter")
        assert "监测指标暂无，没有可算的" in toasts(pilot.app)[0]
        await press(pilot, "home", "enter")
        assert isinstance(pilot.app.screen, ScoreLinesPage)
        assert "没有全得的 32" in screen_text(pilot.app)
        await press(pilot, "end")
        assert "T20" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, EntryPage)
        assert "走访企业12家" in screen_text(pilot.app)


@pytest.mark.long
async def test_months_quarters_and_years_are_turned_and_a_unit_is_found_by_its_name(
    met: tuple[Path, Path],
) -> None:
    async with opened(met[0], WIDE) as pilot:
        await press(pilot, *PAGE, "f8")
        assert "2021年7月" in lines(pilot.app)[0]
        await press(pilot, "f4")
        assert "最后一期 8月5日才截止" in toasts(pilot.app)[0]
        await press(pilot, "f7", "ctrl+l", "季度")
        assert "2021年第2季度" in lines(pilot.app)[0]
        assert "加减分" in screen_text(pilot.app)
        await press(pilot, "f7")
        assert "已经是本年度最早一期" in toasts(pilot.app)[-1]
        await press(pilot, "ctrl+l", "全年")
        assert "2021年 " in lines(pilot.app)[0]
        await press(pilot, "ctrl+l", "月", "f3")
        await type_text(pilot, "chengjiang")
        assert pilot.app.screen.query_one(Board).keys == [offices.TOWN]


@pytest.mark.long
async def test_rules_are_edited_beside_the_page_which_follows_and_names_a_slip(
    met: tuple[Path, Path],
) -> None:
    async with opened(met[0], WIDE) as pilot:
        await press(pilot, *PAGE)
        before = lines(pilot.app)[7]
        await press(pilot, "ctrl+r")
        path = met[0] / "scoring.toml"
        assert str(path) in toasts(pilot.app)[-1].replace("\n", "")
        text = path.read_text("utf-8")
        path.write_text(text.replace("red = 0", "red = 100"), "utf-8")
        await until(pilot, lambda: told(pilot))
        path.write_text(text.replace("red = 0", "red = 50"), "utf-8")
        await until(pilot, lambda: not told(pilot) and lines(pilot.app)[7] not in ("", before))
        assert "澄江街道" in lines(pilot.app)[7]


def told(pilot: Pilot[None]) -> bool:
    return "progress.red：不能大于 yellow" in screen_text(pilot.app)


@pytest.mark.long
async def test_points_are_given_on_the_units_page_and_taken_back_in_the_list(
    met: tuple[Path, Path],
) -> None:
    async with opened(met[0], WIDE) as pilot:
        await press(pilot, *PAGE, "enter", "f6", "tab")
        await type_text(pilot, "1.5")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "经验推广")
        await press(pilot, "ctrl+s")
        assert "依据" in screen_text(pilot.app)
        await type_text(pilot, "简报第6期")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已记加分 1.50：澄江街道")
        assert "+1.50" in screen_text(pilot.app)
        await press(pilot, "escape", "f6")
        assert isinstance(pilot.app.screen, AdjustmentsPage)
        await press(pilot, "enter")
        assert "记下的不能改" in toasts(pilot.app)[-1]
        await press(pilot, "delete", "2")
        assert toasts(pilot.app)[-1].startswith("已撤销：澄江街道  加分 1.50")
    assert scores.adjustments_of(Workspace(met[0]), SPAN) == []


@pytest.mark.long
async def test_approved_on_the_page_objected_to_at_the_unit_and_answered(
    met: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, town = met
    async with opened(root, NARROW) as pilot:
        await press(pilot, *PAGE, "f4", "tab", "ctrl+a", "delete")
        await type_text(pilot, "三天")
        await press(pilot, "ctrl+s")
        assert "申诉期应为几个工作日的整数" in screen_text(pilot.app)
        await press(pilot, *["backspace"] * 3)
        await type_text(pilot, "3")
        await press(pilot, "ctrl+s")
        assert "7月13日以前可以申诉" in toasts(pilot.app)[-1]
        assert "申诉期内" in screen_text(pilot.app)
        await press(pilot, "f4")
        assert "都已批准" in toasts(pilot.app)[-1]
    offices.take(Workspace(town), offices.send_back(Workspace(root), tmp_path))
    async with opened(town, NARROW) as pilot:
        await press(pilot, "ctrl+u", "信用办反馈", "home")
        page = pilot.app.screen
        assert isinstance(page, FeedbackPage)
        assert page.notice is not None
        assert page.notice.sort == "score"
        assert "2021年6月得分" in screen_text(pilot.app)
        await press(pilot, "f6")
        assert isinstance(pilot.app.screen, ExplanationDialog)
        await type_text(pilot, "T12已报过")
        await press(pilot, "ctrl+s")
        assert "已申诉" in screen_text(pilot.app)
        monkeypatch.setenv("LIAISON_TODAY", "2021-07-14")
        page.read()
        await press(pilot, "home", "f6")
        assert "申诉期到 2021-07-13 为止" in toasts(pilot.app)[-1]
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-09")
    offices.take(Workspace(root), offices.send(Workspace(town), tmp_path))
    async with opened(root, NARROW) as pilot:
        await press(pilot, *PAGE)
        assert "申诉待答复" in screen_text(pilot.app)
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, ObjectionsPage)
        await press(pilot, "delete", "2")
        assert "单位自己报来的申诉，不能撤销" in toasts(pilot.app)[-1]
        await press(pilot, "enter", "tab")
        await type_text(pilot, "没有收到")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[-1].startswith("维持原得分：澄江街道")
        await press(pilot, "enter")
        assert "已经答复" in toasts(pilot.app)[-1]
        await press(pilot, "escape", "home", "delete", "2")
        assert "已经按申诉答复过，不能撤回" in toasts(pilot.app)[-1]
        await press(pilot, "down", "delete", "2")
        assert toasts(pilot.app)[-1].startswith("已撤回：")
