"""Ctrl+Q in a dialog: what was typed there is given up only after a question."""

from pathlib import Path

import pytest

from liaison_tui.tui.screens.question import Question
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import ROOMY, opened, press, screen_text, type_text

# The keys that lead to each dialog.
DIALOGS = {
    "one text for several items": ("home", "space", "space", "f6", "5"),
    "who fills it in": ("home", "ctrl+b", "承办人"),
    "why it stays as it is": ("f5", "f6"),
}


@pytest.mark.parametrize("name", DIALOGS)
async def test_what_was_typed_is_not_lost_without_a_question(unit: Path, name: str) -> None:
    offices.write(Workspace(unit), "走访企业12家。", month="2021-05")
    offices.write(Workspace(unit), "走访企业12家。")
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, *DIALOGS[name])
        await type_text(pilot, "曹琳")
        await press(pilot, "ctrl+q")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "1")
        assert "曹琳" in screen_text(pilot.app)
