"""A book as .xlsx: what is joined, added up, repeated and printed, read back by another library."""

import io
import tempfile
import tracemalloc
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from liaison_tui.papers import measuring
from liaison_tui.papers.inert_cells import LIMIT
from liaison_tui.papers.paper import Column
from liaison_tui.papers.sheet import (
    ABOVE,
    TABLE_WIDTH,
    Agreement,
    Chart,
    Row,
    Series,
    Sum,
    Tinted,
)
from liaison_tui.papers.workbook import writing
from liaison_tui.papers.writing import write_book
from tests.papers.books import COLUMNS, book_of, written

HEAD = 3  # the row of the headings, below the title and one line of words


def column(tab: Worksheet, letter: str) -> list[object]:
    return [cell.value for cell in tab[letter][HEAD:]]


def merges(tab: Worksheet) -> set[str]:
    return {str(found) for found in tab.merged_cells.ranges if found.min_row > HEAD}


def part_of(target: io.BytesIO, name: str) -> str:
    with zipfile.ZipFile(target) as archive:
        return archive.read(name).decode()


def test_what_belongs_to_the_cell_above_is_joined_with_it() -> None:
    book = book_of([["一", "甲", 5], [ABOVE, "乙", 18], [ABOVE, "丙", ABOVE], ["二", "丁", 2]])
    tab = written(book)["表"]
    assert merges(tab) == {"A4:A6", "C5:C6"}
    assert column(tab, "B") == ["甲", "乙", "丙", "丁"]


def test_a_filter_finds_every_row_of_a_joined_word_and_a_sum_counts_a_joined_number_once() -> None:
    """openpyxl shows nothing below a joined cell's first row, so the file itself is read."""
    rows = [
        ["一", "甲", 18],
        [ABOVE, "乙", ABOVE],
        Row(["", "合计", Sum(2, [(0, 1)], Decimal(18))]),
    ]
    target = io.BytesIO()
    writing.write(target, book_of(rows))
    xml = part_of(target, "xl/worksheets/sheet1.xml")
    assert xml.count(">一<") == 2
    assert xml.count("<v>18</v>") == 2  # itself, and the sum
    assert "SUM(C4:C5)" in xml


def test_sums_and_checks_are_live_and_say_what_they_come_to_now() -> None:
    rows = [
        ["一", "甲", 5], ["二", "乙", 7],
        Row(["", "合计", Sum(2, [(0, 1)], Decimal(12))], strong=True),
        Row([12, 12, Agreement(0, 1, value=True)], strong=True),
    ]  # fmt: skip
    live, now = (written(book_of(rows), worked_out=one)["表"] for one in (False, True))
    assert column(live, "C")[2:] == ["=SUM(C4:C5)", '=IF(ROUND(A7-B7,6)=0,"相符","不符")']
    assert column(now, "C")[2:] == [12, "相符"]
    assert [str(found.sqref) for found in live.conditional_formatting] == ["C7"]


def test_a_page_lies_on_its_side_and_repeats_its_heading_row() -> None:
    tab = written(book_of([["一", "甲", 5]], frozen=2))["表"]
    assert (tab.page_setup.orientation, str(tab.page_setup.paperSize)) == ("landscape", "9")
    assert tab.print_title_rows == "$3:$3"
    assert tab.freeze_panes == "C4"
    # One page in width (which goes without saying), as many as it takes in height.
    fit = tab.sheet_properties.pageSetUpPr
    assert fit
    assert fit.fitToPage
    assert (tab.page_setup.fitToWidth, tab.page_setup.fitToHeight) == (None, 0)
    foot = tab.oddFooter
    assert foot
    assert "&P" in str(foot.right.text)
    assert "信用办　2021年6月" in str(foot.left.text)
    assert not tab.protection.sheet


def test_the_filter_reaches_over_all_rows_but_the_sums() -> None:
    rows = [["一", "甲", 5], ["二", "乙", 7], Row(["", "合计", 12], strong=True)]
    assert written(book_of(rows))["表"].auto_filter.ref == "A3:C5"
    assert written(book_of(rows, filtered=False))["表"].auto_filter.ref is None


