"""Last time's words carried into the form: to be changed, and told where they were not."""

from pathlib import Path

import pytest

from liaison_tui import desk
from liaison_tui.workspace import Workspace
from tests.tui.desks import (
    ROOMY,
    focus,
    open_form,
    opened,
    press,
    said,
    screen_text,
    settle,
    toasts,
    type_text,
)

MAY = {"text": "走访企业12家。", "percent": 40, "status": "in-progress", "problems": "人手不足。"}


@pytest.fixture
def unit(unit: Path) -> Path:
    """The unit, with May's entry of T20."""
    workspace = Workspace(unit)
    assert workspace.unit is not None
    item = workspace.item_named(workspace.unit, "T20")
    desk.record(workspace, workspace.unit, item, "2021-05", MAY)
    return unit


async def test_one_key_brings_in_words_state_and_percent_and_no_figures(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        await press(pilot, "f7")
        assert page.sheet.values == {key: str(value) for key, value in MAY.items()}
        assert toasts(pilot.app) == ["已带入2021年5月的填报，请改成本期的。Ctrl+Z 撤销。"]
        await press(pilot, "ctrl+z")
        assert page.sheet.values == {}


async def test_what_is_typed_already_stays(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        await type_text(pilot, "本期的。")
        await press(pilot, "f7")
        assert page.sheet.values["text"] == "本期的。"
        assert page.sheet.values["problems"] == "人手不足。"
        await press(pilot, "f7")
        assert toasts(pilot.app) == ["各栏已有内容，没有带入。"]


async def test_an_item_nobody_wrote_of_says_that_there_is_nothing_to_bring(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T21")
        await press(pilot, "f7")
        assert page.sheet.values == {}
        assert toasts(pilot.app) == ["以前各期没有填报过这一项，没有可带入的。"]


async def test_words_left_unchanged_are_counted_below_their_field_until_they_are_touched(
    unit: Path,
) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        await press(pilot, "f7")
        page._keep_now()  # noqa: SLF001 - what comes by itself after a moment
        await settle(pilot)
        assert "与 2021-05 一字不差" in screen_text(pilot.app)
        await focus(pilot, "#text")
        await type_text(pilot, "新增3家。")
        page._keep_now()  # noqa: SLF001
        await settle(pilot)
        assert "期相同" not in screen_text(pilot.app)


@pytest.mark.long
async def test_who_marks_them_as_no_progress_is_not_asked_for_others(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        await press(pilot, "f7", "f6", "2")
        page._keep_now()  # noqa: SLF001
        await settle(pilot)
        assert "期相同" not in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
    assert said(unit, "T20") == {**MAY, "nothing": "no-progress"}


@pytest.mark.long
async def test_a_percent_that_goes_back_is_told_while_it_is_typed(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        await focus(pilot, "#percent")
        await type_text(pilot, "30")
        page._keep_now()  # noqa: SLF001
        await settle(pilot)
        assert "低，请核对" in screen_text(pilot.app)


@pytest.mark.long
async def test_the_arrows_raise_and_lower_a_percent_by_fives(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        await focus(pilot, "#percent")
        await type_text(pilot, "43")
        await press(pilot, "up")
        assert page.sheet.values["percent"] == "45"
        await press(pilot, "down", "down")
        assert page.sheet.values["percent"] == "35"


@pytest.mark.long
async def test_personal_data_is_told_of_while_it_is_typed(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        await type_text(pilot, "联系人电话13812345678。")
        page._keep_now()  # noqa: SLF001
        await settle(pilot)
        assert "手机号" in screen_text(pilot.app)
