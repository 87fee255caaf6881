"""Text tables for a terminal: columns aligned by cells, since Chinese characters take two."""

from collections.abc import Iterable, Sequence

from liaison_tui.text import cell_width, one_line, pad, shorten


def render(
    heads: Sequence[str], rows: Iterable[Sequence[object]], *, widest: int = 60, right: str = ""
) -> str:
    """Return a table with a heading line; cells are made inert and cut to `widest` cells.

    `right` names the headings whose columns stand to the right, as numbers do.
    """
    cells = [[shorten(one_line(str(cell)), widest) for cell in row] for row in rows]
    widths = [
        max([cell_width(head), *(cell_width(row[n]) for row in cells)])
        for n, head in enumerate(heads)
    ]
    lines = [list(heads), ["─" * width for width in widths], *cells]
    numeric = set(right.split())
    return "\n".join(
        "  ".join(
            _aside(cell, widths[n]) if heads[n] in numeric else pad(cell, widths[n])
            for n, cell in enumerate(line)
        ).rstrip()
        for line in lines
    )


def _aside(cell: str, width: int) -> str:
    return " " * (width - cell_width(cell)) + cell
