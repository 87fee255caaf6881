"""A map of any size costs what is seen of it: only cells in sight are asked for and drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from textual.app import App, ComposeResult
from textual.geometry import Size

from liaison_tui.journal.standing import Standing
from liaison_tui.reports.heat import Heat, HeatRow, heat
from liaison_tui.tui.look import THEMES
from liaison_tui.tui.widgets.heat_map import HeatMap, Spot
from tests.programme.plan import PLAN
from tests.tui.desks import settle

AFTER = date(2021, 7, 8)
SIZE = (160, 45)


class Asked(Mapping[str, Standing]):
    """A row's cells that note which were asked for."""

    def __init__(self, cells: Mapping[str, Standing], notes: list[str]) -> None:
        self._cells = cells
        self._notes = notes

    def __getitem__(self, key: str) -> Standing:
        self._notes.append(key)
        return self._cells[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


def made(units: int, items: int, notes: list[str]) -> Heat:
    """Return a month of so many units and items, each owed by each."""
    plan = heat(PLAN, "2021-06", {}, AFTER)
    first = plan.rows[0]
    standing = next(iter(first.cells.values()))
    columns = [replace(PLAN.items[0], id=f"T{number:02d}") for number in range(1, items + 1)]
    cells = {item.id: standing for item in columns}
    rows = [
        HeatRow(replace(first.unit, id=f"u{n}", name=f"单位{n}"), Asked(cells, notes), first.counts)
        for n in range(units)
    ]
    return Heat(plan.period, plan.due, columns, rows)


class Shown(App[None]):
    """A map and nothing else."""

    def __init__(self, found: Heat) -> None:
        super().__init__()
        self.found = found

    def compose(self) -> ComposeResult:
        """Lay out the map."""
        yield HeatMap()

    def on_mount(self) -> None:
        """Show it."""
        for theme in THEMES:
            self.register_theme(theme)
        self.query_one(HeatMap).focus()


async def asked_while_scrolling(units: int, items: int) -> int:
    """Return how many cells are asked for while one scrolls far to the right and down."""
    notes: list[str] = []
    found = made(units, items, notes)
    assert found.by_item  # sums are counted once for a month
    app = Shown(found)
    async with app.run_test(size=SIZE) as pilot:
        shown = app.query_one(HeatMap)
        shown.show(found, [("镇街园区", found.rows)], found.items)
        await settle(pilot)
        notes.clear()
        for _ in range(5):
            shown.action_move(2, 2)
            for y in range(shown.scrollable_content_region.height):
                shown.render_line(y)
        return len(notes)


async def test_a_large_map_asks_for_no_more_cells_than_a_small_one_that_fills_the_screen() -> None:
    small = await asked_while_scrolling(45, 45)
    large = await asked_while_scrolling(300, 100)
    assert 0 < large <= small
    assert large <= 5 * 45 * (160 // 3)


async def test_every_unit_and_item_of_a_large_map_is_reached_and_seen() -> None:
    found = made(300, 100, [])
    app = Shown(found)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = app.query_one(HeatMap)
        shown.show(found, [("镇街园区", found.rows)], found.items)
        await settle(pilot)
        await pilot.press("ctrl+end", "end")
        await settle(pilot)
        assert shown.spot == Spot("u299", "T100")
        drawn = [shown.render_line(y).text for y in range(shown.scrollable_content_region.height)]
        assert any(line.startswith(" 单位299 ") for line in drawn)
        assert "100" in drawn[1]
        assert drawn[-1].startswith(" 未报")
        assert shown.virtual_size > Size(80, 300)
        await pilot.press("pageup", "home")
        await settle(pilot)
        assert shown.spot.item is None
        assert shown.scroll_offset.x == 0
        await pilot.press("ctrl+home")
        await settle(pilot)
        assert shown.render_line(2).text.strip() == "镇街园区"
