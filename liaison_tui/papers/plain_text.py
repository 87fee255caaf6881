"""A paper as a plain text file, for a chat or for another word processor."""

from collections.abc import Iterator

from liaison_tui.papers.paper import SIGN_HERE, Block, Grid, Line, Paper, plain
from liaison_tui.reports.table import render


def text(paper: Paper) -> str:
    """Return a paper as text; titles have a line of air before them."""
    return "\n".join([plain(paper.title), *(line for b in paper.blocks for line in _lines(b)), ""])


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Line):
        if block.level == 1:
            yield ""
        yield plain(block.text)
    elif isinstance(block, Grid):
        yield render([column.head for column in block.columns], block.words)
    else:
        for opinion in block.opinions:
            yield from ("", f"{plain(opinion.label)}：", *map(plain, opinion.given), SIGN_HERE)
        yield from ("", plain(block.seal))
