"""From the overview to a unit's items, to one entry with all that was said of it, and back."""

from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    ROOMY,
    WIDE,
    lines,
    make_centre,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
)
from tests.tui.looking import rehearsed

RETURNED = [
    "在城市政务服务大厅已实行信用承诺的事项占法定可承诺事项总量的比例",
    "责任单位    行政审批局、各镇街园区、相关成员单位",
    "状态        退回修改",
    "办理情况    法定可承诺事项 264 项　已实行信用承诺的事项 204 项",
    "退回意见    所填内容较为笼统，请补充本期具体做法、开展时间和工作数量后重新报送。",
    "上次（2021年5月）",
]


@pytest.fixture(autouse=True)
def _after_the_due_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """The centre of the demo, after three months."""
    return rehearsed(tmp_path) / "信用办"


def row(app: App[None], item: str) -> list[str]:
    """Return the words of an item's row, without what stands beside the list."""
    found = [line.split("│")[0].split() for line in lines(app) if line.startswith(f" {item} ")]
    assert len(found) == 1
    return found[0]


async def open_unit(pilot: Pilot[None], name: str) -> None:
    await press(pilot, "f3")
    await type_text(pilot, name)
    await press(pilot, "enter", "enter")


async def test_enter_opens_a_units_items_then_an_entry_and_escape_leads_back(
    centre: Path,
) -> None:
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "down", "up")
        overview = lines(pilot.app)
        await press(pilot, "enter")
        unit = lines(pilot.app)
        assert unit[0].startswith(" 澄江街道  2021年6月")
        assert "已填 32 / 应报 33" in unit[0]
        assert unit[0].endswith("退回 1")
        await press(pilot, "enter")
        assert lines(pilot.app)[0].split() == ["澄江街道", "I19", "2021年6月"]
        await press(pilot, "escape")
        assert lines(pilot.app) == unit
        await press(pilot, "escape")
        assert lines(pilot.app) == overview
        await press(pilot, "escape")
        assert toasts(pilot.app) == ["这里是首页，没有上一页；退出请按 Ctrl+Q。"]


async def test_what_was_returned_comes_first_and_its_entry_shows_words_and_history_of_both_offices(
    centre: Path,
) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "enter")
        drawn = lines(pilot.app)
        assert drawn[6].split("│")[0].strip() == "退回修改"
        assert drawn[7].startswith(" I19 ")
        assert row(pilot.app, "I19")[2:5] == ["▲", "黄", "退回修改"]
        assert "“所填内容较为笼统" in row(pilot.app, "I19")[5]
        assert row(pilot.app, "T13")[2:5] == ["●", "绿", "已签收"]
        assert row(pilot.app, "T14")[2:6] == ["▲", "黄", "审核通过", "28%"]
        await press(pilot, "enter")
        drawn = [line.strip() for line in lines(pilot.app)]
        for line in RETURNED:
            assert line in drawn
        assert "在办事窗口和线上办事指南中公布信用承诺事项及格式文本20份" in "".join(drawn)
        history = drawn.index("办理留痕 2 条")
        deeds = [line for line in drawn[history:] if line.startswith(("06-", "07-"))]
        assert deeds == ["06-25 11:24 周敏  填报", "07-07 12:59 信用办 王健  退回修改"]


async def test_two_words_on_one_thing_stand_first_and_are_shown_both(centre: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        await open_unit(pilot, "市场监管局")
        titles = [line.split("│")[0].strip() for line in lines(pilot.app)]
        assert "填报不一致，待核定" in titles
        await type_text(pilot, "/")
        await type_text(pilot, "I22")
        await press(pilot, "enter", "enter")
        seen = "".join(line.strip() for line in lines(pilot.app))
        assert "状态        填报不一致，待核定" in seen
        assert "冯涛" in seen
        assert "曹琳" in seen
        assert "另在价格监管领域开展试点。" in seen


@pytest.mark.long
async def test_a_silent_units_items_are_overdue_and_a_late_ones_are_not_green(
    centre: Path,
) -> None:
    async with opened(centre, WIDE) as pilot:
        await open_unit(pilot, "南闸街道")
        assert "已填 0 / 应报 33" in lines(pilot.app)[0]
        assert row(pilot.app, "T20")[2:5] == ["■", "红", "逾期未报"]
        await press(pilot, "escape", "escape")
        await open_unit(pilot, "华士镇")
        assert "已填 32 / 应报 33" in lines(pilot.app)[0]
        assert row(pilot.app, "T20")[2:4] == ["▲", "黄"]
        assert "● 绿" not in screen_text(pilot.app)


@pytest.mark.long
async def test_at_80_columns_the_month_that_was_turned_to_opens_and_an_entry_scrolls(
    centre: Path,
) -> None:
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "f7", "enter")
        assert lines(pilot.app)[0].startswith(" 澄江街道  2021年5月")
        await press(pilot, "f8", "enter")
        drawn = lines(pilot.app)
        assert drawn[0].split() == ["澄江街道", "I19", "2021年6月"]
        assert "办理留痕 2 条" not in screen_text(pilot.app)
        await press(pilot, "end")
        assert "办理留痕 2 条" in screen_text(pilot.app)
        assert "07-07 12:59 信用办 王健  退回修改" in screen_text(pilot.app)


@pytest.mark.long
async def test_a_unit_of_which_nothing_came_opens_too_and_its_items_say_what_is_owed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", offices.TODAY)
    async with opened(make_centre(tmp_path), WIDE) as pilot:
        await press(pilot, "enter")
        assert "已填 0 / 应报 33" in lines(pilot.app)[0]
        assert row(pilot.app, "T20")[2:5] == ["·", "未亮", "待报"]
        await press(pilot, "enter")
        assert "状态        待报" in screen_text(pilot.app)
        assert "办理留痕" not in screen_text(pilot.app)
