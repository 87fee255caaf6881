"""Commands wait for no screen to load, and without a terminal the program says how to open one."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.processes import run_real
from tests.tui.desks import make_unit

PROGRAM = """
import json, sys
from liaison_tui.cli import run
status = run(sys.argv[1:])
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""
SCREENS = ("textual", "rich", "openpyxl", "xlsxwriter", "docx", "pypinyin")


def run_and_look(folder: Path, *arguments: str) -> tuple[int, str, list[str]]:
    """Run a command in a process of its own; returns its status, stdout and what it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, check=True, cwd=folder
    )
    status, modules = json.loads(done.stderr.decode().splitlines()[-1])
    return status, done.stdout.decode(), modules


def test_a_command_loads_no_screen(tmp_path: Path) -> None:
    status, out, modules = run_and_look(tmp_path, "tasks", "--unit", "澄江街道")
    assert status == 0
    assert "T20" in out
    assert "liaison_tui.workspace" in modules
    assert [name for name in modules if name.split(".")[0] in SCREENS] == []
    assert [name for name in modules if name.startswith("liaison_tui.tui")] == []


def test_without_a_command_and_a_terminal_it_prints_help_and_how_to_open_and_loads_no_screen(
    tmp_path: Path,
) -> None:
    root = make_unit(tmp_path)
    status, out, modules = run_and_look(root)
    assert status == 0
    assert out.startswith("用法：liaison ")
    assert [name for name in modules if name.split(".")[0] in SCREENS] == []
    done = run_real(root)
    assert done.returncode == 0
    assert done.stdout.decode() == out
    assert "在终端里直接运行 liaison 打开界面。" in done.stderr.decode()
