"""The draft of a half-year on one page: choose the span, read, copy, write it to files."""

from pathlib import Path

import pytest

from liaison_tui.tui.screens.span_draft import SpanDraftPage
from liaison_tui.tui.widgets.board import Board
from tests.tui.desks import NARROW, WIDE, opened, press, screen_text, toasts
from tests.tui.looking import rehearsed
from tests.tui.years import ITEM, april_to_july

pytestmark = pytest.mark.long

OPEN = ("ctrl+u", "半年稿")


@pytest.fixture(autouse=True)
def _july(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return april_to_july(tmp_path)[0]


async def test_it_opens_on_the_half_year_that_has_just_ended(town: Path) -> None:
    async with opened(town, WIDE) as pilot:
        await press(pilot, *OPEN)
        assert isinstance(pilot.app.screen, SpanDraftPage)
        assert "澄江街道  2021年上半年  半年稿" in screen_text(pilot.app)


async def test_an_item_is_read_beside_the_list_with_what_is_left_to_do(town: Path) -> None:
    async with opened(town, WIDE) as pilot:
        await press(pilot, *OPEN)
        board = pilot.app.screen.query_one(Board)
        await press(pilot, *["down"] * board.keys.index(ITEM))
        shown = screen_text(pilot.app)
        assert "诚信宣传活动：2021年上半年 6 次。" in shown
        assert "4月：诚信宣传1场，由信用办电话记录。" in shown
        assert "5月：走进3所学校、1家企业开展诚信宣传" in shown
        assert "存在问题：缺少宣传人员。" in shown
        assert "定稿前请处理" in shown
        assert "尚未填报：6月。" in shown


async def test_digits_choose_the_span(town: Path) -> None:
    async with opened(town, WIDE) as pilot:
        await press(pilot, *OPEN, "3")
        assert "2021年  全年稿" in screen_text(pilot.app)
        await press(pilot, "4")
        assert "2021年第2季度  季度稿" in screen_text(pilot.app)
        await press(pilot, "6")
        assert "这个时段还没有开始，按数字换一个时段。" in screen_text(pilot.app)
        await press(pilot, "9")
        assert "2021年第4季度  季度稿" in screen_text(pilot.app)


async def test_the_files_are_written_once_and_then_beside_each_other(town: Path) -> None:
    async with opened(town, NARROW) as pilot:
        await press(pilot, *OPEN, "f5")
        assert "澄江街道_2021年上半年_半年稿.docx" in screen_text(pilot.app)
        await press(pilot, "f5")
    outbox = town / "store" / "outbox"
    stems = ("澄江街道_2021年上半年_半年稿", "澄江街道_2021年上半年_半年稿_2")
    names = {path.name for path in outbox.glob("*半年稿*")}
    assert names == {f"{stem}{ending}" for stem in stems for ending in (".docx", ".txt")}


async def test_an_items_text_is_copied(town: Path) -> None:
    async with opened(town) as pilot:
        await press(pilot, *OPEN)
        board = pilot.app.screen.query_one(Board)
        await press(pilot, *["down"] * board.keys.index(ITEM), "f4")
        assert "5月：走进3所学校、1家企业开展诚信宣传" in pilot.app.clipboard
        assert toasts(pilot.app)[-1].startswith(f"已复制 {ITEM} 的文字")


async def test_where_nothing_was_said_nothing_is_written_or_copied_and_it_says_so(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await press(pilot, *OPEN, "f5")
        assert toasts(pilot.app) == ["这个时段还没有填报，没有可以写成文件的内容。"]
        await press(pilot, "f4")
        assert toasts(pilot.app) == ["这一项没有可复制的文字。"]
    assert not list((unit / "store").glob("outbox/*"))


async def test_where_there_is_no_room_f2_shows_the_text(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "单位" / "青阳镇"
    async with opened(root, NARROW) as pilot:
        await press(pilot, *OPEN)
        assert "下一步打算" not in screen_text(pilot.app)
        await press(pilot, "f2")
        assert "下一步打算" in screen_text(pilot.app)
        await press(pilot, "escape", "escape")
        assert not isinstance(pilot.app.screen, SpanDraftPage)
