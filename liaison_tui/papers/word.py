"""A paper as .docx: one of the two places that know python-docx (`letter_word.py` is the other).

Sizes and fonts follow the manner of official documents (GB/T 9704): title 2号 小标宋,
text 三号 仿宋. Text is set as text, never as a field or as markup.
"""

import io
from collections.abc import Sequence
from html import escape
from itertools import zip_longest
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
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from liaison_tui import clock
from liaison_tui.papers.fonts import STANDARD, Fonts
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
    Block,
    Cell,
    Grid,
    Line,
    Paper,
    Signatures,
    plain,
)

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
LEVELS = ("Normal", "一级标题", "二级标题")
TITLE_STYLE, SMALL_STYLE, TABLE_HEAD_STYLE = "公文标题", "表格文字", "表格标题"
_LABEL_WIDTH = 35


def docx(paper: Paper) -> bytes:
    """Return the bytes of a paper's file."""
    document = new_document(paper)
    _add_foot(document, paper.foot)
    document.add_paragraph(plain(paper.title), TITLE_STYLE)
    add_blocks(document, paper.blocks)
    return saved(document)


def add_blocks(document: Document, blocks: Sequence[Block]) -> list[Paragraph]:
    """Add blocks one below the other; returns the paragraphs of lines that are not small."""
    lines = []
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Line):
            style = SMALL_STYLE if block.small else LEVELS[block.level]
            line = document.add_paragraph(plain(block.text), style)
            line.alignment = ALIGN[block.align]
            line.paragraph_format.keep_with_next = bool(
                block.level or (block.small and isinstance(following, Grid))
            )
            if not isinstance(following, Line):
                line.paragraph_format.space_after = Pt(8)
            if not block.small:
                lines.append(line)
        elif isinstance(block, Grid):
            _add_grid(document, block)
        else:
            _add_signatures(document, block)
    return lines


def text_width(document: Document) -> Length:
    """Return how wide the text of the last section is."""
    page = document.sections[-1]
    return Length((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))


def saved(document: Document) -> bytes:
    """Return the bytes of a document's file."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def new_document(paper: Paper, fonts: Fonts = STANDARD) -> Document:
    """Return an empty document for a paper: its page, its styles, and what it says of itself."""
    document = python_docx.Document()
    _lay_out(document.sections[0], across=paper.across)
    _add_styles(document, fonts, small=9 if paper.across else 10.5)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    _name_fonts(document, fonts)
    about = document.core_properties
    about.title, about.author, about.comments = plain(paper.title), plain(paper.author), ""
    about.last_modified_by = about.author
    about.created = about.modified = clock.now().replace(tzinfo=None)
    about.language = "zh-CN"
    return document


def _lay_out(section: Section, *, across: bool) -> None:
    size, sides = (PAGE_WIDTH, PAGE_HEIGHT), (TOP, RIGHT, BOTTOM, LEFT)
    if across:
        section.orientation = WD_ORIENT.LANDSCAPE
        size, sides = size[::-1], ACROSS
    section.page_width, section.page_height = map(Mm, size)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
        Mm, sides
    )
    section.footer_distance = Mm(sides[2] - 10)


def _add_styles(document: Document, fonts: Fonts, *, small: float) -> None:
    song, fang, hei, kai = (
        names[0] for names in (fonts.title, fonts.body, fonts.heading1, fonts.heading2)
    )
    shape(cast("ParagraphStyle", document.styles["Normal"]), fang, 16, exactly=28)
    title_style = new_style(document, TITLE_STYLE)
    shape(title_style, song, 22, after=14, align="center")
    title_style.font.bold = fonts.bold_title
    shape(new_style(document, LEVELS[1]), hei, 16, exactly=28)
    shape(new_style(document, LEVELS[2]), kai, 16, exactly=28)
    shape(new_style(document, SMALL_STYLE), fang, small)
    shape(new_style(document, TABLE_HEAD_STYLE), hei, small, align="center")
    shape(new_style(document, "意见"), fang, 12)
    shape(new_style(document, "签字"), fang, 14, align="right")
    shape(new_style(document, "栏目"), hei, 12, align="center")


def _add_foot(document: Document, words: str) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = SMALL_STYLE
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{plain(words)}　第 ")
    add_field(foot, "PAGE")
    foot.add_run(" 页，共 ")
    add_field(foot, "NUMPAGES")
    foot.add_run(" 页")


def new_style(document: Document, name: str) -> ParagraphStyle:
    """Add a paragraph style that is the normal one until `shape` makes it another."""
    style = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = document.styles["Normal"]
    return style


def shape(
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
    layout.alignment = ALIGN[align]
    layout.space_before, layout.space_after = Pt(0), Pt(after)
    if exactly is None:
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        layout.line_spacing = Pt(exactly)


def _name_fonts(document: Document, fonts: Fonts) -> None:
    """Write the fonts and what may stand in for them into the font table."""
    entries = "".join(
        f'<w:font w:name="{escape(name)}"><w:altName w:val="{escape(",".join(others))}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in fonts.all.items()
    )
    table = f"<w:fonts {nsdecls('w')}>{entries}</w:fonts>".encode()
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
        _write(cell, [column.head], TABLE_HEAD_STYLE)
    cells = [row.cells for row in rows]  # python-docx finds them anew each time it is asked
    for y, said in enumerate(grid.rows):
        for x, (column, one) in enumerate(zip(grid.columns, said, strict=True)):
            if one is None:
                continue
            of = one if isinstance(one, Cell) else Cell(one)
            (line,) = _write(cells[y][x], [of.text], "表格文字")
            line.alignment = ALIGN[column.align]
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
    """Add a ruled table of fixed column widths (mm) whose rows are not broken between pages.

    Where a template leaves less room the columns share it.
    """
    part = min(1, text_width(document).mm / sum(widths))
    table: Table = document.add_table(rows, len(widths), "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    )
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # noqa: SLF001 - no other way
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width * part)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no other way
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width * part)
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


def add_field(paragraph: Paragraph, name: str) -> None:
    """Add a field of Word's own, such as the page's number; never text of a person's."""
    run: BaseOxmlElement = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(run)  # noqa: SLF001 - python-docx has no fields
