"""A list in columns under titles: the desk's items, the centre's units, the files taken in.

Drawn line by line, so that it stays quick at any length. Columns are aligned by cells (a Chinese
character takes two), the last ones fall away where there is no room, and text is never markup.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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

from liaison_tui.text import one_line, shorten, shorten_middle
from liaison_tui.tui.look import cut_mark

_GAP = 2
_SELECTED = "*"
_READING = "正在读取…"


class Cell(NamedTuple):
    """A cell's text and its tone: "", quiet, strong, or a light's colour (green, yellow, red)."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. One of `width` 0 shares the room that is left, by `weight`, from `least` cells up.

    Where there is no room columns fall away, those with the highest `rank` first; 0 stays. What
    is too wide is cut at its end, or in its `middle`.
    """

    key: str
    title: str
    width: int = 0
    weight: int = 1
    least: int = 12
    rank: int = 0
    right: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line one can stand on: its key, its cells by column, and whether it may be selected."""

    key: str
    cells: Mapping[str, Cell | str]
    selectable: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a title; without one they stand as they are."""

    title: str
    rows: Sequence[Row] = field(default_factory=tuple)


class Board(ScrollView, can_focus=True):
    """The list. `columns` stay; `show` gives it its rows; a total may stay in sight below.

    Where it is `selectable` rows can be selected; they stay so while other rows are shown.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--head", "board--title", "board--cursor", "board--quiet", "board--strong",
        "board--green", "board--yellow", "board--red", "board--total",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-100000)", show=False),
        Binding("end", "move(100000)", show=False),
        Binding("space", "select(1)", show=False),
        Binding("shift+down", "select(1)", show=False),
        Binding("shift+up", "select(-1)", show=False),
        Binding("ctrl+a", "select_all", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another row; `key` is None where there is none."""

        def __init__(self, board: "Board", key: str | None) -> None:
            super().__init__()
            self.board = board
            self.key = key

        @property
        def control(self) -> "Board":
            """The list that was moved in."""
            return self.board

    class Chosen(Message):
        """A row was clicked on which one stood already. What Enter does is the page's business."""

        def __init__(self, board: "Board", key: str) -> None:
            super().__init__()
            self.board = board
            self.key = key

        @property
        def control(self) -> "Board":
            """The list that was chosen in."""
            return self.board

    class Selected(Message):
        """Other rows are selected than before."""

    def __init__(
        self,
        *columns: Column,
        empty: str = "",
        selectable: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.columns = columns
        self.empty = empty
        self.selectable = selectable
        self._selected: set[str] = set()
        self._lines: list[Row | str] = []
        self._places: list[int] = []
        self._cursor = 0
        self._reading = False
        self._total: Row | None = None
        self._widths: dict[str, int] = {}

    @property
    def cursor_key(self) -> str | None:
        """The key of the row one stands on."""
        row = self._lines[self._places[self._cursor]] if self._places else None
        return row.key if isinstance(row, Row) else None

    @property
    def why_empty(self) -> str:
        """The sentence that stands where there are no rows."""
        return _READING if self._reading else self.empty

    @property
    def selected(self) -> list[str]:
        """The keys of the rows that are selected, in order."""
        return [key for key in self.keys if key in self._selected]

    @property
    def selected_anywhere(self) -> set[str]:
        """The keys of all rows that are selected, also of those that are not shown now."""
        return set(self._selected)

    @property
    def keys(self) -> list[str]:
        """The keys of all rows, in order."""
        return [line.key for line in self._lines if isinstance(line, Row)]

    def show(
        self, groups: Sequence[Group], *, total: Row | None = None, at: str | None = None
    ) -> None:
        """Show rows; the cursor goes to the row `at`, or stays with its row, or near its place."""
        wanted = at or self.cursor_key
        self._lines = []
        for group in groups:
            if self._lines:
                self._lines.append("")
            if group.title:
                self._lines.append(one_line(group.title))
            self._lines.extend(group.rows)
        self._places = [n for n, line in enumerate(self._lines) if isinstance(line, Row)]
        self._total = total
        self._reading = False
        self._cursor = min(self._cursor, max(0, len(self._places) - 1))
        if wanted in self.keys:
            self._cursor = self.keys.index(wanted)
        self._measure()
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self, self.cursor_key))

    def wait(self, *, keep_selected: bool = False) -> None:
        """Show no rows, since others are being read; none will be selected, but where they stay."""
        if not keep_selected:
            self._selected = set()
        self.show([])
        self._reading = True

    def stop_waiting(self) -> None:
        """Say that there is nothing, since it could not be read."""
        self.show([])

    def go_to_top(self) -> None:
        """Put the cursor on the first row."""
        self._go(0)

    def go_to(self, key: str) -> None:
        """Put the cursor on a row, if it is there."""
        if key in self.keys:
            self._go(self.keys.index(key))

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows, as far as there are any."""
        self._go(self._cursor + by)

    def action_select(self, by: int) -> None:
        """Select the row one stands on, or no longer, and go on to the next."""
        key = self.cursor_key
        if self.selectable and key:
            self._selected ^= {key} & self._selectable
            self._go(self._cursor + by)
            self.refresh()
            self.post_message(self.Selected())
        elif self.selectable:
            self.app.notify(self.why_empty)

    def action_select_all(self) -> None:
        """Select every row, or, where all are, none."""
        if self.selectable and not self.keys:
            self.app.notify(self.why_empty)
        elif self.selectable:
            everything = self._selectable
            if everything <= self._selected:
                self._selected -= everything
            else:
                self._selected |= everything
            self.refresh()
            self.post_message(self.Selected())

    def select(self, keys: Iterable[str]) -> None:
        """Let these rows be selected, and no others."""
        self._selected = set(keys)
        self.refresh()

    def select_none(self) -> None:
        """Let no row be selected."""
        self._selected = set()
        self.refresh()
        self.post_message(self.Selected())

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        self._go(self._cursor + by * max(1, self._room - 1))

    def on_click(self, event: events.Click) -> None:
        """Go to the row under the mouse; choose it where one stands on it already."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y == 0:
            return
        line = self.scroll_offset.y + offset.y - 1
        if line not in self._places or (self._total and offset.y == self._room + 1):
            return
        place = self._places.index(line)
        if place != self._cursor:
            self._go(place)
        elif self.cursor_key is not None:
            self.post_message(self.Chosen(self, self.cursor_key))

    def on_resize(self) -> None:
        """Share the room anew."""
        self._measure()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """Draw the line `y` of what is in sight: headings first, the total last."""
        width = self.size.width
        if y == 0:
            titles: dict[str, Cell | str] = {c.key: c.title for c in self.columns}
            return self._draw(titles, self._style("head"), width)
        if self._total and y == self._room + 1:
            return self._draw(self._total.cells, self._style("total"), width)
        number = self.scroll_offset.y + y - 1
        if not self._lines and y == 2:
            return self._text(f" {self.why_empty}", self._style("quiet"), width)
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        if isinstance(line, str):
            return self._text(f" {line}", self._style("title"), width)
        here = bool(self._places) and number == self._places[self._cursor]
        style = self._style("cursor") if here else self.rich_style
        return self._draw(line.cells, style, width, selected=line.key in self._selected)

    @property
    def _selectable(self) -> set[str]:
        """The keys of the rows that are shown and may be selected."""
        return {line.key for line in self._lines if isinstance(line, Row) and line.selectable}

    @property
    def _room(self) -> int:
        """How many rows are in sight."""
        return max(0, self.size.height - 1 - bool(self._total))

    def _go(self, place: int) -> None:
        place = max(0, min(place, len(self._places) - 1))
        if self._places and place != self._cursor:
            self._cursor = place
            self._reveal()
            self.refresh()
            self.post_message(self.Moved(self, self.cursor_key))

    def _reveal(self) -> None:
        """Scroll so that the cursor's row is in sight, with its title where it is the first."""
        self.virtual_size = Size(self.size.width, len(self._lines) + 1 + bool(self._total))
        if not self._places:
            return
        line = self._places[self._cursor]
        top = line - 1 if line and isinstance(self._lines[line - 1], str) else line
        top = 0 if self._cursor == 0 else top
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif line >= self.scroll_offset.y + self._room:
            self.scroll_to(y=line - self._room + 1, animate=False, force=True)

    def _measure(self) -> None:
        """Give each column its width in cells; what finds no room falls away."""
        kept = list(self.columns)
        while kept:
            fixed = sum(c.width for c in kept) + _GAP * (len(kept) - 1) + 2
            loose = [c for c in kept if not c.width]
            left = self.size.width - fixed
            if left >= sum(c.least for c in loose) or max(c.rank for c in kept) == 0:
                break
            last = max(kept, key=lambda c: c.rank)
            kept.remove(last)
        weights = sum(c.weight for c in loose) or 1
        self._widths = {c.key: c.width or max(4, left * c.weight // weights) for c in kept}

    def _draw(
        self, cells: Mapping[str, Cell | str], style: Style, width: int, *, selected: bool = False
    ) -> Strip:
        segments = [Segment(_SELECTED if selected else " ", style)]
        for column in self.columns:
            if column.key not in self._widths:
                continue
            if len(segments) > 1:
                segments.append(Segment(" " * _GAP, style))
            cell = cells.get(column.key, "")
            text, tone = cell if isinstance(cell, Cell) else (cell, "")
            room = self._widths[column.key]
            cut = shorten_middle if column.middle else shorten
            shown = cut(one_line(text), room, cut_mark(self))
            air = " " * max(0, room - cell_len(shown))
            text = f"{air}{shown}" if column.right else f"{shown}{air}"
            segments.append(Segment(text, style + self._tone(tone) if tone else style))
        return Strip(segments).adjust_cell_length(width, style)

    def _text(self, text: str, style: Style, width: int) -> Strip:
        shown = shorten(text, width, cut_mark(self))
        return Strip([Segment(shown, style)]).adjust_cell_length(width, style)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"board--{part}")

    def _tone(self, tone: str) -> Style:
        """Return a tone's colour and weight alone, so that the cursor's ground shows through."""
        style = self._style(tone)
        return Style(color=style.color, bold=style.bold)
