"""A unit's store: the journal of event lines, and the ledger of what this office did with them.

`store/journal.log` holds events, our own and those taken in. `store/ledger.log` holds records of
this office alone, which never leave it: submissions made or taken in, devices confirmed or cut.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock

from liaison_tui import clock
from liaison_tui.journal import canonical
from liaison_tui.journal.event import ENTRY_KINDS, BadEvent, Event, read_event
from liaison_tui.journal.line import Line, line_of
from liaison_tui.journal.submission import BadManifest, Submission, read_submission
from liaison_tui.journal.vouching import Cut, Seat
from liaison_tui.storage.journal_table import JournalTable
from liaison_tui.storage.linelog import Damage, LineLog
from liaison_tui.storage.store import EVERYTHING, Selection, Store, Trouble

_LEDGER_LINE = 256 * 1024 * 1024


class UnitStore(Store):
    """The store of one office of a unit, in the folder `folder`."""

    def __init__(self, folder: Path, own: str, unit: str, lock: FileLock) -> None:
        self.own = own
        self.unit = unit
        self.lock = lock
        self.table = JournalTable(
            LineLog(folder / "journal.log", "journal", lock, limit=canonical.MAX_LINE)
        )
        self.ledger = LineLog(folder / "ledger.log", "ledger", lock, limit=_LEDGER_LINE)
        self._submissions: dict[str, Submission] = {}
        self._listed_in: dict[str, list[str]] = defaultdict(list)
        self._anchors: dict[str, Seat] = {}
        self._cuts: list[Cut] = []

    @staticmethod
    def create(folder: Path, lock: FileLock) -> None:
        """Make the files of a new store; what is there already is never overwritten."""
        for name, limit in (("ledger", _LEDGER_LINE), ("journal", canonical.MAX_LINE)):
            path = folder / f"{name}.log"
            if not path.exists():
                LineLog(path, name, lock, limit=limit).create()

    def refresh(self) -> None:
        """Take in what another window or command has written since."""
        anew, lines = self.ledger.read_new()
        if anew:
            self._submissions.clear()
            self._listed_in.clear()
            self._anchors.clear()
            self._cuts.clear()
        for line in lines:
            if line.json is not None:
                self._remember(canonical.parse(line.json))
        self.table.refresh()

    def submissions(self) -> Sequence[Submission]:
        """Return all submissions made here or taken in."""
        return list(self._submissions.values())

    def events(self, selection: Selection = EVERYTHING) -> Iterator[tuple[Event, Sequence[str]]]:
        """Give listed events and our own; a line that nobody lists says nothing."""
        for event in self.table.select(selection):
            listed_in = self._listed_in.get(event.id, ())
            if listed_in or event.device == self.own:
                yield event, listed_in

    def known(self, ids: Iterable[str]) -> dict[str, bool]:
        """Return those of `ids` that are here: True for a full line, False for a stub."""
        return {n: n not in self.table.stubs for n in ids if self.table.knows(n)}

    def lines(self, ids: Iterable[str]) -> Iterator[Line]:
        """Give the lines or stubs that are here, in the order asked."""
        for name in ids:
            line = self.table.line(name)
            if line:
                yield line

    def beginning(self, start: str) -> list[str]:
        """Return the ids of full lines that begin with some hex digits."""
        return [event.id for event in self.table.select() if event.id.startswith(start)]

    def units(self) -> list[str]:
        """Return the ids of the units of which entries are here, in order: this one, if any."""
        return sorted({event.unit for event in self.table.select(Selection(kinds=ENTRY_KINDS))})

    def contested(self) -> set[tuple[str, str, str]]:
        """Return the obligations of which more than one entry is here."""
        entries = self.table.select(Selection(kinds=ENTRY_KINDS))
        counts = Counter(entry.key for entry in entries)
        return {key for key, count in counts.items() if count > 1}

    def has_gaps(self) -> bool:
        """Tell whether any listed event is here as a stub only, or not at all."""
        return bool(self.table.stubs) or bool(self._lost())

    def anchors(self) -> Mapping[str, Seat]:
        """Return our own device and those confirmed by hand."""
        return {**self._anchors, self.own: Seat(unit=self.unit)}

    def cuts(self) -> Sequence[Cut]:
        """Return revocations noted by hand."""
        return self._cuts

    def say(self, events: Sequence[Event]) -> None:
        """Append new events of our own to the journal."""
        with self.lock:
            self.table.append([Line(event.id, event.json) for event in events])

    def take(
        self,
        submissions: Sequence[Submission],
        events: Sequence[Event],
        stubs: Sequence[str] = (),
    ) -> None:
        """Append lines to the journal, then, in one ledger line, the submissions that list them.

        Killed in between, the lines lie in the journal unlisted and say nothing until the same
        file is taken in again.
        """
        with self.lock:
            self.refresh()
            lines = [Line(event.id, event.json) for event in events]
            self.table.append([*lines, *(Line(name, None) for name in stubs)])
            new = [s for s in submissions if s.sha256 not in self._submissions]
            if new:
                self._note(
                    {
                        "kind": "taken",
                        "submissions": [
                            {"manifest": s.manifest.decode(), "signature": s.signature.hex()}
                            for s in new
                        ],
                    }
                )

    def confirm(self, device: str, seat: Seat) -> None:
        """Note that a device was confirmed by hand, here."""
        place = {"unit": seat.unit} if seat.unit else {"centre": seat.centre}
        with self.lock:
            self.refresh()
            self._note({"kind": "confirmed", "device": device, **place})

    def cut(self, cut: Cut) -> None:
        """Note that a device was revoked by hand, here."""
        with self.lock:
            self.refresh()
            self._note({"kind": "cut", "device": cut.device, "manifests": sorted(cut.manifests)})

    def troubles(self) -> list[Trouble]:
        """Return the damaged lines of both files, and what is listed but not here."""
        found = [_trouble(d) for d in (*self.ledger.damages, *self.table.damages)]
        lost = self._lost()
        if lost:
            sentence = f"已报送的内容缺 {len(lost)} 条，汇入以前导出的报送包或回执包即可补齐"
            found.append(Trouble(str(self.table.log.path), "lost", sentence))
        return found

    def notices(self) -> list[str]:
        """Return, once, which torn tails were set aside."""
        found = [*self.ledger.notices, *self.table.log.notices]
        self.ledger.notices.clear()
        self.table.log.notices.clear()
        return found

    def verify(self) -> Iterator[Trouble]:
        """Judge every event, as read when the store was opened, as strictly as when it came."""
        yield from self.troubles()
        for line in self.lines(self.known(self._every_id())):
            if line.json is None:
                continue
            try:
                read_event(line.json)
            except BadEvent:
                yield Trouble(str(self.table.log.path), "event", f"{line.id[:8]} 的写法不合规定")
        for log in (self.ledger, self.table.log):
            if log.torn_bytes():
                yield Trouble(str(log.path), "torn", "最后一行没有写完，下次保存时会移到一边")

    def repair(self) -> list[Path]:
        """Keep damaged files as they are under other names and go on with their whole lines."""
        kept = []
        with self.lock:
            for log, damages in (
                (self.ledger, self.ledger.damages), (self.table.log, self.table.damages),
            ):  # fmt: skip
                if damages:
                    kept.append(log.set_damaged_aside())
            self.refresh()
        return kept

    def _lost(self) -> list[str]:
        return [name for name in self._listed_in if not self.table.knows(name)]

    def _every_id(self) -> list[str]:
        listed = list(self._listed_in)
        return [*listed, *(event.id for event in self.table.select())]

    def _note(self, record: dict[str, Any]) -> None:
        record = {**record, "at": clock.stamp()}
        line = line_of(canonical.encode(record))
        self.ledger.append([line])
        self._remember(record)

    def _remember(self, record: dict[str, Any]) -> None:
        kind = record.get("kind")
        if kind == "confirmed":
            seat = Seat(unit=record.get("unit"), centre=record.get("centre"))
            self._anchors[record["device"]] = seat
        elif kind == "cut":
            self._cuts.append(Cut(record["device"], frozenset(record["manifests"])))
        elif kind == "taken":
            for pair in record["submissions"]:
                self._remember_submission(pair["manifest"], pair["signature"])

    def _remember_submission(self, manifest: str, signature: str) -> None:
        try:
            submission = read_submission(manifest.encode(), bytes.fromhex(signature))
        except (BadManifest, ValueError) as error:
            self.ledger.damages.append(Damage(self.ledger.path, 0, str(error)))
            return
        if submission.sha256 not in self._submissions:
            self._submissions[submission.sha256] = submission
            for name in submission.events:
                self._listed_in[name].append(submission.sha256)


def _trouble(damage: Damage) -> Trouble:
    place = f"第 {damage.number} 行" if damage.number else "有一行"
    return Trouble(str(damage.path), "damaged-line", f"{place}与写入时不一致")
