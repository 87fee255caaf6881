"""The centre's tables, from a centre that has heard of two towns: annexes' layouts, sums, lists."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from liaison_tui import desk
from liaison_tui.papers import scores
from liaison_tui.papers.indicators import indicators
from liaison_tui.papers.sheet import Book
from liaison_tui.papers.writing import write_book
from liaison_tui.printing import kinds
from liaison_tui.printing.gathering import Gathering
from liaison_tui.text import normal
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.papers.books import as_csv, read, written

ANNEX = Path(__file__).parent.parent / "notice" / "annex.json"
TEXT = "走访企业12家，指导3家完成贯标。"


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A centre on 8 July: one town in time, another late, one entry returned."""
    folder = tmp_path_factory.mktemp("centre")
    with pytest.MonkeyPatch.context() as day:
        day.setenv("LIAISON_TODAY", "2021-06-28")
        made = offices.make_centre(folder / "信用办")
        town = offices.make_unit(folder / "澄江街道")
        returned = offices.write(
            town, TEXT, quantities={"certified": "4"}, percent=60, problems="=企业积极性不高。",
            next_steps="上门辅导。", status="in-progress", practices="一企一策。",
        )  # fmt: skip
        offices.write(town, "", item="T21", nothing="no-progress")
        offices.write(town, "", item="I27", nothing="zero")
        offices.take(made, offices.send(town, folder))
        offices.trust_all(made)
        desk.review(made, returned, comment="请补充名单")
        day.setenv("LIAISON_TODAY", "2021-07-08")
        other = offices.make_unit(folder / "华士镇", offices.OTHER_TOWN, "郑洁")
        offices.write(other, "逾期补报。", quantities={"certified": "2"})
        offices.take(made, offices.send(other, folder))
        offices.trust_all(made)
        yield made


def book(centre: Workspace, kind: str, period: str = "2021-06", **wanted: Any) -> Book:
    made = kinds.KINDS[kind].make(kinds.Wanted(centre, period, **wanted))
    assert isinstance(made, Book)
    return made


def rows_of(tab: Worksheet) -> list[dict[str, Any]]:
    """Return a table's rows by their headings; of joined cells only the first says something."""
    rows = list(tab.iter_rows(values_only=True))
    head = int(str(tab.print_title_rows).partition(":")[2][1:]) - 1
    names = [str(name) for name in rows[head]]
    return [dict(zip(names, row, strict=False)) for row in rows[head + 1 :]]


def of(tab: Worksheet, item: str) -> list[dict[str, Any]]:
    """Return the rows of an item: its own, and those below that belong to it."""
    found: list[dict[str, Any]] = []
    for row in rows_of(tab):
        name = row.get("任务")
        if name and str(name).startswith(f"{item}　"):
            found.append(row)
        elif found and name:
            break
        elif found:
            found.append(row)
    return found


def test_the_summary_is_laid_out_as_annex_1_is(centre: Workspace) -> None:
    annex = json.loads(ANNEX.read_text("utf-8"))
    tab = written(book(centre, "summary"))["汇总表"]
    assert [cell.value for cell in tab[4]][:4] == ["序号", "重点工作", "任务", "责任部门"]
    rows = [row for row in rows_of(tab) if str(row["任务"] or "").startswith("T")]
    assert len(rows) == 22
    areas = [row["序号"] for row in rows if row["序号"]]
    assert "".join(dict.fromkeys(areas)) == "一二三四五六七八"
    printed = [normal(row["责任部门"]) for row in rows]
    assert printed == [normal(task["responsible_raw"]) for task in annex["tasks"]]
    joined = {str(found) for found in tab.merged_cells.ranges}
    assert "A5:A7" in joined  # the three tasks of the first area
    assert "B5:B7" in joined


def test_the_summary_counts_and_sums_up_each_task(centre: Workspace) -> None:
    now = written(book(centre, "summary"), worked_out=True)["汇总表"]
    (row,) = of(now, "T20")
    assert (row["应报"], row["已报"], row["绿"], row["黄"], row["红"]) == (21, 2, 0, 2, 19)
    assert row["累计与目标"].splitlines()[0] == "新增信用管理贯标企业：6 / 目标 150 家"
    assert "未报 19 项" in row["需关注"]
    assert "退回 1 项" in row["需关注"]
    total = next(row for row in rows_of(now) if row["重点工作"] == "合计")
    counted = [row for row in rows_of(now) if str(row["任务"] or "").startswith("T")]
    assert total["应报"] == sum(row["应报"] for row in counted)
    live = written(book(centre, "summary"))["汇总表"]
    formula = next(row for row in rows_of(live) if row["重点工作"] == "合计")["应报"]
    assert formula.startswith("=SUM(E5:E")


