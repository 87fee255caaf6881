"""A letter as .docx in the layout of GB/T 9704—2012; `word.py` writes the blocks inside it.

Distances are the standard's: 版心 156 by 225 mm of 22 lines of 28 characters, 红头 35 mm below its
upper edge, page numbers 7 mm below its lower edge on the outer side.
"""

from typing import cast

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from liaison_tui.papers import letter_template, word
from liaison_tui.papers.letter import (
    CHARACTERS,
    LINES,
    PITCHES,
    SMALL_PITCH,
    TEXT_HEIGHT,
    Annex,
    Letter,
)
from liaison_tui.papers.numerals import day_words
from liaison_tui.papers.paper import BOTTOM, TEXT_WIDTH, plain
from liaison_tui.text import cell_width

_RED = RGBColor(0xFF, 0x00, 0x00)
_TWIPS, _GRID_UNITS = 20, 4096
_POINTS_A_MM = 72 / 25.4
_PAGE_STYLE, _HEAD_STYLE, _MARK_STYLE = "页码", "发文机关标志", "标识"
_PAGE_SIZE, _PAGE_LINE = 14, 18.0
# As many characters of the last paragraph, five lines, stay on one page with the signature.
_KEPT_TOGETHER = 140
# Twips by which characters of 三号 stand closer: 28 of them in 156 mm, not one less, not one more.
# (LibreOffice rounds to tenths of a point, and 0.2 would leave 27.)
_CLOSER = 6
# The heading's characters: as large as fits on one line, and never above its style's.
_HEAD_SIZE, _HEAD_WIDTH, _HEAD_TOP, _RED_LINE = 48, 0.98, 35, 11
# How far the day stands from the right edge, in characters, where a seal is to be set.
_DAY_INDENT, _ROOM_FOR_SEAL = 4, 2


def docx(letter: Letter) -> bytes:
    """Return the bytes of a letter's file. Raises Refused for a template nobody can read."""
    document = _empty(letter)
    _add_head(document, letter)
    title = document.add_paragraph(plain(letter.title), word.TITLE_STYLE)
    title.paragraph_format.space_before = Pt(PITCHES[16] if letter.number else 0)
    if letter.addressees:
        document.add_paragraph(f"{plain(letter.addressees)}：")
    lines = word.add_blocks(document, letter.paper.blocks)
    _indent(lines)
    _add_foot_of_text(document, letter, lines)
    for annex in letter.annexes:
        _add_annex(document, letter, annex)
    return word.saved(document)


def _empty(letter: Letter) -> Document:
    """Return a document without text: the office's template, or one in the standard's layout."""
    document = word.new_document(letter.paper, letter.letterhead.fonts)
    _lay_out(document, letter)
    template = letter.letterhead.template
    return letter_template.over(document, template, letter.size) if template else document


def _lay_out(document: Document, letter: Letter) -> None:
    """Set the grid, the text's size, and the numbers of odd and even pages."""
    pitch, fonts = PITCHES[letter.size], letter.letterhead.fonts
    for style in document.styles:
        if isinstance(style, ParagraphStyle):
            _speak_chinese(style)
    for name in word.LEVELS:
        style = cast("ParagraphStyle", document.styles[name])
        style.font.size = Pt(letter.size)
        style.paragraph_format.line_spacing = Pt(pitch)
        style.paragraph_format.widow_control = False
        _stand_alone(style, _CLOSER if letter.size == 16 else 0)
    title = cast("ParagraphStyle", document.styles[word.TITLE_STYLE])
    title.paragraph_format.line_spacing = Pt(PITCHES[16] + 3)
    title.paragraph_format.space_after = Pt(pitch / 2)
    for name in (word.SMALL_STYLE, word.TABLE_HEAD_STYLE):
        style = cast("ParagraphStyle", document.styles[name])
        style.font.size = Pt(letter.small)
        style.paragraph_format.line_spacing = Pt(letter.small * SMALL_PITCH)
    for name in (word.TITLE_STYLE, word.SMALL_STYLE, word.TABLE_HEAD_STYLE, "意见", "签字", "栏目"):
        _stand_alone(cast("ParagraphStyle", document.styles[name]), 0)
    word.shape(word.new_style(document, _MARK_STYLE), fonts.heading1[0], 16, exactly=PITCHES[16])
    head = word.new_style(document, _HEAD_STYLE)
    word.shape(head, fonts.title[0], _HEAD_SIZE, align="center")
    head.font.color.rgb = _RED
    head.font.bold = fonts.bold_title
    _set_grid(document, letter.size)
    _number_pages(document, fonts.page_number[0])
    for name in (_PAGE_STYLE, _MARK_STYLE, _HEAD_STYLE):
        _stand_alone(cast("ParagraphStyle", document.styles[name]), 0)


