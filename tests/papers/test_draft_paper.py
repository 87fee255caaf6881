"""A half-year's draft on paper: areas, items, the months' words, and at the end what is left."""

import io
from pathlib import Path

import docx
import pytest

from liaison_tui import clock
from liaison_tui.errors import WrongUse
from liaison_tui.papers import page, plain_text, word
from liaison_tui.papers.approval import approval_sheet
from liaison_tui.papers.paper import Paper
from liaison_tui.papers.span_draft import file_stem, span_paper
from liaison_tui.papers.writing import write_beside, write_paper
from liaison_tui.workspace import Workspace
from tests.exchange import offices

HOSTILE = '<script>alert(1)</script>&=HYPERLINK("x")\x07\u202e'


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", offices.TODAY)


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    return offices.make_unit(tmp_path / "澄江街道")


def paper_of(office: Workspace, span: str = "2021-H1") -> Paper:
    return span_paper(office.read_span_draft(office.unit_named(None), office.span(span)))


def test_area_item_and_text_stand_under_each_other_and_what_is_left_at_the_end(
    town: Workspace,
) -> None:
    offices.write(town, "走访企业12家。", percent=60)
    lines = plain_text.text(paper_of(town)).splitlines()
    assert lines[0] == "澄江街道2021年上半年信用工作情况"
    assert lines[1] == "（由各月填报汇总，供修改定稿。应报 81 项次，已填 1 项次，未填 80 项次。）"
    place = lines.index("八、推动守信用信文化品牌建设")
    assert lines[place + 1 : place + 4] == [
        "T20　深化企业信用管理示范创建",
        "　　完成进度 60%（6月）。",
        "　　6月：走访企业12家。",
    ]
    end = lines.index("定稿前请处理（处理后删去本段）")
    assert "　　T21　尚未填报：6月。" in lines[end:]
    assert not [line for line in lines[end:] if "T20" in line]


def test_the_docx_has_headings_that_stay_with_what_follows(town: Workspace) -> None:
    offices.write(town, "走访企业12家。")
    document = docx.Document(io.BytesIO(word.docx(paper_of(town))))
    by_style = {p.text: p for p in document.paragraphs if p.style and "标题" in str(p.style.name)}
    assert by_style["八、推动守信用信文化品牌建设"].paragraph_format.keep_with_next
    assert by_style["T20　深化企业信用管理示范创建"].paragraph_format.keep_with_next


def test_hostile_text_is_text_in_every_format(town: Workspace) -> None:
    offices.write(town, HOSTILE)
    paper = paper_of(town)
    assert "<script" not in page.html(paper)
    assert "&lt;script&gt;alert(1)" in page.html(paper)
    document = docx.Document(io.BytesIO(word.docx(paper)))
    assert any("<script>alert(1)</script>" in p.text for p in document.paragraphs)
    assert not {"\x07", "\u202e"} & set(plain_text.text(paper))


def test_a_draft_that_lies_there_is_never_written_over(town: Workspace) -> None:
    offices.write(town, "走访企业12家。")
    draft = town.read_span_draft(town.unit_named(None), town.span("2021-H1"))
    first = write_beside(town.outbox, file_stem(draft), (".docx", ".txt"), span_paper(draft))
    assert [path.name for path in first] == [
        "澄江街道_2021年上半年_半年稿.docx", "澄江街道_2021年上半年_半年稿.txt",
    ]  # fmt: skip
    first[0].write_bytes(b"edited")
    second = write_beside(town.outbox, file_stem(draft), (".docx", ".txt"), span_paper(draft))
    assert first[0].read_bytes() == b"edited"
    assert second[0].name == "澄江街道_2021年上半年_半年稿_2.docx"


@pytest.mark.parametrize(
    ("span", "word_"), [("2021", "全年稿"), ("2021-Q2", "季度稿"), ("2021-06", "月度稿")]
)
def test_a_draft_is_called_by_its_span(town: Workspace, span: str, word_: str) -> None:
    draft = town.read_span_draft(town.unit_named(None), town.span(span))
    assert file_stem(draft).endswith(f"_{word_}")


def test_text_files_are_what_any_editor_on_windows_reads(town: Workspace, tmp_path: Path) -> None:
    offices.write(town, "走访企业12家。")
    write_paper(tmp_path / "稿.txt", paper_of(town))
    data = (tmp_path / "稿.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") > 5
    with pytest.raises(WrongUse, match=r"“\.txt”"):
        write_paper(tmp_path / "稿.pdf", paper_of(town))


def test_a_sheet_to_be_signed_can_be_written_as_text_too(town: Workspace) -> None:
    offices.write(town, "走访企业12家。")
    unit, months = town.unit_named(None), [offices.MONTH]
    standings, signings = town.standings(unit, months), town.signings(unit, months)
    sheet = approval_sheet(
        town.programme, unit, offices.MONTH, standings, signings, clock.today()
    )  # fmt: skip
    written = plain_text.text(sheet)
    assert "走访企业12家。" in written
    assert "分管负责人意见：" in written
    assert written.rstrip().endswith("（单位盖章）")
