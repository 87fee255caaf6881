"""Stores for tests, in real folders; and the programs of tests/storage run as real processes."""

import subprocess
import sys
from pathlib import Path

from filelock import FileLock

from liaison_tui.journal.event import Event
from liaison_tui.storage.centre_store import CentreStore
from liaison_tui.storage.unit_store import UnitStore
from tests.journal.speech import ANN, CENTRE, event

ROOT = Path(__file__).parent.parent.parent


def open_unit(folder: Path, own: str = ANN) -> UnitStore:
    """Open the unit's store in a folder, made where there is none."""
    lock = FileLock(folder / ".lock")
    folder.mkdir(exist_ok=True)
    UnitStore.create(folder, lock)
    store = UnitStore(folder, own, "chengjiang", lock)
    store.refresh()
    return store


def open_centre(path: Path) -> CentreStore:
    CentreStore.create(path)
    return CentreStore(path, CENTRE, "jiangyin")


def said(number: int, device: str = ANN) -> Event:
    """Return an event like no other number's, about 700 bytes long."""
    return event(body={"text": "进展" * 70 + str(number)}, nonce=number, device=device)


def fill(folder: Path, count: int) -> list[Event]:
    """Make a store of so many events with one write."""
    events = [said(number) for number in range(count)]
    open_unit(folder).say(events)
    return events


def ids_in(folder: Path, own: str = ANN) -> set[str]:
    """Return the ids of the events a fresh reader finds."""
    return {found.id for found, _ in open_unit(folder, own).events()}


def start(module: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a program of tests/storage in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.storage.{module}", *map(str, arguments)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> list[str]:
    """Wait for a program that must end well, and return the lines it printed."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out.splitlines()
