"""The monthly form: written, filled in as offices do, and taken in whole or not at all."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.forms.making import form_book_of
from liaison_tui.forms.taking import Look, Source, Taken, look_at, take_in
from liaison_tui.papers.workbook.form import form_xlsx
from liaison_tui.reports.form_book import IDENTITY, MAIN
from liaison_tui.text import sanitise
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.forms.books import MAIN_AT, blank, fill, row_of, spoil

TOWN, MONTH = offices.TOWN, offices.MONTH
MAIL = Source("mail", "周敏")


def seen(office: Workspace, path: Path, unit: str | None = None) -> Look:
    look = look_at(office, path, office.unit_named(unit) if unit else None)
    assert look is not None
    return look


def take(office: Workspace, path: Path, source: Source | None = None, **how: Any) -> Taken:
    return take_in(office, seen(office, path), source, **how)


def said(office: Workspace, item: str) -> dict[str, Any]:
    report = office.reports(units=[TOWN], items=[item], periods=[MONTH])[TOWN, item, MONTH]
    assert report.current is not None
    return dict(report.current.event.body)


def problems(taken: Taken) -> list[tuple[str, str]]:
    return [(f"{problem.sheet}!{problem.address}", problem.sentence) for problem in taken.problems]


def test_a_form_has_the_units_items_and_says_what_is_to_be_filled_in_where(
    town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "五月的进展", month="2021-05", status="in-progress", percent=40)
    book: Any = openpyxl.load_workbook(blank(town, tmp_path))
    main = book[MAIN]
    assert [main.cell(r, 1).value for r in range(4, main.max_row + 1)] == [
        s.item.id for s in town.standings(town.unit_named(TOWN), [MONTH])
    ]
    row = row_of(main, "T20")
    shown = {key: main.cell(row, at).value for key, at in MAIN_AT.items()}
    assert (shown["status"], shown["percent"], shown["text"]) == ("推进中", 40, None)
    assert shown["last"].startswith("5月：")
    assert "五月的进展" in shown["last"]
    assert book[IDENTITY].sheet_state == "hidden"
    assert main.protection.sheet
    assert main.cell(row, MAIN_AT["id"]).protection.locked
    assert not main.cell(row, MAIN_AT["text"]).protection.locked
    assert main.cell(row_of(main, "I27"), MAIN_AT["percent"]).protection.locked
    lists = [check for check in main.data_validations.dataValidation if check.type == "list"]
    assert ["零报告" in check.formula1 or "推进受阻" in check.formula1 for check in lists] == [
        True, True,
    ]  # fmt: skip


def test_what_was_filled_in_is_written_and_nothing_else(town: Workspace, tmp_path: Path) -> None:
    path = fill(
        blank(town, tmp_path),
        ("T20", "text", "新增贯标企业４家。\n其中规上2家。"), ("T20", "status", "推进中"),
        ("T20", "percent", "６０％"), ("I27", "nothing", "零报告"),
        figures=[("T20", "certified", "1.2万"), ("T20", "models", 3)],
    )  # fmt: skip
    taken = take(town, path)
    assert [item for item, _ in taken.written] == ["I27", "T20"]
    assert said(town, "T20") == {
        "text": "新增贯标企业４家。\n其中规上2家。", "status": "in-progress", "percent": 60,
        "quantities": {"certified": "12000", "models": "3"},
    }  # fmt: skip
    assert said(town, "I27") == {"nothing": "zero"}
    again = take(town, path)
    assert (again.written, problems(again)) == ([], [])


def test_a_form_that_only_carries_last_months_state_says_nothing(
    town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "五月", month="2021-05", status="in-progress", percent=40)
    path = blank(town, tmp_path)
    assert take(town, path).written == []
    assert [item for item, _ in take(town, fill(path, ("T20", "percent", 45))).written] == ["T20"]


def test_all_that_is_wrong_is_told_with_its_cell_and_nothing_is_written(
    town: Workspace, tmp_path: Path
) -> None:
    path = fill(
        blank(town, tmp_path),
        ("T20", "text", "好的"), ("T21", "nothing", "没有"), ("T18", "percent", "abc"),
        ("T12", "percent", 140), ("T13", "text", "长" * 20_001),
        figures=[("T20", "certified", -4), ("T20", "models", "许多")],
    )  # fmt: skip
    main: Any = openpyxl.load_workbook(path)[MAIN]
    rows = {item: row_of(main, item) for item in ("T12", "T13", "T18", "T21")}
    taken = take(town, path)
    told = dict(problems(taken))
    assert taken.written == []
    assert town.reports() == {}
    assert "零报告" in told[f"填报!E{rows['T21']}"]
    assert "0 至 100" in told[f"填报!G{rows['T18']}"]
    assert "0 至 100" in told[f"填报!G{rows['T12']}"]
    assert "20000" in told[f"填报!H{rows['T13']}"]
    figures = [sentence for at, sentence in problems(taken) if at.startswith("数量!H")]
    assert ["不能是负数" in figures[0], "应填数字" in figures[1]] == [True, True]
    assert len(taken.problems) == 6
    assert take(town, path, partial=True).written == []
    good = fill(path, ("I27", "nothing", "零报告"))
    assert [item for item, _ in take(town, good, partial=True).written] == ["I27"]


def _move(book: Any) -> None:
    """Turn the columns round, sort the rows the other way, drop some, rename, add a sheet."""
    main = book[MAIN]
    rows = [[cell.value for cell in row] for row in main.iter_rows(min_row=3)]
    head, *others = rows
    kept = [row for row in reversed(others) if row[0] != "T14"]
    main.delete_rows(1, main.max_row)
    main.append(["6月报表"])
    for row in (head, *kept):
        main.append(["", *reversed(row)])
    main.title = "Sheet9"
    book.create_sheet("说明2", 0).append(["编号", "随手记的"])


def test_moved_columns_sorted_and_deleted_rows_and_further_sheets_are_survived(
    town: Workspace, tmp_path: Path
) -> None:
    path = fill(blank(town, tmp_path), ("T20", "text", "好的"), figures=[("T20", "models", "３")])
    taken = take(town, spoil(path, _move))
    assert problems(taken) == []
    assert said(town, "T20") == {"text": "好的", "quantities": {"models": "3"}}


def test_merged_cells_percent_formats_and_words_of_another_width_are_survived(
    town: Workspace, tmp_path: Path
) -> None:
    def odd(book: Any) -> None:
        main = book[MAIN]
        first, text = row_of(main, "T20"), MAIN_AT["text"]
        main.cell(first, text).value = "一稿两用"
        main.merge_cells(start_row=first, end_row=first + 1, start_column=text, end_column=text)
        main.cell(first, MAIN_AT["percent"]).value = 0.6
        main.cell(first, MAIN_AT["status"]).value = " 推进 中 "
        main.cell(first, 1).value = "ｔ２０"

    path = blank(town, tmp_path)
    main: Any = openpyxl.load_workbook(path)[MAIN]
    below = main.cell(row_of(main, "T20") + 1, 1).value
    taken = take(town, spoil(path, odd))
    assert problems(taken) == []
    assert said(town, "T20") == {"text": "一稿两用", "percent": 60, "status": "in-progress"}
    assert said(town, below)["text"] == "一稿两用"


def test_a_row_twice_or_without_its_number_is_asked_about(town: Workspace, tmp_path: Path) -> None:
    def twice(book: Any) -> None:
        main = book[MAIN]
        main.cell(row_of(main, "T21"), 1).value = "T20"
        main.cell(row_of(main, "T22"), 1).value = None
        main.cell(row_of(main, "T18"), 1).value = "T99"

    path = fill(blank(town, tmp_path), ("T22", "text", "没有编号"), ("T18", "text", "没有这一项"))
    taken = take(town, spoil(path, twice))
    told = " ".join(sentence for _, sentence in problems(taken))
    assert "T20 在 A" in told
    assert "没有编号" in told
    assert "没有 T99 这一项" in told


def test_what_was_written_since_the_form_was_made_is_not_written_over(
    town: Workspace, tmp_path: Path
) -> None:
    path = fill(blank(town, tmp_path), ("T20", "text", "表里的"))
    newer = offices.write(town, "后来写的")
    [(_, sentence)] = problems(take(town, path))
    assert "又填过" in sentence
    assert said(town, "T20")["text"] == "后来写的"
    corrected = fill(blank(town, tmp_path), ("T20", "text", "更正的"))
    [(_, entry)] = take(town, corrected).written
    report = town.reports(units=[TOWN], items=["T20"], periods=[MONTH])[TOWN, "T20", MONTH]
    assert [head.event.id for head in report.heads] == [entry]
    assert newer in report.heads[0].event.replaces


def test_evidence_of_what_a_form_corrects_is_kept(town: Workspace, tmp_path: Path) -> None:
    proof = tmp_path / "证明.txt"
    proof.write_text("附件", encoding="utf-8")
    offices.write(town, "有附件", attach=[proof])
    take(town, fill(blank(town, tmp_path), ("T20", "text", "更正了")))
    assert [file["name"] for file in said(town, "T20")["evidence"]] == ["证明.txt"]


def test_another_units_and_another_years_form_are_refused(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    other = blank(centre, tmp_path, offices.OTHER_TOWN)
    with pytest.raises(Refused, match="华士镇的填报表"):
        seen(town, other)

    def next_year(book: Any) -> None:
        book[IDENTITY]["B2"].value = "jiangyin-2022@1"

    with pytest.raises(Refused, match="另一年度"):
        seen(town, spoil(blank(town, tmp_path), next_year))


def test_at_the_centre_it_is_entered_for_the_unit_with_its_source_and_the_workbook(
    centre: Workspace, tmp_path: Path
) -> None:
    path = fill(blank(centre, tmp_path), ("T20", "text", "报来的"))
    with pytest.raises(WrongUse, match="来源"):
        take(centre, path)
    assert [item for item, _ in take(centre, path, MAIL).written] == ["T20"]
    body = said(centre, "T20")
    assert (body["channel"], body["informant"]) == ("mail", "周敏")
    assert [file["name"] for file in body["evidence"]] == [path.name]


def test_the_centre_writes_nothing_over_what_a_unit_has_reported_itself(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    path = fill(blank(centre, tmp_path), ("T20", "text", "表里的"))
    offices.write(town, "自己报的")
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    [(_, sentence)] = problems(take(centre, path, MAIL))
    assert "又填过" in sentence
    assert said(centre, "T20")["text"] == "自己报的"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map("=".__add__))
def test_no_text_becomes_a_formula(town: Workspace, tmp_path: Path, text: str) -> None:
    clean = sanitise(text).strip()
    offices.write(town, clean, settle=True)
    book = form_book_of(town.read_month(town.unit_named(TOWN), MONTH))
    path = tmp_path / "x.xlsx"
    path.write_bytes(form_xlsx(book))
    main: Any = openpyxl.load_workbook(path)[MAIN]
    cell = main.cell(row_of(main, "T20"), MAIN_AT["text"])
    assert cell.data_type == "s"
    assert take(town, path).written == []


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_form_saved_by_another_program_is_read_the_same(
    town: Workspace, tmp_path: Path, ending: str
) -> None:
    path = fill(
        blank(town, tmp_path), ("T20", "text", "好的\n两行"), ("T20", "percent", 60),
        ("I27", "nothing", "零报告"), figures=[("T20", "models", 3)],
    )  # fmt: skip
    target = tmp_path / "另存"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless",
         "--convert-to", ending, "--outdir", target, path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    taken = take(town, target / f"{path.stem}.{ending}")
    assert problems(taken) == []
    assert said(town, "T20") == {"text": "好的\n两行", "percent": 60, "quantities": {"models": "3"}}
    assert said(town, "I27") == {"nothing": "zero"}
