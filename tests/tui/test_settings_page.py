"""The settings: shown as their file says, changed one by one, in force at once, comments kept."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from liaison_tui.storage.config import change_config
from liaison_tui.tui.look import DARK, LIGHT, PLAIN
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.overview import Overview
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.sending import SendingPage
from liaison_tui.tui.screens.settings import SettingsPage
from liaison_tui.tui.widgets.field import Field
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.workspace import Workspace
from tests.tui.desks import (
    focus,
    make_centre,
    open_form,
    opened,
    press,
    screen_text,
    settle,
    toasts,
    type_text,
)

pytestmark = pytest.mark.long


def settings(root: Path) -> Any:
    return tomllib.loads((root / "config.toml").read_text(encoding="utf-8"))


def remarks(root: Path) -> list[str]:
    """Return the lines of the file that hold no value, in their order."""
    text = (root / "config.toml").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.partition("=")[1]]


async def write(pilot: Pilot[None], key: str, text: str) -> None:
    """Write something else into a field."""
    line = await focus(pilot, f"#set-{key}")
    assert isinstance(line, LineField)
    await press(pilot, "end", *["backspace"] * len(line.value))
    await type_text(pilot, text)


async def test_they_are_opened_from_the_units_menu_and_by_ctrl_e_at_both_offices(
    unit: Path, tmp_path: Path
) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+u", "设置")
        assert isinstance(pilot.app.screen, SettingsPage)
        shown = screen_text(pilot.app)
        for word in ("周敏", "澄江街道", "50", "20", "[不查]", "[浅色]", "换单位请新建工作区"):
            assert word in shown
        assert str(unit) in shown.replace("\n", "").replace(" ", "")
        await press(pilot, "escape", "ctrl+e")
        assert isinstance(pilot.app.screen, SettingsPage)
    async with opened(make_centre(tmp_path)) as pilot:
        await press(pilot, "ctrl+e")
        shown = screen_text(pilot.app)
        assert "信用办（汇总端）" in shown
        assert "审签" not in shown
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Overview)


async def test_what_is_changed_is_written_and_in_force_at_once_and_comments_stay(
    unit: Path,
) -> None:
    before, said = settings(unit), remarks(unit)
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+e")
        await write(pilot, "officer", " 王芳 ")
        await write(pilot, "attachment_mb", "1")
        await focus(pilot, "#set-approval")
        await press(pilot, "3", "ctrl+s")
        assert toasts(pilot.app) == [
            "已保存：填报人姓名、一份材料的上限、导出前的审签；现在起生效。Esc 返回。"
        ]
        assert pilot.app.screen.query_one("#set-officer", LineField).value == "王芳"
        wanted = before | {"office": before["office"] | {"officer": "王芳"}}
        wanted |= {"limits": {"attachment_mb": 1, "evidence_mb": 20}}
        wanted |= {"export": before["export"] | {"approval": "require"}}
        assert settings(unit) == wanted
        assert remarks(unit) == said

        await press(pilot, "escape")
        await open_form(pilot, "T20")
        await type_text(pilot, "新增贯标企业4家。")
        big = unit.parent / "照片.jpg"
        big.write_bytes(b"0" * (1024 * 1024 + 1))
        await focus(pilot, "#paths")
        await type_text(pilot, str(big))
        await press(pilot, "enter")
        assert "超过 1.0 MB 的上限" in screen_text(pilot.app)
        await press(pilot, *["backspace"] * len(str(big)), "ctrl+s", "escape", "f5", "f5")
        assert isinstance(pilot.app.screen, SendingPage)
        assert "审签" in screen_text(pilot.app)
    [event] = [r.current.event for r in Workspace(unit).reports().values() if r.current]
    assert event.by == "王芳"


async def test_looks_change_with_their_settings(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+e")
        await focus(pilot, "#set-theme")
        await press(pilot, "right")
        await focus(pilot, "#set-plain")
        await press(pilot, "2", "2", "ctrl+s")
        assert pilot.app.theme == DARK
        assert pilot.app.has_class(PLAIN)
        await press(pilot, "ctrl+t")
        assert pilot.app.theme == LIGHT
    assert settings(unit)["screen"] == {
        "theme": "light",
        "plain": True,
        "tour": "",
        "order": "need",
    }


async def test_a_wrong_value_is_answered_beside_its_field_and_nothing_is_written(
    unit: Path,
) -> None:
    before = (unit / "config.toml").read_bytes()
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+e")
        for typed in ("0", "2001", "12.5", "很多", "", "９"):
            await write(pilot, "evidence_mb", typed)
            await write(pilot, "officer", "王芳")
            await press(pilot, "ctrl+s")
            assert "请写 1 至 2000 的整数。" in screen_text(pilot.app)
            assert pilot.app.focused is pilot.app.screen.query_one("#set-evidence_mb")
        await write(pilot, "evidence_mb", "30")
        assert "请写 1 至 2000 的整数。" not in screen_text(pilot.app)
        await write(pilot, "officer", "  ")
        await press(pilot, "ctrl+s")
        assert "请写上姓名。" in screen_text(pilot.app)
        assert (unit / "config.toml").read_bytes() == before


async def test_what_somebody_wrote_in_the_file_meanwhile_is_shown_and_kept(unit: Path) -> None:
    async with opened(unit) as pilot:
        change_config(unit / "config.toml", {"office": {"officer": "李强"}})
        await press(pilot, "ctrl+e")
        assert pilot.app.screen.query_one("#set-officer", LineField).value == "李强"
        await write(pilot, "evidence_mb", "30")
        change_config(
            unit / "config.toml", {"limits": {"attachment_mb": 40}, "screen": {"theme": "dark"}}
        )
        await press(pilot, "ctrl+s")
        assert settings(unit)["limits"] == {"attachment_mb": 40, "evidence_mb": 30}
        assert pilot.app.screen.query_one("#set-attachment_mb", LineField).value == "40"
        assert pilot.app.theme == DARK


async def test_a_broken_file_is_answered_with_its_line_and_the_app_goes_on(unit: Path) -> None:
    path = unit / "config.toml"
    whole = path.read_text(encoding="utf-8")
    number = whole.splitlines().index("attachment_mb = 50") + 1
    async with opened(unit) as pilot:
        path.write_text(whole.replace("attachment_mb = 50", "attachment_mb = 五十"), "utf-8")
        await press(pilot, "ctrl+e")
        assert f"第 {number} 行" in screen_text(pilot.app)
        await write(pilot, "officer", "王芳")
        await press(pilot, "ctrl+s")
        assert f"第 {number} 行" in screen_text(pilot.app)
        assert pilot.app.screen.query_one("#set-officer", LineField).value == "王芳"

        path.write_text(whole, "utf-8")
        await press(pilot, "ctrl+s")
        assert settings(unit)["office"]["officer"] == "王芳"
        assert "写法不对" not in screen_text(pilot.app)


async def test_the_desk_takes_up_a_change_of_the_file_and_tells_once_where_it_is_broken(
    unit: Path,
) -> None:
    path = unit / "config.toml"
    whole = path.read_text(encoding="utf-8")
    async with opened(unit) as pilot:
        desk = pilot.app.screen
        assert isinstance(desk, Desk)
        path.write_text(whole.replace('theme = "light"', 'theme = "dark"'), "utf-8")
        await desk.look_again().wait()
        await settle(pilot)
        assert pilot.app.theme == DARK
        path.write_text(whole.replace('theme = "light"', "theme = light"), "utf-8")
        await desk.look_again().wait()
        assert "第 " in toasts(pilot.app)[0]
        pilot.app.clear_notifications()
        await desk.look_again().wait()
        assert toasts(pilot.app) == []
        assert pilot.app.theme == DARK


async def test_nothing_that_was_changed_is_lost_without_a_question(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+e", "ctrl+s")
        assert toasts(pilot.app) == ["没有改动，不用保存。Esc 返回。"]
        await write(pilot, "officer", "王芳")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "escape")
        assert pilot.app.screen.query_one("#set-officer", LineField).value == "王芳"
        await press(pilot, "escape", "2")
        assert isinstance(pilot.app.screen, Desk)
        assert settings(unit)["office"]["officer"] == "周敏"

        await press(pilot, "ctrl+e")
        await write(pilot, "officer", "王芳")
        await press(pilot, "ctrl+q")
        assert isinstance(pilot.app.screen, Question)
        await pilot.press("1")
        await pilot.pause()
    assert settings(unit)["office"]["officer"] == "王芳"


async def test_the_place_of_the_workspace_can_be_copied(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+e", "f6")
        assert pilot.app.clipboard == str(unit)
        assert "已复制工作区位置" in toasts(pilot.app)[0]


async def test_the_name_of_the_field_one_is_in_stands_out_and_no_other_does(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+e")
        for key in ("attachment_mb", "approval", "officer"):
            await focus(pilot, f"#set-{key}")
            strong = [
                field.key
                for field in pilot.app.screen.query(Field)
                if field.query_one(".label").styles.text_style.bold
            ]
            assert strong == [key]
