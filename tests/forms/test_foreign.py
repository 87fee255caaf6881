"""Workbooks that are not ours: understood by their words, taken in once a person agrees."""

import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from liaison_tui.errors import Refused
from liaison_tui.forms.finding import unit_in_name, workbooks
from liaison_tui.forms.foreign import ForeignRow, read_foreign
from liaison_tui.forms.taking import open_book
from liaison_tui.workspace import Workspace
from tests.cli.processes import run_real
from tests.exchange import offices
from tests.forms.books import blank, fill, plain_book

TOWN, MONTH = offices.TOWN, offices.MONTH
HEAD: list[object] = ["序号", "重点工作", "具体任务", "责任部门", "进展情况", "存在问题"]


def text_of(office: Workspace, item: str) -> str:
    return office.programme.item_by_id[item].text


def own_table(office: Workspace, path: Path) -> Path:
    rows: list[list[object]] = [
        ["江阴市2021年信用工作任务分工表"], HEAD,
        [1, "五、市场", f"1. {text_of(office, 'T12')}", "各镇街", "培训30人", "师资不足"],
        [2, "八、文化", text_of(office, "T20")[:30], "发改委", "贯标4家", None],
        [3, "八、文化", "开展春节慰问活动", "民政局", "慰问10户", None],
        [4, "八、文化", text_of(office, "T22"), "教育局", None, None],
    ]  # fmt: skip
    return plain_book(path, rows)


def read(office: Workspace, path: Path) -> list[ForeignRow]:
    standings = office.standings(office.unit_named(TOWN), [MONTH])
    return read_foreign(open_book(path), [s.item for s in standings])


def test_rows_are_matched_by_their_words_and_what_is_unsure_is_not_taken(
    town: Workspace, tmp_path: Path
) -> None:
    same, like, other = read(town, own_table(town, tmp_path / "表.xlsx"))
    assert (same.sort, same.candidates[0], same.number) == ("same", "T12", 3)
    assert same.filled.values == {"text": "培训30人", "problems": "师资不足"}
    assert (like.sort, like.candidates[0]) == ("like", "T20")
    assert other.sort == "none"


def test_the_notices_own_layout_has_areas_and_tasks_under_one_title(
    town: Workspace, tmp_path: Path
) -> None:
    """Annex 1 prints 重点工作 above two columns, the first of them merged downwards."""
    path = tmp_path / "分工表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 4, "江阴市2021年社会信用体系建设重点工作分工表")
        sheet.write_row(1, 0, ["序号", "重点工作"])
        sheet.merge_range(1, 1, 1, 2, "重点工作")
        sheet.write_row(1, 3, ["责任部门", "进展情况（截至6月底）", "下阶段工作打算"])
        sheet.merge_range(2, 0, 3, 0, "八")
        sheet.merge_range(2, 1, 3, 1, "推动诚信文化建设")
        sheet.write_row(2, 2, [text_of(town, "T20"), "各镇街", "贯标4家", "再培育2家"])
        sheet.write_row(3, 2, [text_of(town, "T22"), "各镇街", "宣传3场"])
    rows = read(town, path)
    assert [(row.sort, row.candidates[0], row.number) for row in rows] == [
        ("same", "T20", 3), ("same", "T22", 4),
    ]  # fmt: skip
    assert rows[0].filled.values == {"text": "贯标4家", "next_steps": "再培育2家"}


@pytest.mark.parametrize("title", ["重点工作", "工作任务", "年度目标任务", "内容"])
@pytest.mark.parametrize("told", ["目前进展", "完成情况", "落实情况", "进展情况及成效"])
def test_whatever_stands_above_the_tasks_they_are_known_by_their_words(
    town: Workspace, tmp_path: Path, title: str, told: str
) -> None:
    rows: list[list[object]] = [
        ["序号", title, told, "存在困难"], [1, text_of(town, "T20"), "贯标4家", "无人"],
    ]  # fmt: skip
    [row] = read(town, plain_book(tmp_path / "表.xlsx", rows))
    assert (row.sort, row.candidates[0]) == ("same", "T20")
    assert row.filled.values == {"text": "贯标4家", "problems": "无人"}


