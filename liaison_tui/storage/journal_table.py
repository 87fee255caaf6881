"""TinyDB's table over the append-only journal: what is inserted stays, nothing is rewritten.

A TinyDB *storage* alone cannot save in constant time, since `Table._update_table` rebuilds the
whole table for each change; so the table itself is overridden. Written for TinyDB 4.9.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from tinydb.storages import Storage
from tinydb.table import Table

from liaison_tui.journal import canonical
from liaison_tui.journal.event import BadEvent, Event, known_event, read_event
from liaison_tui.journal.line import Line
from liaison_tui.storage.linelog import Damage, LineLog
from liaison_tui.storage.store import EVERYTHING, Selection


class JournalStorage(Storage):
    """TinyDB's way to the disk, closed: the table reads and appends by itself."""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return nothing: the journal is read line by line."""
        return None

    def write(self, data: Mapping[str, Any]) -> NoReturn:
        """Refuse: a journal is never rewritten."""
        raise TypeError("the journal is append-only")


class EventDocument(Mapping[str, Any]):
    """An event as TinyDB sees a document: its fields by name, read when they are asked for."""

    def __init__(self, json: bytes) -> None:
        self._json = json

    def __getitem__(self, key: str) -> Any:
        return canonical.parse(self._json)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(canonical.parse(self._json))

    def __len__(self) -> int:
        return len(canonical.parse(self._json))


class JournalTable(Table):
    """The events of a journal as documents, numbered from 1 in the order they came.

    Stubs are no documents. `refresh` takes in what another window or command wrote.
    """

    def __init__(self, log: LineLog) -> None:
        super().__init__(JournalStorage(), "journal")
        self.log = log
        self.stubs: set[str] = set()
        self._json: dict[str, bytes] = {}
        self._events: dict[str, Event] = {}
        self._documents: dict[str, Mapping[str, Any]] = {}
        self.unreadable: dict[str, Damage] = {}

    @property
    def damages(self) -> list[Damage]:
        """What in the journal is not whole, except lines that stand whole elsewhere in it."""
        damaged = [d for d in self.log.damages if d.claimed is None or not self.knows(d.claimed)]
        return [*damaged, *self.unreadable.values()]

    def knows(self, name: str) -> bool:
        """Tell whether an event is here, as a line or as a stub."""
        return name in self._json or name in self.stubs

    def line(self, name: str) -> Line | None:
        """Return the line or stub of an event, or None where it is not here."""
        if name in self._json:
            return Line(name, self._json[name])
        return Line(name, None) if name in self.stubs else None

    def select(self, selection: Selection = EVERYTHING) -> Iterator[Event]:
        """Give the events asked for, in the order they came."""
        needles = selection.needles()
        for name, json in self._json.items():
            if all(any(needle in json for needle in sort) for sort in needles):
                event = self._event(name, json)
                if event and selection.holds(event):
                    yield event

    def refresh(self) -> None:
        """Read what was added since the last time."""
        anew, lines = self.log.read_new()
        if anew:
            self.stubs.clear()
            self._json.clear()
            self._events.clear()
            self._documents.clear()
            self.unreadable.clear()
        for line in lines:
            self._remember(line)
        if anew or lines:
            self.clear_cache()

    def append(self, lines: Sequence[Line]) -> None:
        """Append lines that are not here yet with one write and one sync, under the lock."""
        self.refresh()
        wanted = [line for line in lines if not self._has(line)]
        if not wanted:
            return
        self.log.append(wanted)
        for line in wanted:
            self._remember(line)
        self.clear_cache()

    def insert(self, document: Mapping[str, Any]) -> int:
        """Append one event, given by its fields, and return its number.

        Raises ValueError for an event that is here already.
        """
        numbers = self.insert_multiple([document])
        if not numbers:
            raise ValueError("the event is here already")
        return numbers[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Append events, given by their fields, and return the numbers of those that are new."""
        events = [read_event(canonical.encode(dict(document))) for document in documents]
        with self.log.lock:
            self.refresh()
            first = len(self._documents) + 1
            self.append([Line(event.id, event.json) for event in events])
        return list(range(first, len(self._documents) + 1))

    def _has(self, line: Line) -> bool:
        return line.id in self._json or (line.json is None and line.id in self.stubs)

    def _event(self, name: str, json: bytes) -> Event | None:
        if name not in self._events:
            try:
                self._events[name] = known_event(json)
            except BadEvent as error:
                self.unreadable[name] = Damage(self.log.path, 0, str(error), name)
                return None
        return self._events[name]

    def _remember(self, line: Line) -> None:
        if line.id in self._json:
            return
        if line.json is None:
            self.stubs.add(line.id)
            return
        self.stubs.discard(line.id)
        self._json[line.id] = line.json
        self._documents[str(len(self._documents) + 1)] = EventDocument(line.json)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return self._documents

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:
        raise TypeError("the journal is append-only")
