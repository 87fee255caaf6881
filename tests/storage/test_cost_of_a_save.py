"""A save costs the same in a store of any size: counted in bytes and syncs, not in seconds."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.shelf import fill, open_unit, said

COUNTERS = Path("/proc/self/io")


def counted(work: Callable[[], None]) -> tuple[int, int]:
    """Return how many bytes this process reads and writes in `work`, as the kernel counts them."""

    def counters() -> dict[str, int]:
        with COUNTERS.open(encoding="ascii") as file:
            rows = (line.split(":") for line in file)
            return {name: int(value) for name, value in rows}

    before = counters()
    idle = counters()
    work()
    after = counters()
    overhead = idle["rchar"] - before["rchar"]
    return after["rchar"] - idle["rchar"] - overhead, after["wchar"] - idle["wchar"]


@pytest.mark.skipif(sys.platform != "linux", reason="counts by /proc")
def test_a_save_writes_one_line_and_reads_none_at_100_and_at_5000_events(tmp_path: Path) -> None:
    costs = []
    for count in (100, 5000):
        folder = tmp_path / str(count)
        fill(folder, count)
        store = open_unit(folder)
        event = said(count)
        costs.append(counted(lambda store=store, event=event: store.say([event])))  # type: ignore[misc]
        assert store.known([event.id]) == {event.id: True}
    line = 64 + 1 + len(said(5000).json) + 1
    for read, written in costs:
        assert written <= line + 64
        assert read <= 512


@pytest.mark.parametrize("count", [100, 5000])
def test_a_save_syncs_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    fill(tmp_path, count)
    store = open_unit(tmp_path)
    synced: list[int] = []
    real = os.fsync

    def counting(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", counting)
    store.say([said(count)])
    assert synced == [(tmp_path / "journal.log").stat().st_ino]
    store.say([said(count + number) for number in range(1, 30)])
    assert len(synced) == 2
