"""A paper as one .html file: self-contained, nothing in it runs or is fetched, made to be printed.

All text is escaped, and the policy in its head forbids scripts and any style but its own.
"""

import base64
import hashlib
from collections.abc import Iterable
from html import escape

from liaison_tui.papers.paper import (
    ACROSS,
    BOTTOM,
    GROUNDS,
    LEFT,
    RIGHT,
    SIGN_HERE,
    TOP,
    Block,
    Cell,
    Column,
    Grid,
    Line,
    Paper,
    Signatures,
    plain,
)

_STYLE = """\
@page {{ size: A4{across}; margin: {margins};
  @bottom-center {{ content: "{foot}\\3000 第 " counter(page) " 页，共 " counter(pages) " 页";
    font: 10.5pt "Songti SC", SimSun, "Noto Serif CJK SC", serif; }} }}
* {{ box-sizing: border-box; }}
html {{ background: #fff; color: #000; }}
body {{ width: {width}mm; margin: 0 auto; line-break: strict;
  font: 16pt/28pt FangSong, 仿宋, 仿宋_GB2312, FangSong_GB2312, STFangsong, "Noto Serif CJK SC",
    serif; }}
@media screen {{ body {{ margin: 20mm auto; }} }}
h1 {{ margin: 0 0 14pt; text-align: center; font: normal 22pt/32pt 方正小标宋简体,
  FZXiaoBiaoSong-B05S, 小标宋, STZhongsong, "Songti SC", SimSun, "Noto Serif CJK SC", serif; }}
p {{ margin: 0; }}
table {{ width: calc(100% - 1mm); margin: 8pt 0; border-collapse: collapse; table-layout: fixed; }}
th, td {{ border: .5pt solid #000; padding: 2pt 1mm; vertical-align: middle;
  overflow-wrap: anywhere; }}
th {{ font-family: SimHei, 黑体, "Noto Sans CJK SC", sans-serif; font-weight: normal; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
.small, .grid {{ font-size: 10.5pt; line-height: 15pt; }}
.level1 {{ font-family: SimHei, 黑体, "Noto Sans CJK SC", sans-serif; break-after: avoid; }}
.level2 {{ font-family: KaiTi, 楷体, KaiTi_GB2312, STKaiti, "Noto Serif CJK SC", serif;
  break-after: avoid; }}
.left {{ text-align: left; }} .center {{ text-align: center; }} .right {{ text-align: right; }}
{grounds}
.across .small, .across .grid {{ font-size: 9pt; line-height: 13pt; }}
/* A browser that may not break within a row puts all rows a cell reaches over on one page. */
.across tr {{ break-inside: auto; }}
@media print {{ td {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }} }}
td.code {{ font-family: "Courier New", monospace; font-size: 9pt; overflow-wrap: normal; }}
.signatures {{ break-inside: avoid; font-size: 14pt; line-height: 22pt; }}
.signatures th {{ width: 35mm; font-size: 12pt; }}
.signatures td {{ height: 30mm; }}
.signatures .given {{ font-size: 12pt; line-height: 18pt; }}
.signatures .sign {{ margin: 10mm 2mm 1mm 0; text-align: right; white-space: pre; }}
.signatures .seal {{ height: 34mm; padding-right: 18mm; text-align: right;
  vertical-align: bottom; }}
{columns}"""


def html(paper: Paper) -> str:
    """Return a paper as a whole document."""
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    columns = [
        f".grid{n} col:nth-child({m}) {{ width: {100 * column.width / paper.text_width:.2f}%; }}"
        for n, grid in enumerate(grids)
        for m, column in enumerate(grid.columns, start=1)
    ]
    sides = ACROSS if paper.across else (TOP, RIGHT, BOTTOM, LEFT)
    style = _STYLE.format(
        across=" landscape" * paper.across, margins=" ".join(f"{side}mm" for side in sides),
        width=paper.text_width,
        grounds="\n".join(f"td.{n} {{ background: #{ground}; }}" for n, ground in GROUNDS.items()),
        foot=_css(plain(paper.foot)), columns="\n".join(columns),
    )  # fmt: skip
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(_block(block, grids) for block in paper.blocks)
    return f"""\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width">
<title>{_text(f"{paper.title}　{paper.foot}")}</title>
<style>{style}</style>
</head>
<body{' class="across"' * paper.across}>
<h1>{_text(paper.title)}</h1>
{body}
</body>
</html>
"""


def _block(block: Block, grids: list[Grid]) -> str:
    if isinstance(block, Line):
        small = " small" if block.small else ""
        level = f" level{block.level}" if block.level else ""
        return f'<p class="{block.align}{small}{level}">{_text(block.text)}</p>'
    if isinstance(block, Grid):
        return _grid(block, grids.index(block))
    return _signatures(block)


def _grid(grid: Grid, number: int) -> str:
    heads = _joined(f'<th scope="col">{_text(column.head)}</th>' for column in grid.columns)
    rows = "\n".join(
        "<tr>"
        + _joined(
            _cell(cell, column)
            for cell, column in zip(row, grid.columns, strict=True)
            if cell is not None
        )
        + "</tr>"
        for row in grid.rows
    )
    columns = "<col>" * len(grid.columns)
    return (
        f'<table class="grid grid{number}"><colgroup>{columns}</colgroup>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    )


def _cell(cell: str | Cell, column: Column) -> str:
    of = cell if isinstance(cell, Cell) else Cell(cell)
    kind = " ".join(filter(None, (column.align, "code" * column.code, of.tone)))
    reach = f' rowspan="{of.rows}"' if of.rows > 1 else ""
    return f'<td class="{kind}"{reach}>{_text(of.text)}</td>'


def _signatures(block: Signatures) -> str:
    rows = "\n".join(
        f'<tr><th scope="row">{_text(opinion.label)}</th><td>'
        + _joined(f'<p class="given">{_text(given)}</p>' for given in opinion.given)
        + f'<p class="sign">{_text(SIGN_HERE)}</p></td></tr>'
        for opinion in block.opinions
    )
    seal = f'<tr><td class="seal" colspan="2">{_text(block.seal)}</td></tr>'
    return f'<table class="signatures">\n{rows}\n{seal}\n</table>'


def _text(text: str) -> str:
    return escape(plain(text))


def _css(text: str) -> str:
    """Return text for a string in a style sheet, every character written by its number."""
    return "".join(f"\\{ord(c):06x}" for c in text)


def _joined(pieces: Iterable[str]) -> str:
    return "".join(pieces)
