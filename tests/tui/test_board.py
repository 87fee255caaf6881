"""The list in columns: what it shows at which width, where one stands in it, and what it costs."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.color import Color
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

import liaison_tui.tui
from liaison_tui.tui.look import LIGHT_COLOURS, PLAIN
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from tests.tui.desks import lines, settle, until
from tests.tui.looking import HOSTILE, controls, cut

COLUMNS = (
    Column("id", "编号", 4),
    Column("text", "事项", weight=3, least=20),
    Column("state", "状态", 8),
    Column("percent", "进度", 4, rank=2, right=True),
    Column("said", "本期填报", weight=2, least=16, rank=3),
    Column("seen", "首次收到", 11, rank=1),
)
CHOSEN = Color.parse(LIGHT_COLOURS["chosen"])
LONG = "深化企业信用管理示范创建，大力推广全市骨干企业先进经验"


class Counting(Board):
    """The list, counting what it draws."""

    drawn = 0

    def render_line(self, y: int) -> Strip:
        self.drawn += 1
        return super().render_line(y)


class Host(App[None]):
    """A list and nothing else, which notes where one stood and what was chosen."""

    CSS_PATH = Path(liaison_tui.tui.__file__).with_name("look.tcss")

    def __init__(self, *columns: Column, empty: str = "", classes: str = "") -> None:
        super().__init__()
        self.set_class(bool(classes), classes or PLAIN)
        self.board = Counting(*columns or COLUMNS, empty=empty, id="items")
        self.stood: list[str | None] = []
        self.chosen: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return LIGHT_COLOURS

    def compose(self) -> ComposeResult:
        yield self.board

    def on_board_moved(self, moved: Board.Moved) -> None:
        self.stood.append(moved.key)

    def on_board_chosen(self, chosen: Board.Chosen) -> None:
        self.chosen.append(chosen.key)


@asynccontextmanager
async def hosted(
    groups: Sequence[Group],
    *columns: Column,
    size: tuple[int, int] = (80, 10),
    total: Row | None = None,
    empty: str = "",
) -> AsyncIterator[tuple[Board, Pilot[None]]]:
    app = Host(*columns, empty=empty)
    async with app.run_test(size=size) as pilot:
        app.board.show(groups, total=total)
        app.board.focus()
        await pilot.pause()
        yield app.board, pilot


def host(pilot: Pilot[Any]) -> Host:
    assert isinstance(pilot.app, Host)
    return pilot.app


def rows(*keys: str, **cells: str) -> list[Row]:
    return [Row(key, {"id": key, "text": LONG, "state": "待报", **cells}) for key in keys]


def many(count: int) -> list[Row]:
    return rows(*(f"T{n}" for n in range(count)))


def standing(app: App[Any]) -> list[str]:
    """Return the lines drawn on the cursor's ground."""
    screen = app.screen
    strips = screen._compositor.render_strips(screen.size)  # noqa: SLF001 - no public way
    return [s.text for s in strips if any(g.style and g.style.bgcolor == CHOSEN for g in s)]


TWO = [Group("退回修改", rows("T12", "T13")), Group("已填", rows("T20"))]


def _fits(pilot: Pilot[None], width: int) -> bool:
    return all(cell_len(line) <= width for line in lines(pilot.app))


async def test_columns_fall_away_in_the_order_of_their_rank_and_those_of_rank_0_stay() -> None:
    seen: list[list[str]] = []
    async with hosted(TWO, size=(120, 6)) as (_, pilot):
        for width in (120, 90, 76, 66, 60, 56, 50, 40, 30):
            await pilot.resize_terminal(width, 6)
            await until(pilot, partial(_fits, pilot, width))
            await settle(pilot)
            head = lines(pilot.app)[0].split()
            if head not in seen:
                seen.append(head)
    assert seen == [
        ["编号", "事项", "状态", "进度", "本期填报", "首次收到"],
        ["编号", "事项", "状态", "进度", "首次收到"],
        ["编号", "事项", "状态", "首次收到"],
        ["编号", "事项", "状态"],
    ]


