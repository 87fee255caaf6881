"""An item's year on one page: who said what and when, what each version changed, how it went."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from liaison_tui.tui.screens.history import HistoryPage
from liaison_tui.tui.screens.unit import EntryPage, UnitPage
from liaison_tui.tui.widgets.board import Board
from tests.tui.desks import (
    NARROW,
    ROOMY,
    WIDE,
    lines,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
)
from tests.tui.years import ITEM, april_to_july

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def _july(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-12")


@asynccontextmanager
async def history_of(
    folder: Path, month: str = "2021-06", size: tuple[int, int] = WIDE
) -> AsyncIterator[Pilot[None]]:
    """Open the item's page from a month of it, at the town."""
    town, _ = april_to_july(folder)
    async with opened(town, size) as pilot:
        await press(pilot, *["f7"] * (7 - int(month[5:])), "f3")
        await type_text(pilot, ITEM)
        await press(pilot, "enter", "ctrl+b", "办理留痕")
        assert isinstance(pilot.app.screen, HistoryPage)
        yield pilot


def page_of(pilot: Pilot[None]) -> type:
    """Return what kind of page one is on."""
    return type(pilot.app.screen)


def left(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the timeline, spaces between the columns as one."""
    drawn = [" ".join(line.split("│")[0].split()) for line in lines(pilot.app)[7:-1]]
    return [line for line in drawn if line]


def right(pilot: Pilot[None]) -> str:
    """Return what stands beside the timeline, as one text without the breaks of its lines."""
    return "".join(line.partition("│")[2].strip() for line in lines(pilot.app))


async def test_the_year_stands_month_by_month_the_newest_first_unreported_months_too(
    tmp_path: Path,
) -> None:
    async with history_of(tmp_path) as pilot:
        assert [" ".join(line.split()[:4]) for line in left(pilot)] == [
            "2021年7月 待报",
            "未报",
            "2021年6月 逾期未报",
            "06-28 11:00 撤回 周敏",
            "06-28 11:00 填报 周敏",
            "2021年5月 已填待报",
            "06-01 08:40 更正 周敏",
            "05-31 15:05 退回修改 信用办",
            "05-27 10:32 填报 周敏",
            "2021年4月 已签收",
            "04-28 09:10 信用办代录 信用办",
        ]
        standing = [line for line in left(pilot) if line.endswith("现行")]
        assert [line[:11] for line in standing] == ["06-01 08:40", "04-28 09:10"]


async def test_the_cursor_begins_at_the_newest_deed_of_the_month_one_came_from(
    tmp_path: Path,
) -> None:
    async with history_of(tmp_path, "2021-05") as pilot:
        assert "更正  2021年5月  06-01 08:40  周敏" in right(pilot)


async def test_percent_and_quantities_are_drawn_by_month_with_their_figures(
    tmp_path: Path,
) -> None:
    async with history_of(tmp_path, "2021-05") as pilot:
        drawn = [" ".join(line.split()) for line in lines(pilot.app)]
        assert "完成进度 ·▄·· 4至7月 40%" in drawn
        assert "诚信宣传活动 ▂█·· 4至7月 本期（5月）5 次，本年累计 6 次" in drawn
        await press(pilot, "ctrl+g")
        drawn = [" ".join(line.split()) for line in lines(pilot.app)]
        assert "完成进度 -4-- 4至7月 40%" in drawn


async def test_a_correction_is_shown_whole_and_beside_the_version_it_replaced(
    tmp_path: Path,
) -> None:
    async with history_of(tmp_path, "2021-05") as pilot:
        await press(pilot, "ctrl+g")
        shown = "".join(line.partition("|")[2].strip() for line in lines(pilot.app))
        whole, _, changes = shown.partition("与上一版相比")
        assert "发放资料800份，参与400人。另举办信用知识讲座1场。" in whole
        assert changes.startswith("  2021年5月  05-27 10:32  周敏")
        assert "20% 改为 40%" in changes
        assert "诚信宣传活动 3 次 改为 5 次" in changes
        assert "走进3所学校【+、1家企业】开展诚信宣传，发放资料【-600】【+800】份" in changes
        assert "400人。【+另举办信用知识讲座1场。】" in changes
        assert "【+缺少宣传人员。】" in changes


async def test_the_first_entry_of_a_month_is_laid_beside_the_month_before(tmp_path: Path) -> None:
    async with history_of(tmp_path, "2021-05") as pilot:
        await press(pilot, "down", "down")
        assert "与上期相比  2021年4月  04-28 09:10  信用办 王健" in right(pilot)


async def test_a_return_shows_its_comment_and_the_entry_it_is_about(tmp_path: Path) -> None:
    async with history_of(tmp_path, "2021-05") as pilot:
        await press(pilot, "down")
        assert "退回修改" in right(pilot)
        assert "意见：请补充企业的活动" in right(pilot)
        assert "所指的填报  2021年5月  05-27 10:32  周敏" in right(pilot)
        assert "参与师生400人。" in right(pilot)


async def test_a_withdrawal_shows_its_reason_and_what_it_took_back(tmp_path: Path) -> None:
    async with history_of(tmp_path) as pilot:
        assert "撤回原因：场次有误，重新核对" in right(pilot)
        assert "开展“诚信建设万里行”主题活动2场。" in right(pilot)


async def test_a_month_entered_by_the_centre_says_how_and_by_whom_it_was_told(
    tmp_path: Path,
) -> None:
    async with history_of(tmp_path, "2021-04") as pilot:
        assert "信用办代录  2021年4月  04-28 09:10  信用办 王健" in right(pilot)
        assert "电话，提供人 周敏" in right(pilot)


async def test_an_unreported_month_says_how_to_report_it(tmp_path: Path) -> None:
    async with history_of(tmp_path, "2021-07") as pilot:
        assert "2021年7月  未报" in right(pilot)
        assert "F7、F8" in right(pilot)


async def test_any_two_versions_can_be_laid_beside_each_other(tmp_path: Path) -> None:
    async with history_of(tmp_path) as pilot:
        await press(pilot, "down", "f6")
        marked = [line for line in left(pilot) if line.endswith("对比")]
        assert [line[:11] for line in marked] == ["06-28 11:00"]
        await press(pilot, "down", "down", "down")
        assert "与标出的一版相比  2021年6月  06-28 11:00  周敏" in right(pilot)
        assert "60% → 20%" in right(pilot)
        await press(pilot, "up", "up", "up", "space")
        assert not [line for line in left(pilot) if line.endswith("对比")]
        await press(pilot, "down", "down", "down")
        assert "与上期相比" in right(pilot)


async def test_what_is_no_version_cannot_be_compared_and_says_so(tmp_path: Path) -> None:
    async with history_of(tmp_path) as pilot:
        await press(pilot, "f6")
        assert toasts(pilot.app) == ["这一行没有可对比的内容，请停在填报或更正上按 F6。"]


async def test_where_there_is_no_room_f2_shows_the_version_and_escape_leads_back(
    tmp_path: Path,
) -> None:
    async with history_of(tmp_path, size=NARROW) as pilot:
        assert "所指的填报" not in screen_text(pilot.app)
        await press(pilot, "f2")
        assert "所指的填报" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "所指的填报" not in screen_text(pilot.app)
        assert isinstance(pilot.app.screen, HistoryPage)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, HistoryPage)


async def test_an_item_of_which_nothing_was_said_lists_its_months(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "ctrl+b", "办理留痕")
        assert "未报" in screen_text(pilot.app)
        assert "Traceback" not in screen_text(pilot.app)


async def test_the_centre_opens_the_same_page_from_a_unit_and_from_an_entry(
    tmp_path: Path,
) -> None:
    _, centre = april_to_july(tmp_path)
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "f7", "f3")
        await type_text(pilot, "澄江")
        await press(pilot, "enter", "enter", "f3")
        assert page_of(pilot) is UnitPage
        await type_text(pilot, ITEM)
        await press(pilot, "enter", "ctrl+b", "办理留痕")
        assert page_of(pilot) is HistoryPage
        assert "信用办代录" in screen_text(pilot.app)
        await press(pilot, "escape", "enter")
        assert page_of(pilot) is EntryPage
        await press(pilot, "ctrl+b")
        assert page_of(pilot) is HistoryPage
        assert pilot.app.screen.query_one(Board).keys