def test_rows_are_high_enough_for_their_text_and_for_what_reaches_over_them() -> None:
    long = "加强信用推动社会治理体系和治理能力现代化的职能定位。" * 4
    tab = written(book_of([["一", long, 5], ["二", "短", 5], ["三", "短", 5]]))["表"]
    lines = measuring.line_count(long, 60)
    assert lines >= 4
    heights = [tab.row_dimensions[row].height for row in (4, 5, 6)]
    assert heights == [measuring.height_of(lines), measuring.height_of(1), measuring.height_of(1)]
    tall = written(book_of([["一", long, 5], ["二", ABOVE, 5], ["三", "短", 5]]))["表"]
    reached = [tall.row_dimensions[row].height for row in (4, 5)]
    assert sum(h for h in reached if h) >= measuring.height_of(lines)


def test_a_text_longer_than_a_row_may_be_high_goes_on_below_and_loses_nothing() -> None:
    text = "".join(f"第{n}条，走访企业并逐一核对。" for n in range(300))
    tab = written(book_of([["一", text, 5], ["二", "短", 5]]))["表"]
    parts = [str(value) for value in column(tab, "B") if value]
    assert "".join(parts[:-1]) == text
    assert len(parts) > 3
    assert parts[-1] == "短"
    heights = [tab.row_dimensions[row].height or 0 for row in range(4, tab.max_row + 1)]
    assert max(heights) <= measuring.HIGHEST
    # Each part takes a page, on which the row's number stands again.
    assert [tab[f"A{row}"].value for row in (4, 5, 6)] == ["一", "一", "一"]


def test_a_joined_cell_that_reaches_over_a_printed_page_stands_on_the_next_one_again() -> None:
    rows = [["一" if n == 0 else ABOVE, f"第{n}行", n] for n in range(60)]
    tab = written(book_of(rows))["表"]
    (first, second) = [found.id for found in tab.row_breaks.brk][:2]
    assert f"A4:A{first}" in merges(tab)
    assert f"A{first + 1}:A{second}" in merges(tab)
    assert tab[f"A{first + 1}"].value == "一"
    page = sum(tab.row_dimensions[row].height or 0 for row in range(first + 1, second + 1))
    assert page <= measuring.PAGE


def test_a_joined_text_is_whole_on_each_page_it_stands_on() -> None:
    text = "加强信用推动社会治理体系和治理能力现代化的职能定位，创新谋划信用治理体系机制。" * 5
    columns = (Column("序号", 12, "center"), Column("任务", 40), Column("进展", 60))
    for before in range(14, 24):
        rows: list[Row] = [Row([n, "", "短"]) for n in range(before)]
        rows += [Row([n, ABOVE if n else text, "走访企业。" * 12]) for n in range(8)]
        tab = written(book_of(rows, columns=columns))["表"]
        tall = [r for r in tab.merged_cells.ranges if r.min_col == r.max_col == 2]
        for reach in tall:
            span = range(reach.min_row, reach.max_row + 1)
            high = sum(tab.row_dimensions[row].height or 0 for row in span)
            assert high >= measuring.height_of(measuring.line_count(text, 40))


def test_a_joined_text_begins_where_the_page_has_room_for_all_of_it() -> None:
    """Else it would be cut through by the page's edge, amid a line or amid its words."""
    text = "深化企业信用管理示范创建，争取新增信用管理贯标企业。" * 6
    columns = (Column("序号", 12, "center"), Column("任务", 40, "center"), Column("进展", 60))
    needed = measuring.height_of(measuring.line_count(text, 40))
    for before in range(18, 26):
        rows: list[Row] = [Row([n, "", "短"]) for n in range(before)]
        rows += [Row([n, ABOVE if n else text, "短"]) for n in range(20)]
        tab = written(book_of(rows, columns=columns))["表"]
        edges = [found.id for found in tab.row_breaks.brk]
        begins = next(r for r in range(4, tab.max_row) if tab[f"B{r}"].value == text)
        edge = next((row for row in edges if row >= begins), tab.max_row)
        high = sum(tab.row_dimensions[row].height or 0 for row in range(begins, edge + 1))
        assert high >= needed


