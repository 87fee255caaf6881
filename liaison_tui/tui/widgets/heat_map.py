"""A map of units by items, drawn line by line: what a cell holds is asked only where it is seen.

Names on the left, counts on the right, headings above and sums below stay while the rest scrolls.
"""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from liaison_tui.programme.model import Item
from liaison_tui.reports.heat import NOT_OWED, TOTALS, Heat, HeatRow, count_in, mark_of
from liaison_tui.text import one_line, pad, shorten
from liaison_tui.tui.look import cut_mark, is_plain

CELL = 3
_LEAST_TOTAL = 5
_HEADS = 2
_WIDE = 100
_NAMES = {True: 24, False: 14}
_KINDS = {"task": "任务", "indicator": "指标", "local": "本地"}
# Where there is little room one of the counts on the right falls away.
_MAY_GO = "nothing_new"
_SUMS = "未报"
_READING = "正在读取…"
_FAR = 1_000_000


class Spot(NamedTuple):
    """Where one stands: a unit and an item by their ids.

    Without an item one stands on the name of the unit, without a unit on the heading of the item.
    """

    unit: str | None
    item: str | None


class HeatMap(ScrollView, can_focus=True):
    """The map. `show` gives it its rows and columns."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "heat--head", "heat--title", "heat--here", "heat--cursor", "heat--quiet", "heat--green",
        "heat--yellow", "heat--red", "heat--total",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", show=False),
        Binding("down", "move(1, 0)", show=False),
        Binding("left", "move(0, -1)", show=False),
        Binding("right", "move(0, 1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", f"move(0, -{_FAR})", show=False),
        Binding("end", f"move(0, {_FAR})", show=False),
        Binding("ctrl+home", "to_top", show=False),
        Binding("ctrl+end", f"move({_FAR}, 0)", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another spot."""

        def __init__(self, spot: Spot) -> None:
            super().__init__()
            self.spot = spot

    class Chosen(Message):
        """A spot was clicked on which one stood already. What Enter does is the page's business."""

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.empty = empty
        self._heat: Heat | None = None
        self._lines: list[HeatRow | str] = []
        self._rows: list[int] = []
        self.items: Sequence[Item] = ()
        # On the headings above the row is -1, on the names at the left the column.
        self._row = 0
        self._column = -1
        self._reading = False

    @property
    def spot(self) -> Spot:
        """Where one stands; nothing of both where there are no rows."""
        row = self._lines[self._rows[self._row]] if self._rows and self._row >= 0 else None
        item = self.items[self._column].id if self._rows and self._column >= 0 else None
        return Spot(row.unit.id if isinstance(row, HeatRow) else None, item)

    @property
    def cursor_key(self) -> str | None:
        """The id of the unit one stands on."""
        return self.spot.unit

    @property
    def keys(self) -> list[str]:
        """The ids of all units, in order."""
        return [line.unit.id for line in self._lines if isinstance(line, HeatRow)]

    @property
    def why_empty(self) -> str:
        """The sentence that stands where there are no rows."""
        return _READING if self._reading else self.empty

    def show(
        self, heat: Heat, groups: Sequence[tuple[str, Sequence[HeatRow]]], items: Sequence[Item]
    ) -> None:
        """Show rows under titles and columns of a month; the cursor stays on its unit and item."""
        spot, self._reading = self.spot, False
        self._heat, self.items, self._lines = heat, items, []
        for title, rows in groups:
            self._lines += ["", title] if self._lines else [title]
            self._lines.extend(rows)
        self._rows = [n for n, line in enumerate(self._lines) if isinstance(line, HeatRow)]
        ids = [item.id for item in items]
        self._row = self._place(spot.unit, self.keys, self._row)
        self._column = self._place(spot.item, ids, self._column)
        self._moved()

    def wait(self) -> None:
        """Show no rows, since others are being read; the cursor stays where it is for them."""
        row, column = self._row, self._column
        self._lines, self._rows, self.items, self._reading = [], [], (), True
        self._moved()
        self._row, self._column = row, column

    def stop_waiting(self) -> None:
        """Say that there is nothing, since it could not be read."""
        self._reading = False
        self.refresh()

    def go_to_top(self) -> None:
        """Put the cursor on the first unit."""
        self._go(0, self._column)

    def action_to_top(self) -> None:
        """Put the cursor on the first unit; the headings are one row further."""
        self.go_to_top()

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by so many rows and columns, as far as there are any."""
        self._go(self._row + down, self._column + right)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful of rows."""
        self._go(max(0, self._row + by * max(1, self._room - 1)), self._column)

    def on_click(self, event: events.Click) -> None:
        """Go to the spot under the mouse; choose it where one stands on it already."""
        offset = event.get_content_offset(self)
        if offset is None or not self._rows or offset.y > self._room + 1:
            return
        row, column = -1, -1
        if offset.y >= _HEADS:
            line = self.scroll_offset.y + offset.y - _HEADS
            if line not in self._rows:
                return
            row = self._rows.index(line)
        across = offset.x - self._name_width
        if 0 <= across < self._seen * CELL:
            column = min(self._first + across // CELL, len(self.items) - 1)
        if (row, column) == (self._row, self._column):
            self.post_message(self.Chosen())
        else:
            self._go(row, column)

    def on_resize(self) -> None:
        """Share the room anew."""
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """Draw the line `y` of what is in sight: two of headings first, the sums last."""
        if y < _HEADS:
            return self._kinds() if y == 0 else self._numbers()
        if y == self._view.height - 1:
            return self._sums()
        number = self.scroll_offset.y + y - _HEADS
        if not self._rows and y == _HEADS + 1:
            return self._text(f" {self.why_empty}", self._style("quiet"))
        if number >= len(self._lines):
            return Strip.blank(self._view.width, self.rich_style)
        line = self._lines[number]
        if isinstance(line, str):
            return self._text(f" {one_line(line)}", self._style("title"))
        return self._units(line, here=self._row >= 0 and number == self._rows[self._row])

    @staticmethod
    def _place(key: str | None, keys: Sequence[str], before: int) -> int:
        """Return the place of a key, or, where it is gone, the nearest one to where it was."""
        return keys.index(key) if key in keys else min(before, len(keys) - 1)

    @property
    def _view(self) -> Size:
        """How much is in sight, without the bars to scroll with."""
        return self.scrollable_content_region.size

    @property
    def _room(self) -> int:
        """How many rows are in sight."""
        return max(0, self._view.height - _HEADS - 1)

    @property
    def _name_width(self) -> int:
        return _NAMES[self._view.width >= _WIDE]

    @property
    def _totals(self) -> list[tuple[str, str]]:
        """The counts for which there is room, with their titles."""
        wide = self._view.width >= _WIDE
        return [(key, title) for key, title in TOTALS if wide or key != _MAY_GO]

    @property
    def _total_width(self) -> int:
        """How wide each count on the right is, with the space before it."""
        largest = self._heat.totals["owed"] if self._heat else 0
        return max(_LEAST_TOTAL, len(str(largest)) + 1)

    @property
    def _seen(self) -> int:
        """How many columns are in sight."""
        room = self._view.width - self._name_width - self._total_width * len(self._totals) - 1
        return max(1, min(len(self.items), room // CELL))

    @property
    def _first(self) -> int:
        """The first column in sight."""
        return min(self.scroll_offset.x // CELL, max(0, len(self.items) - self._seen))

    def _go(self, row: int, column: int) -> None:
        row = max(-1, min(row, len(self._rows) - 1))
        column = max(-1, min(column, len(self.items) - 1))
        if self._rows and (row, column) != (self._row, self._column):
            self._row, self._column = row, column
            self._moved()

    def _moved(self) -> None:
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self.spot))

    def _reveal(self) -> None:
        """Scroll so that the cursor is in sight, with its title where it is the first of a group.

        On the headings above the first row stays in sight.
        """
        hidden = max(0, len(self.items) - self._seen)
        self.virtual_size = Size(self._view.width + hidden * CELL, len(self._lines) + _HEADS + 1)
        if not self._rows:
            return
        line = self._rows[max(0, self._row)]
        top = line - 1 if isinstance(self._lines[line - 1], str) else line
        x, y = self.scroll_offset.x, self.scroll_offset.y
        if top < y:
            y = top
        elif line >= y + self._room:
            y = line - self._room + 1
        if 0 <= self._column < self._first:
            x = self._column * CELL
        elif self._column >= self._first + self._seen:
            x = (self._column - self._seen + 1) * CELL
        elif self._column < 0:
            x = 0
        if (x, y) != (self.scroll_offset.x, self.scroll_offset.y):
            self.scroll_to(x=x, y=y, animate=False, force=True)

    def _in_sight(self) -> Sequence[tuple[int, Item]]:
        first = self._first
        return list(enumerate(self.items[first : first + self._seen], start=first))

    def _kinds(self) -> Strip:
        """Draw above the columns in sight which are tasks and which indicators."""
        words, before = "", ""
        for place, (_, item) in enumerate(self._in_sight()):
            if item.kind != before:
                start = self._name_width + place * CELL
                words = pad(shorten(words, start, ""), start)
                words += f" {_KINDS[item.kind]} {item.id[0]}"
                before = item.kind
        return self._text(words, self._style("head"))

    def _numbers(self) -> Strip:
        style = self._style("head")
        segments = [Segment(pad(" 单位", self._name_width), style)]
        for number, item in self._in_sight():
            here = number == self._column
            on = self._cursor_style(self._row < 0) if here else style
            segments.append(Segment(item.id[1:].rjust(CELL), on))
        titles = [title for _, title in self._totals]
        return self._end(segments, titles, style)

    def _units(self, row: HeatRow, *, here: bool) -> Strip:
        ground = self.rich_style
        on_name = self._cursor_style(self._column < 0) if here else ground
        name = shorten(one_line(row.unit.name), self._name_width - 2, cut_mark(self))
        segments = [Segment(pad(f" {name}", self._name_width), on_name)]
        for number, item in self._in_sight():
            mark = mark_of(row.cells.get(item.id))
            word = "-" if mark.word == NOT_OWED and is_plain(self) else mark.word
            style = self._style(mark.tone) if mark.tone else ground
            if here and number == self._column:
                style = self._cursor_style(True)
            air = " " * (CELL - cell_len(word) - 1)
            segments.append(Segment(f" {word}{air}", style))
        counts = [str(count_in(row.counts, key) or "") for key, _ in self._totals]
        return self._end(segments, counts, self._style("here") if here else ground)

    def _sums(self) -> Strip:
        style = self._style("total")
        if self._heat is None or not self._rows:
            return Strip.blank(self._view.width, style)
        segments = [Segment(pad(f" {_SUMS}", self._name_width), style)]
        for _, item in self._in_sight():
            missing = self._heat.by_item[item.id]["missing"]
            segments.append(Segment(str(missing or "").rjust(CELL), style))
        counts = [str(count_in(self._heat.totals, key)) for key, _ in self._totals]
        return self._end(segments, counts, style)

    def _end(self, segments: list[Segment], words: Sequence[str], style: Style) -> Strip:
        """Return a line with what stands on its right."""
        shown = "".join(" " * (self._total_width - cell_len(word)) + word for word in words)
        room = self._view.width - cell_len(shown) - 1
        used = sum(segment.cell_length for segment in segments)
        segments.append(Segment(" " * max(0, room - used) + f"{shown} ", style))
        return Strip(segments).adjust_cell_length(self._view.width, style)

    def _text(self, text: str, style: Style) -> Strip:
        shown = shorten(text, self._view.width, cut_mark(self))
        return Strip([Segment(shown, style)]).adjust_cell_length(self._view.width, style)

    def _cursor_style(self, stands: bool) -> Style:
        """Return the style of the spot one stands on, or of its row's and column's name."""
        return self._style("cursor" if stands and self.has_focus else "here")

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"heat--{part}")
