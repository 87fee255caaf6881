"""Word refuses a document whose properties stand in another order than the standard's.

The orders are those of ECMA-376, part 1, annex A (wml.xsd); LibreOffice and python-docx do not
mind, so nothing else here would notice.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from liaison_tui.papers import letter_word, word
from liaison_tui.papers.letter import Annex, Letter
from liaison_tui.papers.letter_sample import sample
from liaison_tui.papers.letterhead import TEMPLATE
from liaison_tui.papers.paper import (
    Cell,
    Column,
    Grid,
    Line,
    Opinion,
    Paper,
    Signatures,
)
from tests.papers.letters import letter, letterhead

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "pBdr": "top left bottom right between bar",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tbl": "bookmarkStart tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p tbl",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr "
    "tcPr tblStylePr",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
}
COLUMNS = (Column("单位", 56), Column("情况", 60, "center"), Column("编号", 40, code=True))
ROWS: list[list[str | Cell | None]] = [
    [Cell("澄江街道", "red", 2), "已报", "a1b2"],
    [None, Cell("退回", "yellow"), "c3d4"],
]
BLOCKS = (
    Line("一、总体情况", level=1),
    Line("（一）报送", level=2),
    Line("全市应报单位63家。"),
    Line("表一", small=True),
    Grid(COLUMNS, ROWS),
    Line("居中。", "center"),
)
SIGNED = Signatures(
    (Opinion("主要负责人意见", ()), Opinion("分管负责人意见", ("同意。",))), "（盖章）"
)


def full_letter() -> Letter:
    annexes = (Annex("名单", BLOCKS), Annex("依据", BLOCKS, is_working=True))
    return letter(
        BLOCKS, number="〔2021〕3号", addressees="各有关单位", red_head=True, internal=True,
        disclosure="request", annexes=annexes,
    )  # fmt: skip


def by_template(folder: Path) -> Letter:
    (folder / TEMPLATE).write_bytes(letter_word.docx(sample(letter(red_head=True))))
    return replace(full_letter(), letterhead=replace(letterhead(), template=folder / TEMPLATE))


def parts(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                yield name, etree.fromstring(archive.read(name))


def misplaced(data: bytes) -> list[str]:
    """Return what stands before something it has to follow, or is not known there at all."""
    found = []
    for part, root in parts(data):
        for name, order in ORDERS.items():
            ranks = {W + each: rank for rank, each in enumerate(order.split())}
            if name == "sectPr":
                ranks[W + "footerReference"] = ranks[W + "headerReference"]
            if name == "tc":
                ranks[W + "tbl"] = ranks[W + "p"]
            for element in root.iter(W + name):
                inside = [child.tag for child in element if child.tag.startswith(W)]
                found += [f"{part} {name}: {tag}" for tag in inside if tag not in ranks]
                places = [ranks.get(tag, -1) for tag in inside]
                if places != sorted(places):
                    found.append(f"{part} {name}: {[tag.removeprefix(W) for tag in inside]}")
    return found


@pytest.mark.parametrize("across", [False, True])
def test_a_paper_is_in_words_own_order(across: bool) -> None:
    paper = Paper("审签表", "信用办", "页脚", (*BLOCKS, SIGNED), across=across)
    assert misplaced(word.docx(paper)) == []


@pytest.mark.parametrize("size", [12, 14, 16])
def test_a_letter_is_in_words_own_order(size: int) -> None:
    assert misplaced(letter_word.docx(replace(full_letter(), size=size))) == []


def test_a_letter_by_a_template_is_too(tmp_path: Path) -> None:
    assert misplaced(letter_word.docx(by_template(tmp_path))) == []


def test_what_stands_in_the_wrong_place_is_found() -> None:
    data = io.BytesIO()
    inside = f'<x xmlns:w="{W[1:-1]}"><w:pPr><w:jc/><w:keepNext/></w:pPr></x>'
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", inside)
    assert misplaced(data.getvalue()) == ["word/document.xml pPr: ['jc', 'keepNext']"]