async def test_cells_stand_under_their_titles_cell_by_cell_whatever_their_script() -> None:
    texts = ["A", "税务局", "T20 双公示", "ＡＢＣ", "（信用办）", "e\u0301tat", LONG]
    shown = [Row(str(n), {"id": "T1", "text": t, "state": "待报"}) for n, t in enumerate(texts)]
    async with hosted([Group("", shown)], *COLUMNS[:3], size=(60, 10)) as (_, pilot):
        head, *body = lines(pilot.app)[: 1 + len(texts)]
        text = cell_len(head[: head.index("事项")])
        state = cell_len(head[: head.index("状态")])
        for line, said in zip(body, texts, strict=True):
            assert cut(line, 1, 4) == "T1  "
            assert cut(line, state, 4) == "待报"
            room = cut(line, text, state - text).rstrip()
            assert room == said or (room.endswith("…") and said.startswith(room[:-1]))


@pytest.mark.parametrize(
    ("classes", "line"),
    [
        ("", " T20   深化企业信用管理示范…   待报"),
        (PLAIN, " T20   深化企业信用管理示范..  待报"),
    ],
)
async def test_what_has_no_room_is_cut_with_a_mark(classes: str, line: str) -> None:
    app = Host(*COLUMNS[:3], classes=classes)
    async with app.run_test(size=(40, 6)) as pilot:
        app.board.show([Group("", rows("T20"))])
        await pilot.pause()
        assert lines(app)[1] == line


async def test_numbers_stand_at_the_right_of_their_column_and_words_at_the_left() -> None:
    columns = (Column("unit", "单位", 8), Column("number", "应报", 6, right=True))
    cells = [{"unit": "税务局", "number": n} for n in ("7", "33", "1560")]
    shown = [Row(str(n), row) for n, row in enumerate(cells)]
    async with hosted([Group("", shown)], *columns, size=(40, 6)) as (_, pilot):
        assert lines(pilot.app)[:4] == [
            " 单位        应报", " 税务局         7", " 税务局        33", " 税务局      1560",
        ]  # fmt: skip


async def test_arrows_and_page_keys_go_from_row_to_row_and_never_stand_on_titles() -> None:
    groups = [Group(f"组{g}", rows(*(f"R{g}{n}" for n in range(4)))) for g in range(5)]
    keys = [f"R{g}{n}" for g in range(5) for n in range(4)]
    async with hosted(groups, size=(60, 9)) as (board, pilot):
        assert board.keys == keys
        assert board.cursor_key == "R00"
        for key in keys[1:]:
            await pilot.press("down")
            assert board.cursor_key == key
        assert host(pilot).stood == keys
        await pilot.press("down")
        assert board.cursor_key == "R43"
        await pilot.press("home")
        assert board.cursor_key == "R00"
        await pilot.press("up")
        assert board.cursor_key == "R00"
        await pilot.press("end")
        assert board.cursor_key == "R43"
        await pilot.press("up")
        assert board.cursor_key == "R42"
        await pilot.press("home", "pagedown")
        down = keys.index(board.cursor_key or "")
        assert 4 <= down <= 8
        await pilot.press("pagedown", "pageup")
        assert board.cursor_key == keys[down]
        await pilot.press("pageup", "pageup")
        assert board.cursor_key == "R00"


async def test_the_row_one_stands_on_is_in_sight_wherever_one_goes() -> None:
    groups = [Group(f"组{g}", rows(*(f"R{g}{n}" for n in range(4)))) for g in range(5)]
    total = Row("", {"id": "合计"})
    async with hosted(groups, size=(60, 9), total=total) as (board, pilot):
        for key in ["down"] * 7 + ["end", "up", "pageup", "pagedown", "home", *["down"] * 3, "up"]:
            await pilot.press(key)
            await pilot.pause()
            [line] = standing(pilot.app)
            assert line.split()[0] == board.cursor_key
            assert lines(pilot.app)[0].split()[:2] == ["编号", "事项"]
            assert lines(pilot.app)[-1].split()[0] == "合计"
        await pilot.press("home")
        await pilot.pause()
        assert lines(pilot.app)[1] == " 组0"


async def test_a_click_goes_to_a_row_and_a_second_one_chooses_it() -> None:
    async with hosted(TWO, size=(60, 10)) as (board, pilot):
        at = {line.split()[0]: n for n, line in enumerate(lines(pilot.app)) if line}
        await pilot.click("#items", (8, at["T20"]))
        assert (board.cursor_key, host(pilot).chosen) == ("T20", [])
        await pilot.click("#items", (20, at["T20"]))
        assert host(pilot).chosen == ["T20"]
        await pilot.click("#items", (3, at["T13"]))
        assert (board.cursor_key, host(pilot).chosen) == ("T13", ["T20"])


