"""The layout of GB/T 9704—2012 in numbers, and what is printed only by a switch."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from liaison_tui.papers.letter import Annex, Letter, as_paper
from liaison_tui.papers.paper import Column, Grid, Line
from tests.papers.letters import letter, letterhead, needs_office, opened, pages, part

HOSTILE = '<w:t>&"</w:t>\x07\u202e=1+1'


def test_the_page_is_a4_with_the_standards_margins_around_156_by_225() -> None:
    section = opened(letter()).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin,
             section.left_margin, section.right_margin)  # fmt: skip
    width, height, top, bottom, left, right = (round(size.mm) for size in sizes if size)
    assert (width, height, top, bottom, left, right) == (210, 297, 37, 35, 28, 26)
    assert (width - left - right, height - top - bottom) == (156, 225)


def test_the_grid_has_22_lines_of_28_characters_and_the_text_keeps_to_it() -> None:
    found = opened(letter())
    [grid] = found.sections[0]._sectPr.findall(qn("w:docGrid"))  # noqa: SLF001
    assert grid.get(qn("w:type")) == "linesAndChars"
    height, width = 225 * 1440 / 25.4, 156 * 1440 / 25.4
    assert height // int(grid.get(qn("w:linePitch"))) == 22
    each = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert width // (each * 20) == 28
    body = found.styles["Normal"]
    assert body.element.xpath("string(w:pPr/w:spacing/@w:line)") == "579"
    assert body.element.xpath("string(w:pPr/w:spacing/@w:lineRule)") == "exact"
    closer = int(body.element.xpath("string(w:rPr/w:spacing/@w:val)"))
    assert width // (16 * 20 + closer) == 28


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("公文标题", "方正小标宋简体", 22),
        ("Normal", "仿宋", 16),
        ("一级标题", "黑体", 16),
        ("二级标题", "楷体", 16),
        ("页码", "宋体", 14),
    ],
)
def test_fonts_and_sizes_are_the_standards(style: str, font: str, size: int) -> None:
    found = opened(letter()).styles[style]
    fonts = found.element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")} == {font}
    assert found.element.xpath("string(w:rPr/w:sz/@w:val)") == str(2 * size)


def test_every_font_has_its_stand_ins_in_the_font_table() -> None:
    table = part(letter(), "word/fontTable.xml")
    for font in ("方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"):
        assert re.search(rf'w:name="{font}"><w:altName w:val="[^"]+,[^"]+"', table)


def test_page_numbers_stand_outside_on_odd_and_even_pages() -> None:
    found = opened(letter())
    assert found.settings.odd_and_even_pages_header_footer
    section = found.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    for foot in (odd, even):
        assert foot.text == "—  —"
        assert foot._p.xpath("w:fldSimple/@w:instr") == ["PAGE"]  # noqa: SLF001
    assert (odd.alignment, odd.paragraph_format.right_indent) == (WD_ALIGN_PARAGRAPH.RIGHT, Pt(14))
    assert (even.alignment, even.paragraph_format.left_indent) == (WD_ALIGN_PARAGRAPH.LEFT, Pt(14))


def texts(found: Letter) -> list[str]:
    return [paragraph.text for paragraph in opened(found).paragraphs]


def test_the_parts_stand_in_their_order() -> None:
    full = letter(
        [Line("一、情况", level=1), Line("都报了。")],
        number="澄信用办发〔2021〕3号", addressees="各有关单位", red_head=True, internal=True,
        disclosure="request", annexes=(Annex("名单", [Line("甲。")]),),
    )  # fmt: skip
    assert texts(full)[:12] == [
        "内部资料　注意保存", "江阴市信用办文件", "澄信用办发〔2021〕3号", "关于6月报送情况的通报",
        "各有关单位：", "一、情况", "都报了。", "附件：名单", "江阴市信用办", "2021年7月8日",
        "（公开属性：依申请公开）", "",
    ]  # fmt: skip
    assert texts(full)[12:] == ["附件", "名单", "甲。"]


def test_red_heading_inner_marks_and_disclosure_are_printed_only_by_their_switches() -> None:
    plain = "\n".join(texts(letter()))
    for words in ("文件", "内部资料", "公开属性", "附件"):
        assert words not in plain
    assert "FF0000" not in part(letter(), "word/document.xml")
    red = letter(red_head=True)
    assert 'w:color="FF0000"' in part(red, "word/document.xml")
    assert 'w:color w:val="FF0000"' in part(red, "word/styles.xml")


def test_a_long_red_heading_is_set_smaller_so_that_it_stays_on_one_line() -> None:
    heading = "江阴市社会信用体系建设领导小组办公室文件"
    found = opened(letter(red_head=True, head=replace(letterhead(), heading=heading)))
    [run] = next(p for p in found.paragraphs if p.text == heading).runs
    assert run.font.size is not None
    assert run.font.size.pt * len(heading) < 156 * 72 / 25.4


def test_several_annexes_are_numbered_and_a_working_page_is_listed_nowhere() -> None:
    annexes = (Annex("甲表", []), Annex("乙表", []), Annex("来源", [], is_working=True))
    said = texts(letter(annexes=annexes))
    assert "附件：1．甲表" in said
    assert "　　　2．乙表" in said
    assert [line for line in said if line.startswith("附件") and len(line) == 3] == [
        "附件1",
        "附件2",
    ]
    assert "工作底稿　印发前抽去" in said
    assert not [line for line in said if "来源" in line and "附件" in line]


def test_no_seal_and_no_picture_is_ever_drawn() -> None:
    full = letter(red_head=True, annexes=(Annex("表", [Line("甲")]),))
    document = part(full, "word/document.xml")
    for drawn in ("w:drawing", "w:pict", "v:shape", "a:blip"):
        assert drawn not in document


def test_the_signature_is_centred_above_the_day_which_stands_four_characters_in() -> None:
    found = opened(letter(signature="江阴市信用办公室"))
    name, day = found.paragraphs[-2:]
    assert day.paragraph_format.right_indent == Pt(16 * 4)
    assert name.paragraph_format.right_indent == Pt(16 * (4 + 6 / 2 - 8 / 2))
    text = found.paragraphs[-3]
    assert text.paragraph_format.keep_with_next
    assert name.paragraph_format.keep_with_next


def test_a_long_last_paragraph_does_not_move_whole_to_where_the_signature_is() -> None:
    assert opened(letter([Line("短。")])).paragraphs[1].paragraph_format.keep_with_next
    assert not opened(letter([Line("长" * 141)])).paragraphs[1].paragraph_format.keep_with_next


def test_hostile_text_is_text_in_every_part() -> None:
    found = letter(
        [Line(HOSTILE), Grid([Column(HOSTILE, 156)], [[HOSTILE]])], addressees=HOSTILE,
        signature=HOSTILE, number=HOSTILE, annexes=(Annex(HOSTILE, [Line(HOSTILE)]),),
    )  # fmt: skip
    said = "\n".join(texts(found))
    assert said.count('<w:t>&"</w:t>') >= 5
    assert not {"\x07", "\u202e"} & set(said)


def test_other_formats_have_all_parts_of_a_letter_too() -> None:
    full = letter(
        number="〔2021〕3号", addressees="各单位", disclosure="open",
        annexes=(Annex("名单", [Line("甲。")]),),
    )  # fmt: skip
    said = [block.text for block in as_paper(full).blocks if isinstance(block, Line)]
    assert said == [
        "〔2021〕3号", "各单位：", "正文。", "附件：名单", "江阴市信用办", "2021年7月8日",
        "（公开属性：主动公开）", "名单", "甲。",
    ]  # fmt: skip


@needs_office
@pytest.mark.long
def test_a_word_processor_sets_22_lines_of_28_characters_on_a_page(tmp_path: Path) -> None:
    _, second, *_ = pages(letter([Line("国" * 28 * 60)]), tmp_path)
    *lines, number = second
    assert [len(line) for line in lines] == [28] * 22
    assert "".join(number.split()) == "—2—"
