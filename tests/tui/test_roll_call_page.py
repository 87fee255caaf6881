"""Roll-call on the centre's page: who is missing, what to send, calls noted."""

from pathlib import Path

import pytest

from liaison_tui.statements import rosters
from liaison_tui.tui.screens.overview import Overview
from liaison_tui.tui.screens.roll_call import RollCallPage
from liaison_tui.tui.screens.unit import UnitPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import TextField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import NARROW, WIDE, opened, press, screen_text, toasts, type_text

PAGE = ("ctrl+u", "催报")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A centre to which a town has sent one entry and its roster, and nobody else anything."""
    centre = offices.make_centre(tmp_path / "信用办")
    town = offices.make_unit(tmp_path / "澄江街道")
    assert town.unit is not None
    offices.write(town, "走访企业12家。", item="T13")
    people = {("officer", "name"): "周敏", ("officer", "phone"): "86861234"}
    rosters.change(town, town.unit, people)
    offices.take(centre, offices.send(town, tmp_path))
    offices.trust_all(centre)
    return centre.root


async def test_the_units_are_listed_with_their_liaison_and_the_message_beside(
    centre: Path,
) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, *PAGE)
        page = pilot.app.screen
        assert isinstance(page, RollCallPage)
        await press(pilot, "f3")
        await type_text(pilot, "澄江")
        assert page.query_one(Board).keys == [offices.TOWN]
        shown = screen_text(pilot.app)
        assert "周敏" in shown
        assert "86861234" in shown
        words = page.query_one("#message", TextField).text
        assert words.startswith("澄江街道：2021年6月信用工作报送将于7月5日（周一）截止。")
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, UnitPage)


async def test_what_cannot_be_copied_is_selected_for_the_terminal_and_says_so(
    centre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with opened(centre, NARROW) as pilot:
        await press(pilot, *PAGE, "f4")
        page = pilot.app.screen
        assert toasts(pilot.app)[0].startswith("这里不能直接复制")
        field = page.query_one("#message", TextField)
        assert field.selected_text == field.text
        assert field.has_focus
        assert pilot.app.clipboard == field.text
        await press(pilot, "escape", "f5")
        assert pilot.app.clipboard.startswith("单位\t缺\t应报\t联络员\t电话")
        assert "\n澄江街道\t" in pilot.app.clipboard


async def test_a_call_is_noted_with_the_day_promised_and_shown_at_once(centre: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, *PAGE, "f3")
        await type_text(pilot, "澄江")
        await press(pilot, "enter", "f6", "tab")
        await type_text(pilot, "6-20")
        await press(pilot, "ctrl+s")
        assert "不能早于今天" in screen_text(pilot.app)
        await press(pilot, "end", *["backspace"] * 10)
        await type_text(pilot, "7-1")
        await press(pilot, "tab")
        await type_text(pilot, "在外开会")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["已记下：澄江街道 周敏，答应 2021-07-01 报送。"]
        assert "在外开会" in screen_text(pilot.app)
        assert "答应 07-01" in screen_text(pilot.app)
    [reminder] = Workspace(centre).reminders.all()
    assert (reminder.person, reminder.promised) == ("周敏", "2021-07-01")


async def test_where_no_unit_is_meant_it_says_how_to_go_on(centre: Path) -> None:
    async with opened(centre, NARROW) as pilot:
        await press(pilot, *PAGE, "f3")
        await type_text(pilot, "没有的")
        assert "没有符合的单位" in screen_text(pilot.app)
        await press(pilot, "f6")
        assert toasts(pilot.app) == ["没有符合的单位。Esc 取消筛选。"]
        await press(pilot, "escape")
        assert "华士镇" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Overview)
