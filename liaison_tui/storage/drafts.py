"""Drafts: half-filled forms, in a TinyDB file of their own. They never leave this machine.

Each change reads and writes the whole small file under its own lock, aside and renamed, so that a
kill at any moment leaves the last draft whole, and two windows never lose each other's.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock
from tinydb import TinyDB, where
from tinydb.queries import QueryInstance
from tinydb.storages import Storage

from liaison_tui.journal.fold import Key
from liaison_tui.storage.files import read_bytes, rename, write_whole

_MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-filled form about an obligation (unit id, item id, month).

    `values` are its fields as typed (journal/form), `evidence` what the entry before had attached,
    `files` the paths of files to attach. `seen` are the ids of the entries the form showed. `at` is
    when the draft was kept, in the form of `clock.stamp`.
    """

    unit: str
    item: str
    period: str
    values: Mapping[str, str]
    evidence: tuple[Mapping[str, Any], ...]
    files: tuple[str, ...]
    seen: tuple[str, ...]
    at: str

    @property
    def key(self) -> Key:
        """The obligation it speaks of."""
        return self.unit, self.item, self.period


class Drafts:
    """The drafts of one workspace, in the file `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path.with_name(f".{path.name}.lock"))

    def keep(self, draft: Draft) -> None:
        """Keep a draft in the place of an earlier one; returns once the disk has it."""
        with self._opened() as table:
            table.upsert(asdict(draft), _is(draft.key))

    def drop(self, key: Key) -> None:
        """Forget the draft of an obligation, if there is one."""
        if self.get(key) is not None:
            with self._opened() as table:
                table.remove(_is(key))

    def get(self, key: Key) -> Draft | None:
        """Return the draft of an obligation, or None."""
        return self._all().get(key)

    def keys(self) -> set[Key]:
        """Return the obligations of which there is a draft."""
        return set(self._all())

    def _all(self) -> dict[Key, Draft]:
        if not self.path.exists():
            return {}
        with self._opened() as table:
            return {draft.key: draft for draft in map(_draft, table)}

    @contextmanager
    def _opened(self) -> Iterator[TinyDB]:
        with self._lock, TinyDB(self.path, storage=_WholeFile) as table:
            yield table


class _WholeFile(Storage):
    """TinyDB's JSON file, but written aside, synced and renamed, in UTF-8 on every system.

    A file that is not ours to read is kept under another name: a broken draft must not stop a day.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        if not self._path.exists():
            return None
        try:
            data = json.loads(read_bytes(self._path, _MAX_BYTES))
            for row in data["_default"].values():
                _draft(row)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            rename(self._path, self._path.with_suffix(".damaged.json"))
            return None
        return dict(data)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        write_whole(self._path, json.dumps(data, ensure_ascii=False).encode())


def _draft(row: Mapping[str, Any]) -> Draft:
    values = {str(field): str(typed) for field, typed in row["values"].items()}
    return Draft(
        row["unit"], row["item"], row["period"], values, tuple(row["evidence"]),
        tuple(row["files"]), tuple(row["seen"]), row["at"],
    )  # fmt: skip


def _is(key: Key) -> QueryInstance:
    unit, item, period = key
    asked: QueryInstance = (
        (where("unit") == unit) & (where("item") == item) & (where("period") == period)
    )
    return asked
