"""What became of asking for more time, as the unit's own list and details say it."""

from datetime import date
from pathlib import Path

import pytest

from liaison_tui.rulings import extensions as answers
from liaison_tui.statements import extensions
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import NARROW, WIDE, lines, opened, screen_text, stand_on

ITEM = "I05"
DAY = date(2021, 7, 20)


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    return offices.make_unit(tmp_path / "澄江街道")


def ask(town: Workspace, until: date = DAY) -> None:
    item = town.programme.item_by_id[ITEM]
    extensions.ask(town, town.unit_named(None), item, offices.MONTH, until, "数据月中才出。")


def answer(town: Workspace, folder: Path, until: date | None, reason: str = "") -> Workspace:
    """Let a centre answer what the unit has asked for, and take the answer in."""
    centre = offices.make_centre(folder / "信用办")
    offices.write(town, "走访企业。")
    offices.bring(town, centre, folder)
    unit, item = centre.unit_named(offices.TOWN), centre.programme.item_by_id[ITEM]
    answers.answer(centre, unit, item, offices.MONTH, until=until, reason=reason)
    offices.take(town, offices.send_back(centre, folder))
    offices.trust_all(town)
    return centre


async def seen(root: Path) -> tuple[str, str]:
    """Return the item's row, and all that stands on the page while one is on it."""
    async with opened(root, WIDE) as pilot:
        await stand_on(pilot, ITEM)
        [row] = [line for line in lines(pilot.app) if f" {ITEM} " in line[:20]]
        return row, screen_text(pilot.app)


async def test_a_request_waits(town: Workspace) -> None:
    ask(town)
    row, shown = await seen(town.root)
    assert "申请延至 7月20日，待答复" in row
    assert shown.count("申请延至 7月20日，待答复") == 2


async def test_what_was_granted_gives_the_day_and_a_further_request_waits_beside_it(
    town: Workspace, tmp_path: Path
) -> None:
    ask(town)
    answer(town, tmp_path, DAY)
    row, shown = await seen(town.root)
    assert "延至 7月20日" in row
    assert "待答复" not in shown
    assert "延至 7月20日（原定7月5日截止）" in shown
    ask(town, date(2021, 7, 25))
    _, shown = await seen(town.root)
    assert "延至 7月20日，申请延至 7月25日，待答复" in shown


async def test_a_refusal_is_named_with_its_reason(town: Workspace, tmp_path: Path) -> None:
    ask(town)
    answer(town, tmp_path, None, "数据已经公布。")
    row, shown = await seen(town.root)
    assert "延期未获同意" in row
    assert "延期未获同意：数据已经公布。" in shown


async def test_where_the_list_has_no_room_the_lines_below_it_say_so(town: Workspace) -> None:
    ask(town)
    async with opened(town.root, NARROW) as pilot:
        await stand_on(pilot, ITEM)
        assert "申请延至 7月20日，待答复" in screen_text(pilot.app)


async def test_an_item_nobody_asked_more_time_for_says_nothing_of_it(town: Workspace) -> None:
    _, shown = await seen(town.root)
    assert "延" not in shown
