"""「已保存」 is said only after the disk has confirmed, and holds through any kill."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

_WATCHED = """
import os, sys
real = os.fsync
def fsync(descriptor):
    real(descriptor)
    name = os.readlink(f"/proc/self/fd/{descriptor}")
    os.write(1, f"synced {os.path.basename(name)}\\n".encode())
os.fsync = fsync
from liaison_tui.cli import run
sys.exit(run(sys.argv[1:]))
"""


def record(folder: Path, text: str) -> list[str]:
    return ["-C", str(folder), "record", "T20", "--period", "2021-06", "--text", text, "--json"]


def test_the_journals_fsync_returns_before_the_acknowledgement(unit: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, *record(unit, "走访企业。")],
        capture_output=True,
        check=True,
    )
    lines = done.stdout.decode().splitlines()
    assert lines.index("synced journal.log") < next(n for n, x in enumerate(lines) if '"id"' in x)


def kill_often(folder: Path, times: int) -> tuple[list[str], int]:
    """Start `record` and kill it at a random moment, again and again.

    Returns the ids it acknowledged, and how many runs were cut off before they could.
    """
    draw = random.Random(20210326)
    start = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "liaison_tui", *record(folder, "计时。")],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    usual = time.monotonic() - start
    acknowledged, cut_off = [], 0
    for number in range(times):
        process = subprocess.Popen(
            [sys.executable, "-m", "liaison_tui", *record(folder, f"第{number}次。")],
            stdout=subprocess.PIPE,
        )
        try:
            process.wait(usual * draw.uniform(0.5, 1.3))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
        out = process.communicate()[0]
        if out.endswith(b"}\n"):
            acknowledged.append(json.loads(out)["id"])
        else:
            cut_off += 1
    return acknowledged, cut_off


def test_every_acknowledged_entry_survives_kills(shell: Shell, unit: Path) -> None:
    check_kills(shell, unit, 24)


@pytest.mark.long
def test_every_acknowledged_entry_survives_five_hundred_kills(shell: Shell, unit: Path) -> None:
    check_kills(shell, unit, 500)


def check_kills(shell: Shell, unit: Path, times: int) -> None:
    acknowledged, cut_off = kill_often(unit, times)
    assert len(acknowledged) + cut_off == times
    assert acknowledged
    assert cut_off
    known = {row["id"] for row in shell("-C", unit, "history", "T20", "--json").json}
    assert set(acknowledged) <= known
    assert shell("-C", unit, "record", "T20", "--text", "之后照常填写。").status == 0
    assert shell("-C", unit, "check").status == 0
