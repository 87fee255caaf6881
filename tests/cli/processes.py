"""The program as its users start it: processes of its own, with limits and streams as given."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO


def command(folder: Path, *arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "liaison_tui", "-C", str(folder), *map(str, arguments)]


def start(folder: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    """Start a command and go on; it finds no terminal on its streams."""
    return subprocess.Popen(
        command(folder, *arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run_real(
    folder: Path,
    *arguments: str | Path,
    typed: bytes | None = None,
    stdout: IO[bytes] | None = None,
    before: Callable[[], object] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end; `before` is called in the child before the program starts."""
    return subprocess.run(
        command(folder, *arguments),
        check=False,
        input=typed or b"",
        stdout=stdout or subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=before,
        timeout=60,
    )
