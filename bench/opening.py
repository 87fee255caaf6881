"""How long the app takes to its first screen, beside an empty Textual app on the same terminal.

`.venv/bin/python bench/opening.py`; needs a POSIX system, for a pseudo-terminal.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from liaison_tui.workspace import create

ROUNDS = 9
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("应报")
Empty().run()
"""


def seconds_to(arguments: list[str], shown: str) -> float:
    """Start a program on a terminal of its own and return when it has shown some words."""
    environment = {**os.environ, "LIAISON_TODAY": "2021-06-28", "TERM": "xterm-256color"}
    start = time.perf_counter()
    program = pexpect.spawn(
        sys.executable,
        arguments,
        env=environment,
        dimensions=(24, 80),
        timeout=30,
        encoding="utf-8",
    )
    program.expect(shown)
    taken = time.perf_counter() - start
    program.close(force=True)
    return taken


def main() -> None:
    """Measure in turn, so that both meet the same machine, and print medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        create(root, unit="澄江街道", officer="周敏")
        runs = {
            "empty Textual app": (["-c", EMPTY], "应报"),
            "liaison, page shown": (["-m", "liaison_tui", "-C", str(root)], "澄江街道"),
            "liaison, month read": (["-m", "liaison_tui", "-C", str(root)], "应报 33"),
        }
        found: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, run in runs.items():
                found[name].append(seconds_to(*run))
        first = statistics.median(found["empty Textual app"])
        for name, taken in found.items():
            middle = statistics.median(taken)
            print(f"{name:22} {middle * 1000:6.0f} ms  {middle / first:5.2f} x")


if __name__ == "__main__":
    main()
