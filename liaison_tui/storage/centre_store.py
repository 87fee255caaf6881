"""A centre's store: SQLite. Two tables hold what was said; every other is an index of them.

`submissions` has manifests and signatures, `events` has lines as bytes (NULL for a stub).
"""

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from liaison_tui.errors import Damaged, LiaisonError
from liaison_tui.journal.event import BadEvent, Event, known_event, read_event
from liaison_tui.journal.line import BadLine, Line, line_of, read_line
from liaison_tui.journal.submission import BadManifest, Submission, read_submission
from liaison_tui.journal.vouching import Cut, Seat
from liaison_tui.storage.files import DiskFailure, rename
from liaison_tui.storage.store import EVERYTHING, Selection, Store, Trouble

_APPLICATION = 0x4C494149  # "LIAI": tells our database from any other.
_NOTHING = (None,) * 6  # what a stub has in all columns but its id
# Before what means something in LIKE.
_LIKE = re.compile("(?=[!%_])")
_SCHEMA = """
CREATE TABLE submissions (
  seq INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE,
  manifest BLOB NOT NULL, signature BLOB NOT NULL
);
CREATE TABLE events (
  seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, json BLOB,
  device TEXT, kind TEXT, unit TEXT, item TEXT, period TEXT
);
CREATE INDEX events_by_period ON events (period, unit);
CREATE INDEX events_by_kind ON events (kind);
CREATE INDEX stubs ON events (id) WHERE json IS NULL;
CREATE TABLE listed (
  event INTEGER NOT NULL, submission INTEGER NOT NULL, PRIMARY KEY (event, submission)
) WITHOUT ROWID;
"""


