"""With a Chinese input method on, every key that is no letter still does what it says."""

from pathlib import Path

from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import TextField
from tests.tui.desks import ROOMY, lines, open_form, opened, press, said, type_text


async def test_full_width_digits_and_brackets_are_keys_on_the_desk(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await type_text(pilot, "３")
        assert pilot.app.screen.query_one("#view", Choice).value == "zero"
        await type_text(pilot, "１【")
        assert "2021年5月" in lines(pilot.app)[0]
        await type_text(pilot, "】")
        assert "2021年6月" in lines(pilot.app)[0]
        await type_text(pilot, "、")
        assert pilot.app.screen.query_one("#find").has_focus


async def test_a_full_width_digit_answers_a_question_and_a_menu(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        first = pilot.app.screen.query_one("#items").keys[0]  # type: ignore[attr-defined]
        await press(pilot, "f6")
        await type_text(pilot, "２")
        assert isinstance(pilot.app.screen, Desk)
        assert said(unit, first) == {"nothing": "no-progress"}
        await press(pilot, "ctrl+b")
        await type_text(pilot, "１")
        assert not isinstance(pilot.app.screen, Desk)


async def test_a_full_width_digit_chooses_in_a_form_and_is_a_letter_in_a_text(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        await press(pilot, "f6")
        await type_text(pilot, "２")
        assert page.sheet.values == {"nothing": "no-progress"}
        page.sheet.query_one("#text", TextField).focus()
        await type_text(pilot, "第３【、")
        assert page.sheet.values["text"] == "第３【、"
