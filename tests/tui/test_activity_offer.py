"""What activities come to is offered to the forms they feed; nothing is typed twice."""

from pathlib import Path

from liaison_tui.statements import activities
from liaison_tui.tui.screens.question import Question
from liaison_tui.workspace import Workspace
from tests.tui.desks import (
    ROOMY,
    focus,
    open_form,
    opened,
    press,
    said,
    screen_text,
    toasts,
    type_text,
)

_KEY = "quantities.activities"


def hold(root: Path, *days: str) -> None:
    town = Workspace(root)
    for day in days:
        body = {"sort": "publicity", "title": "关爱日", "date": day, "people": 100}
        activities.add(town, town.unit_named(None), body)


async def test_f3_takes_the_number_and_the_words_over_and_they_are_saved(unit: Path) -> None:
    hold(unit, "2021-06-03", "2021-06-20", "2021-05-20")
    async with opened(unit, ROOMY) as pilot:
        form = await open_form(pilot, "I18")
        assert "活动记录：组织宣传活动 2 次，共 200 人次参加  按 F3 带入" in screen_text(pilot.app)
        await press(pilot, "f3")
        assert form.sheet.values[_KEY] == "2"
        await press(pilot, "ctrl+s")
    body = said(unit, "I18")
    assert body["quantities"] == {"activities": "2"}
    assert "6月20日举办“关爱日”" in body["text"]


async def test_words_go_after_what_was_typed_and_are_taken_over_once(unit: Path) -> None:
    hold(unit, "2021-06-03")
    async with opened(unit, ROOMY) as pilot:
        form = await open_form(pilot, "T22")
        await focus(pilot, "#text")
        await type_text(pilot, "本月宣传有序开展。")
        await press(pilot, "f3", "f3")
        text = form.sheet.values["text"]
        assert text.startswith("本月宣传有序开展。\n组织宣传活动 1 次")
        assert text.count("关爱日") == 1


async def test_another_number_that_was_typed_is_asked_about(unit: Path) -> None:
    hold(unit, "2021-06-03")
    async with opened(unit, ROOMY) as pilot:
        form = await open_form(pilot, "I18")
        await focus(pilot, "#activities-month")
        await type_text(pilot, "5")
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, Question)
        assert "已填 5，活动记录是 1" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "text" not in form.sheet.values
        await press(pilot, "f3", "2")
        assert form.sheet.values[_KEY] == "5"
        assert "关爱日" in form.sheet.values["text"]
        await press(pilot, "f3", "1")
        assert form.sheet.values[_KEY] == "1"


async def test_what_was_taken_over_is_undone_in_one_step(unit: Path) -> None:
    hold(unit, "2021-06-03")
    async with opened(unit, ROOMY) as pilot:
        form = await open_form(pilot, "I18")
        await focus(pilot, "#text")
        await type_text(pilot, "本月有序开展。")
        await press(pilot, "f3", "ctrl+z")
        assert form.sheet.values == {"text": "本月有序开展。"}


async def test_where_nothing_was_held_the_line_says_how_to_begin_and_other_forms_have_none(
    unit: Path,
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "I18")
        assert "活动记录：还没有" in screen_text(pilot.app)
        await press(pilot, "f3")
        assert toasts(pilot.app) == ["这一项没有可带入的活动记录。"]
        await press(pilot, "escape")
        await open_form(pilot, "T20")
        assert "活动记录：" not in screen_text(pilot.app)
