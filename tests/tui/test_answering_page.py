"""Sending feedback from the centre's page: who has something new, one file each, no more."""

import zipfile
from pathlib import Path

import pytest

from liaison_tui import desk
from liaison_tui.reports import entries as entry_rows
from liaison_tui.tui.screens.answering import AnsweringPage
from liaison_tui.tui.screens.overview import Overview
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.widgets.board import Board
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
)


@pytest.fixture
def centre(tmp_path: Path) -> Workspace:
    """A centre that has heard of two towns and returned an entry of each."""
    centre = offices.make_centre(tmp_path / "信用办")
    for unit, officer in ((offices.TOWN, "周敏"), (offices.OTHER_TOWN, "郑洁")):
        office = offices.make_unit(tmp_path / unit, unit, officer)
        offices.write(office, f"{officer}填报的内容。")
        offices.take(centre, offices.send(office, tmp_path))
        offices.trust_all(centre)
    for row in entry_rows.entries(centre.reports().values()):
        desk.review(centre, row["id"], comment=f"请{row['unit']}补充名单")
    return centre


def inside(path: Path) -> str:
    """Return all that a bundle says, and the names of what it holds."""
    with zipfile.ZipFile(path) as bundle:
        return "".join(
            f"{name}\n{bundle.read(name).decode('utf-8', 'replace')}" for name in bundle.namelist()
        )


async def test_each_unit_gets_one_file_with_nothing_of_any_other_unit_in_it(
    centre: Workspace, tmp_path: Path
) -> None:
    async with opened(centre.root, ROOMY) as pilot:
        await press(pilot, "ctrl+u", "发回执包")
        page = pilot.app.screen
        assert isinstance(page, AnsweringPage)
        assert page.query_one(Board).keys == [offices.TOWN, offices.OTHER_TOWN]
        assert "退回修改 1" in screen_text(pilot.app)
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, WrittenPage)
        assert "已写好 2 个回执包" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Overview)
    files = {path.name.split("_")[0]: inside(path) for path in centre.outbox.iterdir()}
    assert set(files) == {"澄江街道", "华士镇"}
    own = {
        "澄江街道": (offices.TOWN, "周敏填报的内容", "请chengjiang补充名单"),
        "华士镇": (offices.OTHER_TOWN, "郑洁填报的内容", "请huashi补充名单"),
    }
    for unit, words in own.items():
        for other, text in files.items():
            assert [word in text for word in words] == [unit == other] * 3, (unit, other)
    town = Workspace(tmp_path / offices.TOWN)
    [wrong] = [path for path in centre.outbox.iterdir() if path.name.startswith("华士镇")]
    [row] = offices.take(town, wrong)
    assert row.outcome in ("refused", "held")
    assert not any("郑洁" in text for text in offices.texts(town))


async def test_what_was_sent_is_new_no_more_and_can_be_sent_again(centre: Workspace) -> None:
    async with opened(centre.root, NARROW) as pilot:
        await press(pilot, "ctrl+u", "发回执包", "f5", "escape", "ctrl+u", "发回执包")
        assert pilot.app.screen.query_one(Board).keys == []
        await press(pilot, "f5")
        assert "按 F7 列出往来过的单位" in toasts(pilot.app)[0]
        await press(pilot, "f7")
        assert pilot.app.screen.query_one(Board).keys == [offices.TOWN, offices.OTHER_TOWN]
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, WrittenPage)
    assert len(list(centre.outbox.iterdir())) == 2


async def test_a_folder_that_is_not_there_is_made_once_that_is_agreed_to(
    centre: Workspace, tmp_path: Path
) -> None:
    async with opened(centre.root, ROOMY) as pilot:
        await press(pilot, "ctrl+u", "发回执包")
        await focus(pilot, "#folder")
        await press(pilot, "end", "shift+home")
        await type_text(pilot, str(tmp_path / "发出"))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "2")
    assert len(list((tmp_path / "发出").iterdir())) == 2


async def test_where_nothing_was_exchanged_the_page_says_what_to_do(tmp_path: Path) -> None:
    async with opened(make_centre(tmp_path), ROOMY) as pilot:
        await press(pilot, "ctrl+u", "发回执包")
        assert "先汇入报送包" in screen_text(pilot.app)
        await press(pilot, "f5")
        assert "还没有可发的回执包" in toasts(pilot.app)[0]
