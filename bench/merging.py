"""How long 100 bundles of 1,000 events take to merge, beside reading, hashing and inserting them.

The limit unzips every bundle, hashes every line and inserts it into a bare SQLite table with one
unique index, one transaction a bundle: what no merge into such a store can do without.
"""

import hashlib
import shutil
import sqlite3
import tempfile
import time
import zipfile
from pathlib import Path

from liaison_tui.exchange import trusting
from liaison_tui.exchange.merge import merge_files
from liaison_tui.exchange.packing import write_bundle
from liaison_tui.exchange.signatures import DeviceKey
from liaison_tui.journal.event import make_event
from liaison_tui.journal.line import line_of
from liaison_tui.journal.submission import make_manifest, read_submission
from liaison_tui.workspace import Workspace, create, load_programme

BUNDLES = 100
EVENTS = 1_000


def make_bundles(folder: Path) -> list[Path]:
    """Write the bundles, each of its own device, spread over the programme's units."""
    programme = load_programme(None)
    paths = []
    for number in range(BUNDLES):
        unit = programme.units[number % len(programme.units)].id
        key = DeviceKey.create(folder / f"{number}.key")
        events = [
            make_event(
                programme=programme.name, unit=unit, device=key.device, kind="progress",
                at="2021-06-28T10:00:00+08:00", by="张三", nonce=f"{n:08x}", item="T20",
                period=f"2021-{4 + n % 9:02d}",
                body={"percent": 60, "text": "走访企业，指导完成贯标。" * 12},
            )
            for n in range(EVENTS)
        ]  # fmt: skip
        manifest = make_manifest(
            programme=programme.name, programme_sha256=programme.sha256, unit=unit,
            device=key.device, newest=None, events=[e.id for e in events], evidence={},
            at="2021-06-28T10:00:00+08:00", by="张三", program="bench",
        )  # fmt: skip
        submission = read_submission(manifest, key.sign(manifest))
        paths.append(folder / f"{number}.liaison")
        write_bundle(paths[-1], [submission], (line_of(e.json) for e in events), {})
    return paths


def limit(folder: Path, paths: list[Path]) -> float:
    """Return the seconds of unzipping, hashing and inserting alone."""
    db = sqlite3.connect(folder / "bare.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE e (seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, json BLOB)")
    start = time.perf_counter()
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            lines = archive.read("events.log").splitlines()
        rows = [(hashlib.sha256(line[65:]).digest(), line[65:]) for line in lines]
        db.execute("BEGIN")
        db.executemany("INSERT INTO e (id, json) VALUES (?, ?)", rows)
        db.execute("COMMIT")
    seconds = time.perf_counter() - start
    db.close()
    return seconds


def timed_merge(workspace: Workspace, paths: list[Path]) -> tuple[float, dict[str, int]]:
    """Return the seconds of a merge and how many files had which outcome."""
    start = time.perf_counter()
    rows = merge_files(workspace.office, paths)
    seconds = time.perf_counter() - start
    outcomes = [row.outcome for row in rows]
    return seconds, {name: outcomes.count(name) for name in set(outcomes)}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        paths = make_bundles(folder)
        count = BUNDLES * EVENTS
        floor = limit(folder, paths)
        workspace = create(folder / "centre", unit=None)
        merge_files(workspace.office, paths)
        for device in trusting.devices(workspace.office):
            trusting.confirm(workspace.office, device.device, None)
        shutil.rmtree(workspace.store_folder / "inbox")
        first, outcomes = timed_merge(workspace, paths)
        second, again = timed_merge(workspace, paths)
        for what, seconds, note in (
            ("unzip, hash, insert", floor, ""),
            ("merge", first, str(outcomes)),
            ("merge again", second, str(again)),
        ):
            print(f"{what:20} {seconds:7.2f} s {seconds / count * 1e6:7.1f} µs an event"
                  f" {seconds / floor:6.2f} x the limit  {note}")  # fmt: skip


if __name__ == "__main__":
    main()