def _set_grid(document: Document, size: int) -> None:
    """Set 22 lines of 28 characters (文档网格); smaller text has lines only."""
    grid = OxmlElement("w:docGrid")
    pitch = TEXT_HEIGHT * _POINTS_A_MM / LINES if size == 16 else PITCHES[size]
    grid.set(qn("w:linePitch"), str(int(pitch * _TWIPS)))
    grid.set(qn("w:type"), "lines")
    if size == 16:
        each = TEXT_WIDTH * _POINTS_A_MM / CHARACTERS
        grid.set(qn("w:type"), "linesAndChars")
        # Rounded down, so that the last of 28 characters is not broken off.
        grid.set(qn("w:charSpace"), str(int((each - size) * _GRID_UNITS) - 1))
    section = document.sections[0]._sectPr  # noqa: SLF001 - python-docx has no grid
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)
    section.append(grid)


def _stand_alone(style: ParagraphStyle, closer: int) -> None:
    """Let a style keep its own distances, `closer` twips less between characters, off the grid.

    Word squeezes characters onto the grid, other word processors give each of them two places
    where it is a hair too wide; exact lines and this spacing come to the same in all of them.
    """
    paragraph = style.element.get_or_add_pPr()
    later = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
    # Nor do gaps of a word processor's own stand between Chinese characters and digits.
    for name in ("w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"):
        paragraph.insert_element_before(_switched_off(name), *later)
    run = style.element.get_or_add_rPr()
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(-closer))
    after = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang")
    run.insert_element_before(spacing, *after)
    run.insert_element_before(
        _switched_off("w:snapToGrid"), "w:vanish", "w:color", "w:spacing", *after
    )


