"""A book on paper: its sheets, but for registers, as the tables of one document across the page."""

from collections.abc import Iterator, Sequence

from liaison_tui.papers.paper import Block, Cell, Column, Grid, Line, Paper
from liaison_tui.papers.sheet import ABOVE, Book, Row, Sheet, Tinted, Value, words


def paper_of(book: Book) -> Paper:
    """Return a book as a paper; charts stay in workbooks, where they can be edited."""
    sheets = [sheet for sheet in book.sheets if not sheet.register]
    paper = Paper(sheets[0].title, book.author, book.foot, (), across=True)
    blocks: list[Block] = []
    for sheet in sheets:
        if sheet is not sheets[0]:
            blocks.append(Line(sheet.title, level=1))
        blocks += _blocks(sheet, paper.text_width)
    return Paper(paper.title, paper.author, paper.foot, blocks, across=True)


def _blocks(sheet: Sheet, width: int) -> Iterator[Block]:
    for note in sheet.notes:
        yield Line(note, small=True)
    rows = [row for row in sheet.rows() if row.cells]
    if not rows:
        yield Line(sheet.empty, small=True)
        return
    yield Grid(_fitted(sheet.columns, width), _grid(rows))
    for tinted, meaning in sheet.legend:
        yield Line(f"{words(tinted)}：{meaning}", small=True)


def _fitted(columns: Sequence[Column], width: int) -> list[Column]:
    """Return columns drawn to a page's width, in whole millimetres."""
    whole, fitted, place, used = sum(c.width for c in columns), [], 0, 0
    for column in columns:
        place += column.width
        own = round(place * width / whole) - used
        used += own
        fitted.append(Column(column.head, own, column.align, column.code))
    return fitted


def _grid(rows: Sequence[Row]) -> list[list[str | Cell | None]]:
    """Return rows with what reaches over several of them counted out."""
    columns = [_column([row.cells[n] for row in rows]) for n in range(len(rows[0].cells))]
    return [list(cells) for cells in zip(*columns, strict=True)]


def _column(values: Sequence[Value]) -> list[str | Cell | None]:
    found: list[str | Cell | None] = []
    for n, value in enumerate(values):
        if value is ABOVE:
            found.append(None)
            continue
        reach = 1
        while n + reach < len(values) and values[n + reach] is ABOVE:
            reach += 1
        tone = value.tone if isinstance(value, Tinted) else ""
        text = words(value)
        found.append(Cell(text, tone, reach) if tone or reach > 1 else text)
    return found
