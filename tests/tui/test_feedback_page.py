"""信用办反馈: what the centre has said, what there is to do first; a return may be explained."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from liaison_tui import desk
from liaison_tui.rulings import calls, discharges, extensions, inspections
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.explanation import ExplanationDialog
from liaison_tui.tui.screens.feedback import FeedbackPage
from liaison_tui.tui.screens.menu import Menu
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.receiving import ReceivingPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.sheet import Sheet
from liaison_tui.workspace import Workspace, shipped_programme
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    ROOMY,
    form_of,
    lines,
    opened,
    paste,
    press,
    screen_text,
    settle,
    toasts,
    type_text,
)

MONTH = offices.MONTH


@pytest.fixture
def centre(unit: Path, tmp_path: Path) -> Workspace:
    """The centre, which has returned T20 and T22, and ruled one thing of each kind."""
    town, centre = Workspace(unit), offices.make_centre(tmp_path / "信用办")
    offices.write(town, "走访企业12家。\n" * 30)
    offices.write(town, "走进3所学校。", item="T22")
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    for row in offices.entries(centre):
        desk.review(centre, row["id"], comment=f"请补充{row['item']}的数字")
    owing, items = centre.unit_named(offices.TOWN), centre.programme.item_by_id
    said = {"reason": "数据未出。", "approver": "陈主任"}
    extensions.answer(centre, owing, items["I05"], MONTH, until=date(2021, 7, 20), **said)
    discharges.strike_off(centre, owing, items["T13"], MONTH, **said)
    found = {"sort": "regular", "manner": "daily", "subject": "key", "finding": "台账不全。",
             "deadline": "2021-07-16"}  # fmt: skip
    inspections.inspect(centre, owing, [items["T20"]], found)
    due = "2021-06-30T16:00:00+08:00"
    calls.send_out(centre, [owing], [items["T20"], items["T22"]], title="专题调度", due=due)
    return centre


@pytest.fixture
def answered(unit: Path, centre: Workspace, tmp_path: Path) -> Path:
    """The unit, which has taken all of that in."""
    town = Workspace(unit)
    offices.take(town, offices.send_back(centre, tmp_path / "回执.liaison"))
    offices.trust(town, offices.device_of(centre))
    return unit


def place(pilot: Pilot[None]) -> type[Any]:
    return type(pilot.app.screen)


async def open_page(pilot: Pilot[None]) -> FeedbackPage:
    await press(pilot, "ctrl+u", "信用办反馈")
    page = pilot.app.screen
    assert isinstance(page, FeedbackPage)
    return page


def row(pilot: Pilot[None], words: str) -> str:
    (found,) = [line for line in lines(pilot.app) if words in line[:60]]
    return found


async def go_to(pilot: Pilot[None], words: str) -> None:
    """Put the cursor on the notice that begins with some words."""
    page = pilot.app.screen
    assert isinstance(page, FeedbackPage)
    await press(pilot, "home")
    for _ in page.query_one(Board).keys:
        if page.notice and page.notice.what.startswith(words):
            return
        await press(pilot, "down")
    raise AssertionError(words)


def said_of(root: Path, item: str) -> Mapping[str, Any]:
    report = Workspace(root).reports(items=[item])[offices.TOWN, item, MONTH]
    return {"state": report.state, "explanation": report.explanation}


async def test_before_anything_came_it_says_what_to_do_and_f4_does_it(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        await open_page(pilot)
        assert "还没有收到信用办的回执包，收到后按 F4 汇入。" in screen_text(pilot.app)
        for key in ("enter", "f6"):
            await press(pilot, key)
            assert toasts(pilot.app) == ["还没有收到信用办的回执包，收到后按 F4 汇入。"]
            assert place(pilot) is FeedbackPage
        await press(pilot, "f4")
        assert place(pilot) is ReceivingPage
        await press(pilot, "escape", "escape")
        assert place(pilot) is Desk


@pytest.mark.parametrize("size", [NARROW, ROOMY])
async def test_what_asks_for_something_stands_first_each_with_its_state_and_time(
    answered: Path, size: tuple[int, int]
) -> None:
    async with opened(answered, size) as pilot:
        await open_page(pilot)
        titles = ["退回修改 2", "临时调度 1", "督查 1", "延期 1", "办结销号 1", "回执 1"]
        shown = [line.split("│")[0].strip() for line in lines(pilot.app)]
        assert [line for line in shown if line in titles] == titles
        assert lines(pilot.app)[0].endswith("退回修改 2，临时调度 1，督查 1")
        assert "待修改" in row(pilot, " T20")
        assert "06-30 16:00 前" in row(pilot, "D01 专题调度")
        assert "07-16 前" in row(pilot, "台账不全")
        assert "延至 07-20" in row(pilot, " I05")
        assert "2021年7月起" in row(pilot, " T13")
        code = Workspace(answered).store.submissions()[0].code
        assert code in row(pilot, "第 1 次报送")
        await go_to(pilot, "T20")
        assert "请补充T20的数字" in screen_text(pilot.app)


async def test_the_whole_text_stands_beside_or_behind_f2(answered: Path) -> None:
    async with opened(answered, NARROW) as pilot:
        await open_page(pilot)
        await go_to(pilot, "I05")
        await press(pilot, "f2")
        shown = screen_text(pilot.app)
        for words in ("同意延期", "2021-07-20", "数据未出。", "陈主任"):
            assert words in shown
        await press(pilot, "escape")
        code = Workspace(answered).store.submissions()[0].code
        await go_to(pilot, code)
        await press(pilot, "enter")
        assert "收到时间" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "第 1 次报送" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert place(pilot) is Desk
    async with opened(answered, ROOMY) as pilot:
        await open_page(pilot)
        await go_to(pilot, "台账不全")
        assert "定期日常调度 重点督查" in screen_text(pilot.app)


async def test_enter_opens_what_was_returned_in_its_own_month_from_its_top(
    answered: Path,
) -> None:
    async with opened(answered, NARROW) as pilot:
        await press(pilot, "f8")
        await open_page(pilot)
        await go_to(pilot, "T20")
        await press(pilot, "enter")
        page = form_of(pilot, "T20")
        assert page.month.period == MONTH
        assert page.query_one(Sheet).scroll_offset.y == 0
        assert "请补充T20的数字" in screen_text(pilot.app)
        assert "1 零报告" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "2021年6月" in lines(pilot.app)[0]
        assert pilot.app.screen.query_one(Board).cursor_key == "T20"


async def test_a_call_for_several_items_asks_which_one(answered: Path) -> None:
    async with opened(answered, ROOMY) as pilot:
        await open_page(pilot)
        await go_to(pilot, "D01")
        await press(pilot, "enter")
        assert place(pilot) is Menu
        assert "2 T22 结合文明城市" in screen_text(pilot.app)
        await press(pilot, "2")
        await settle(pilot)
        form_of(pilot, "T22")


async def test_an_item_that_month_does_not_owe_is_said_not_to_be(answered: Path) -> None:
    async with opened(answered, ROOMY) as pilot:
        await press(pilot, "f8", "f8", "f8")
        await open_page(pilot)
        await go_to(pilot, "T13")
        await press(pilot, "enter")
        assert place(pilot) is Desk
        assert toasts(pilot.app) == ["T13 已办结销号，2021年9月不再报送。"]


@pytest.mark.long
async def test_what_is_struck_off_stands_last_on_the_desk_and_is_not_counted(
    answered: Path,
) -> None:
    async with opened(answered, ROOMY) as pilot:
        board = pilot.app.screen.query_one(Board)
        assert "办结销号" not in screen_text(pilot.app)
        await press(pilot, "f8", "f8", "f8")
        owed = int(lines(pilot.app)[0].split("应报 ")[1].split()[0])
        assert len(board.keys) == owed + 1
        await press(pilot, "end")
        assert board.cursor_key == "T13"
        assert "办结销号 1 项，不再报送" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert toasts(pilot.app) == ["T13 已办结销号，2021年9月不再报送。"]
        await press(pilot, "2")
        assert "T13" not in board.keys


@pytest.mark.long
async def test_a_return_is_explained_and_is_no_longer_among_what_must_be_corrected(
    answered: Path,
) -> None:
    async with opened(answered, NARROW) as pilot:
        assert lines(pilot.app)[0].endswith("退回 2")
        await open_page(pilot)
        await go_to(pilot, "T20")
        await press(pilot, "f6")
        assert place(pilot) is ExplanationDialog
        assert "请补充T20的数字" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["还没有写说明，请写好再按 Ctrl+S。"]
        await type_text(pilot, "数字没有错")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["已保存说明，随下一次报送包交信用办（F5 导出）。"]
        assert "已说明" in row(pilot, " T20")
        assert lines(pilot.app)[0].endswith("退回修改 1，临时调度 1，督查 1")
        await press(pilot, "escape")
        assert lines(pilot.app)[0].endswith("退回 1")
        await press(pilot, "f3")
        await type_text(pilot, "T20")
        assert "退回，已说明" in screen_text(pilot.app)
    assert said_of(answered, "T20") == {"state": "returned", "explanation": "数字没有错"}


@pytest.mark.long
async def test_a_return_is_explained_from_the_items_menu_too_and_nothing_else_is(
    answered: Path,
) -> None:
    async with opened(answered, ROOMY) as pilot:
        board = pilot.app.screen.query_one(Board)
        await press(pilot, "home", "ctrl+b")
        assert "说明退回的为什么不改" in screen_text(pilot.app)
        first = board.cursor_key
        await press(pilot, "说明退回")
        await type_text(pilot, "没有错")
        await press(pilot, "ctrl+s")
        assert first is not None
        assert said_of(answered, first)["explanation"] == "没有错"
        await press(pilot, "end", "ctrl+b", "说明退回")
        assert toasts(pilot.app) == ["说明退回的为什么不改：这一项没有被退回。"]


@pytest.mark.long
async def test_words_that_are_not_kept_are_given_up_only_after_a_question(answered: Path) -> None:
    async with opened(answered, ROOMY) as pilot:
        await open_page(pilot)
        await press(pilot, "f6", "escape")
        assert place(pilot) is FeedbackPage
        await press(pilot, "f6")
        await type_text(pilot, "数字")
        await press(pilot, "escape")
        assert place(pilot) is Question
        await press(pilot, "1")
        assert place(pilot) is ExplanationDialog
        await press(pilot, "escape", "2")
        assert place(pilot) is FeedbackPage
    assert {said_of(answered, item)["explanation"] for item in ("T20", "T22")} == {""}


@pytest.mark.long
async def test_a_call_and_an_inspection_are_answered_and_the_rest_needs_no_words(
    answered: Path,
) -> None:
    async with opened(answered, ROOMY) as pilot:
        await open_page(pilot)
        for words in ("D01", "台账不全"):
            await go_to(pilot, words)
            await press(pilot, "f6")
            await type_text(pilot, "已补齐")
            await press(pilot, "ctrl+s")
            assert "已答复" in row(pilot, words)
        await go_to(pilot, "I05")
        await press(pilot, "f6")
        assert toasts(pilot.app) == ["延期不用说明。"]
    assert [e.body["text"] for e in Workspace(answered).explanations(None)] == ["已补齐"] * 2


@pytest.mark.long
async def test_what_came_since_the_last_look_is_marked_new(
    answered: Path, centre: Workspace, tmp_path: Path
) -> None:
    async with opened(answered, ROOMY) as pilot:
        await open_page(pilot)
        assert "新" in row(pilot, " T20")[:4]
        await press(pilot, "escape")
        await open_page(pilot)
        assert "新" not in row(pilot, " T20")[:4]
    owing, items = centre.unit_named(offices.TOWN), centre.programme.item_by_id
    due = "2021-06-29T16:00:00+08:00"
    calls.send_out(centre, [owing], [items["T20"]], title="再次调度", due=due)
    offices.take(Workspace(answered), offices.send_back(centre, tmp_path / "又.liaison"))
    async with opened(answered, ROOMY) as pilot:
        await open_page(pilot)
        assert "新" in row(pilot, "D02 再次调度")[:4]
        assert "新" not in row(pilot, "D01 专题调度")[:4]


@pytest.mark.long
async def test_right_after_a_feedback_file_came_enter_looks_at_it(
    unit: Path, centre: Workspace, tmp_path: Path
) -> None:
    path = offices.send_back(centre, tmp_path / "回执.liaison")
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f4")
        await paste(pilot, str(path))
        await press(pilot, "enter")
        assert "待核验 1" in lines(pilot.app)[0]
        assert "Enter 看反馈" not in lines(pilot.app)[-1]
        await press(pilot, "f6", "enter", "right", "enter", "escape")
        assert "已汇入 1" in lines(pilot.app)[0]
        (told,) = [line for line in lines(pilot.app) if "回执.liaison  " in line]
        new = len(Workspace(unit).store.submissions()[-1].events)
        assert ("已汇入" in told, f" {new} " in told, "没有新内容" in told) == (True, True, False)
        assert f"新增 {new} 条" in lines(pilot.app)[0]
        assert "按 Enter 看反馈：退回修改 2，临时调度 1，督查 1；新的 " in screen_text(pilot.app)
        assert "Enter 看反馈" in lines(pilot.app)[-1]
        await press(pilot, "enter")
        assert place(pilot) is FeedbackPage
        await press(pilot, "escape")
        assert place(pilot) is Desk


@pytest.mark.long
async def test_without_a_look_the_desks_cursor_goes_to_what_was_returned(
    unit: Path, centre: Workspace, tmp_path: Path
) -> None:
    path = offices.send_back(centre, tmp_path / "回执.liaison")
    Workspace(unit).store.confirm(  # type: ignore[attr-defined]
        offices.device_of(centre), centre.store.anchors()[offices.device_of(centre)]
    )
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "end", "f4")
        await paste(pilot, str(path))
        await press(pilot, "enter", "escape")
        board = pilot.app.screen.query_one(Board)
        assert board.cursor_key == board.keys[0]
        assert board.cursor_key in ("T20", "T22")


@pytest.mark.long
async def test_a_new_version_of_the_plan_tells_what_it_changes_for_this_unit(unit: Path) -> None:
    newer = shipped_programme().replace(b"\nversion = 1\n", b"\nversion = 2\n")
    newer = newer.replace(b'\nfrom = "2021-01"\n', b'\nfrom = "2021-07"\n')
    newer += b'\n[[assign]]\nitem = "T01"\nunits = ["chengjiang"]\n'
    (unit / "store" / "programmes" / "jiangyin-2021@2.toml").write_bytes(newer)
    async with opened(unit, ROOMY) as pilot:
        await open_page(pilot)
        assert "新增" in row(pilot, " T01")
        assert "2021年7月起" in row(pilot, " T01")
        assert "新增，本单位为配合单位" in screen_text(pilot.app)
