"""Watching a folder from the command line, until Ctrl+C."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from liaison_tui import clock
from liaison_tui.cli.output import say
from liaison_tui.errors import WrongUse
from liaison_tui.exchange import runs
from liaison_tui.exchange.taking import Row
from liaison_tui.exchange.watching import Watch
from liaison_tui.reports import exchange as exchange_rows
from liaison_tui.reports import wording
from liaison_tui.workspace import Workspace


def watch(workspace: Workspace, folder: Path, every: float) -> list[Row]:
    """Take in what comes into a folder until Ctrl+C, telling of each file; returns all rows.

    Looks once in `every` seconds. Ctrl+C while files are taken in ends it after the one at hand.
    Raises WrongUse where there is no such folder, Refused where it can be read no more.
    """
    if not folder.is_dir():
        raise WrongUse(f"{folder} 不是文件夹", "请写上要看守的文件夹的位置")
    watched, taken = Watch(workspace.office, folder), list[Row]()
    with _until_interrupted() as over:
        say(f"正在看守 {folder.absolute()}，新来的文件自动汇入；按 Ctrl+C 结束。")
        while not over.is_set():
            if ready := watched.ready():
                rows = runs.take_in(workspace.office, ready, progress=lambda *_: not over.is_set())
                for row in rows:
                    say(_told(row, workspace))
                taken += rows
            over.wait(every)
    return taken


def _told(row: Row, workspace: Workspace) -> str:
    parts = (
        wording.clock_time(clock.stamp()), exchange_rows.outcome_word(row),
        workspace.programme.unit_name(row.unit), row.path.name, f"新增 {row.new_events} 条",
        row.reason,
    )  # fmt: skip
    return "　".join(part for part in parts if part)


@contextmanager
def _until_interrupted() -> Iterator[threading.Event]:
    """Give what is set once Ctrl+C was pressed; a second one ends the program as it always does."""
    over = threading.Event()

    def interrupted(*_: object) -> None:
        over.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield over
    finally:
        signal.signal(signal.SIGINT, before)