class CentreStore(Store):
    """The store of one centre, in the file `path`. `centre` is the centre's id."""

    def __init__(self, path: Path, own: str, centre: str) -> None:
        self.own = own
        self.centre = centre
        self.path = path
        self._db = _open(path)
        self._submissions: list[Submission] = []
        self._shas: dict[int, str] = {}
        self._damaged: list[Trouble] = []

    @staticmethod
    def create(path: Path) -> None:
        """Make an empty database of ours; one that is there already is never overwritten."""
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(aside)) as db:
            db.execute(f"PRAGMA application_id = {_APPLICATION}")
            db.executescript(_SCHEMA)
        rename(aside, path)
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def refresh(self) -> None:
        """Do nothing: every answer is asked of the database."""

    def submissions(self) -> Sequence[Submission]:
        """Return all submissions, in the order they were taken in."""
        newest = max(self._shas, default=0)
        rows = self._rows(
            "SELECT seq, manifest, signature FROM submissions WHERE seq > ? ORDER BY seq", (newest,)
        )
        for seq, manifest, signature in rows:
            try:
                submission = read_submission(manifest, signature)
            except (BadManifest, TypeError):
                self._note_damage("manifest", f"第 {seq} 份报送清单与写入时不一致")
                continue
            self._shas[seq] = submission.sha256
            self._submissions.append(submission)
        return self._submissions

    def events(self, selection: Selection = EVERYTHING) -> Iterator[tuple[Event, Sequence[str]]]:
        """Give listed events and our own, in the order they came."""
        self.submissions()
        where, values = _where(selection)
        rows = self._rows(
            "SELECT e.seq, e.json, l.submission, e.id FROM events e"  # noqa: S608 - names, no values
            " LEFT JOIN listed l ON l.event = e.seq"
            f" WHERE e.json IS NOT NULL AND (l.submission IS NOT NULL OR e.device = ?){where}"
            " ORDER BY e.seq",
            (self.own, *values),
        )
        for seq, group in groupby(rows, key=itemgetter(0)):
            listed = list(group)
            event = _whole_event(listed[0][1], listed[0][3])
            if event is None:
                self._note_damage("event", f"第 {seq} 条与写入时不一致")
                continue
            yield event, [self._shas[row[2]] for row in listed if row[2] in self._shas]

    def known(self, ids: Iterable[str]) -> dict[str, bool]:
        """Return those of `ids` that are here: True for a full line, False for a stub."""
        found: dict[str, bool] = {}
        for batch in _batches(list(ids)):
            rows = self._rows(
                "SELECT id, json IS NOT NULL FROM events"  # noqa: S608 - placeholders only
                f" WHERE id IN ({','.join('?' * len(batch))})",
                [bytes.fromhex(name) for name in batch],
            )
            found.update((name.hex(), bool(full)) for name, full in rows)
        return found

    def lines(self, ids: Iterable[str]) -> Iterator[Line]:
        """Give the lines or stubs that are here, in the order asked."""
        for batch in _batches(list(ids)):
            rows = self._rows(
                "SELECT id, json FROM events"  # noqa: S608 - placeholders only
                f" WHERE id IN ({','.join('?' * len(batch))})",
                [bytes.fromhex(name) for name in batch],
            )
            found = {name.hex(): kept for name, kept in rows}
            for name in batch:
                if name in found:
                    line = Line(name, found[name])
                    if line.json is not None and line_of(line.json).id != name:
                        raise Damaged(
                            f"{self.path} 里有一条与写入时不一致", "运行 liaison check 查看"
                        )
                    yield line

    def beginning(self, start: str) -> list[str]:
        """Return the ids of full lines that begin with some hex digits."""
        low, high = bytes.fromhex(start.ljust(64, "0")), bytes.fromhex(start.ljust(64, "f"))
        rows = self._rows(
            "SELECT id FROM events WHERE id BETWEEN ? AND ? AND json IS NOT NULL", (low, high)
        )
        return [name.hex() for (name,) in rows]

    def units(self) -> list[str]:
        """Return the ids of the units of which entries are here, in order."""
        rows = self._rows(
            "SELECT DISTINCT unit FROM events WHERE kind IN ('progress', 'withdraw', 'settle')"
        )
        return sorted(unit for (unit,) in rows)

    def contested(self) -> set[tuple[str, str, str]]:
        """Return the obligations of which more than one entry is here."""
        rows = self._rows(
            "SELECT unit, item, period FROM events"
            " WHERE kind IN ('progress', 'withdraw', 'settle')"
            " GROUP BY period, unit, item HAVING count(*) > 1"
        )
        return {(unit, item, period) for unit, item, period in rows if item and period}

    def has_gaps(self) -> bool:
        """Tell whether any listed event is here as a stub only, or not at all."""
        stubs = "SELECT EXISTS (SELECT 1 FROM events WHERE json IS NULL)"
        if self._rows(stubs)[0][0]:
            return True
        (count,) = self._rows("SELECT count(*) FROM listed")[0]
        return bool(count < sum(len(s.events) for s in self.submissions()))

    def anchors(self) -> Mapping[str, Seat]:
        """Return our own device; all other trust is told by our own events."""
        return {self.own: Seat(centre=self.centre)}

    def cuts(self) -> Sequence[Cut]:
        """Return nothing: a centre revokes by events."""
        return ()

    def say(self, events: Sequence[Event]) -> None:
        """Keep new events of our own."""
        self.take((), events)

    def take(
        self,
        submissions: Sequence[Submission],
        events: Sequence[Event],
        stubs: Sequence[str] = (),
    ) -> None:
        """Keep submissions, events and stubs in one transaction."""
        with self._transaction() as db:
            db.executemany(
                "INSERT INTO events (id, json, device, kind, unit, item, period)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET json = excluded.json, device = excluded.device,"
                " kind = excluded.kind, unit = excluded.unit, item = excluded.item,"
                " period = excluded.period WHERE json IS NULL AND excluded.json IS NOT NULL",
                [*map(_row, events), *((bytes.fromhex(name), *_NOTHING) for name in stubs)],
            )
            for submission in submissions:
                db.execute(
                    "INSERT OR IGNORE INTO submissions (sha256, manifest, signature)"
                    " VALUES (?, ?, ?)",
                    (bytes.fromhex(submission.sha256), submission.manifest, submission.signature),
                )
                _list_events(db, submission)

    def troubles(self) -> list[Trouble]:
        """Return what reading has shown so far."""
        return list(self._damaged)

    def verify(self) -> Iterator[Trouble]:
        """Check the database's pages, every line's hash and every listed event."""
        answers = [answer for (answer,) in self._rows("PRAGMA integrity_check")]
        if answers != ["ok"]:
            yield Trouble(str(self.path), "database", f"数据库有 {len(answers)} 处页面损坏")
        for seq, name, kept in self._rows("SELECT seq, id, json FROM events ORDER BY seq"):
            try:
                line = read_line(name.hex().encode() + b" " + (kept or b"-"))
                if line.json is not None:
                    read_event(line.json)
            except (BadLine, BadEvent, AttributeError, TypeError):
                yield Trouble(str(self.path), "event", f"第 {seq} 条与写入时不一致")
        for submission in self.submissions():
            here = self.known(submission.events)
            lost = len(submission.events) - len(here)
            if lost:
                yield Trouble(
                    str(self.path), "lost",
                    f"{submission.unit} 第 {submission.number} 号所列的内容缺 {lost} 条",
                )  # fmt: skip
        yield from self.troubles()

    def rebuild(self) -> None:
        """Make every index anew from submissions and event lines."""
        with self._transaction() as db:
            db.execute("DELETE FROM listed")
            rows = db.execute("SELECT json FROM events WHERE json IS NOT NULL").fetchall()
            for (kept,) in rows:
                try:
                    name, _, *fields = _row(known_event(kept))
                except BadEvent:
                    raise Damaged(f"{self.path} 里有一条与写入时不一致", "请从备份恢复") from None
                db.execute(
                    "UPDATE events SET device = ?, kind = ?, unit = ?, item = ?, period = ?"
                    " WHERE id = ?",
                    (*fields, name),
                )
            for submission in self.submissions():
                _list_events(db, submission)

    def _note_damage(self, kind: str, sentence: str) -> None:
        trouble = Trouble(str(self.path), kind, sentence)
        if trouble not in self._damaged:
            self._damaged.append(trouble)

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _failure(self.path, error) from None

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise _failure(self.path, error) from None


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise Damaged(f"{path} 不见了", "请从备份恢复")
    # In a folder we may not write to, SQLite cannot keep its helper files: read as it stands.
    mode = "rw" if os.access(path.parent, os.W_OK) else "ro&immutable=1"
    try:
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=30
        )
        (application,) = db.execute("PRAGMA application_id").fetchone()
        if application != _APPLICATION:
            db.close()
            raise Damaged(f"{path} 是空的或不是本程序的数据库，没有动它", "请从备份恢复")
        db.execute("PRAGMA synchronous = FULL")
    except sqlite3.DatabaseError as error:
        raise _failure(path, error) from None
    return db


