"""No text of anybody's is ever worked out by a spreadsheet, in whatever file it stands."""

import csv
import io
import unicodedata
import zipfile
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from liaison_tui.papers.inert_cells import LIMIT, in_csv, in_workbook
from liaison_tui.papers.workbook import writing
from tests.papers.books import as_csv, book_of

NASTY = [
    '=HYPERLINK("http://x","y")', "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "\n=1",
    "＝1+1", "＋1", "－1", "＠A", "﹦1", "﹢1", "﹣1", "﹫x", "=cmd|' /C calc'!A0", "http://x.cn",
    "mailto:a@b.c", "<r><t>x</t></r>", "<r></r>", "_x0041_", "_x0007_", "]]>", "&amp;",
    "'=1", "{=1}", "1e5", "0012", "TRUE", "\x00\x07\x1b[31m", "\u202eabc", "\ufffe",
    "a\u2028b", "😀" * 20, "",
]  # fmt: skip
texts = st.sampled_from(NASTY) | st.builds(
    str.__add__, st.sampled_from([*"=+-@＝＋－＠\t\r\n '<&", "<r>"]), st.text(max_size=30)
)
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@settings(deadline=None, max_examples=25)
@given(st.lists(texts, min_size=1, max_size=8))
@example(NASTY)
def test_in_a_workbook_every_text_is_a_string_and_reads_as_it_was(said: list[str]) -> None:
    target = io.BytesIO()
    writing.write(target, book_of([[f"{n}", text, 1] for n, text in enumerate(said)]))
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        root = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - ours
    assert root.find(f".//{_NS}f") is None
    assert root.find(f".//{_NS}hyperlink") is None
    assert not [name for name in names if "sharedStrings" in name or "external" in name.lower()]
    cells = {str(cell.get("r")): cell for cell in root.iter(f"{_NS}c")}
    for row, text in enumerate(said, start=4):
        cell = cells[f"B{row}"]
        wanted = in_workbook(text)
        assert cell.get("t") == ("inlineStr" if wanted else None)
        # An underscore before what looks like a code is spelled, and read back as one.
        assert "".join(cell.itertext()).replace("_x005F_", "_") == wanted


@settings(deadline=None, max_examples=50)
@given(st.lists(texts, min_size=1, max_size=8))
@example(NASTY)
def test_in_a_csv_no_cell_begins_as_a_formula_does(said: list[str]) -> None:
    data = as_csv(book_of([[text, text, 1] for text in said]))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + len(said)
    for cell in (cell for row in rows for cell in row[:2]):
        first = unicodedata.normalize("NFKC", cell.lstrip()[:1])
        assert first not in set("=+-@")
        assert not [c for c in cell if unicodedata.category(c) == "Cc" and c != "\n"]


@pytest.mark.parametrize("text", ["走访企业12家。", "5%", "（一）", "2021-06", "a=b", "'引号"])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert in_csv(text) == in_workbook(text) == text


def test_the_limit_counts_what_spreadsheets_count() -> None:
    text = in_workbook("😀" * LIMIT)
    assert len(text.encode("utf-16-le")) // 2 <= LIMIT
    assert "余下约" in text


def test_a_number_of_ours_is_no_text_to_be_guarded() -> None:
    assert as_csv(book_of([["一", "甲", -5]])).decode("utf-8-sig").splitlines()[1] == "一,甲,-5"