def test_each_task_lists_what_units_wrote_then_who_had_nothing_and_who_is_missing(
    centre: Workspace,
) -> None:
    tab = written(book(centre, "summary"))["分任务进展"]
    first, second, missing = of(tab, "T20")
    assert first["单位"] == "澄江街道"
    assert first["工作进展"].splitlines() == [TEXT, "数量：新增信用管理贯标企业 4 家"]
    assert (first["存在问题"], first["下一步打算"]) == ("=企业积极性不高。", "上门辅导。")
    assert (first["进度"], first["亮灯"].split()) == ("60%", ["▲", "黄", "退回修改"])
    assert second["亮灯"].split() == ["▲", "黄", "逾期报送"]
    assert missing["单位"] == "19 家"
    assert missing["工作进展"].startswith("逾期未报：发改委、")
    nothing = next(row for row in of(tab, "T21") if row["亮灯"] == "本期无新进展")
    assert nothing["工作进展"] == "本期无新进展：澄江街道"


def test_one_units_summary_speaks_of_that_unit_only(centre: Workspace) -> None:
    town = centre.unit_named("澄江街道")
    found = book(centre, "summary", unit=town)
    assert found.title == "澄江街道汇总表（2021年6月）"
    tab = written(found)["进展情况"]
    assert [row["工作进展"] for row in of(tab, "T20")] == [
        f"{TEXT}\n数量：新增信用管理贯标企业 4 家"
    ]
    assert "华士镇" not in str(list(tab.iter_rows(values_only=True)))


def test_counts_have_charts_by_area_by_unit_and_by_month(centre: Workspace) -> None:
    found = written(book(centre, "summary", "2021-Q2"))
    assert found.sheetnames == ["汇总表", "分任务进展", "按领域", "按单位", "按月份", "明细"]
    # openpyxl reads no charts back; the sheets say what is drawn.
    charts = {sheet.name: len(sheet.charts) for sheet in book(centre, "summary").sheets}
    assert (charts["按领域"], charts["按单位"] >= 3, charts["按月份"]) == (1, True, 2)
    months = [row["月份"] for row in rows_of(found["按月份"])]
    assert [m for m in months if m] == ["2021年4月", "2021年5月", "2021年6月"]


def test_the_register_has_one_row_for_each_obligation(centre: Workspace) -> None:
    lines = as_csv(book(centre, "summary")).decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("单位,单位类别,编号,")
    total = centre_counts(centre)["owed"]
    tab = written(book(centre, "summary"))["明细"]
    assert len(rows_of(tab)) == total
    assert tab.auto_filter.ref == f"A3:P{total + 3}"
    assert "'=企业积极性不高。" in as_csv(book(centre, "summary")).decode("utf-8-sig")


def centre_counts(centre: Workspace) -> Any:
    return Gathering(centre, centre.span("2021-06")).tally().total


def test_the_indicator_table_is_laid_out_as_annex_2_is_and_adds_up(centre: Workspace) -> None:
    live, now = (written(book(centre, "indicators"), worked_out=one) for one in (False, True))
    tab = live["监测指标表"]
    rows = rows_of(tab)
    assert len([row for row in rows if str(row["四级指标"] or "")[:1].isdigit()]) == 40
    joined = {str(found) for found in tab.merged_cells.ranges}
    shared = next(n for n, row in enumerate(rows) if str(row["四级指标"]).startswith("27."))
    start = tab.max_row - len(rows) + 1 + shared
    assert f"E{start}:E{start + 3}" in joined  # 18 points for four indicators, printed once
    assert rows[shared]["分值"] == 18
    total = next(row for row in rows if row["一级指标"] == "合计")
    assert total["分值"].startswith("=SUM(E")
    assert next(r for r in rows_of(now["监测指标表"]) if r["一级指标"] == "合计")["分值"] == 100
    checks = [row["核对"] for row in rows_of(now["分值核对"])]
    assert checks == ["相符"] * (4 + 15 + 1)
    assert all(str(row["核对"]).startswith("=IF(") for row in rows_of(live["分值核对"]))


