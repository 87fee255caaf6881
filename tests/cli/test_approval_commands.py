"""`approve`, the export that asks for it, `report approval`, exactly as docs/CLI.md has them."""

import re
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Shell


def _rule(unit: Path, rule: str) -> None:
    config = unit / "config.toml"
    text = config.read_text("utf-8")
    config.write_text(re.sub('approval = ".*"', f'approval = "{rule}"', text), "utf-8")


def test_an_approval_is_answered_with_its_items_and_code(shell: Shell, unit: Path) -> None:
    name = shell("-C", unit, "record", "T20", "--text", "走访企业。", "--json").json["id"]
    (unit.parent / "签字.pdf").write_bytes(b"%PDF")
    answer = shell(
        "-C", unit, "approve", "T20", "--approver", "陈志强", "--post", "主要负责人",
        "--manner", "countersign", "--date", "2021/06/25", "--opinion", "同意。",
        "--attach", "签字.pdf", "--json",
    ).json  # fmt: skip
    assert (answer["items"], answer["about"], answer["period"]) == (["T20"], [name], "2021-06")
    assert (answer["post"], answer["manner"], answer["date"]) == (
        "head", "countersign", "2021-06-25",
    )  # fmt: skip
    assert answer["evidence"][0]["name"] == "签字.pdf"
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", answer["code"])
    said = shell("-C", unit, "history", "T20")
    assert "审签\n    主要负责人 陈志强" in said.out
    assert [row["kind"] for row in shell("-C", unit, "history", "T20", "--json").json] == [
        "progress", "approval",
    ]  # fmt: skip


def test_left_out_post_manner_and_date_are_those_of_most_days(shell: Shell, unit: Path) -> None:
    shell("-C", unit, "record", "T20", "--text", "走访企业。")
    answer = shell("-C", unit, "approve", "--approver", "陈志强")
    assert answer.out.startswith("已登记审签：分管负责人 陈志强，2021-06-28，2021年6月 1 项（T20）")


def test_require_refuses_naming_the_items_and_writes_no_file(shell: Shell, unit: Path) -> None:
    shell("-C", unit, "record", "T20", "--text", "走访企业。")
    shell("-C", unit, "record", "T12", "--text", "培训。")
    shell("-C", unit, "approve", "T12", "--approver", "陈志强")
    _rule(unit, "require")
    answer = shell("-C", unit, "export", "-o", "a.liaison")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("有 1 项未经审签：T20，没有导出。")
    assert not (unit.parent / "a.liaison").exists()
    assert shell("-C", unit, "approve", "--approver", "陈志强").status == 0
    assert shell("-C", unit, "export", "-o", "a.liaison").status == 0


def test_warn_warns_on_stderr_and_exports(shell: Shell, unit: Path) -> None:
    shell("-C", unit, "record", "T20", "--text", "走访企业。")
    shell("-C", unit, "approve", "--approver", "陈志强")
    shell("-C", unit, "record", "T20", "--text", "更正。")
    _rule(unit, "warn")
    answer = shell("-C", unit, "export", "-o", "a.liaison", "--json")
    assert answer.status == 0
    assert answer.json["events"] == 1
    assert "提醒：有 1 项未经审签：T20（审签后有改动）。\n" in answer.err


def test_an_unknown_rule_is_answered_in_one_sentence(shell: Shell, unit: Path) -> None:
    _rule(unit, "requrie")
    answer = shell("-C", unit, "export")
    assert answer.status == 1
    assert (
        "export.approval：“requrie”不是可用的值（off、warn、require），是不是“require”"
        in answer.err
    )
    assert answer.err.count("\n") == 1


def test_a_sheet_is_written_for_the_unit_and_at_the_centre_for_a_unit(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    for name in ("审签表.docx", "审签表.html"):
        answer = shell("-C", unit, "report", "approval", "--period", "2021-06", "-o", name)
        assert (answer.status, answer.err) == (0, "")
        assert (unit.parent / name).is_file()
    shell("-C", centre, "report", "approval", "--unit", "澄江街道", "-o", "b.html")
    assert "首次报送。" in (unit.parent / "b.html").read_text("utf-8")
    assert shell("-C", unit, "report", "approval", "--unit", "青阳镇", "-o", "c.html").status == 2


def test_only_a_docx_loads_python_docx(shell: Shell, unit: Path) -> None:
    for name, loads in (("a.html", False), ("a.docx", True)):
        program = (
            "import sys; from liaison_tui.cli import run;"
            f"run(['-C', {str(unit)!r}, 'report', 'approval', '-o', {str(unit / name)!r}]);"
            "print(sorted(sys.modules), file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        assert ("'docx'" in done.stderr.decode()) is loads
