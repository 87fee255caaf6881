"""The approval sheet: every item, each entry's fingerprint, no seal, no markup of a person's."""

import io
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal.approval import code_over
from liaison_tui.papers import page, word
from liaison_tui.papers.paper import Grid, Paper, Signatures
from liaison_tui.papers.writing import write_paper
from liaison_tui.statements import approvals
from liaison_tui.workspace import Workspace
from tests.exchange import offices

HOSTILE = '<script>alert(1)</script>&=HYPERLINK("x")\x07\u202e\ufffe]]>'


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", offices.TODAY)


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    return offices.make_unit(tmp_path / "澄江街道")


def sheet(office: Workspace) -> Paper:
    return approvals.sheet(office, office.unit_named(offices.TOWN), offices.MONTH)


def approve(office: Workspace, **how: str) -> None:
    given: dict[str, Any] = {
        "approver": "陈志强",
        "post": "deputy",
        "date": offices.TODAY,
        "manner": "in-person",
    }
    approvals.approve(office, offices.MONTH, None, **(given | how))


def grid_of(paper: Paper) -> Grid:
    [grid] = [block for block in paper.blocks if isinstance(block, Grid)]
    return grid


def opinions_of(paper: Paper) -> dict[str, list[str]]:
    [block] = [block for block in paper.blocks if isinstance(block, Signatures)]
    return {opinion.label: list(opinion.given) for opinion in block.opinions}


def opened(paper: Paper) -> Document:
    return docx.Document(io.BytesIO(word.docx(paper)))


def test_all_owed_items_are_rows_with_state_percent_gist_and_fingerprint(town: Workspace) -> None:
    name = offices.write(town, "走访企业12家。", percent=60, status="in-progress")
    paper = sheet(town)
    rows = {row[0]: row for row in grid_of(paper).rows}
    assert len(rows) == 33
    assert rows["T20"][2:] == ["已填待报", "60%", "推进中　走访企业12家。", name[:8]]
    assert rows["T12"][2:] == ["待报", "—", "", "—"]
    assert code_over([name]) in paper.foot


def test_what_is_reported_without_being_owed_is_signed_for_too(town: Workspace) -> None:
    name = offices.write(town, "也做了一些。", item="T01")
    rows = {row[0]: row for row in grid_of(sheet(town)).rows}
    assert len(rows) == 34
    assert rows["T01"][5] == name[:8]


def test_given_approvals_are_printed_with_their_post_and_a_change_is_said(town: Workspace) -> None:
    offices.write(town, "走访企业。")
    offices.write(town, "培训。", item="T12")
    approve(town, opinion="同意报送。")
    found = opinions_of(sheet(town))
    assert list(found) == ["业务科室意见", "分管负责人意见", "主要负责人意见"]
    assert found["分管负责人意见"] == [
        "已登记：陈志强，2021年6月28日（当面），意见“同意报送。”，审签本表已填的全部 2 项。"
    ]
    offices.write(town, "更正。")
    [said] = opinions_of(sheet(town))["分管负责人意见"]
    assert said.endswith("意见“同意报送。”，审签 T12；T20 审签后有改动，须重新审签。")
    assert opinions_of(sheet(town))["主要负责人意见"] == []


def test_the_docx_opens_and_holds_the_rows_on_a4_with_a_repeated_heading(town: Workspace) -> None:
    name = offices.write(town, "走访企业12家。")
    approve(town)
    document = opened(sheet(town))
    assert document.paragraphs[0].text == "信用工作报送审签表"
    section = document.sections[0]
    assert section.page_width is not None
    margins = (
        section.page_width, section.page_height, section.top_margin, section.bottom_margin,
        section.left_margin, section.right_margin,
    )  # fmt: skip
    assert [round(size.mm) for size in margins if size] == [210, 297, 37, 35, 28, 26]
    table, signatures = document.tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "编号", "事项", "状态", "完成进度", "填报摘要", "填报指纹",
    ]  # fmt: skip
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")  # noqa: SLF001
    assert name[:8] in {row.cells[5].text for row in table.rows}
    text = "\n".join(cell.text for row in signatures.rows for cell in row.cells)
    for words in ("业务科室意见", "分管负责人意见", "主要负责人意见", "签字：", "日期：",
                  "陈志强，2021年6月28日（当面）", "（单位盖章）"):  # fmt: skip
        assert words in text


def test_the_docx_names_its_fonts_and_has_no_picture_and_no_foreign_hand(town: Workspace) -> None:
    archive = zipfile.ZipFile(io.BytesIO(word.docx(sheet(town))))
    assert not [name for name in archive.namelist() if "media/" in name]
    styles = archive.read("word/styles.xml").decode()
    for font in ("方正小标宋简体", "仿宋", "黑体"):
        assert f'w:eastAsia="{font}"' in styles
        assert f'w:name="{font}"' in archive.read("word/fontTable.xml").decode()
    assert "python-docx" not in archive.read("docProps/core.xml").decode()


def test_hostile_text_is_text_in_the_docx(town: Workspace) -> None:
    offices.write(town, HOSTILE)
    approve(town, approver="<b>陈", opinion=HOSTILE)
    document = opened(sheet(town))
    gists = [row.cells[4].text for row in document.tables[0].rows]
    assert '<script>alert(1)</script>&=HYPERLINK("x")\ufffd\ufffd\ufffd]]>' in gists
    xml = document.element.xml
    assert "<script" not in xml
    assert xml.count("w:fldSimple") == 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_text_is_escaped_in_the_html_which_runs_and_fetches_nothing(
    town: Workspace,
) -> None:
    offices.write(town, HOSTILE)
    approve(town, approver="<b>陈", opinion='"><img src=x onerror=alert(1)>')
    written = page.html(sheet(town))
    assert "<script" not in written
    assert "\x07" not in written
    reader = _Reader()
    reader.feed(written)
    assert reader.tags <= {
        "html", "head", "meta", "title", "style", "body", "h1", "p", "table", "colgroup", "col",
        "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert reader.attributes <= {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "scope",
        "colspan",
    }
    assert "<script>alert(1)</script>&=HYPERLINK" in reader.text
    assert "default-src 'none'; style-src 'sha256-" in written
    assert "size: A4" in written
    assert "url(" not in written


def test_a_hostile_name_in_the_foot_does_not_leave_the_style_sheet() -> None:
    foot = '</style><script>"\\'
    written = page.html(Paper("题", "单位", foot, []))
    assert written.count("</style>") == 1
    assert "<script" not in written


def test_a_paper_is_written_by_its_ending_and_nothing_else_is_overwritten(
    town: Workspace, tmp_path: Path
) -> None:
    paper = sheet(town)
    for name in ("表.docx", "表.HTML"):
        write_paper(tmp_path / name, paper)
        assert (tmp_path / name).stat().st_size > 1000
    with pytest.raises(WrongUse, match=r"“\.docx”或“\.html”"):
        write_paper(town.root / "config.toml", paper)
    (tmp_path / "夹.docx").mkdir()
    with pytest.raises(Refused, match="文件夹"):
        write_paper(tmp_path / "夹.docx", paper)
