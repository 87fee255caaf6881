"""Undo in the form: what was typed, chosen or attached comes back step by step, and forth."""

from pathlib import Path

from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import LineField, TextField
from tests.tui.desks import (
    ROOMY,
    focus,
    form_of,
    open_form,
    opened,
    press,
    said,
    settle,
    toasts,
    type_text,
)


async def test_a_burst_of_typing_is_undone_at_once_and_done_again(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        await type_text(pilot, "走访企业12家。")
        await focus(pilot, "#percent")
        await type_text(pilot, "60")
        await press(pilot, "ctrl+z")
        assert page.sheet.values == {"text": "走访企业12家。"}
        await press(pilot, "ctrl+z")
        assert page.sheet.values == {}
        await press(pilot, "ctrl+y", "ctrl+y")
        assert page.sheet.values == {"text": "走访企业12家。", "percent": "60"}


async def test_where_there_is_nothing_to_undo_it_says_so(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await press(pilot, "ctrl+z")
        assert toasts(pilot.app) == ["没有可撤销的了。"]
        await press(pilot, "ctrl+y")
        assert toasts(pilot.app) == ["没有可恢复的了。"]


async def test_a_choice_a_figure_and_a_file_come_back(unit: Path, tmp_path: Path) -> None:
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"jpg")
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        await press(pilot, "f6", "2")
        measure = page.item.measures[0]
        await focus(pilot, f"#{measure.key}-month")
        await type_text(pilot, "4")
        await focus(pilot, "#paths")
        await type_text(pilot, str(photo))
        await press(pilot, "enter")
        assert list(page.sheet.evidence.files) == [photo]
        await press(pilot, *["ctrl+z"] * 3)
        assert page.sheet.query_one("#nothing", Choice).value == ""
        assert page.sheet.query_one(f"#{measure.key}-month", LineField).value == ""
        assert not page.sheet.evidence.files
        await press(pilot, *["ctrl+y"] * 3)
        assert page.sheet.query_one("#nothing", Choice).value == "no-progress"
        assert list(page.sheet.evidence.files) == [photo]


async def test_after_undo_the_cursor_stands_where_it_was_undone(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        page = await open_form(pilot, "T20")
        text = page.sheet.query_one("#text", TextField)
        text.text = "走访企业。\n指导三家。"
        await settle(pilot)
        await focus(pilot, "#percent")
        await type_text(pilot, "6")
        text.move_cursor((0, 4))
        await focus(pilot, "#text")
        await type_text(pilot, "十二家")
        assert text.text == "走访企业十二家。\n指导三家。"
        await press(pilot, "ctrl+z")
        assert text.text == "走访企业。\n指导三家。"
        assert text.cursor_location == (0, 4)


async def test_what_was_undone_is_what_is_saved(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "甲")
        await focus(pilot, "#problems")
        await type_text(pilot, "乙")
        await press(pilot, "ctrl+z", "ctrl+s")
        form_of(pilot, "T21")
        assert said(unit, "T20") == {"text": "甲"}
        await press(pilot, "ctrl+z")
        assert toasts(pilot.app) == ["没有可撤销的了。"]