def _failure(path: Path, error: sqlite3.Error) -> LiaisonError:
    """Return what to tell of a database error: the disk's fault, or the file's."""
    code = str(getattr(error, "sqlite_errorname", "SQLITE_ERROR"))
    if isinstance(error, sqlite3.OperationalError) and not code.startswith("SQLITE_CORRUPT"):
        known = {"SQLITE_FULL": "磁盘已满", "SQLITE_READONLY": "磁盘或文件只读",
                 "SQLITE_BUSY": "正被另一个程序占用", "SQLITE_CANTOPEN": "打不开"}  # fmt: skip
        why = next((word for name, word in known.items() if code.startswith(name)), "磁盘读写出错")
        return DiskFailure(f"数据库 {path} 现在读写不了（{why}）", "请检查磁盘空间和权限后再试")
    return Damaged(f"数据库 {path} 已损坏", "请从备份恢复，或把收件箱里的文件重新汇入")


def _whole_event(kept: bytes, name: bytes) -> Event | None:
    try:
        event = known_event(kept)
    except (BadEvent, AttributeError):
        return None
    return event if event.id == name.hex() else None


def _row(event: Event) -> tuple[object, ...]:
    """Return what an event puts into `events`; the fields are only an index."""
    name = bytes.fromhex(event.id)
    return name, event.json, event.device, event.kind, event.unit, event.item, event.period


def _list_events(db: sqlite3.Connection, submission: Submission) -> None:
    (seq,) = db.execute(
        "SELECT seq FROM submissions WHERE sha256 = ?", (bytes.fromhex(submission.sha256),)
    ).fetchone()
    db.executemany(
        "INSERT OR IGNORE INTO listed (event, submission) SELECT seq, ? FROM events WHERE id = ?",
        [(seq, bytes.fromhex(name)) for name in submission.events],
    )


def _where(selection: Selection) -> tuple[str, list[str]]:
    clauses, values = "", []
    for column, wanted in (
        ("kind", selection.kinds), ("unit", selection.units),
        ("item", selection.items), ("period", selection.periods),
    ):  # fmt: skip
        if wanted is not None:
            clauses += f" AND e.{column} IN ({','.join('?' * len(wanted))})"
            values.extend(sorted(wanted))
    for forms in selection.spelled():
        alike = " OR ".join(["CAST(e.json AS TEXT) LIKE ? ESCAPE '!'"] * len(forms))
        clauses += f" AND ({alike})"
        values.extend(f"%{_LIKE.sub('!', form)}%" for form in forms)
    return clauses, values


def _batches(ids: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
