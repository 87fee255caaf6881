"""Saves to a disk that is full, or that fails to sync, and prints what came of it: FOLDER KIND."""

import errno
import os
import resource
import signal
import sys
from pathlib import Path

from liaison_tui.journal.event import Event
from liaison_tui.storage.files import DiskFailure
from liaison_tui.storage.unit_store import UnitStore
from tests.storage.shelf import open_unit, said


def attempt(store: UnitStore, event: Event) -> None:
    journal = store.table.log.path
    before = journal.read_bytes()
    try:
        store.say([event])
        outcome = "saved"
    except DiskFailure:
        outcome = "refused"
    after = journal.read_bytes()
    kept = "unchanged" if after == before else "grown" if after.startswith(before) else "changed"
    here = "known" if store.table.knows(event.id) else "unknown"
    sys.stdout.write(f"{outcome} {kept} {here}\n")


def full_disk(store: UnitStore) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = store.table.log.path.stat().st_size
    for number, room in enumerate((0, 1, 100, len(said(100).json) + 64)):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, hard))
        attempt(store, said(100 + number))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    attempt(store, said(200))


def failing_sync(store: UnitStore) -> None:
    real = os.fsync

    def fail(fd: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    os.fsync = fail
    attempt(store, said(100))
    os.fsync = real
    attempt(store, said(101))


if __name__ == "__main__":
    kinds = {"full": full_disk, "sync": failing_sync}
    kinds[sys.argv[2]](open_unit(Path(sys.argv[1])))