def test_points_of_the_month_stand_where_they_are_known_and_are_added_up(
    centre: Workspace,
) -> None:
    gathering = Gathering(centre, centre.span("2021-06"))
    earned = {"I01": Decimal("2.5"), "I27": Decimal(18)}
    made = indicators(gathering.occasion, gathering.tally(), gathering.totals(), earned)
    rows = rows_of(written(made, worked_out=True)["监测指标表"])
    column = [row["6月得分"] for row in rows]
    assert column[0] == 2.5
    assert column.count("暂无") == 40 - 2 - 3  # one cell for four shared ones
    assert next(row for row in rows if row["一级指标"] == "合计")["6月得分"] == 20.5
    year = Gathering(centre, centre.span("2021")).occasion  # to July, of which nobody has told yet
    made = indicators(year, gathering.tally(), gathering.totals(), earned, "2021-06")
    assert rows_of(written(made)["监测指标表"])[0]["6月得分"] == 2.5
    without = rows_of(written(book(centre, "indicators"))["监测指标表"])
    assert {row["6月得分"] for row in without if row["分值"]} == {"暂无"}


def test_the_missing_list_names_units_with_what_they_owe(centre: Workspace) -> None:
    found = written(book(centre, "missing"))
    by_name = {row["单位"]: row for row in rows_of(found["未报名单"])}
    assert by_name["青阳镇"]["未报事项"] == "全部"
    assert by_name["澄江街道"]["未报"] == by_name["澄江街道"]["应报"] - 3
    assert "T20" not in by_name["澄江街道"]["未报事项"]
    items = rows_of(found["未报事项"])
    assert len(items) == centre_counts(centre)["missing"]
    assert {row["情况"] for row in items} == {"逾期未报"}


def test_problems_and_practices_are_listed_with_unit_and_item(centre: Workspace) -> None:
    (problem,) = rows_of(written(book(centre, "problems"))["存在问题清单"])[:1]
    assert (problem["单位"], problem["存在问题"]) == ("澄江街道", "=企业积极性不高。")
    (practice,) = rows_of(written(book(centre, "practices"))["经验做法清单"])
    assert (practice["事项"][:3], practice["经验做法"]) == ("T20", "一企一策。")
    empty = written(book(centre, "practices", "2021-04"))["经验做法清单"]
    assert "没有单位写经验做法" in str(list(empty.iter_rows(values_only=True)))


def test_a_score_is_the_live_sum_of_its_parts_each_with_rule_and_source(
    centre: Workspace,
) -> None:
    parts = [
        scores.Part("澄江街道", "按时报送", Decimal("18.5"), "每迟一次扣0.5分", "5月报送回执"),
        scores.Part("澄江街道", "任务完成", Decimal(40), "按完成进度折算", "T20 6月填报"),
        scores.Part("华士镇", "按时报送", Decimal(12), "每迟一次扣0.5分", "6月报送回执"),
    ]
    made = scores.score_sheet(Gathering(centre, centre.span("2021-06")).occasion, parts)
    live, now = (written(made, worked_out=one) for one in (False, True))
    assert [row["得分合计"] for row in rows_of(live["考核得分表"])] == [
        "=SUM('得分明细'!D4:D5)", "=SUM('得分明细'!D6)",
    ]  # fmt: skip
    assert [row["得分合计"] for row in rows_of(now["考核得分表"])] == [58.5, 12]
    assert rows_of(now["得分明细"])[0]["来源"] == "5月报送回执"
    assert {live["得分明细"]["D4"].number_format, live["考核得分表"]["C5"].number_format} == {
        "0.00"
    }


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_a_book_is_a_paper_too(centre: Workspace, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"指标{ending}"
    write_book(path, book(centre, "indicators"))
    if ending == ".html":
        text = path.read_text("utf-8")
        assert 'rowspan="4">18</td>' in text
        assert "A4 landscape" in text
        return
    document = docx.Document(str(path))
    (section,) = document.sections
    assert (section.page_width or 0) > (section.page_height or 0)
    levels = document.tables[0].columns[0].cells
    assert levels[1].text == levels[2].text == "一、信用制度和基础设施建设（20分）"
    assert 'w:fill="FFD6D6"' in document.element.xml


def test_months_to_come_are_not_missing(centre: Workspace) -> None:
    whole, past = (Gathering(centre, centre.span(span)) for span in ("2021", "2021-Q2"))
    assert list(whole.occasion.months) == ["2021-04", "2021-05", "2021-06", "2021-07"]
    assert whole.tally().by_month["2021-06"] == past.tally().by_month["2021-06"]


def test_a_written_file_reads_back(centre: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "汇总表.xlsx"
    write_book(path, book(centre, "summary", "2021"))
    assert read(path)["汇总表"]["A1"].value == "重点工作进展情况汇总表（2021年）"
