"""What two PCs said differently is settled on a page, before anything leaves."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from liaison_tui.journal.fold import Report
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.sending import SendingPage
from liaison_tui.tui.screens.settling import SettlingPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.prose import Prose
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    ROOMY,
    WIDE,
    form_of,
    lines,
    opened,
    press,
    said,
    screen_text,
    toasts,
    type_text,
)
from tests.tui.looking import controls, foreign_words
from tests.tui.test_manner_of_keys import assert_at_foot, bound, look_at_help, look_at_palette


def report(root: Path, item: str = "T20", month: str = offices.MONTH) -> Report:
    return Workspace(root).reports()[offices.TOWN, item, month]


def on_page(pilot: Pilot[None], item: str) -> SettlingPage:
    """Return the page that is open, which must be about this item."""
    page = pilot.app.screen
    assert isinstance(page, SettlingPage)
    assert lines(pilot.app)[0].startswith(f" {item}")
    return page


def number_of(pilot: Pilot[None], name: str) -> str:
    """Return the number by which a person's version is chosen."""
    (line,) = [line for line in lines(pilot.app) if f"以{name}的为准" in line]
    return line.partition(f" 以{name}")[0].split()[-1]


@pytest.fixture
def both(unit: Path, tmp_path: Path) -> Path:
    """The town, which said other things of T20 and T21 than its colleague, with a file on T20."""
    town, colleague = Workspace(unit), offices.make_unit(tmp_path / "同事", officer="曹琳")
    note = tmp_path / "照片.txt"
    note.write_bytes(b"x")
    offices.write(town, "走访企业12家，属实。", problems="积极性不高。")
    offices.write(colleague, "走访企业15家，属实。", problems="积极性不高。", attach=[note])
    offices.write(town, "宣传3场。", item="T21")
    offices.write(colleague, "宣传5场。", item="T21")
    offices.take(town, offices.send(colleague, tmp_path))
    offices.trust_all(town)
    return unit


def stands_on(pilot: Pilot[Any], page: type[Screen[Any]]) -> bool:
    return isinstance(pilot.app.screen, page)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_versions_are_shown_with_who_and_when_what_differs_first_and_marked(
    both: Path, size: tuple[int, int]
) -> None:
    async with opened(both, size) as pilot:
        await press(pilot, "home", "enter")
        page = on_page(pilot, "T20")
        shown = screen_text(pilot.app)
        beside = [line for line in lines(pilot.app) if "周敏  06-28" in line]
        assert ("曹琳  06-28" in beside[0]) == (size == WIDE)
        for words in ("曹琳  06-28", "走访企业12家，属实。", "走访企业15家，属实。", "照片.txt"):
            assert words in shown
        assert shown.index("走访企业") < shown.index("相同的") < shown.index("积极性不高。")
        assert shown.count("积极性不高。") == 1
        marked = [
            segment.text
            for prose in page.query(".version").results(Prose)
            for line in range(prose.size.height)
            for segment in prose.render_line(line)
            if segment.style and segment.style.underline
        ]
        assert {"12", "15"} <= {text.strip() for text in marked}
        assert not any("走访" in text for text in marked)
        assert foreign_words(lines(pilot.app)) == []
        assert controls(shown.replace("\n", "")) == []


async def test_a_version_is_chosen_by_its_number_and_the_desk_goes_on_to_the_next(
    both: Path,
) -> None:
    async with opened(both, NARROW) as pilot:
        await press(pilot, "home", "enter", number_of_first("曹琳", both))
        on_page(pilot, "T21")
        assert "T20 已核定：以曹琳 06-28" in screen_text(pilot.app)
        assert "还有1项不一致。" in "".join(screen_text(pilot.app).split())
        [head] = report(both).heads
        assert head.event.body["text"] == "走访企业15家，属实。"
        assert [file["name"] for file in head.event.body["evidence"]] == ["照片.txt"]
        assert len(report(both).entries) == 3

        await press(pilot, number_of(pilot, "周敏"))
        assert isinstance(pilot.app.screen, Desk)
        assert said(both, "T21") == {"text": "宣传3场。"}
        assert toasts(pilot.app)[0].startswith("T21 已核定：以周敏 06-28")
        assert toasts(pilot.app)[0].endswith(" 的填报为准，其余留在办理留痕里。")
        assert "填报不一致" not in screen_text(pilot.app)
        board = pilot.app.screen.query_one("#items", Board)
        assert board.cursor_key == "T12"


