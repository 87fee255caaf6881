"""`report draft`: a half-year's, quarter's or year's draft, exactly as docs/CLI.md has it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.mark.parametrize(
    ("period", "title"),
    [
        ("2021-H1", "澄江街道2021年上半年信用工作情况"),
        ("2021年上半年", "澄江街道2021年上半年信用工作情况"),
        ("2021-Q2", "澄江街道2021年第2季度信用工作情况"),
        ("2021", "澄江街道2021年信用工作情况"),
        ("", "澄江街道2021年信用工作情况"),
    ],
)
def test_a_draft_is_written_from_what_the_months_said(
    shell: Shell, unit: Path, period: str, title: str
) -> None:
    shell("-C", unit, "record", "I05", "--period", "2021-04", "--text", "走访12家。")
    shell("-C", unit, "record", "I05", "--period", "2021-05", "--text", "走访12家。")
    shell("-C", unit, "record", "I05", "--period", "2021-06", "--text", "座谈2次。")
    asked = ["--period", period] if period else []
    done = shell("-C", unit, "report", "draft", *asked, "-o", "稿.txt")
    assert (done.status, done.err) == (0, "")
    assert title in done.out
    written = (unit.parent / "稿.txt").read_text("utf-8-sig").splitlines()
    assert written[0] == title
    place = written.index("I05　“双公示”评估结果应用")
    assert written[place + 1 : place + 3] == ["　　4月、5月：走访12家。", "　　6月：座谈2次。"]


@pytest.mark.parametrize("name", ["稿.docx", "稿.html"])
def test_a_draft_is_a_document_too(shell: Shell, unit: Path, name: str) -> None:
    shell("-C", unit, "record", "I05", "--text", "座谈2次。")
    assert shell("-C", unit, "report", "draft", "--period", "2021-H1", "-o", name).status == 0
    assert (unit.parent / name).stat().st_size > 1000


def test_where_nothing_was_said_no_file_is_written(shell: Shell, unit: Path) -> None:
    done = shell("-C", unit, "report", "draft", "--period", "2021-H1", "-o", "稿.docx")
    assert (done.status, done.out) == (1, "")
    assert done.err == "2021年上半年还没有填报，没有可以汇总的内容。\n"
    assert not (unit.parent / "稿.docx").exists()


def test_the_centre_writes_the_draft_of_a_unit(shell: Shell, met: tuple[Path, Path]) -> None:
    _, centre = met
    done = shell(
        "-C", centre, "report", "draft", "--unit", "澄江街道", "--period", "2021-H1", "-o", "a.txt"
    )
    assert done.status == 0
    assert "首次报送。" in (centre.parent / "a.txt").read_text("utf-8-sig")


def test_a_sheet_to_be_signed_is_of_one_month(shell: Shell, unit: Path) -> None:
    done = shell("-C", unit, "report", "approval", "--period", "2021-H1", "-o", "a.html")
    assert (done.status, done.out) == (2, "")
