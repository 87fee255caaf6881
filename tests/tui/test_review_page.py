"""Judging on the centre's page: what waits, one key each, several at once, and taken back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from liaison_tui import desk
from liaison_tui.rulings import reviews
from liaison_tui.tui.screens.overview import Overview
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.returning import ReturnDialog
from liaison_tui.tui.screens.reviewing import ReviewPage
from liaison_tui.tui.screens.settling_at_centre import (
    CentreSettlingPage,
    MergedPage,
    WhyDialog,
)
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import TextField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    ROOMY,
    focus,
    lines,
    opened,
    paste,
    press,
    screen_text,
    toasts,
    type_text,
)

MAY = "2021-05"


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    return offices.make_unit(tmp_path / "澄江街道")


@pytest.fixture
def centre(town: Workspace, tmp_path: Path) -> Path:
    """A centre that has a town's month: one 不涉及, two with words, one zero report."""
    centre = offices.make_centre(tmp_path / "信用办")
    offices.write(town, "上月走访8家。", item="T13", month=MAY)
    offices.bring(town, centre, tmp_path)
    [earlier] = centre.read_review_queue(MAY).waiting
    reviews.judge(centre, earlier.entry, None)
    offices.write(town, "", item="I05", nothing="not-applicable")
    offices.write(town, "本月走访企业12家。", item="T13")
    offices.write(town, "新增贯标企业4家。", item="T20")
    offices.write(town, "", item="I27", nothing="zero")
    offices.bring(town, centre, tmp_path)
    return centre.root


def states(root: Path) -> Mapping[str, str]:
    reports = Workspace(root).reports(periods=[offices.MONTH])
    return {item: report.state for (_, item, _), report in reports.items()}


def standing(pilot: Pilot[Any]) -> str:
    """Return the item of the row one stands on."""
    page = pilot.app.screen
    assert isinstance(page, ReviewPage)
    waiting = page.found.by_key(page.query_one(Board).cursor_key) if page.found else None
    assert waiting is not None
    return waiting.item.id


async def test_each_key_judges_one_and_goes_on_to_the_next(centre: Path) -> None:
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "f5")
        assert "待审核 4" in lines(pilot.app)[0]
        assert standing(pilot) == "I05"
        assert "审核通过即确认不涉及，下月起不再报送这一项" in screen_text(pilot.app)
        await press(pilot, "f5")
        assert toasts(pilot.app) == [
            "审核通过：澄江街道 I05。已确认不涉及，下月起不再报送。Ctrl+Z 撤销。"
        ]
        assert standing(pilot) == "T13"
        assert "与上次相比  2021年5月" in screen_text(pilot.app)
        await press(pilot, "f5")
        assert standing(pilot) == "T20"
        assert "待审核 2" in lines(pilot.app)[0]
        await press(pilot, "f5", "f5")
        assert "没有等待审核的填报" in screen_text(pilot.app)
        await press(pilot, "f5", "f6", "enter")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Overview)
    assert set(states(centre).values()) == {"accepted"}


async def test_a_return_takes_a_phrase_by_its_digit_and_lets_it_be_changed(centre: Path) -> None:
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "f5", "down", "f6")
        dialog = pilot.app.screen
        assert isinstance(dialog, ReturnDialog)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ReturnDialog)
        await press(pilot, "3")
        field = dialog.query_one(TextField)
        assert field.has_focus
        assert field.text == "请补充佐证材料。"
        await type_text(pilot, "3份即可。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["已退回：澄江街道 T13。Ctrl+Z 撤销。"]
        assert standing(pilot) == "T20"
    report = Workspace(centre).reports()[offices.TOWN, "T13", offices.MONTH]
    assert report.review is not None
    assert report.review.event.body["comment"] == "请补充佐证材料。3份即可。"


async def test_why_a_figure_fell_stands_right_below_the_figure(
    town: Workspace, centre: Path, tmp_path: Path
) -> None:
    item = town.programme.item_by_id["T20"]
    figure = item.measures[0]
    offices.write(town, "上月4家。", month=MAY, quantities={figure.key: "10"})
    offices.write(town, "本月4家。", quantities={figure.key: "9"})
    desk.explain(town, town.unit_named(None), item, offices.MONTH, "fell", "注销一家，予以核减。")
    offices.bring(town, Workspace(centre), tmp_path / "再报")
    async with opened(centre, (160, 60)) as pilot:
        await press(pilot, "f5", "down", "down")
        assert standing(pilot) == "T20"
        shown = screen_text(pilot.app)
        fell, why = shown.index("累计 9"), shown.index("注销一家，予以核减。")
        assert fell < why < shown.index("与上次相比")
        assert "单位说明" in shown
        await press(pilot, "down")
        assert "单位说明" not in screen_text(pilot.app)


async def test_words_typed_or_pasted_among_the_phrases_are_written(centre: Path) -> None:
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "f5", "down", "f6")
        await type_text(pilot, "缺少名单")
        await press(pilot, "shift+tab")
        await paste(pilot, "，请补")
        assert pilot.app.screen.query_one(TextField).text == "缺少名单，请补"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "2")
        assert isinstance(pilot.app.screen, ReviewPage)
    assert states(centre)["T13"] == "received"


async def test_phrases_are_those_of_the_settings_and_may_be_none(centre: Path) -> None:
    Workspace(centre).change_settings({"review": {"phrases": ["请写明企业名称。"]}})
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "f5", "down", "f6", "1")
        assert pilot.app.screen.query_one(TextField).text == "请写明企业名称。"
        await press(pilot, "escape", "2", "escape", "ctrl+e")
        field = await focus(pilot, "#set-phrases")
        assert field.has_focus
        await press(pilot, "end", *["backspace"] * 9, "ctrl+s")
        assert Workspace(centre).config.phrases == ()
        await press(pilot, "escape", "f5", "f6")
        assert pilot.app.screen.query_one(TextField).has_focus


