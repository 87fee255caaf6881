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

from liaison_tui import clock
from liaison_tui.journal.fold import Key
from liaison_tui.storage.files import read_bytes, rename, write_whole

# The name of a file to attach may hold what is no character.
_AS_THEY_ARE = "surrogatepass"
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
        self._notices: list[str] = []

    def notices(self) -> list[str]:
        """Return, once, that a file of drafts was not readable and where it is kept."""
        found, self._notices = self._notices, []
        return found

    def keep(self, draft: Draft) -> None:
        """Keep a draft in the place of an earlier one; returns once the disk has it."""
        with self._opened() as table:
            table.upsert(asdict(draft), _is(draft.key))

    def drop(self, key: Key) -> None:
        """Forget the draft of an obligation, if there is one."""
        if self.get(key) is not None:
            with self._opened() as table:
                table.remove(_is(key))

    def put(self, key: Key, draft: Draft | None, *, over: Draft | None) -> bool:
        """Keep a draft of an obligation, or none, where `over` lies or nothing does.

        Where another window wrote something else meanwhile, that stays, and False is returned.
        """
        with self._lock:
            there = self.get(key)
            if there is not None and there not in (over, draft):
                return False
            if draft is None:
                self.drop(key)
            elif there != draft:
                self.keep(draft)
        return True

    def get(self, key: Key) -> Draft | None:
        """Return the draft of an obligation, or None."""
        return self.all().get(key)

    def keys(self) -> set[Key]:
        """Return the obligations of which there is a draft."""
        return set(self.all())

    def all(self) -> dict[Key, Draft]:
        """Return every draft by its obligation."""
        if not self.path.exists():
            return {}
        with self._opened() as table:
            return {draft.key: draft for draft in map(_draft, table)}

    @contextmanager
    def _opened(self) -> Iterator[TinyDB]:
        with self._lock, TinyDB(self.path, self._notices, storage=_WholeFile) as table:
            yield table


class _WholeFile(Storage):
    """TinyDB's JSON file, but written aside, synced and renamed, in UTF-8 on every system.

    A file that cannot be read is kept under another name, and said: a broken draft must not stop
    a day's work.
    """

    def __init__(self, path: Path, notices: list[str]) -> None:
        self._path = path
        self._notices = notices

    def read(self) -> dict[str, dict[str, Any]] | None:
        if not self._path.exists():
            return None
        try:
            text = read_bytes(self._path, _MAX_BYTES).decode("utf-8", _AS_THEY_ARE)
            data = json.loads(text)
            for number, row in data["_default"].items():
                int(number)
                _draft(row)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            kept = self._path.with_suffix(f".damaged-{clock.now():%Y%m%dT%H%M%S}.json")
            rename(self._path, kept)
            self._notices.append(f"草稿文件读不了，已留存为 {kept.name}，以前的草稿没有带出")
            return None
        return dict(data)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        text = json.dumps(data, ensure_ascii=False)
        write_whole(self._path, text.encode("utf-8", _AS_THEY_ARE))


def _draft(row: Mapping[str, Any]) -> Draft:
    """Return the draft in a row; raises TypeError or KeyError where it is none."""
    draft = Draft(
        row["unit"], row["item"], row["period"], dict(row["values"]), tuple(row["evidence"]),
        tuple(row["files"]), tuple(row["seen"]), row["at"],
    )  # fmt: skip
    texts = (*draft.key, draft.at, *draft.values, *draft.values.values(), *draft.files, *draft.seen)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a draft's fields are strings")
    if not all({"sha256", "name", "size"} <= set(e) for e in draft.evidence):
        raise TypeError("a draft's evidence names files")
    return draft


def _is(key: Key) -> QueryInstance:
    unit, item, period = key
    asked: QueryInstance = (
        (where("unit") == unit) & (where("item") == item) & (where("period") == period)
    )
    return asked
