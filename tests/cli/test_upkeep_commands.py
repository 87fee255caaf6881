"""Making workspaces, checking what lies on the disk, the plan, and the manner of all commands."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from liaison_tui.cli import liaison
from liaison_tui.workspace import shipped_programme
from tests.cli.conftest import Shell

COMMANDS = sorted(liaison.commands)
DOCS = Path(__file__).parents[2] / "docs"


def test_init_makes_a_workspace_once(shell: Shell, unit: Path) -> None:
    assert (unit / "config.toml").read_text(encoding="utf-8").count("#") > 5
    assert (unit / "store" / "device.key").stat().st_mode & 0o077 == 0
    again = shell("init", "unit", "--unit", "青阳镇")
    assert again.status == 2
    assert "澄江街道" in shell("-C", unit, "tasks").out
    assert shell("init", "x").status == 2
    assert shell("init", "x", "--unit", "青羊镇").status == 2
    assert not Path("x").exists()


def test_init_never_overwrites_a_store_whose_settings_were_lost(shell: Shell, unit: Path) -> None:
    shell("-C", unit, "record", "T20", "--text", "还在。")
    device = shell("-C", unit, "device").out
    (unit / "config.toml").unlink()
    assert shell("init", "unit", "--unit", "澄江街道").status == 0
    assert shell("-C", unit, "device").out == device
    assert "还在。" in shell("-C", unit, "history", "T20").out


def test_a_workspace_is_found_from_a_folder_below_it(
    shell: Shell, unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = unit / "资料" / "六月"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert "澄江街道" in shell("tasks").out
    monkeypatch.chdir(unit.parent)
    monkeypatch.setenv("LIAISON_HOME", str(unit))
    assert "澄江街道" in shell("tasks").out


def test_check_names_evidence_that_is_missing_or_has_changed(
    shell: Shell, unit: Path, tmp_path: Path
) -> None:
    for name in ("现场.jpg", "签到.jpg"):
        (tmp_path / name).write_bytes(name.encode())
    attach = ("--attach", tmp_path / "现场.jpg", "--attach", tmp_path / "签到.jpg")
    assert shell("-C", unit, "record", "T20", "--text", "走访。", *attach).status == 0
    assert shell("-C", unit, "check").status == 0
    lost, altered = (
        unit / "store" / "evidence" / hashlib.sha256(name.encode()).hexdigest()
        for name in ("现场.jpg", "签到.jpg")
    )
    lost.unlink()
    altered.write_bytes(b"altered")
    answer = shell("-C", unit, "check")
    assert answer.status == 1
    assert "佐证材料“现场.jpg”不在本机" in answer.out
    assert "佐证材料“签到.jpg”被改动过" in answer.out


def test_check_names_a_damage_and_repair_keeps_the_original(shell: Shell, unit: Path) -> None:
    for text in ("甲", "乙", "丙"):
        shell("-C", unit, "record", "T20", "--text", text)
    assert shell("-C", unit, "check", "--json").json == {"ok": True, "events": 3, "problems": []}
    journal = unit / "store" / "journal.log"
    damaged = journal.read_bytes().replace("乙".encode(), "己".encode())
    journal.write_bytes(damaged)
    answer = shell("-C", unit, "check", "--json")
    assert answer.status == 1
    assert (answer.json["ok"], answer.json["events"]) == (False, 2)
    assert set(answer.json["problems"][0]) == {"where", "kind", "message"}
    assert journal.read_bytes() == damaged
    assert shell("-C", unit, "export").status == 1
    history = shell("-C", unit, "history", "T20")
    assert "丙" in history.out
    assert "liaison check" in history.err
    assert shell("-C", unit, "check", "--repair").status == 0
    (kept,) = (unit / "store").glob("journal.damaged-*.log")
    assert kept.read_bytes() == damaged
    assert shell("-C", unit, "export").status == 0


def test_check_reads_files_without_taking_them_in(shell: Shell, unit: Path, tmp_path: Path) -> None:
    shell("-C", unit, "record", "T20", "--text", "甲")
    path = Path(shell("-C", unit, "export", "-o", tmp_path, "--json").json["path"])
    assert shell("check", path, "--json").json == {"ok": True, "events": 1, "problems": []}
    cut = tmp_path / "cut.liaison"
    cut.write_bytes(path.read_bytes()[:-100])
    answer = shell("check", path, cut, "--json")
    assert answer.status == 1
    assert [problem["where"] for problem in answer.json["problems"]] == [str(cut)]


def test_programme_check_names_every_problem_with_line_and_key(
    shell: Shell, tmp_path: Path
) -> None:
    text = shipped_programme().decode()
    broken = text.replace('name = "税务局"', 'nmae = "税务局"').replace(
        "points = 3\n", "points = 4\n", 1
    )
    path = tmp_path / "broken.toml"
    path.write_text(broken, encoding="utf-8")
    answer = shell("programme", "check", path, "--json")
    assert answer.status == 1
    line = broken.splitlines().index('nmae = "税务局"') + 1
    assert {(p["line"], p["key"]) for p in answer.json["problems"]} >= {(line, "units[13].nmae")}
    assert shell("programme", "check").status == 0


def test_programme_show_has_what_scripts_rely_on(shell: Shell) -> None:
    plan = shell("programme", "show", "--json").json
    assert (len(plan["areas"]), len(plan["items"]), len(plan["units"])) == (8, 62, 63)
    items = {item["id"]: item for item in plan["items"]}
    assert items["I28"]["shared_points"] == {"items": ["I27", "I28", "I29", "I30"], "points": 18}
    assert items["T05"]["open"]
    assert items["T20"]["measures"][0]["target"] == 150
    assert items["I13"]["notes"]
    levels = sum(item["points"] or 0 for item in plan["items"] if item["level1"])
    assert levels + 18 == 100
    assert len(shell("programme", "units", "--json").json) == 63


def test_without_a_command_it_says_how_to(shell: Shell) -> None:
    answer = shell()
    assert answer.status == 0
    assert "liaison tasks" in answer.err


def test_the_version_is_one_line(shell: Shell) -> None:
    assert re.fullmatch(r"liaison_tui \d+\.\d+\.\d+\n", shell("--version").out)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_chinese_help_with_an_example(shell: Shell, name: str) -> None:
    answer = shell(name, "--help")
    assert answer.status == 0
    assert answer.out.startswith("用法：liaison ")
    assert "例：" in answer.out
    for word in ("Usage", "Options", "Show this", "Error"):
        assert word not in answer.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    page = (DOCS / "CLI.md").read_text(encoding="utf-8")
    assert f"`{name}" in page
    for parameter in liaison.commands[name].params:
        if isinstance(parameter, click.Option):
            assert any(f"{option}" in page for option in parameter.opts), parameter.opts


def test_commands_load_no_screen_and_no_spreadsheet() -> None:
    program = (
        "import sys; from liaison_tui.cli import run; run(['programme', 'units']);"
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = done.stderr.decode()
    assert "'liaison_tui.workspace'" in loaded
    for name in ("textual", "rich", "openpyxl", "xlsxwriter", "docx", "pypinyin", "tomlkit"):
        assert f"'{name}'" not in loaded


def test_json_is_utf8_whatever_the_locale() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "liaison_tui", "programme", "units", "--json"],
        capture_output=True, check=True, env={"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert "税务局" in done.stdout.decode("utf-8")


def test_the_shipped_settings_are_those_of_the_repository() -> None:
    root = Path(__file__).parents[2]
    shipped = root / "liaison_tui" / "storage" / "config.toml"
    assert (root / "config.toml").read_bytes() == shipped.read_bytes()
