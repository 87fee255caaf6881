"""The monthly form as a workbook, on the screen: written, looked at, taken in."""

from pathlib import Path

from textual.pilot import Pilot

from liaison_tui.tui.screens.form_books import FormBooksPage
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.forms.books import blank, fill, plain_book
from tests.tui.desks import (
    NARROW,
    ROOMY,
    make_centre,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
)

PAGE = ("ctrl+u", "填报表")


async def pick(pilot: Pilot[None], path: Path) -> None:
    """Pick a file as one pastes its place."""
    await press(pilot, "f4")
    await type_text(pilot, str(path))
    await press(pilot, "enter")


def texts(root: Path) -> dict[str, str]:
    reports = Workspace(root).reports(periods=[offices.MONTH])
    return {
        item: report.current.event.body.get("text", "")
        for (_, item, _), report in reports.items()
        if report.current
    }


async def test_a_form_is_written_filled_in_and_taken_in_again(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, *PAGE, "f5")
        assert isinstance(pilot.app.screen, WrittenPage)
        await press(pilot, "escape")
        [form] = (Workspace(unit).outbox / "填报表").iterdir()
        filled = fill(form, ("T20", "text", "表里写的"), ("T21", "percent", "很多"))
        await pick(pilot, filled)
        shown = screen_text(pilot.app)
        assert "要改 1 处，可写入 1 项" in shown
        assert "T21 完成进度应为 0 至 100 的整数" in shown
        await press(pilot, "ctrl+s", "1")
        assert texts(unit) == {}
        await press(pilot, "ctrl+s", "2")
        assert toasts(pilot.app) == ["已写入 1 项。"]
    assert texts(unit) == {"T20": "表里写的"}


async def test_a_table_of_ones_own_is_taken_in_as_one_says(unit: Path, tmp_path: Path) -> None:
    item = Workspace(unit).programme.item_by_id
    path = plain_book(
        tmp_path / "表.xlsx",
        [["任务", "进展情况"], [item["T20"].text, "贯标4家"], ["别的工作", "慰问"]],
    )
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *PAGE)
        await pick(pilot, path)
        assert "不导入" in screen_text(pilot.app)
        await press(pilot, "down", "enter")
        await type_text(pilot, "t21")
        await press(pilot, "ctrl+s", "ctrl+s")
    assert texts(unit) == {"T20": "贯标4家", "T21": "慰问"}


async def test_a_centre_enters_it_for_the_unit_and_says_from_whom(tmp_path: Path) -> None:
    root = make_centre(tmp_path)
    path = fill(blank(Workspace(root), tmp_path), ("T20", "text", "报来的"))
    async with opened(root, ROOMY) as pilot:
        await press(pilot, "ctrl+u", "查找", "填报表")
        await pick(pilot, path)
        await press(pilot, "ctrl+s", "enter")
        await type_text(pilot, "周敏")
        await press(pilot, "ctrl+s")
        assert texts(root) == {"T20": "报来的"}


async def test_what_cannot_be_read_says_why_and_nothing_picked_says_what_to_do(
    unit: Path, tmp_path: Path
) -> None:
    path = tmp_path / "坏的.xlsx"
    path.write_bytes(b"PK\x03\x04")
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *PAGE, "ctrl+s")
        assert "按 F5 写出本月的填报表" in toasts(pilot.app)[-1]
        await pick(pilot, path)
        assert "读不了" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert "没有可以写入的内容" in toasts(pilot.app)[-1]
        assert isinstance(pilot.app.screen, FormBooksPage)