@pytest.mark.long
async def test_what_is_selected_is_accepted_after_one_question_and_taken_back_by_one_key(
    centre: Path,
) -> None:
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "f5", "ctrl+z")
        assert toasts(pilot.app) == ["没有可撤销的审核。"]
        await press(pilot, "ctrl+a", "f5")
        assert "审核通过选中的 4 条" in screen_text(pilot.app)
        assert "其中 1 条不涉及，通过后下月起不再报送" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert set(states(centre).values()) == {"received"}
        await press(pilot, "f5", "1")
        assert toasts(pilot.app) == [
            "审核通过 4 条。其中 1 条不涉及，下月起不再报送。Ctrl+Z 撤销。"
        ]
        assert set(states(centre).values()) == {"accepted"}
        await press(pilot, "ctrl+z")
        assert toasts(pilot.app) == ["已撤回 4 条审核。"]
        assert "待审核 4" in lines(pilot.app)[0]
    assert set(states(centre).values()) == {"received"}


@pytest.mark.long
async def test_several_are_returned_with_one_comment(centre: Path) -> None:
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "f5", "2", "ctrl+a", "f6", "1", "ctrl+s")
        assert toasts(pilot.app) == ["已退回 2 条。Ctrl+Z 撤销。"]
    assert {item for item, state in states(centre).items() if state == "returned"} == {"T13", "T20"}


@pytest.mark.long
async def test_what_came_while_one_looked_is_not_judged_but_shown(
    centre: Path, town: Workspace, tmp_path: Path
) -> None:
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "f5", "down")
        offices.write(town, "本月走访企业15家。", item="T13")
        offices.bring(town, Workspace(centre), tmp_path)
        await press(pilot, "f5")
        assert toasts(pilot.app) == ["1 条没有审核：刚收到新的填报，或已由别人办理。"]
        assert "走访企业15家" in screen_text(pilot.app)
    assert states(centre)["T13"] == "received"


@pytest.mark.long
async def test_parts_words_and_months_narrow_the_list(centre: Path) -> None:
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "f5")
        board = pilot.app.screen.query_one(Board)
        for digit, count in (("2", 2), ("3", 1), ("4", 1), ("5", 0), ("1", 4)):
            await press(pilot, digit)
            assert len(board.keys) == count
        await press(pilot, "1")
        assert toasts(pilot.app) == ["现在列出的就是全部。"]
        await press(pilot, "f3")
        await type_text(pilot, "澄江 贯标")
        await press(pilot, "enter")
        assert standing(pilot) == "T20"
        await press(pilot, "escape", "f2")
        assert "本期填报" in screen_text(pilot.app)
        await press(pilot, "escape", "f7")
        assert "没有等待审核的填报" in screen_text(pilot.app)


@pytest.mark.long
async def test_what_contradicts_is_settled_by_a_choice_and_a_reason(
    centre: Path, town: Workspace, tmp_path: Path
) -> None:
    other = offices.make_unit(tmp_path / "同事", officer="曹琳")
    offices.write(other, "走访企业15家。", item="T13")
    offices.bring(other, Workspace(centre), tmp_path)
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "f5")
        assert standing(pilot) == "T13"
        await press(pilot, "f5")
        assert toasts(pilot.app) == ["这一项填报不一致，按 Enter 对照核定。"]
        await press(pilot, "enter")
        page = pilot.app.screen
        assert isinstance(page, CentreSettlingPage)
        assert all(words in screen_text(pilot.app) for words in ("走访企业12家", "走访企业15家"))
        await press(pilot, "2", "ctrl+s")
        dialog = pilot.app.screen
        assert isinstance(dialog, WhyDialog)
        await type_text(pilot, "与台账相符")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["澄江街道 T13 已核定，视同审核通过。"]
        assert isinstance(pilot.app.screen, ReviewPage)
        assert "待审核 3" in lines(pilot.app)[0]
    report = Workspace(centre).reports()[offices.TOWN, "T13", offices.MONTH]
    assert report.state == "accepted"
    assert report.current is not None
    assert report.current.event.kind == "settle"


@pytest.mark.long
async def test_what_contradicts_is_settled_by_a_merged_text_that_says_why(
    centre: Path, tmp_path: Path
) -> None:
    other = offices.make_unit(tmp_path / "同事", officer="曹琳")
    note = tmp_path / "照片.txt"
    note.write_bytes(b"x")
    offices.write(other, "走访企业15家。", item="T13", attach=[note])
    offices.bring(other, Workspace(centre), tmp_path)
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "f5", "enter", "3")
        merged = pilot.app.screen
        assert isinstance(merged, MergedPage)
        await press(pilot, "ctrl+s")
        assert "没有填写核定理由" in screen_text(pilot.app)
        fields = list(merged.query(TextField))
        fields[-1].focus()
        await type_text(pilot, "两台电脑分别统计")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ReviewPage)
        assert "待审核 3" in lines(pilot.app)[0]
    report = Workspace(centre).reports()[offices.TOWN, "T13", offices.MONTH]
    assert report.current is not None
    body = report.current.event.body
    assert "走访企业15家" in body["text"]
    assert "走访企业12家" in body["text"]
    assert [file["name"] for file in body["evidence"]] == ["照片.txt"]
    assert report.review is not None
    assert report.review.event.body["comment"] == "两台电脑分别统计"
