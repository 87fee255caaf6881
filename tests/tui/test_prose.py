"""Paragraphs on a page: wrapped as a printer would, beside their labels, and inert."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.pilot import Pilot

from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title
from tests.tui.desks import lines, settle
from tests.tui.looking import HOSTILE, controls

NOTICE = (
    "深化企业信用管理示范创建，大力推广全市骨干企业、优势产业、知名品牌“以诚信创一流”的先进经验，"
    "争取2021年新增信用管理贯标企业150家、省市级信用管理示范企业10家（另见附件）。"
)


class Host(App[None]):
    """One text that fills the screen and scrolls; its end is marked."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        super().__init__()
        self.prose = Prose([*paragraphs, Paragraph("【完】")])

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield self.prose


@asynccontextmanager
async def hosted(
    *paragraphs: Paragraph, size: tuple[int, int] = (60, 40)
) -> AsyncIterator[tuple[Prose, Pilot[None]]]:
    app = Host(paragraphs)
    async with app.run_test(size=size) as pilot:
        yield app.prose, pilot


def shown(pilot: Pilot[None]) -> list[str]:
    """Return the lines before the end, which must be in sight."""
    drawn = lines(pilot.app)
    assert drawn.count("【完】") == 1
    return drawn[: drawn.index("【完】")]


async def test_text_is_whole_at_any_width_and_no_line_begins_with_a_closing_mark() -> None:
    async with hosted(Paragraph(NOTICE)) as (_, pilot):
        for width in (60, 47, 36, 23, 16):
            await pilot.resize_terminal(width, 40)
            await settle(pilot)
            drawn = shown(pilot)
            assert "".join(drawn) == NOTICE
            assert max(map(cell_len, drawn)) <= width
            assert len(drawn) >= cell_len(NOTICE) / width
            assert not [line for line in drawn if line[0] in "，。、）”"]
            assert not [line for line in drawn if line[-1] in "（“"]


async def test_numbers_and_latin_words_are_not_broken() -> None:
    said = "核对码 7K3F-9Q2M 与文件 chengjiang_2021-06_3.liaison 一致，其中新增150家、另有1200户。"
    words = ["7K3F-9Q2M", "chengjiang_2021-06_3.liaison", "150", "1200"]
    async with hosted(Paragraph(said)) as (_, pilot):
        for width in (56, 44, 38, 33, 30):
            await pilot.resize_terminal(width, 40)
            await settle(pilot)
            for word in words:
                assert any(word in line for line in shown(pilot)), (width, word)


async def test_a_labels_text_stands_beside_it_on_every_line() -> None:
    async with hosted(Paragraph(NOTICE, "工作进展"), size=(44, 40)) as (_, pilot):
        first, *rest = shown(pilot)
        assert first.startswith("工作进展    深化企业")
        assert len(rest) >= 2
        assert all(line.startswith(" " * 12) and line[12] != " " for line in rest)
        assert "".join([first[8:], *rest]).replace(" ", "") == NOTICE


async def test_line_ends_and_air_of_the_writer_are_kept() -> None:
    said = "一、走访企业\n\n二、座谈"
    async with hosted(title("本期"), AIR, Paragraph(said, " ")) as (_, pilot):
        inner = " " * 12
        assert shown(pilot) == ["本期", "", f"{inner}一、走访企业", "", f"{inner}二、座谈"]


async def test_another_text_takes_the_room_it_needs() -> None:
    async with hosted(Paragraph("短")) as (prose, pilot):
        assert len(shown(pilot)) == 1
        prose.show([Paragraph(NOTICE), Paragraph("【完】")])
        await pilot.pause()
        assert "".join(shown(pilot)) == NOTICE
        prose.show([Paragraph("【完】")])
        await pilot.pause()
        assert shown(pilot) == []


@pytest.mark.parametrize("label", ["", "工作进展"])
async def test_hostile_text_is_shown_and_does_nothing(label: str) -> None:
    async with hosted(size=(60, 45)) as (prose, pilot):
        for text in HOSTILE:
            prose.show([Paragraph(text[:900], label), Paragraph("【完】")])
            await pilot.pause()
            drawn = shown(pilot)
            assert controls("".join(drawn)) == []
            assert max(map(cell_len, drawn)) <= 60
            if text.startswith("["):
                assert drawn[0].endswith(text)
                await pilot.click(Prose, (max(0, cell_len(drawn[0]) - 4), 0))
                await pilot.click(Prose, (cell_len(drawn[0]) - 1, 0))
                assert pilot.app.is_running
                assert shown(pilot) == drawn


async def test_20000_characters_are_all_there_to_scroll_through() -> None:
    async with hosted(Paragraph("字" * 19_999 + "末"), size=(60, 20)) as (prose, pilot):
        scroll = pilot.app.query_one(VerticalScroll)
        assert prose.size.height == -(-20_000 // (prose.size.width // 2)) + 1
        scroll.scroll_end(animate=False)
        await pilot.pause()
        assert lines(pilot.app)[-2].rstrip("▁▂▃▄▅▆▇ ").endswith("末")
        assert lines(pilot.app)[-1].startswith("【完】")