async def test_a_click_beside_the_rows_changes_nothing() -> None:
    total = Row("", {"id": "合计"})
    async with hosted(TWO, size=(60, 12), total=total) as (board, pilot):
        for line, words in enumerate(lines(pilot.app)):
            if not words.strip().startswith("T"):
                await pilot.click("#items", (3, line))
        assert (board.cursor_key, host(pilot).chosen) == ("T12", [])
        assert host(pilot).stood == ["T12"]


async def test_a_click_finds_its_row_in_a_list_that_was_scrolled() -> None:
    async with hosted([Group("", many(200))], size=(60, 10)) as (board, pilot):
        await pilot.press("end")
        await pilot.pause()
        place = next(n for n, line in enumerate(lines(pilot.app)) if "T195" in line)
        await pilot.click("#items", (3, place))
        assert board.cursor_key == "T195"


async def test_the_total_does_not_hide_the_last_row() -> None:
    total = Row("", {"id": "合计"})
    async with hosted([Group("", many(40))], size=(60, 10), total=total) as (_, pilot):
        await pilot.press("end")
        await pilot.pause()
        assert [line.split()[0] for line in lines(pilot.app)] == [
            "编号", *(f"T{n}" for n in range(32, 40)), "合计",
        ]  # fmt: skip


async def test_the_cursor_stays_with_its_row_when_others_come_or_go() -> None:
    async with hosted(TWO) as (board, pilot):
        await pilot.press("down")
        assert board.cursor_key == "T13"
        board.show([Group("", rows("I01", "I02", "T13", "T20"))])
        assert board.cursor_key == "T13"
        board.show([Group("", rows("I01", "I02", "I03", "T20"))])
        assert board.cursor_key == "I03"
        board.show([Group("", rows("I01"))])
        assert board.cursor_key == "I01"
        board.show(TWO, at="T20")
        assert board.cursor_key == "T20"
        board.show(TWO, at="nowhere")
        assert board.cursor_key == "T20"


async def test_a_list_without_rows_says_so_and_stands_nowhere() -> None:
    async with hosted([], empty="没有符合的事项。", size=(60, 8)) as (board, pilot):
        assert "没有符合的事项。" in "".join(lines(pilot.app))
        await pilot.press("down", "end", "pageup")
        await pilot.click("#items", (3, 2))
        assert (board.cursor_key, board.keys, host(pilot).chosen) == (None, [], [])
        assert host(pilot).stood == [None]
        board.show(TWO)
        await pilot.pause()
        assert host(pilot).stood == [None, "T12"]
        assert "没有" not in "".join(lines(pilot.app))


async def test_tones_colour_the_cell_and_leave_the_cursors_ground() -> None:
    shown = [Row("T1", {"id": "T1", "text": Cell("逾期", "red")}), Row("T2", {"id": "T2"})]
    async with hosted([Group("", shown)], size=(60, 6)) as (_, pilot):
        screen = pilot.app.screen
        strip = screen._compositor.render_strips(screen.size)[1]  # noqa: SLF001 - no public way
        [late] = [part for part in strip if "逾期" in part.text]
        assert late.style is not None
        assert late.style.color == Color.parse(LIGHT_COLOURS["lamp-red"])
        assert late.style.bgcolor == CHOSEN


async def test_hostile_text_in_a_cell_or_a_title_is_one_inert_line() -> None:
    async with hosted([], size=(80, 8)) as (board, pilot):
        for text in HOSTILE:
            shown = [Row("T1", {"id": text, "text": Cell(text, "red")}), *rows("T2")]
            board.show([Group(text, shown)], total=Row("", {"text": text}))
            await pilot.pause()
            drawn = lines(pilot.app)
            assert pilot.app.is_running
            assert len(board.keys) == 2
            assert drawn[3].split()[0] == "T2"
            assert controls("".join(drawn)) == []
            for y in range(8):
                assert board.render_line(y).cell_length == board.size.width
            if text.startswith("["):
                assert all(text in drawn[line] for line in (1, 2, -1))


async def test_of_5000_rows_only_those_in_sight_are_drawn() -> None:
    drawn = []
    for count in (50, 5_000):
        async with hosted([Group("", many(count))], size=(80, 24)) as (board, pilot):
            assert isinstance(board, Counting)
            for key in ("down", "pagedown", "end", "up", "home"):
                await pilot.press(key)
                await pilot.pause()
            assert len(board.keys) == count
            drawn.append(board.drawn)
    few, lots = drawn
    assert few >= 24
    assert lots <= 2 * few
