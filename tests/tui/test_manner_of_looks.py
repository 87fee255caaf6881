"""Light or dark, fine or plain: changed by a key, remembered in the settings, whose words stay."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot

from liaison_tui.storage.config import change_config
from liaison_tui.tui.look import DARK, DARK_COLOURS, LIGHT, PLAIN
from tests.tui.desks import ROOMY, focus, lines, opened, press, screen_text
from tests.tui.looking import rehearsed

# Lines, blocks and shapes that some terminals draw two cells wide, as far as we draw them.
FINE = re.compile(r"[\u2500-\u257f\u25a0-\u25ff]")


def settings(root: Path) -> Any:
    return tomllib.loads((root / "config.toml").read_text(encoding="utf-8"))


def remarks(root: Path) -> list[str]:
    text = (root / "config.toml").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.partition("=")[1]]


def ground(pilot: Pilot[None]) -> Color:
    return pilot.app.screen.styles.background


async def test_ctrl_t_turns_the_colours_and_the_next_start_has_them(unit: Path) -> None:
    before, said = settings(unit), remarks(unit)
    assert sum("#" in line for line in said) >= 8
    async with opened(unit) as pilot:
        assert pilot.app.theme == LIGHT
        light, drawn = ground(pilot), lines(pilot.app)
        await press(pilot, "ctrl+t")
        assert pilot.app.theme == DARK
        assert lines(pilot.app) == drawn
        assert light.brightness > 0.8
        assert ground(pilot).brightness < 0.2
        assert settings(unit) == before | {"screen": before["screen"] | {"theme": "dark"}}
        assert remarks(unit) == said
    async with opened(unit) as pilot:
        assert pilot.app.theme == DARK
        quiet = pilot.app.get_css_variables()["quiet"]
        assert quiet == DARK_COLOURS["quiet"]
        await press(pilot, "enter")
        await focus(pilot, "#text")
        await press(pilot, "ctrl+t")
        assert pilot.app.theme == LIGHT
    assert settings(unit) == before
    assert remarks(unit) == said


async def test_ctrl_g_turns_to_plain_drawing_at_once_and_the_next_start_is_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    centre = rehearsed(tmp_path) / "信用办"
    said = remarks(centre)
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "enter")
        assert "▲ 黄" in screen_text(pilot.app)
        assert "─────" in screen_text(pilot.app)
        await press(pilot, "ctrl+g")
        plain = lines(pilot.app)
        assert fine(plain) == []
        assert any(re.search(r"^ I19 .* 黄 +退回修改", line) for line in plain)
        assert plain[1] == "-" * ROOMY[0]
        assert ".." in "".join(plain)
        await press(pilot, "ctrl+g", "ctrl+g")
        assert lines(pilot.app) == plain
    screen = settings(centre)["screen"]
    assert screen == {"theme": "light", "plain": True, "order": "need", "tour": "done"}
    assert remarks(centre) == said
    async with opened(centre, ROOMY) as pilot:
        assert pilot.app.has_class(PLAIN)
        assert fine(lines(pilot.app)) == []


@pytest.mark.parametrize(
    ("whose", "keys"),
    [
        ("信用办", ["enter", "enter", "f1", "escape", "f9"]),
        ("单位/青阳镇", ["f7", "enter", "ctrl+r", "escape", "escape", "f5"]),
    ],
)
async def test_no_plain_page_has_a_line_or_a_shape_that_a_terminal_may_widen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whose: str, keys: list[str]
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    root = rehearsed(tmp_path) / whose
    change_config(root / "config.toml", {"screen": {"plain": True}})
    async with opened(root, ROOMY) as pilot:
        for key in keys:
            await press(pilot, key)
            assert (key, fine(lines(pilot.app))) == (key, [])


def fine(drawn: list[str]) -> list[str]:
    """Return the lines with a fine line, a shape or, but for the heading, a fine mark of a cut."""
    return [line for n, line in enumerate(drawn) if FINE.search(line) or (n and "…" in line)]
