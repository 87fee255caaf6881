"""A paper as .docx: the one place that knows python-docx.

Sizes and fonts follow the manner of official documents (GB/T 9704): title 2号 小标宋,
text 三号 仿宋. Text is set as text, never as a field or as markup.
"""

import io
from collections.abc import Sequence
from typing import cast

import docx as python_docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from liaison_tui import clock
from liaison_tui.papers.paper import (
    ACROSS,
    BOTTOM,
    GROUNDS,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SIGN_HERE,
    TEXT_WIDTH,
    TOP,
    Align,
    Cell,
    Grid,
    Line,
    Paper,
    Signatures,
    plain,
)

_SONG, _FANG, _HEI, _KAI = "方正小标宋简体", "仿宋", "黑体", "楷体"
# What stands in where an office has not installed a font; Word reads these from the font table.
_OTHER_NAMES = {
    _SONG: "小标宋,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体",
    _FANG: "仿宋_GB2312,FangSong,方正仿宋_GBK,华文仿宋",
    _HEI: "SimHei,方正黑体_GBK,华文黑体",
    _KAI: "楷体_GB2312,KaiTi,方正楷体_GBK,华文楷体",
}
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_LEVELS = ("Normal", "一级标题", "二级标题")
_LABEL_WIDTH = 35


def docx(paper: Paper) -> bytes:
    """Return the bytes of a paper's file."""
    document = python_docx.Document()
    _set_up(document, paper)
    document.add_paragraph(plain(paper.title), "公文标题")
    for block, following in zip(paper.blocks, [*paper.blocks[1:], None], strict=True):
        if isinstance(block, Line):
            style = "表格文字" if block.small else _LEVELS[block.level]
            line = document.add_paragraph(plain(block.text), style)
            line.alignment = _ALIGN[block.align]
            line.paragraph_format.keep_with_next = bool(block.level)
            if not isinstance(following, Line):
                line.paragraph_format.space_after = Pt(8)
        elif isinstance(block, Grid):
            _add_grid(document, block)
        else:
            _add_signatures(document, block)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: Document, paper: Paper) -> None:
    """Lay out the page, the styles, the foot, and what the file says of itself."""
    section = document.sections[0]
    size, sides = (PAGE_WIDTH, PAGE_HEIGHT), (TOP, RIGHT, BOTTOM, LEFT)
    if paper.across:
        section.orientation = WD_ORIENT.LANDSCAPE
        size, sides = size[::-1], ACROSS
    section.page_width, section.page_height = map(Mm, size)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
        Mm, sides
    )
    section.footer_distance = Mm(sides[2] - 10)
    _shape(cast("ParagraphStyle", document.styles["Normal"]), _FANG, 16, exactly=28)
    _shape(_new_style(document, "公文标题"), _SONG, 22, after=14, align="center")
    _shape(_new_style(document, _LEVELS[1]), _HEI, 16, exactly=28)
    _shape(_new_style(document, _LEVELS[2]), _KAI, 16, exactly=28)
    small = 9 if paper.across else 10.5
    _shape(_new_style(document, "表格文字"), _FANG, small)
    _shape(_new_style(document, "表格标题"), _HEI, small, align="center")
    _shape(_new_style(document, "意见"), _FANG, 12)
    _shape(_new_style(document, "签字"), _FANG, 14, align="right")
    _shape(_new_style(document, "栏目"), _HEI, 12, align="center")
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    _name_fonts(document)
    foot = section.footer.paragraphs[0]
    foot.style = "表格文字"
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{plain(paper.foot)}　第 ")
    _add_field(foot, "PAGE")
    foot.add_run(" 页，共 ")
    _add_field(foot, "NUMPAGES")
    foot.add_run(" 页")
    about = document.core_properties
    about.title, about.author, about.comments = plain(paper.title), plain(paper.author), ""
    about.last_modified_by = about.author
    about.created = about.modified = clock.now().replace(tzinfo=None)
    about.language = "zh-CN"


def _new_style(document: Document, name: str) -> ParagraphStyle:
    style = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = document.styles["Normal"]
    return style