def _speak_chinese(style: ParagraphStyle) -> None:
    """Set digits and Latin letters in the Chinese font too: two of them take one character."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    chinese = fonts.get(qn("w:eastAsia"))
    if chinese:
        fonts.set(qn("w:ascii"), chinese)
        fonts.set(qn("w:hAnsi"), chinese)


def _switched_off(name: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), "0")
    return element


def _number_pages(document: Document, font: str) -> None:
    """Write — 1 — below the text on the outer side, one character in from the edge."""
    style = word.new_style(document, _PAGE_STYLE)
    word.shape(style, font, _PAGE_SIZE, exactly=_PAGE_LINE)
    # Digits of 宋体 too: the standard asks for 半角宋体阿拉伯数字.
    style.font.name = font
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    middle = _PAGE_LINE / 2 / _POINTS_A_MM
    section.footer_distance = Mm(BOTTOM - 7 - middle)
    for foot, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        foot.is_linked_to_previous = False
        line = foot.paragraphs[0]
        line.style = _PAGE_STYLE
        line.alignment = word.ALIGN["right" if side == "right" else "left"]
        indent = Pt(_PAGE_SIZE)
        if side == "right":
            line.paragraph_format.right_indent = indent
        else:
            line.paragraph_format.left_indent = indent
        line.add_run("— ")
        word.add_field(line, "PAGE")
        line.add_run(" —")


def _add_head(document: Document, letter: Letter) -> None:
    """Add what stands above the title: 内部资料, the red heading, the number, the red line."""
    head = letter.letterhead
    if letter.internal:
        document.add_paragraph(plain(head.internal), _MARK_STYLE)
    if letter.red_head:
        line = document.add_paragraph(style=_HEAD_STYLE)
        words = plain(head.heading)
        run = line.add_run(words)
        widest = _HEAD_WIDTH * word.text_width(document).pt / (cell_width(words) / 2 or 1)
        largest = line.style.font.size if line.style else None
        run.font.size = Pt(min(largest.pt if largest else _HEAD_SIZE, int(widest)))
        above = PITCHES[16] if letter.internal else 0
        line.paragraph_format.space_before = Pt(_HEAD_TOP * _POINTS_A_MM - above)
        line.paragraph_format.space_after = Pt(2 * PITCHES[16])
    if letter.number:
        number = document.add_paragraph(plain(letter.number))
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if letter.red_head:
            _underline(number)
    elif letter.red_head:
        _underline(document.add_paragraph())


def _underline(line: Paragraph) -> None:
    """Draw the red line 4 mm below a paragraph, as wide as the text."""
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="{_RED_LINE}" '
        'w:color="FF0000"/></w:pBdr>'
    )
    properties = line._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _indent(lines: list[Paragraph]) -> None:
    """Let each paragraph that is not centred begin two characters in, both its edges even."""
    for line in lines:
        if line.alignment != WD_ALIGN_PARAGRAPH.LEFT:
            continue
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if not line.text.startswith("　"):
            _first_line(line, 2)


def _first_line(line: Paragraph, characters: int) -> None:
    indent = line._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - no characters there
    indent.set(qn("w:firstLineChars"), str(100 * characters))
    indent.set(qn("w:firstLine"), str(characters * 16 * _TWIPS))


def _add_foot_of_text(document: Document, letter: Letter, lines: list[Paragraph]) -> None:
    """Add the annexes' names, signature, day and note; they stay on a page with the last words."""
    notes = [_note(document, words) for words in letter.annex_notes]
    if notes:
        notes[0].paragraph_format.space_before = Pt(PITCHES[letter.size])
    day = day_words(letter.day) if letter.day else ""
    signed = [words for words in (plain(letter.signature), day) if words]
    # A long paragraph would move whole, and leave half a page empty above it.
    last = [*(line for line in lines[-1:] if len(line.text) <= _KEPT_TOGETHER), *notes]
    if signed:
        last += _sign(document, letter, signed)
    if letter.disclosure_note:
        _note(document, letter.disclosure_note)
    for line in last[:-1]:
        line.paragraph_format.keep_with_next = True


def _note(document: Document, words: str) -> Paragraph:
    line = document.add_paragraph(plain(words))
    _first_line(line, 2)
    return line


def _sign(document: Document, letter: Letter, signed: list[str]) -> list[Paragraph]:
    """Write signature and day, one centred above the other, the day four characters in."""
    widths = [cell_width(words) / 2 for words in signed]
    centre = max(_DAY_INDENT + widths[-1] / 2, max(widths) / 2)
    lines = []
    for words, width in zip(signed, widths, strict=True):
        line = document.add_paragraph(words)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Pt(letter.size * (centre - width / 2))
        lines.append(line)
    room = _ROOM_FOR_SEAL if letter.is_sealed else 0
    lines[0].paragraph_format.space_before = Pt(room * PITCHES[letter.size])
    return lines


def _add_annex(document: Document, letter: Letter, annex: Annex) -> None:
    """Add an annex on pages of its own: 附件 in 黑体 in the first line, its title below."""
    document.add_section(WD_SECTION.NEW_PAGE)
    listed = [each for each in letter.annexes if not each.is_working]
    number = str(listed.index(annex) + 1) if annex in listed and len(listed) > 1 else ""
    mark = "工作底稿　印发前抽去" if annex.is_working else f"附件{number}"
    document.add_paragraph(mark, _MARK_STYLE)
    title = document.add_paragraph(plain(annex.title), word.TITLE_STYLE)
    # The standard sets it in the third line.
    title.paragraph_format.space_before = Pt(PITCHES[16])
    _indent(word.add_blocks(document, annex.blocks))
