"""`report` for tables, and `entries --json`, exactly as docs/CLI.md has them."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liaison_tui.cli.output import answer_rows
from liaison_tui.reports import entries as entry_rows
from liaison_tui.workspace import Workspace
from tests.cli.conftest import Shell

KINDS = ("summary", "indicators", "missing", "problems", "practices")


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_is_written_in_every_format(
    shell: Shell, met: tuple[Path, Path], kind: str
) -> None:
    _, centre = met
    for ending in (".xlsx", ".docx", ".html", ".csv"):
        path = centre.parent / f"{kind}{ending}"
        done = shell("-C", centre, "report", kind, "--period", "2021-06", "-o", path)
        assert (done.status, done.err) == (0, "")
        assert str(path) in done.out
        assert path.stat().st_size > 40
    tabs = load_workbook(centre.parent / f"{kind}.xlsx")
    assert all("2021年6月" in str(tab["A1"].value) for tab in tabs)


@pytest.mark.parametrize(
    ("period", "word"),
    [("2021-06", "2021年6月"), ("2021-Q2", "2021年第2季度"), ("2021-H1", "2021年上半年"),
     ("2021", "2021年"), ("", "2021年6月")],
)  # fmt: skip
def test_a_table_is_of_a_month_a_quarter_a_half_or_a_year(
    shell: Shell, met: tuple[Path, Path], period: str, word: str
) -> None:
    _, centre = met
    asked = ["--period", period] if period else []
    done = shell("-C", centre, "report", "problems", *asked, "-o", "a.xlsx")
    assert (done.status, f"（{word}）" in done.out) == (0, True)


def test_a_unit_writes_its_own_summary_and_no_other(shell: Shell, met: tuple[Path, Path]) -> None:
    unit, centre = met
    assert shell("-C", unit, "report", "summary", "-o", "own.xlsx").status == 0
    tab = load_workbook(unit.parent / "own.xlsx")["进展情况"]
    assert str(tab["A1"].value).startswith("澄江街道工作进展情况")
    assert "首次报送。" in str(list(tab.iter_rows(values_only=True)))
    for wrong in (["summary", "--unit", "青阳镇"], ["missing"], ["indicators"]):
        done = shell("-C", unit, "report", *wrong, "-o", "no.xlsx")
        assert (done.status, done.out) == (2, "")
    named = shell("-C", centre, "report", "summary", "--unit", "澄江街道", "-o", "one.xlsx")
    assert "澄江街道汇总表" in named.out
    assert not (unit.parent / "no.xlsx").exists()


def test_months_to_come_and_endings_unknown_are_said_and_nothing_is_written(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    _, centre = met
    early = shell("-C", centre, "report", "summary", "--period", "2021-12", "-o", "a.xlsx")
    assert (early.status, early.err) == (1, "2021年12月还没有开始。请换一个时段。\n")
    odd = shell("-C", centre, "report", "summary", "-o", "a.pdf")
    assert odd.status == 2
    assert "“.xlsx”或“.docx”或“.html”或“.csv”" in odd.err
    assert not list(centre.parent.glob("a.*"))


def test_a_csv_begins_with_a_mark_and_no_cell_with_a_formula(shell: Shell, unit: Path) -> None:
    shell("-C", unit, "record", "I05", "--text", "＝1+1", "--problems", '=HYPERLINK("http://x")')
    shell("-C", unit, "report", "problems", "-o", "a.csv")
    data = (unit.parent / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert '"\'=HYPERLINK(""http://x"")"' in data.decode("utf-8-sig")


def test_entries_stream_to_the_same_bytes_as_one_document(
    shell: Shell, met: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    unit, centre = met
    shell(
        "-C",
        unit,
        "record",
        "I18",
        "--text",
        "两行\n“引号”\\反斜杠\t制表",
        "--quantity",
        "activities=3",
    )
    shell("-C", centre, "merge", shell("-C", unit, "export", "--json").json["path"])
    for root in met:
        rows = entry_rows.entries(Workspace(root).reports(periods=["2021-06"]).values())
        assert len(rows) == 2
        whole = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        assert shell("-C", root, "entries", "--period", "2021-06", "--json").out == whole
    empty = shell("-C", centre, "entries", "--item", "T01", "--json").out
    assert empty == json.dumps([], indent=1) + "\n"
    capfdbinary.readouterr()
    answer_rows(iter([1, "a\nb", []]))
    assert json.loads(capfdbinary.readouterr().out) == [1, "a\nb", []]


def test_the_help_names_each_kind_once(shell: Shell) -> None:
    told = shell("report", "--help").out.splitlines()
    kinds = [line.split()[0] for line in told if line.startswith("  ") and line.split()]
    known = [kind for kind in kinds if kind in ("summary", "circular", "dashboard", "archive")]
    assert sorted(known) == ["archive", "circular", "dashboard", "summary"]
