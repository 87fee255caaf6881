"""The office's own template: its page and styles are used, its text is not, gaps are filled."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Mm, Pt, RGBColor

from liaison_tui.errors import Refused
from liaison_tui.papers import letter_word
from liaison_tui.papers.letter import Letter
from liaison_tui.papers.letter_sample import sample
from liaison_tui.papers.letterhead import TEMPLATE, read_letterhead
from liaison_tui.papers.paper import Column, Grid, Line
from liaison_tui.printing.letters import Switches, blank_letter, write_template
from liaison_tui.workspace import Workspace
from tests.papers.letters import letter, letterhead

BLOCKS = (
    Line("一、总体情况", level=1),
    Line("全市应报单位63家。"),
    Grid((Column("单位", 56), Column("情况", 100)), [["澄江街道", "已报"]]),
)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template as the program makes it."""
    path = tmp_path / TEMPLATE
    path.write_bytes(letter_word.docx(sample(letter(red_head=True))))
    return path


def written(template: Path | None, **how: object) -> Document:
    head = replace(letterhead(), template=template)
    return docx.Document(io.BytesIO(letter_word.docx(letter(BLOCKS, head=head, **how))))


def edit(template: Path) -> Document:
    return docx.Document(str(template))


def test_a_template_that_nobody_has_edited_changes_nothing(template: Path) -> None:
    plain, made = written(None, red_head=True), written(template, red_head=True)
    assert [p.text for p in made.paragraphs] == [p.text for p in plain.paragraphs]
    assert made.element.xml == plain.element.xml
    assert made.core_properties.title == "关于6月报送情况的通报"
    for style in plain.styles:
        assert made.styles[style.name].element.xml == style.element.xml


def test_page_styles_and_header_are_the_office_s_the_text_is_not(template: Path) -> None:
    office = edit(template)
    office.styles["公文标题"].font.color.rgb = RGBColor(0, 0, 255)
    office.sections[0].left_margin = Mm(40)
    office.sections[0].header.paragraphs[0].text = "内部文稿"
    office.save(str(template))
    made = written(template)
    assert made.styles["公文标题"].font.color.rgb == RGBColor(0, 0, 255)
    assert made.sections[0].left_margin == office.sections[0].left_margin
    assert made.sections[0].header.paragraphs[0].text == "内部文稿"
    assert "怎样改" not in "".join(p.text for p in made.paragraphs)


def test_a_narrower_text_narrows_the_tables_and_the_red_heading(template: Path) -> None:
    office = edit(template)
    office.sections[0].left_margin = Mm(56)
    office.save(str(template))
    made = written(template, red_head=True)
    widths = [column.width for column in made.tables[0].columns]
    assert sum(widths) == pytest.approx(Mm(128), abs=Mm(0.1))
    assert widths[1] / widths[0] == pytest.approx(100 / 56, abs=0.01)
    [run] = made.paragraphs[0].runs
    size = run.font.size
    assert size is not None
    assert 0.9 * Mm(128).pt < size.pt * len(run.text) <= Mm(128).pt


def test_styles_that_are_gone_or_whose_id_another_bears_are_added(template: Path) -> None:
    office = edit(template)
    for name in ("标识", "一级标题", "Table Grid"):
        element = office.styles[name].element
        element.getparent().remove(element)
    office.styles["表格文字"].element.styleId = "标识"
    office.save(str(template))
    made = written(template, internal=True)
    plain = written(None, internal=True)
    mark = made.paragraphs[0].style
    assert mark is not None
    assert mark.name == "标识"
    assert mark.font.size == plain.styles["标识"].font.size
    assert mark.style_id != "标识"
    assert made.styles["一级标题"].base_style.name == "Normal"
    assert made.tables[0].style == made.styles["Table Grid"]
    ids = [style.style_id for style in made.styles]
    assert len(ids) == len(set(ids))


def test_what_has_to_stay_on_one_page_keeps_its_own_sizes(template: Path) -> None:
    office = edit(template)
    office.styles["Normal"].font.size = Pt(18)
    office.save(str(template))
    assert written(template).styles["Normal"].font.size == Pt(18)
    assert written(template, size=14).styles["Normal"].font.size == Pt(14)


@pytest.mark.parametrize("data", [b"", b"x" * 100, b"PK\x05\x06" + bytes(18)])
def test_a_template_that_is_none_is_refused_by_its_name(template: Path, data: bytes) -> None:
    template.write_bytes(data)
    with pytest.raises(Refused, match=TEMPLATE):
        written(template)


def test_a_workspace_gets_a_template_once_and_uses_it(centre: Workspace) -> None:
    def head() -> Letter:
        return blank_letter(centre, Switches())

    assert head().letterhead.template is None
    path = write_template(centre)
    assert head().letterhead.template == path
    assert read_letterhead(centre.root).template == path
    before = path.read_bytes()
    with pytest.raises(Refused, match="已经有了"):
        write_template(centre)
    assert path.read_bytes() == before