def number_of_first(name: str, root: Path) -> str:
    """Return the number of a person's version of T20: they stand by time, then by id."""
    events = [head.event for head in report(root).heads]
    events.sort(key=lambda event: (event.at, event.id))
    return str([event.by for event in events].index(name) + 1)


async def test_the_page_tells_what_can_be_done_at_its_foot_in_the_palette_and_in_its_help(
    both: Path,
) -> None:
    async with opened(both, ROOMY) as pilot:
        await press(pilot, "home", "enter")
        on_page(pilot, "T20")
        assert_at_foot(lines(pilot.app)[-1], bound(pilot), crowded=False)
        await look_at_palette(pilot)
        await look_at_help(pilot)


@pytest.mark.long
async def test_escape_changes_nothing_and_enter_alone_chooses_nothing(both: Path) -> None:
    before = report(both).heads
    async with opened(both, NARROW) as pilot:
        await press(pilot, "home", "enter", "enter", "9", "0")
        on_page(pilot, "T20")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Desk)
    assert report(both).heads == before


@pytest.mark.long
async def test_a_button_chooses_too(both: Path) -> None:
    async with opened(both, NARROW) as pilot:
        await press(pilot, "home", "enter", "tab", "right", "enter")
        on_page(pilot, "T21")
        [head] = report(both).heads
        assert head.event.by == "周敏"


@pytest.mark.long
async def test_rewriting_begins_with_all_that_was_said_and_all_that_was_attached(
    both: Path,
) -> None:
    async with opened(both, WIDE) as pilot:
        await press(pilot, "home", "enter", "3")
        form_of(pilot, "T20")
        assert "保存后以这里写的为准" in screen_text(pilot.app)
        assert "照片.txt" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Desk)
        assert Workspace(both).drafts.all() == {}
        await press(pilot, "enter", "3")
        await type_text(pilot, "已核对。")
        await press(pilot, "ctrl+s", "1")
    [head] = report(both).heads
    assert {"走访企业12家，属实。", "走访企业15家，属实。"} & set(
        head.event.body["text"].split("\n")
    )
    assert head.event.body["text"].endswith("已核对。")
    assert head.event.body["problems"] == "积极性不高。"
    assert [file["name"] for file in head.event.body["evidence"]] == ["照片.txt"]


@pytest.mark.long
async def test_what_came_meanwhile_is_shown_before_anything_is_chosen(
    both: Path, tmp_path: Path
) -> None:
    async with opened(both, NARROW) as pilot:
        await press(pilot, "home", "enter")
        town, colleague = Workspace(both), Workspace(tmp_path / "同事")
        offices.write(colleague, "走访企业18家，属实。")
        offices.take(town, offices.send(colleague, tmp_path))
        await press(pilot, "1")
        on_page(pilot, "T20")
        assert toasts(pilot.app) == ["刚才又有了新的填报，已重新列出，请再选。"]
        assert "走访企业18家，属实。" in screen_text(pilot.app)
        assert "走访企业15家" not in screen_text(pilot.app)
        offices.write(Workspace(both), "科长定的。", settle=True)
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, Desk)
        assert toasts(pilot.app) == ["T20 已在别处核定，没有改动。"]
    assert said(both, "T20") == {"text": "科长定的。"}


@pytest.mark.long
async def test_an_export_asks_first_and_settling_leads_back_to_it(
    both: Path, tmp_path: Path
) -> None:
    town, colleague = Workspace(both), Workspace(tmp_path / "同事")
    offices.write(town, "五月甲。", item="I16", month="2021-05")
    offices.write(colleague, "五月乙。", item="I16", month="2021-05")
    offices.take(town, offices.send(colleague, tmp_path))
    async with opened(both, NARROW) as pilot:
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, Question)
        assert "3 项填报不一致，待核定" in screen_text(pilot.app)
        assert "2021年5月 I16、T20、T21" in screen_text(pilot.app)
        await press(pilot, "2")
        assert stands_on(pilot, SendingPage)
        await press(pilot, "escape", "f5", "1")
        on_page(pilot, "I16")
        assert "2021年5月" in lines(pilot.app)[0]
        await press(pilot, "escape")
        assert stands_on(pilot, Desk)
        assert "2021年6月" in lines(pilot.app)[0]

        await press(pilot, "f5", "1", "1")
        on_page(pilot, "T20")
        await press(pilot, "1", "1")
        assert stands_on(pilot, Desk)
        assert "2021年6月" in lines(pilot.app)[0]
        assert toasts(pilot.app)[0].endswith("没有不一致的了，按 F5 导出报送包。")
        await press(pilot, "f5")
        assert stands_on(pilot, SendingPage)
    assert Workspace(both).conflicts() == []
