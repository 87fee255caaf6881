"""文稿 at the centre: what there is to print, written as asked, broken off by Esc."""

import threading
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liaison_tui.printing import kinds
from liaison_tui.tui.screens.papers import PapersPage
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    ROOMY,
    focus,
    make_centre,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
    until,
)


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A centre that has heard of a town."""
    root = make_centre(tmp_path)
    office = offices.make_unit(tmp_path / "澄江街道")
    offices.write(office, "走访企业12家。", problems="企业积极性不高。")
    offices.take(Workspace(root), offices.send(office, tmp_path))
    offices.trust_all(Workspace(root))
    return root


async def test_papers_are_written_side_by_side_and_never_over_each_other(
    centre: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "打印"
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "ctrl+u", "文稿")
        page = pilot.app.screen
        assert isinstance(page, PapersPage)
        assert page.query_one(Board).keys == [n for n, k in kinds.KINDS.items() if k.of_all]
        await press(pilot, "home", *["down"] * 3, "space", "space")  # problems and practices
        field = await focus(pilot, "#folder")
        assert isinstance(field, LineField)
        field.value = ""
        await type_text(pilot, str(folder))
        await press(pilot, "enter", "2")  # make the folder
        assert isinstance(pilot.app.screen, WrittenPage)
        assert "已写出 存在问题清单_2021年6月.xlsx、经验做法清单_2021年6月.xlsx" in screen_text(
            pilot.app
        )
        await press(pilot, "escape", "f5", "escape")
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "存在问题清单_2021年6月.xlsx", "存在问题清单_2021年6月_2.xlsx",
        "经验做法清单_2021年6月.xlsx", "经验做法清单_2021年6月_2.xlsx",
    ]  # fmt: skip
    tab = load_workbook(folder / names[0])["存在问题清单"]
    assert "企业积极性不高。" in str(list(tab.iter_rows(values_only=True)))


async def test_the_months_and_the_format_are_chosen_below_the_list(centre: Path) -> None:
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "ctrl+u", "文稿", "home", *["down"] * 4)  # practices
        await focus(pilot, "#span")
        await press(pilot, "2")
        await focus(pilot, "#format")
        await press(pilot, "4", "f5")
        assert "经验做法清单_2021年第2季度.csv" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert pilot.app.screen.query_one("#span", Choice).value == "2021-Q2"
        assert "文稿" in screen_text(pilot.app)


async def test_escape_breaks_a_writing_off_and_leaves_no_half_file(
    centre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first unit's turn is held up until somebody has pressed Esc."""
    begun, go_on = threading.Event(), threading.Event()
    note = PapersPage._note  # noqa: SLF001 - held up, and then done as ever

    def held_up(page: PapersPage, number: int, count: int) -> None:
        begun.set()
        go_on.wait(10)
        note(page, number, count)

    monkeypatch.setattr(PapersPage, "_note", held_up)
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "ctrl+u", "文稿")
        page = pilot.app.screen
        assert isinstance(page, PapersPage)
        page.action_write()
        await until(pilot, begun.is_set)
        page.action_leave()
        go_on.set()
        await until(pilot, lambda: toasts(pilot.app))
        assert "已中断，没有写完的文件没有留下" in "".join(toasts(pilot.app))
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, PapersPage)
    outbox = Workspace(centre).outbox
    assert not outbox.exists() or list(outbox.iterdir()) == []