def test_two_columns_are_enough_and_the_tables_own_name_is_not_its_titles(
    town: Workspace, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["6月信用工作进展情况表", "澄江街道"], ["内容", "进展"], [text_of(town, "T20"), "进展顺利"],
    ]  # fmt: skip
    [row] = read(town, plain_book(tmp_path / "表.xlsx", rows))
    assert (row.candidates[0], row.number, row.filled.values) == ("T20", 3, {"text": "进展顺利"})


def test_an_item_in_two_rows_is_told_and_nothing_written(town: Workspace, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["任务", "进展情况"], [text_of(town, "T20"), "一"], [text_of(town, "T20"), "二"],
        [text_of(town, "T22"), "三"],
    ]  # fmt: skip
    path = plain_book(tmp_path / "表.xlsx", rows)
    done = run_real(town.root, "import", str(path), "--yes", "--json")
    [row] = json.loads(done.stdout)["files"]
    assert done.returncode == 1
    assert (row["written"], len(row["problems"])) == ([], 1)
    assert row["problems"][0]["address"] == "A3"
    assert row["problems"][0]["message"] == "T20 在 A2 已有一行，请合并成一行"
    assert town.reports() == {}


def test_nothing_is_written_before_a_person_agrees(town: Workspace, tmp_path: Path) -> None:
    path = own_table(town, tmp_path / "表.xlsx")
    shown = run_real(town.root, "import", str(path), "--json")
    [row] = json.loads(shown.stdout)["files"]
    assert shown.returncode == 1
    assert "--yes" in row["error"]
    assert [(match["row"], match["item"]) for match in row["matches"]] == [
        (3, "T12"), (4, None), (5, None),
    ]  # fmt: skip
    assert town.reports() == {}
    done = run_real(town.root, "import", str(path), "--yes", "--row", "4=T20", "--json")
    [row] = json.loads(done.stdout)["files"]
    assert [each["item"] for each in row["written"]] == ["T12", "T20"]
    assert done.returncode == 0


def test_what_holds_no_tasks_is_told_what_to_do(town: Workspace, tmp_path: Path) -> None:
    path = plain_book(tmp_path / "x.xlsx", [["姓名", "电话"], ["甲", "1"]])
    shown = run_real(town.root, "import", str(path))
    assert shown.returncode == 1
    assert "找不到“任务”和“进展情况”两列" in shown.stdout.decode()


def test_a_form_of_another_month_than_was_asked_for_is_refused(
    town: Workspace, tmp_path: Path
) -> None:
    path = fill(blank(town, tmp_path), ("T20", "text", "贯标4家"))
    wrong = run_real(town.root, "import", str(path), "--period", "2021-05")
    assert wrong.returncode == 1
    assert "这是2021年6月的填报表，不是2021年5月的" in wrong.stdout.decode()
    assert town.reports() == {}
    assert run_real(town.root, "import", str(path), "--period", "2021-06").returncode == 0


def test_a_folder_of_forms_is_taken_in_and_one_bad_file_stops_no_other(
    centre: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "收到"
    folder.mkdir()
    for unit in (TOWN, offices.OTHER_TOWN):
        fill(blank(centre, tmp_path, unit), ("T20", "text", f"{unit}报来的")).rename(
            folder / f"{unit}.xlsx"
        )
    (folder / "坏的.xlsx").write_bytes(b"PK\x03\x04 broken")
    (folder / "~$坏的.xlsx").write_bytes(b"x")
    (folder / "说明.txt").write_text("不是工作簿", encoding="utf-8")
    done = run_real(
        centre.root, "import", str(folder), "--channel", "邮件", "--informant", "王芳", "--json"
    )
    rows: list[dict[str, Any]] = json.loads(done.stdout)["files"]
    assert done.returncode == 1
    assert [(row["unit"], bool(row["written"]), bool(row["error"])) for row in rows] == [
        (TOWN, True, False), (offices.OTHER_TOWN, True, False), (None, False, True),
    ]  # fmt: skip


def test_a_unit_is_known_by_the_name_of_its_file(centre: Workspace, tmp_path: Path) -> None:
    for name, unit in (
        ("6月_澄江街道(1).xlsx", TOWN), ("市税务局进展.xlsx", "shuiwu"), ("表.xlsx", None),
    ):  # fmt: skip
        found = unit_in_name(centre, tmp_path / name)
        assert (found.id if found else None) == unit


def test_what_is_not_there_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有"):
        workbooks([tmp_path / "x.xlsx"])
    with pytest.raises(Refused, match="没有工作簿"):
        workbooks([tmp_path])
