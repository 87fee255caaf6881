"""The year's plan on the centre's page: assigned, its versions, a file put in force, thresholds."""

from pathlib import Path

import pytest

from liaison_tui.rulings import plan_versions
from liaison_tui.tui.screens.choosing_units import ChoosingUnitsPage
from liaison_tui.tui.screens.programme import ProgrammePage
from liaison_tui.tui.screens.proposal import ProposalPage
from liaison_tui.tui.screens.trial import TrialPage
from liaison_tui.workspace import Workspace, shipped_programme
from tests.exchange import offices
from tests.exchange.years import NEXT, next_year
from tests.tui.desks import (
    NARROW,
    WIDE,
    make_centre,
    opened,
    paste,
    press,
    screen_text,
    stand_on,
    stand_on_row,
    toasts,
    type_text,
)

PAGE = ("ctrl+u", "查找", "年度")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    return make_centre(tmp_path)


def assigned(root: Path) -> list[tuple[str, tuple[str, ...], str]]:
    return [(a.item, a.units, a.role) for a in Workspace(root).programme.assignments]


async def test_units_are_chosen_the_difference_is_seen_and_then_it_is_kept(centre: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, *PAGE)
        assert isinstance(pilot.app.screen, ProgrammePage)
        assert "还没有指定 9" in screen_text(pilot.app)
        assert "第1版" in screen_text(pilot.app)
        await stand_on_row(pilot, "T09")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ChoosingUnitsPage)
        assert "税务局" not in screen_text(pilot.app), "its cell names it already"
        await press(pilot, "f3")
        await type_text(pilot, "教育")
        await press(pilot, "enter", "space", "escape", "f3")
        await type_text(pilot, "澄江")
        await press(pilot, "enter", "space")
        assert "已选 2 家：教育局、澄江街道" in screen_text(pilot.app)
        await press(pilot, "enter")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "联席会议纪要第3号")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ProposalPage)
        assert "新增 2 项" in screen_text(pilot.app)
        assert assigned(centre) == []
        await press(pilot, "ctrl+s")
        assert "第 2 版已存，2021年7月起执行" in toasts(pilot.app)[0]
        assert isinstance(pilot.app.screen, ProgrammePage)
        assert "教育局、澄江街道" in screen_text(pilot.app)
        assert "联席会议纪要第3号" in screen_text(pilot.app)
    assert assigned(centre) == [("T09", ("jiaoyu", "chengjiang"), "support")]
    assert Workspace(centre).programme.in_force_from == "2021-07"


async def test_going_back_keeps_nothing_and_an_assignment_is_taken_back(centre: Path) -> None:
    async with opened(centre, NARROW) as pilot:
        await press(pilot, *PAGE)
        await stand_on_row(pilot, "T05")
        await press(pilot, "delete")
        assert "还没有指定单位" in toasts(pilot.app)[0]
        await press(pilot, "enter", "enter", "ctrl+s", "escape")
        assert isinstance(pilot.app.screen, ProgrammePage)
        assert assigned(centre) == []
        await press(pilot, "enter", "enter", "2", "ctrl+s", "ctrl+s")
        assert [role for _, _, role in assigned(centre)] == ["lead"]
        await stand_on_row(pilot, "T05")
        await press(pilot, "delete", "enter", "ctrl+s")
        assert "取消 1 项" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        await stand_on_row(pilot, "jiangyin-2021@3")
        await press(pilot, "enter")
        assert "移到上面的事项" in toasts(pilot.app)[0]
        await press(pilot, "delete")
        assert "各版都留着" in toasts(pilot.app)[0]
    assert assigned(centre) == []
    assert Workspace(centre).programme.version == 3


@pytest.mark.long
async def test_a_file_is_put_in_force_and_a_wrong_one_says_why(
    centre: Path, tmp_path: Path
) -> None:
    text = shipped_programme().decode().replace("\nversion = 1\n", "\nversion = 2\n")
    text = text.replace('\nfrom = "2021-01"\n', '\nfrom = "2021-07"\n')
    path = tmp_path / "下一版.toml"
    path.write_text(text.replace("\nversion = 2\n", "\nversion = 7\n"), encoding="utf-8")
    async with opened(centre, WIDE) as pilot:
        await press(pilot, *PAGE, "f6", "ctrl+s")
        assert "请写一个文件的位置" in screen_text(pilot.app)
        await type_text(pilot, str(path))
        await press(pilot, "ctrl+s")
        assert "应为第 2 版" in toasts(pilot.app)[0]
        path.write_text(text.replace("\nday = 5\n", "\nday = 10\n"), encoding="utf-8")
        await press(pilot, "ctrl+s")
        assert "每月 5 日改为 10 日" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
    assert Workspace(centre).programme.at("2021-07").due_day == 10


