"""Sums against targets on the centre's page, and verified figures set and taken back there."""

from pathlib import Path

import pytest

from liaison_tui.rulings import verifying
from liaison_tui.tui.screens.contributions import ContributionsPage
from liaison_tui.tui.screens.sums import SumsPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.exchange.offices import MONTH, TOWN
from tests.tui.desks import NARROW, WIDE, lines, opened, press, screen_text, toasts, type_text

PAGE = ("ctrl+u", "目标汇总")
KEY = (TOWN, "T20", MONTH)


@pytest.fixture
def centre(tmp_path: Path) -> Workspace:
    """A centre to which a town has reported numbers."""
    centre = offices.make_centre(tmp_path / "信用办")
    town = offices.make_unit(tmp_path / "澄江街道")
    offices.write(town, "走访企业。", quantities={"certified": "30", "models": "2"})
    offices.take(centre, offices.send(town, tmp_path))
    offices.trust_all(centre)
    return centre


async def test_a_target_is_shown_with_its_units_and_a_figure_verified_with_a_reason(
    centre: Workspace,
) -> None:
    async with opened(centre.root, WIDE) as pilot:
        await press(pilot, *PAGE)
        page = pilot.app.screen
        assert isinstance(page, SumsPage)
        await press(pilot, "f3")
        await type_text(pilot, "贯标")
        assert page.query_one(Board).keys == ["T20 certified", "T20 models"]
        shown = screen_text(pilot.app)
        assert "30 / 150 家  20%" in shown
        assert "██░░" in shown
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, ContributionsPage)
        board = pilot.app.screen.query_one(Board)
        assert board.cursor_key == TOWN
        await press(pilot, "delete")
        assert toasts(pilot.app) == ["澄江街道没有核定数；按 F6 核定。"]
        await press(pilot, "f6")
        await type_text(pilot, "x")
        await press(pilot, "ctrl+s")
        assert "核定数要填数字" in screen_text(pilot.app)
        assert "没有填写核定理由" in screen_text(pilot.app)
        await press(pilot, "backspace")
        await type_text(pilot, "27")
        await press(pilot, "tab")
        await type_text(pilot, "三家重复计算。")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已核定 27：澄江街道 T20")
        assert lines(pilot.app)[0].endswith("27 / 150 家 18%")
        assert "三家重复计算。（王健" in screen_text(pilot.app)
        figures = verifying.read_figures(Workspace(centre.root))
        assert {k: {n: str(v) for n, v in f.items()} for k, f in figures.items()} == {
            KEY: {"certified": "27"}
        }
        item = centre.programme.item_by_id["T20"]
        unit = centre.unit_named(TOWN)
        verifying.verify(centre, unit, item, MONTH, {"models": "1"}, reason="核对。")
        await press(pilot, "delete", "2")
        assert toasts(pilot.app)[0].startswith("已撤销核定数：澄江街道 T20")
        assert lines(pilot.app)[0].endswith("30 / 150 家 20%")
        await press(pilot, "enter")
        assert type(pilot.app.screen).__name__ == "EntryPage"
    left = verifying.read_figures(Workspace(centre.root))
    assert [list(figures) for figures in left.values()] == [["models"]]


async def test_at_eighty_columns_targets_and_units_fit_and_what_is_looked_for_may_be_nothing(
    centre: Workspace,
) -> None:
    async with opened(centre.root, NARROW) as pilot:
        await press(pilot, *PAGE)
        assert "150" in screen_text(pilot.app)
        await press(pilot, "f2")
        assert "有数的 0 / 1 家" in screen_text(pilot.app)
        await press(pilot, "escape", "f3")
        await type_text(pilot, "没有的")
        assert "没有符合的目标" in screen_text(pilot.app)
        await press(pilot, "escape", "f7", "enter")
        assert "2021年5月" in lines(pilot.app)[0]
        assert "没有报送" in screen_text(pilot.app)
        await press(pilot, "f3")
        await type_text(pilot, "没有的")
        await press(pilot, "f6")
        assert "没有符合的单位" in toasts(pilot.app)[0]
