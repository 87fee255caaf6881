"""How long a save takes into a small and a large store, beside a bare append and fsync."""

import os
import statistics
import tempfile
import time
from pathlib import Path

from filelock import FileLock

from liaison_tui.journal.event import Event, make_event
from liaison_tui.journal.line import line_of
from liaison_tui.storage.unit_store import UnitStore

SIZES = (100, 20_000)
SAVES = 200
DEVICE = "ab" * 16


def event(number: int) -> Event:
    """Return an event of ordinary size, about 700 bytes."""
    return make_event(
        programme="jiangyin-2021@1", unit="chengjiang", device=DEVICE, kind="progress",
        at="2021-06-28T10:00:00+08:00", by="张三", nonce=f"{number:08x}", item="T20",
        period="2021-06", body={"percent": 60, "text": "走访企业，指导完成贯标。" * 12},
    )  # fmt: skip


def bare_append(path: Path, data: bytes) -> float:
    """Return the median seconds of appending `data` and syncing, nothing else."""
    times = []
    with path.open("ab", buffering=0) as target:
        for _ in range(SAVES):
            start = time.perf_counter()
            target.write(data)
            os.fsync(target.fileno())
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def saves(folder: Path, size: int) -> float:
    """Return the median seconds of a save into a store of `size` events."""
    lock = FileLock(folder / ".lock")
    UnitStore.create(folder, lock)
    store = UnitStore(folder, DEVICE, "chengjiang", lock)
    store.refresh()
    store.say([event(n) for n in range(size)])
    times = []
    for number in range(size, size + SAVES):
        new = event(number)
        start = time.perf_counter()
        store.say([new])
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        limit = bare_append(folder / "bare", bytes(line_of(event(0).json)))
        print(f"bare append + fsync      {limit * 1e3:8.3f} ms")
        found = []
        for size in SIZES:
            place = folder / str(size)
            place.mkdir()
            found.append(saves(place, size))
            print(f"save into {size:>6} events  {found[-1] * 1e3:8.3f} ms"
                  f"   {found[-1] / limit:.2f} x the limit")  # fmt: skip
        print(f"large to small           {found[1] / found[0]:8.2f}")


if __name__ == "__main__":
    main()
