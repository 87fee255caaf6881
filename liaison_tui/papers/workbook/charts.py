"""Charts beside a table: native ones, which an office can edit."""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as NativeChart
from xlsxwriter.worksheet import Worksheet

from liaison_tui.papers import measuring
from liaison_tui.papers.sheet import MARGIN, PAGE_WIDTH, Chart, Sheet, Sum, Tinted, Value
from liaison_tui.papers.workbook.looks import BODY, HEAD, INKS

_KINDS = {
    "bars": {"type": "bar", "subtype": "stacked"},
    "columns": {"type": "column", "subtype": "stacked"},
    "line": {"type": "line"},
}
_GAP_MM = 4
_LEAST_MM, _MOST_MM, _SMALLEST_MM = 70, 160, 45
# How far a chart keeps from a page's edge, on which its border would be drawn.
_EDGE_MM = 1
_BAR_MM = 5.6
_GRID = {"color": "#D9D9D9"}


class Place(NamedTuple):
    """Where a row of a table has come to stand, and its cells."""

    row: int
    cells: Sequence[Value]


def width_beside(sheet: Sheet) -> float:
    """Return how wide a chart beside a table may be on paper, in mm."""
    return PAGE_WIDTH - 2 * MARGIN - sum(column.width for column in sheet.columns) - 2 * _GAP_MM


def draw(
    workbook: Workbook,
    tab: Worksheet,
    sheet: Sheet,
    chart: Chart,
    places: Sequence[Place],
    below: float,
    room: float,
) -> float:
    """Put a chart to the right of the rows it is of, so many mm below; return how high it is.

    `room` is how many mm of the printed page there are from its first row on: a chart that is
    higher would be cut through by the page's edge.
    """
    if chart.last >= len(places) or chart.first > chart.last:
        return 0
    drawn = cast("NativeChart", workbook.add_chart(_KINDS[chart.kind]))
    rows = places[chart.first : chart.last + 1]
    for series in chart.series:
        ink = {"color": INKS[series.tone]}
        look: dict[str, Any] = {"fill": ink, "gap": 40}
        if chart.kind == "line":
            look = {
                "line": {**ink, "width": 2.25},
                "marker": {"type": "circle", "size": 6, "fill": ink, "border": ink},
                "data_labels": {"value": True, "font": _font(9)},
            }
        drawn.add_series({
            "name": sheet.columns[series.column].head,
            "categories": _range(sheet, rows, chart.labels),
            "values": _range(sheet, rows, series.column),
            # What viewers draw that work nothing out themselves.
            "categories_data": [_number_or_word(place.cells[chart.labels]) for place in rows],
            "values_data": [_number_or_word(place.cells[series.column]) for place in rows],
            **look,
        })  # fmt: skip
    drawn.set_title(
        {"name": chart.title, "name_font": {**_font(12), "name": HEAD}, "overlay": False}
    )
    drawn.set_legend({"position": "bottom", "font": _font(9)})
    drawn.set_y_axis(
        {"num_font": _font(9), "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    drawn.set_x_axis({"num_font": _font(9)})
    if chart.kind == "bars":  # the first row at the top, as in the table
        drawn.set_y_axis({"reverse": True, "num_font": _font(8), "interval_unit": 1})
        drawn.set_x_axis({"num_font": _font(9), "label_position": "low"})
    if chart.kind == "line":  # of rates: a small change must not look like a steep one
        drawn.set_y_axis({"min": 0, "num_font": _font(9), "major_gridlines": {
            "visible": True, "line": _GRID,
        }})  # fmt: skip
    wanted = min(_MOST_MM, max(_LEAST_MM, len(rows) * _BAR_MM + 30))
    high = max(_SMALLEST_MM, min(wanted, room - below - 2 * _EDGE_MM))
    drawn.set_size({
        "width": measuring.mm_to_pixels(width_beside(sheet)),
        "height": measuring.mm_to_pixels(high),
    })  # fmt: skip
    tab.insert_chart(
        rows[0].row, len(sheet.columns), drawn,
        {
            "x_offset": measuring.mm_to_pixels(_GAP_MM),
            "y_offset": measuring.mm_to_pixels(below + _EDGE_MM), "object_position": 2,
        },
    )  # fmt: skip
    return high + _GAP_MM


def _font(size: int) -> dict[str, Any]:
    return {"name": BODY, "size": size, "bold": False}


def _range(sheet: Sheet, rows: Sequence[Place], column: int) -> list[object]:
    return [sheet.name, rows[0].row, column, rows[-1].row, column]


def _number_or_word(cell: Value) -> object:
    value = cell.value if isinstance(cell, Tinted | Sum) else cell
    return value if isinstance(value, int) else str(value or "")