@pytest.mark.long
async def test_tried_thresholds_hold_only_once_they_are_kept(centre: Path) -> None:
    offices.write(
        Workspace(centre), "在办。", item="T20", status="in-progress", percent=30,
        channel="telephone", informant="周敏",
    )  # fmt: skip
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "ctrl+k", "f6")
        assert isinstance(pilot.app.screen, TrialPage)
        await press(pilot, "ctrl+s")
        assert "与现行的一样" in toasts(pilot.app)[0]
        await type_text(pilot, "5")
        await press(pilot, "ctrl+s", "ctrl+s")
        assert isinstance(pilot.app.screen, ProposalPage)
        assert "亮黄灯的界限由 10 改为 5" in screen_text(pilot.app)
        assert Workspace(centre).programme.version == 1
        await press(pilot, "ctrl+s")
    plan = Workspace(centre).programme
    found = [plan.at(month).lights.yellow_behind for month in ("2021-06", "2021-07")]
    assert found == [10, 5]


@pytest.mark.long
async def test_another_year_is_added_and_months_are_turned_over_its_beginning(
    centre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "2022.toml"
    path.write_bytes(next_year())
    monkeypatch.setenv("LIAISON_TODAY", "2021-12-20")
    async with opened(centre, WIDE) as pilot:
        await press(pilot, *PAGE, "f6")
        await type_text(pilot, str(path))
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ProposalPage)
        assert "T20→T03" in screen_text(pilot.app)
        assert Workspace(centre).programme.later == ()
        await press(pilot, "ctrl+s")
        assert "2022年江阴市社会信用体系建设工作意见已存" in toasts(pilot.app)[0]
        await press(pilot, "escape", "f8", "f8")
        assert "2022年1月" in screen_text(pilot.app)
        await press(pilot, "f7", "f7")
        assert "2021年11月" in screen_text(pilot.app)


@pytest.mark.long
async def test_an_officer_finds_last_years_words_in_the_item_that_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = offices.make_unit(tmp_path / "澄江街道")
    (town.plans.folder / f"{NEXT}@1.toml").write_bytes(next_year())
    monkeypatch.setenv("LIAISON_TODAY", "2021-12-20")
    offices.write(Workspace(town.root), "旧年十二月的话。", month="2021-12")
    monkeypatch.setenv("LIAISON_TODAY", "2022-01-20")
    async with opened(town.root, WIDE) as pilot:
        await press(pilot, "1")
        await stand_on(pilot, "T03")
        assert "旧年十二月的话。" in screen_text(pilot.app)
        await press(pilot, "ctrl+b", "办理")
        assert "2021年12月" in screen_text(pilot.app)
        assert "旧年十二月的话。" in screen_text(pilot.app)


@pytest.mark.long
async def test_a_version_taken_in_is_in_force_at_the_unit_without_opening_anew(
    tmp_path: Path,
) -> None:
    centre, town = offices.make_centre(tmp_path / "信用办"), offices.make_unit(tmp_path / "镇")
    offices.write(town, "走访企业12家。")
    offices.take(centre, offices.send(town, tmp_path / "报送" / "0.liaison"))
    offices.trust_all(centre)
    offices.take(town, offices.send_back(centre, tmp_path / "回执" / "0.liaison"))
    offices.trust_all(town)
    text = shipped_programme().decode().replace("\nversion = 1\n", "\nversion = 2\n")
    text = text.replace('\nfrom = "2021-01"\n', '\nfrom = "2021-06"\n')
    data = text.replace("\nday = 5\n", "\nday = 10\n").encode()
    plan_versions.adopt(centre, plan_versions.hand_edited(centre, data))
    path = offices.send_back(centre, tmp_path / "回执" / "1.liaison")
    async with opened(town.root, WIDE) as pilot:
        assert "7月5日" in screen_text(pilot.app)
        await press(pilot, "f4")
        await paste(pilot, str(path))
        await press(pilot, "enter")
        assert "收到调整件第 2 版" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "7月12日" in screen_text(pilot.app), "the 10th is a Saturday"
        await press(pilot, "f7")
        assert "6月7日" in screen_text(pilot.app), "May stays as it was"
