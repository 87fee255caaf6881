"""Filling one sheet of a workbook, row by row, each as high as its text asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, zip_longest

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from liaison_tui.papers import measuring
from liaison_tui.papers.inert_cells import in_workbook
from liaison_tui.papers.sheet import (
    ABOVE,
    AGREES,
    BOTTOM,
    DIFFERS,
    MARGIN,
    TOP,
    Agreement,
    Row,
    Sheet,
    Sum,
    Tinted,
    Value,
    as_number,
    words,
)
from liaison_tui.papers.workbook.charts import Place, draw, width_beside
from liaison_tui.papers.workbook.looks import BODY, Looks

_A4 = 9
_INCH = 25.4
_TITLE_HEIGHT = 30.0
_LEGEND_WIDTH = 24
_LONGEST_FOOT = 150
# The width in mm of a column that nobody has set.
_COLUMN = 19


@dataclass(slots=True)
class _Run:
    """A cell that reaches over rows from `first` on: it needs so much height, and has so much."""

    first: int
    value: Value
    needs: float
    has: float = 0.0


class TableWriting:
    """The writing of one sheet; `places` says where the rows of the sheets before it stand."""

    def __init__(
        self,
        workbook: Workbook,
        tab: Worksheet,
        sheet: Sheet,
        looks: Looks,
        places: dict[str, list[Place]],
    ) -> None:
        self._workbook, self._tab, self._sheet, self._looks = workbook, tab, sheet, looks
        self._places = places
        self._own = places.setdefault(sheet.name, [])
        self._widths = [column.width for column in sheet.columns]
        self._row = 0  # the next one
        self._used = 0.0  # points of the printed page
        self._head_height = self._last_height = 0.0
        self._breaks: list[int] = []
        self._runs: dict[int, _Run] = {}

    def write(self, foot: str) -> None:
        """Write the whole sheet; `foot` stands at the foot of each page."""
        self._set_up(foot)
        self._write_title()
        head = self._write_head()
        last_plain = head
        for (row, is_new), (following, _) in pairwise(chain(self._parts(), [(None, False)])):
            if row is not None:
                self._add(row, following, is_new=is_new)
                last_plain = last_plain if row.strong else self._row - 1
        if self._row == head + 1:
            self._write_across(self._sheet.empty, self._looks.note)
        elif self._sheet.filtered and last_plain > head:
            self._tab.autofilter(head, 0, last_plain, len(self._widths) - 1)
        self._write_legend()
        self._tab.set_h_pagebreaks(self._breaks)
        below: dict[int, float] = {}
        for chart in self._sheet.charts:
            high = below.get(chart.first, 0.0)
            room = self._room_from(chart.first)
            taken = draw(self._workbook, self._tab, self._sheet, chart, self._own, high, room)
            below[chart.first] = high + taken

    def _room_from(self, first: int) -> float:
        """Return how many mm there are from a row of the table to where its printed page ends."""
        row = self._own[first].row if first < len(self._own) else self._row
        end = next((edge for edge in self._breaks if edge > row), None)
        if end is None:
            return _INCH * measuring.PAGE / 72
        pixels = sum(self._tab.row_sizes[each][0] for each in range(row, end))
        return _INCH * float(pixels) / 96

    def _set_up(self, foot: str) -> None:
        tab = self._tab
        tab.set_landscape()
        tab.set_paper(_A4)
        tab.set_margins(MARGIN / _INCH, MARGIN / _INCH, TOP / _INCH, BOTTOM / _INCH)
        tab.center_horizontally()
        # Columns fit as they are; another computer's fonts may be wider.
        tab.fit_to_pages(1, 0)
        said = in_workbook(foot)[:_LONGEST_FOOT].replace("\n", " ").replace("&", "&&")
        # The blank keeps a foot that begins with digits apart from the size of its letters.
        font = f'&"{BODY}"&9 '
        tab.set_footer(f"&L{font}{said}&R{font}第 &P 页，共 &N 页", {"margin": 7 / _INCH})
        for number, width in enumerate(self._widths):
            tab.set_column_pixels(number, number, measuring.mm_to_pixels(width))

    def _write_title(self) -> None:
        self._write_across(self._sheet.title, self._looks.title, _TITLE_HEIGHT)
        for note in self._sheet.notes:
            self._write_across(note, self._looks.note)

    def _write_across(self, text: str, look: Format, height: float = 0.0) -> None:
        """Write a line over all columns, and over those a chart beside them takes."""
        text = in_workbook(text)
        beside = width_beside(self._sheet) // _COLUMN if self._sheet.charts else 0
        width = sum(self._widths) + beside * _COLUMN
        height = height or self._needed(text, width)
        self._tab.set_row(self._row, height)
        self._join(self._row, 0, len(self._widths) - 1 + int(beside), text, look)
        self._used += height
        self._row += 1

    def _write_head(self) -> int:
        """Write the heading row, which is printed on each page and stays in sight; return it."""
        columns, head = self._sheet.columns, self._row
        self._head_height = max(self._needed(column.head, column.width) for column in columns)
        self._tab.set_row(head, self._head_height)
        for number, column in enumerate(columns):
            self._tab.write_string(head, number, column.head, self._looks.head)
        self._tab.repeat_rows(head)
        self._tab.freeze_panes(head + 1, self._sheet.frozen)
        self._used += self._head_height
        self._row += 1
        return head

    def _parts(self) -> Iterator[tuple[Row | None, bool]]:
        """Give the rows, those with long texts in parts, and whether a part is its row's first."""
        for row in self._sheet.rows():
            if self._sheet.register:
                yield row, True
                continue
            parts = zip_longest(*map(_in_parts, row.cells, self._widths), fillvalue=ABOVE)
            for number, cells in enumerate(parts):
                yield row._replace(cells=cells, first=row.first and not number), not number

    def _add(self, row: Row, following: Row | None, *, is_new: bool) -> None:
        """Write a row; a cell goes on below where the next row has `ABOVE` for it."""
        goes_on = [following is not None and cell is ABOVE for cell in (following or row).cells]
        height = self._height(row, goes_on)
        is_full = row.first or self._used + self._wanted(row, goes_on, height) > measuring.PAGE
        if is_full and self._own:  # nothing is noted of a register's rows, which end where they may
            self._turn_page()
            height = self._height(row, goes_on)
        self._tab.set_row(self._row, height)
        for number, cell in enumerate(row.cells):
            self._write_cell(number, cell, height, strong=row.strong, goes_on=goes_on[number])
        if is_new and not self._sheet.register:
            # Cells only for charts: the words of a year must not pile up here.
            self._own.append(Place(self._row, row.cells if self._sheet.charts else ()))
        self._used += height
        self._last_height = height
        self._row += 1
        if not self._sheet.charts:  # which are placed by the heights of rows
            self._forget(self._row - 3)

    def _forget(self, row: int) -> None:
        """Let go of what is kept of a row that has gone to the disk: a year has very many."""
        self._tab.row_info.pop(row, None)
        self._tab.row_sizes.pop(row, None)

    def _height(self, row: Row, goes_on: Sequence[bool]) -> float:
        """Return how high a row must be for what ends in it: of a run, what that lacks so far."""
        needed = [0.0]
        for number, (cell, further) in enumerate(zip(row.cells, goes_on, strict=True)):
            run = self._runs.get(number) if cell is ABOVE else None
            if run and not further:
                needed.append(run.needs - run.has)
            elif not further:
                needed.append(self._needed(words(cell), self._widths[number]))
        return min(max(*needed, measuring.height_of(1)), measuring.HIGHEST)

    def _wanted(self, row: Row, goes_on: Sequence[bool], height: float) -> float:
        """Return how much of a page a row asks for: room too for the texts that begin in it.

        Else one of them would go on over the page's edge, cut through in its middle.
        """
        begin = [
            self._needed(words(cell), self._widths[number])
            for number, cell in enumerate(row.cells)
            if goes_on[number] and cell is not ABOVE
        ]
        return min(max(height, *begin, 0.0), measuring.PAGE - self._head_height)

    @staticmethod
    def _needed(text: str, width: float) -> float:
        return measuring.height_of(measuring.line_count(text, width))

    def _turn_page(self) -> None:
        """Begin a printed page; what reaches over its edge stands there once more.

        A cell that has not had the height it needs gets it from the room that is left, by way of
        the last row; where there is not enough, it goes on over the edge instead.
        """
        room = min(measuring.PAGE - self._used, measuring.HIGHEST - self._last_height)
        lacking = [run.needs - run.has for run in self._runs.values()]
        more = max((height for height in lacking if 0 < height <= room), default=0.0)
        if more:
            self._tab.set_row(self._row - 1, self._last_height + more)
        self._breaks.append(self._row)
        self._used = self._head_height
        for number, run in list(self._runs.items()):
            if run.has + more >= run.needs:
                self._end(number, self._row - 1)
                self._runs[number] = _Run(self._row, run.value, run.needs)

    def _write_cell(
        self, number: int, cell: Value, height: float, *, strong: bool, goes_on: bool
    ) -> None:
        run = self._runs.get(number) if cell is ABOVE else None
        if run is None and goes_on:
            run = _Run(self._row, cell, self._needed(words(cell), self._widths[number]))
            self._runs[number] = run
        column = self._sheet.columns[number]
        value = run.value if run else cell
        # Text that reaches over a page's edge is seen where it begins; amid it might be on neither.
        top = run is not None and column.align == "left"
        look = self._looks.cell(
            value, column.align, strong=strong, code=column.code, top=top, decimals=column.decimals
        )
        # Texts stand below the first row too, so that a filter finds them; a number would be added
        # up twice.
        hidden = run is not None and run.first < self._row and not isinstance(value, str)
        self._put(number, None if hidden else value, look)
        if run:
            run.has += height
            if not goes_on:
                self._end(number, self._row)

    def _put(self, number: int, value: Value, look: Format) -> None:
        """Write a value into the row at hand."""
        tab, row = self._tab, self._row
        plain = value.value if isinstance(value, Tinted) else value
        if isinstance(plain, str) and plain:
            tab.write_string(row, number, in_workbook(plain), look)
        elif isinstance(plain, Sum):
            tab.write_formula(row, number, self._sum(plain), look, as_number(plain.value))
        elif isinstance(plain, Agreement):
            left, right = (xl_rowcol_to_cell(row, n) for n in (plain.left, plain.right))
            formula = f'=IF(ROUND({left}-{right},6)=0,"{AGREES}","{DIFFERS}")'
            tab.write_formula(row, number, formula, look, plain.word)
            tab.conditional_format(row, number, row, number, {
                "type": "cell", "criteria": "==", "value": f'"{DIFFERS}"',
                "format": self._looks.differs,
            })  # fmt: skip
        elif plain is None or plain == "" or plain is ABOVE:
            tab.write_blank(row, number, None, look)
        else:
            tab.write_number(row, number, as_number(plain), look)

    def _sum(self, wanted: Sum) -> str:
        places = self._places[wanted.sheet] if wanted.sheet else self._own
        sheet = f"'{wanted.sheet}'!" if wanted.sheet else ""
        ranges = (
            sheet + xl_range(places[first].row, wanted.column, places[last].row, wanted.column)
            for first, last in wanted.rows
        )
        return f"=SUM({','.join(ranges)})"

    def _end(self, number: int, last: int) -> None:
        """Join the cells of a run, which ends with a row."""
        run = self._runs.pop(number)
        if last > run.first:
            # `merge_range` refuses rows that have gone to the disk, as they have long since.
            self._tab.merge.append([run.first, number, last, number])

    def _join(self, row: int, first: int, last: int, text: str, look: Format) -> None:
        """Write text into one cell made of several beside each other."""
        if last > first:
            self._tab.merge_range(row, first, row, last, "", look)
        self._tab.write_string(row, first, text, look)

    def _write_legend(self) -> None:
        """Write below the table what its colours mean."""
        split = 1
        while sum(self._widths[:split]) < _LEGEND_WIDTH:
            split += 1
        self._row += 1
        for tinted, meaning in self._sheet.legend:
            height = self._needed(meaning, sum(self._widths[split:]))
            self._tab.set_row(self._row, height)
            look = self._looks.cell(tinted, "center")
            self._join(self._row, 0, split - 1, words(tinted), look)
            self._join(self._row, split, len(self._widths) - 1, meaning, self._looks.note)
            self._row += 1


def _in_parts(cell: Value, width: int) -> list[Value]:
    """Return what of a cell stands in rows below each other: one, but for long texts."""
    return [*measuring.parts_of(cell, width)] if isinstance(cell, str) else [cell]