def test_a_light_has_a_ground_beside_its_word_and_the_legend_says_what_it_means() -> None:
    red = Tinted("■ 红", "red")
    tab = written(book_of([["一", "甲", red]], legend=[(red, "逾期未报")]))["表"]
    assert tab["C4"].value == "■ 红"
    assert tab["C4"].fill.fgColor.rgb == "FFFFD6D6"
    legend = [[cell.value for cell in row] for row in tab.iter_rows(min_row=6)]
    assert legend[0][0] == "■ 红"
    assert "逾期未报" in legend[0]


def test_an_empty_table_says_so() -> None:
    tab = written(book_of([], empty="没有单位写存在问题。"))["表"]
    assert tab["A4"].value == "没有单位写存在问题。"
    assert tab.auto_filter.ref is None


def test_charts_are_native_and_know_their_values() -> None:
    chart = Chart("bars", "亮灯", 1, [Series(2, "red")], 0, 1)
    target = io.BytesIO()
    writing.write(target, book_of([["一", "甲", 5], ["二", "乙", 7]], charts=[chart]))
    xml = part_of(target, "xl/charts/chart1.xml")
    assert "!$C$4:$C$5" in xml
    assert "<c:v>乙</c:v>" in xml
    assert "<c:v>7</c:v>" in xml


def test_a_chart_ends_where_its_rows_end_on_the_printed_page() -> None:
    """Its legend would else be on the next page, without its bars."""
    rows = [Row([n, "甲", n], first=n == 20) for n in range(40)]
    charts = [Chart("bars", "图", 1, [Series(2, "green")], at, at + 19) for at in (0, 20)]
    tab: Any = written(book_of(rows, charts=charts))["表"]
    (edge,) = [found.id for found in tab.row_breaks.brk]
    assert [chart.anchor.to.row <= edge for chart in tab._charts] == [True, False]  # noqa: SLF001


def test_a_register_has_a_row_for_each_thing_and_one_page_in_width() -> None:
    text = "走访企业。" * 3000
    tab = written(book_of([["一", text, 5], ["二", "短", 5]], register=True))["表"]
    assert [tab["B4"].value, tab["B5"].value] == [text, "短"]
    assert tab.row_dimensions[4].height == measuring.HIGHEST
    assert tab.max_row == 5


def test_what_a_cell_cannot_hold_is_cut_and_says_so() -> None:
    text = "字" * (LIMIT + 5000)
    value = str(written(book_of([["一", text, 5]], register=True))["表"]["B4"].value)
    assert len(value) <= LIMIT
    assert value.startswith("字字")
    assert "余下约 50" in value[-40:]
    assert value.endswith("见程序里的原文）")


class Enough(Exception):
    """What breaks a writing off."""


def test_a_writing_that_is_broken_off_leaves_no_file_and_the_former_one_as_it_was(
    tmp_path: Path,
) -> None:
    def rows() -> Iterator[Row]:
        yield Row(["一", "甲", 5])
        raise Enough

    path = tmp_path / "表.xlsx"
    path.write_bytes(b"before")
    for ending in (".xlsx", ".csv"):
        with pytest.raises(Enough):
            write_book(path.with_suffix(ending), book_of((), rows=rows))
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_is_as_wide_as_a_page() -> None:
    assert sum(column.width for column in (*COLUMNS, Column("", 170))) == TABLE_WIDTH


@pytest.mark.long
def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(count: int) -> int:
        def rows() -> Iterator[Row]:
            for n in range(count):
                yield Row([n, f"第{n}行，走访企业12家，指导完成贯标材料整理。", 5])

        tracemalloc.start()
        with tempfile.TemporaryFile() as target:
            writing.write(target, book_of((), rows=rows, register=True))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    few, many = peak(1_000), peak(16_000)
    assert many < few + 3_000_000
