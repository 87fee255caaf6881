"""The centre's heat map: all units and items of a month, the year below, the way to each cell."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison_tui import survey
from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Item
from liaison_tui.programme.names import is_unit_called
from liaison_tui.reports import wording
from liaison_tui.reports.heat import (
    HEAT_ORDERS,
    LEGEND,
    Heat,
    HeatOrder,
    HeatRow,
    count_in,
    heat_groups,
    year_words,
)
from liaison_tui.reports.month import is_item_meant
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.drilling import open_obligation
from liaison_tui.tui.look import is_plain
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.heat_map import HeatMap, Spot
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace

_LEGEND = "  ".join(f"{word} {meaning}" for word, meaning in LEGEND.items())


class HeatPage(MonthlyPage[Heat], inherit_bindings=False):
    """The page."""

    HELP = f"""\
每行一个单位，每列一个事项，一格是一项应报；右边是每个单位的合计，最下面是每个事项有几家未报。

* 方向键移动，到头、到尾和翻页的键也能用；下面写着这一格是什么。
* Enter：在一格上看这一条的全文，在单位名上看它的各个事项，在事项编号上看各单位的这一项。
* Ctrl+O 换次序：按单位次序、按未报、按逾期报送、按红灯；F7、F8 换期。
* F3 筛选：单位名称，或事项的文字、编号、拼音。
* F6 试算：改一改灯的界限，看哪些会变色，什么都不写。
* 绿、黄、红是灯，截止日之后才亮；{_LEGEND.replace("  ", "，")}。
* 最下面一行是全年走势：各月已报的比例和红灯数。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看这一格、这个单位或这个事项"),
        Binding(
            "ctrl+o", "turn_order", "排序", id="order", tooltip="换一种次序：单位、未报、逾期、红灯"
        ),
        Binding("f6", "try_rules", "试算", id="trial", tooltip="改一改灯的界限，看哪些会变色"),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
    ]

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "热力图", period)
        self.order: HeatOrder = "plan"

    @property
    def listing(self) -> HeatMap:
        """The map."""
        return self.query_one(HeatMap)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Heading()
        with Horizontal(id="views"):
            yield Static(id="counts")
            yield LineField(hint="F3 筛选：单位或事项", id="find")
            yield Static(id="order")
        with Horizontal(id="panes"):
            yield HeatMap(empty="没有符合的单位和事项。Esc 取消筛选。", id="map")
        yield Prose(id="cell")
        yield Static(id="year")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> Heat:
        """Count the month."""
        return survey.read_heat(workspace, self.period)

    def show(self, at: str | None = None) -> None:  # noqa: ARG002 - the map keeps its place
        """Show the units, or the items, that are what was typed to find them."""
        found = self.found
        if found is None:
            return
        rows, items = self._wanted(found)
        self.listing.show(found, heat_groups(rows, self.order), items)
        self.query_one(Heading).show(
            self.whose,
            wording.period_word(self.period),
            facts=[
                f"{wording.day_word(found.due)}截止",
                f"红 {count_in(found.totals, 'red')}",
                f"已报 {found.totals['reported']} / {found.totals['owed']} 项",
            ],
        )
        self.query_one("#counts", Static).update(Content(_LEGEND))
        self.query_one("#order", Static).update(Content(f"Ctrl+O {HEAT_ORDERS[self.order]}"))
        self.read_year()

    def _wanted(self, found: Heat) -> tuple[Sequence[HeatRow], Sequence[Item]]:
        """Return the rows whose units were typed, with all columns, or the columns, with all rows.

        A number is always that of an item.
        """
        typed = self.query_one("#find", LineField).value.strip()
        programme = self.backroom.workspace.programme
        rows = [row for row in found.rows if is_unit_called(row.unit, typed)]
        items = [item for item in found.items if is_item_meant(programme, item, typed)]
        if not typed or (rows and not any(c.isdigit() for c in typed)):
            return rows, found.items
        return (found.rows, items) if items else ((), ())

    @work(exclusive=True, group="year")
    async def read_year(self) -> None:
        """Count the months up to this one, behind the map, and show them."""
        period = self.period
        with telling(self.app):
            year = await self.backroom.run(lambda w: survey.read_year(w, period))
            if self.is_there and period == self.period:
                plain = is_plain(self)
                self.query_one("#year", Static).update(Content(year_words(year, plain=plain)))

    @on(HeatMap.Moved)
    def _say_where(self, moved: HeatMap.Moved) -> None:
        self.query_one("#cell", Prose).show(self._words(moved.spot))

    def _words(self, spot: Spot) -> Iterator[Paragraph]:
        """Give what one stands on in words."""
        found = self.found
        if found is None or (spot.unit is None and spot.item is None):
            return
        programme = self.backroom.workspace.programme
        item = programme.item_by_id.get(spot.item or "")
        unit = programme.unit_name(spot.unit) if spot.unit else "各单位"
        title = f"{unit}  {item.id}  {item.text}" if item else unit
        yield Paragraph(title, style="bold", lines=1)
        standing = found.cell(spot.unit, item.id) if spot.unit and item else None
        if standing:
            yield Paragraph(_cell_words(standing, plain=is_plain(self)), lines=1)
        elif spot.unit and item:
            yield Paragraph("这个月不用报这一项。", style="$quiet")
        else:
            yield Paragraph(_count_words(found, spot), lines=1)

    @on(HeatMap.Chosen)
    def action_open(self) -> None:
        """Look at the entry, the unit or the item one stands on."""
        spot = self.listing.spot
        programme = self.backroom.workspace.programme
        if self.read() is None:
            return
        if spot.unit is None and spot.item is None:
            self.app.notify(self.listing.why_empty)
        elif spot.item is None:
            from liaison_tui.tui.screens.unit import UnitPage

            unit = programme.unit_by_id[spot.unit or ""]
            self.app.push_screen(UnitPage(self.backroom, unit, self.period))
        elif spot.unit is None:
            from liaison_tui.tui.screens.item import ItemPage

            item = programme.item_by_id[spot.item]
            self.app.push_screen(ItemPage(self.backroom, item, self.period))
        elif self.found and self.found.cell(spot.unit, spot.item):
            self.open_cell(spot.unit, spot.item)
        else:
            self.app.notify(f"{programme.unit_name(spot.unit)}这个月不用报 {spot.item}。")

    @work(exclusive=True, group="open")
    async def open_cell(self, unit: str, item: str) -> None:
        """Open the entry of a cell."""
        await open_obligation(self, unit, item, self.period)

    def action_try_rules(self) -> None:
        """Try other thresholds of the lights on this month."""
        if found := self.read():
            from liaison_tui.tui.screens.trial import TrialPage

            self.app.push_screen(TrialPage(self.backroom, found))

    def action_turn_order(self) -> None:
        """Sort the units in the next of the orders."""
        orders = list(HEAT_ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.show()
        self.app.notify(f"各组单位已{HEAT_ORDERS[self.order]}排列，再按 Ctrl+O 换一种。")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing beside the map: there is nothing."""
        return False if action == "detail" else super().check_action(action, parameters)


def _cell_words(standing: Standing, *, plain: bool) -> str:
    """Return a cell in words: state, light, and the comment or what was said."""
    light = standing.light
    gist = wording.gist(standing.body, standing.item)
    facts = (
        wording.standing_word(standing),
        "" if light == "grey" else wording.light_word(light, plain=plain),
        f"“{standing.comment}”" if standing.comment else gist,
    )
    return "　".join(fact for fact in facts if fact)


def _count_words(found: Heat, spot: Spot) -> str:
    row = next((row for row in found.rows if row.unit.id == spot.unit), None)
    counts = row.counts if row else found.by_item.get(spot.item or "", found.totals)
    lights = counts["lights"]
    return (
        f"应报 {counts['owed']} 项　按时 {counts['on_time']}　无新进展 {counts['nothing_new']}　"
        f"逾期 {counts['late']}　未报 {counts['missing']}　退回 {counts['returned']}　"
        f"灯 绿 {lights['green']} 黄 {lights['yellow']} 红 {lights['red']}"
    )