def _shape(
    style: ParagraphStyle,
    font: str,
    size: float,
    *,
    exactly: float | None = None,
    after: float = 0,
    align: Align = "left",
) -> None:
    """Give a style its Chinese font, its size in points, its spacing and its alignment."""
    style.font.name, style.font.size = "Times New Roman", Pt(size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    layout = style.paragraph_format
    layout.alignment = _ALIGN[align]
    layout.space_before, layout.space_after = Pt(0), Pt(after)
    if exactly is None:
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        layout.line_spacing = Pt(exactly)


def _name_fonts(document: Document) -> None:
    """Write the fonts and what may stand in for them into the font table."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in _OTHER_NAMES.items()
    )
    table = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()
    old = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    new = Part(old.partname, old.content_type, table, old.package)
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            relation._target = new  # noqa: SLF001 - python-docx has no way to replace a part


def _add_grid(document: Document, grid: Grid) -> None:
    widths = [column.width for column in grid.columns]
    table = _new_table(document, 1 + len(grid.rows), widths)
    heads, *rows = table.rows
    heads._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no other way
    for cell, column in zip(heads.cells, grid.columns, strict=True):
        _write(cell, [column.head], "表格标题")
    cells = [row.cells for row in rows]  # python-docx finds them anew each time it is asked
    for y, said in enumerate(grid.rows):
        for x, (column, one) in enumerate(zip(grid.columns, said, strict=True)):
            if one is None:
                continue
            of = one if isinstance(one, Cell) else Cell(one)
            (line,) = _write(cells[y][x], [of.text], "表格文字")
            line.alignment = _ALIGN[column.align]
            if column.code:
                for run in line.runs:
                    run.font.name, run.font.size = "Courier New", Pt(9)
            if of.tone:
                _tint(cells[y][x], GROUNDS[of.tone])
    for y, said in enumerate(grid.rows):
        for x, one in enumerate(said):
            if isinstance(one, Cell) and one.rows > 1:
                _reach_down([cells[n][x] for n in range(y, y + one.rows)])


def _tint(cell: _Cell, ground: str) -> None:
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{ground}"/>')
    # Its place among a cell's properties is before the vertical alignment.
    cell._tc.get_or_add_tcPr().find(qn("w:vAlign")).addprevious(shade)  # noqa: SLF001 - no other way


def _reach_down(cells: Sequence[_Cell]) -> None:
    """Join cells below each other; `merge` would look for them all over the table each time."""
    for n, cell in enumerate(cells):
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - no other way
        properties.vMerge_val = "continue" if n else "restart"


def _add_signatures(document: Document, block: Signatures) -> None:
    widths = [_LABEL_WIDTH, TEXT_WIDTH - _LABEL_WIDTH]
    table = _new_table(document, len(block.opinions) + 1, widths)
    *rows, last = table.rows
    for row, opinion in zip(rows, block.opinions, strict=True):
        _at_least(row, 32)
        label, place = row.cells
        _write(label, [opinion.label], "栏目", keep=True)
        lines = _write(place, [*opinion.given, SIGN_HERE], "意见", keep=True)
        lines[-1].style = "签字"
        lines[-1].paragraph_format.space_before = Mm(10)
        lines[-1].paragraph_format.space_after = Mm(2)
        place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    _at_least(last, 36)
    seal = last.cells[0].merge(last.cells[1])
    (line,) = _write(seal, [block.seal], "签字")
    line.paragraph_format.right_indent = Mm(18)
    line.paragraph_format.space_after = Mm(2)
    seal.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM


def _new_table(document: Document, rows: int, widths: Sequence[int]) -> Table:
    """Add a ruled table of fixed column widths (mm) whose rows are not broken between pages."""
    table: Table = document.add_table(rows, len(widths), "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    )
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # noqa: SLF001 - no other way
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no other way
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return table


def _write(cell: _Cell, texts: Sequence[str], style: str, *, keep: bool = False) -> list[Paragraph]:
    """Write paragraphs into an empty cell; `keep` keeps them on one page with what follows."""
    lines = [cell.paragraphs[0], *(cell.add_paragraph() for _ in texts[1:])]
    for line, text in zip(lines, texts, strict=True):
        line.style = style
        line.add_run(plain(text))
        line.paragraph_format.keep_with_next = keep
    return lines


def _at_least(row: _Row, height: int) -> None:
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a field of Word's own, such as the page's number; never text of a person's."""
    run: BaseOxmlElement = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(run)  # noqa: SLF001 - python-docx has no fields
