"""The day of the 5th: 63 units, of which 20 are silent; their files renamed, and six of them bad.

Played with real files and by the commands a clerk gives; what each prints and takes is shown. The
limit of taking in is what unzipping and hashing the same files costs.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

from liaison_tui import clock, desk
from liaison_tui.demo.phrasebook import Phrasebook
from liaison_tui.exchange import sending, trusting
from liaison_tui.exchange.merge import merge_files, merge_held
from liaison_tui.programme.obligations import obligations
from liaison_tui.workspace import Workspace, create

MONTH, EARLIER, TODAY = "2021-06", "2021-05", "2021-07-05"
SILENT = 20
_SEED = 20210705


def write_month(office: Workspace, month: str, book: Phrasebook) -> None:
    """Fill in all that a unit owes for a month."""
    unit = office.unit_named(None)
    for obligation in obligations(office.programme, unit, month):
        desk.record(office, unit, obligation.item, month, book.entry(obligation))


def play(folder: Path) -> tuple[Path, Path, int]:
    """Let the units write and send; returns the centre's workspace, the clerk's folder, files.

    All units are known from May; of June's files some are renamed, some zipped once more, and six
    are cut off, altered, swapped for something else, or from another year's plan.
    """
    book, centre = Phrasebook(_SEED), create(folder / "信用办", unit=None, officer="王健")
    came, earlier = folder / "收到", folder / "五月"
    came.mkdir()
    earlier.mkdir()
    units = centre.programme.units
    offices = []
    with clock.fixed("2021-06-03"):
        for unit in units:
            office = create(folder / "单位" / unit.id, unit=unit.id, officer="联络员")
            write_month(office, EARLIER, book)
            sending.export(office.office, EARLIER, earlier)
            offices.append(office)
        merge_files(centre.office, sorted(earlier.iterdir()))
        for device in trusting.devices(centre.office):
            trusting.confirm(centre.office, device.device, None)
        merge_held(centre.office)
    with clock.fixed(TODAY):
        for number, office in enumerate(offices[SILENT:]):
            write_month(office, MONTH, book)
            path = sending.export(office.office, MONTH, came).path
            _carry(path, number)
    return centre.root, came, len(list(came.iterdir()))


def _carry(path: Path, number: int) -> None:
    """Do to a file what happens to it on its way."""
    data = path.read_bytes()
    if number % 7 == 1:
        _aside(path, f"新建文件夹 ({number}).zip", _zipped(path.name, data))
    elif number % 7 == 2:
        path.rename(path.with_name(f"{number}月报-最终版(1)"))
    elif number == 3:
        path.write_bytes(data[: len(data) * 2 // 3])
    elif number == 4:
        path.write_bytes(_altered(data))
    elif number == 5:
        path.write_bytes("情况汇总，请查收。".encode("gbk"))
    elif number == 10:
        path.write_bytes(b"")
    elif number == 11:
        _aside(path, "六月报表.xlsx", _zipped("xl/workbook.xml", b"<workbook/>"))
    elif number == 12:
        path.write_bytes(_zipped("events.log", b"x" * 1000))


def _aside(path: Path, name: str, data: bytes) -> None:
    path.with_name(name).write_bytes(data)
    path.unlink()


def _zipped(name: str, data: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return whole.getvalue()


def _altered(data: bytes) -> bytes:
    """Return a bundle one of whose entries says something else than what was signed."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "events.log":
                content = content.replace("推进".encode(), "推迟".encode(), 1)
                content = content.replace(b'"percent":', b'"percent":1', 1)
            new.writestr(name, content)
    return whole.getvalue()


def limit(came: Path) -> float:
    """Return the seconds of reading, unzipping and hashing what came."""
    start = time.perf_counter()
    for path in came.iterdir():
        _hash(path.read_bytes())
    return time.perf_counter() - start


def _hash(data: bytes) -> None:
    hashlib.sha256(data).digest()
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                _hash(archive.read(name))


def run(root: Path, *arguments: str) -> tuple[float, str]:
    """Give a command as the clerk does; returns its seconds and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "liaison_tui", "-C", str(root), *arguments],
        check=False, capture_output=True, text=True, encoding="utf-8",
        env=os.environ | {"LIAISON_TODAY": TODAY, "PYTHONUTF8": "1"},
    )  # fmt: skip
    if done.returncode == 2:
        raise SystemExit(done.stderr)
    return time.perf_counter() - start, done.stdout


def told(root: Path, *arguments: str) -> tuple[float, Any]:
    """Give a command and return its seconds and its answer as JSON."""
    seconds, printed = run(root, *arguments, "--json")
    return seconds, json.loads(printed)


def main() -> None:
    """Play the day and print it."""
    with tempfile.TemporaryDirectory(prefix="liaison-") as name:
        folder = Path(name)
        root, came, files = play(folder)
        floor = limit(came)
        first, answer = told(root, "merge", str(came))
        again, _ = told(root, "merge", str(came))
        outcomes = [row["outcome"] for row in answer["bundles"]]
        counts = {word: outcomes.count(word) for word in sorted(set(outcomes))}
        print(f"{files} files, {answer['new_events']} new entries: {counts}")
        for row in answer["bundles"]:
            if row["outcome"] == "refused":
                print(f"  {Path(row['path']).name}: {row['reason']}")
        print(f"reading, unzipping, hashing {floor:6.2f} s")
        print(f"merge                       {first:6.2f} s {first / floor:6.1f} x")
        print(f"merge again                 {again:6.2f} s {again / floor:6.1f} x")
        for what in (
            ("overview", "--period", MONTH), ("heat", "--period", MONTH),
            ("remind", "--period", MONTH), ("entries", "--period", MONTH),
        ):  # fmt: skip
            seconds, found = told(root, *what)
            print(f"{what[0]:27} {seconds:6.2f} s")
            if what[0] == "overview":
                silent = [u for u in found["units"] if u["owed"] and not u["reported"]]
                print(f"  {found['totals']}; nothing from {len(silent)} units")
        seconds, sent = told(root, "feedback", "-o", str(folder / "回执"))
        print(f"feedback                    {seconds:6.2f} s  {len(sent['files'])} files")
        shutil.rmtree(came)


if __name__ == "__main__":
    main()
