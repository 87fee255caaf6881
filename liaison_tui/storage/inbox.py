"""What came in: every file is copied here first, known by its bytes, with the moment it came.

`inbox/<moment>_<sha256>.liaison` was taken in, `.held` waits for its device to be confirmed;
`quarantine/` keeps what was refused, each with the reason beside it.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from liaison_tui import clock
from liaison_tui.journal import canonical
from liaison_tui.storage.files import copy_aside, open_regular, read_bytes, rename, write_whole
from liaison_tui.text import one_line

MAX_FILE = 2 * 1024 * 1024 * 1024
_NAME = re.compile(r"(\d{8}T\d{6})_([0-9a-f]{64})\.(liaison|held)")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that came in: our copy, its SHA-256 (hex), and when its first copy came."""

    path: Path
    sha256: str
    moment: str

    @property
    def is_held(self) -> bool:
        """Whether it waits for its device to be confirmed."""
        return self.path.suffix == ".held"


class Inbox:
    """The inbox and the quarantine of one workspace."""

    def __init__(self, store: Path) -> None:
        self.folder = store / "inbox"
        self.quarantine = store / "quarantine"

    def arrive(self, path: Path) -> Arrival:
        """Copy a file in; the same bytes again keep the moment they first came.

        Raises Refused for a missing, odd or over-large file.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with open_regular(path, MAX_FILE) as source:
            aside, sha256, _ = copy_aside(source, self.folder, MAX_FILE)
        known = self.find(sha256)
        if known:
            aside.unlink()
            return known
        moment = clock.now()
        copy = self.folder / f"{moment:%Y%m%dT%H%M%S}_{sha256}.liaison"
        rename(aside, copy)
        return Arrival(copy, sha256, moment.isoformat())

    def settle(self, arrival: Arrival, *, held: bool) -> None:
        """Mark a file as taken in or as waiting, back from quarantine if it lay there."""
        suffix = ".held" if held else ".liaison"
        target = (self.folder / arrival.path.name).with_suffix(suffix)
        if target != arrival.path:
            rename(arrival.path, target)
            arrival.path.with_suffix(".txt").unlink(missing_ok=True)

    def refuse(self, arrival: Arrival, name: str, reason: str) -> Path:
        """Move a file to the quarantine with its name and the reason; returns where it lies now."""
        self.quarantine.mkdir(parents=True, exist_ok=True)
        target = (self.quarantine / arrival.path.name).with_suffix(".liaison")
        if target != arrival.path:
            rename(arrival.path, target)
        moment = arrival.moment[:16].replace("T", " ")
        note = f"原文件名：{one_line(name)}\n收到时间：{moment}\n原因：{reason}\n"
        write_whole(target.with_suffix(".txt"), note.encode())
        return target

    def state(self, arrival: Arrival, moment: str, reason: str) -> None:
        """Keep the moment of receipt that a person stated for a file that waits, and why."""
        record = canonical.encode({"moment": moment, "reason": reason})
        write_whole(self._stated_path(arrival), record)

    def stated(self, arrival: Arrival) -> tuple[str, str] | None:
        """Return the moment and the reason that a person stated for a file, if one did."""
        path = self._stated_path(arrival)
        if not path.is_file():
            return None
        record = canonical.decode(read_bytes(path, 100_000))
        return str(record["moment"]), str(record["reason"])

    def _stated_path(self, arrival: Arrival) -> Path:
        return self.folder / f"{arrival.sha256}.stated"

    def held(self) -> list[Arrival]:
        """Return the files that wait for their device, in the order they came."""
        return sorted(
            (a for a in self._arrivals(self.folder) if a.is_held),
            key=lambda a: (a.moment, a.sha256),
        )

    def find(self, sha256: str) -> Arrival | None:
        """Return the file of that hash wherever it lies now, or None."""
        for folder in (self.folder, self.quarantine):
            for path in folder.glob(f"*_{sha256}.*"):
                arrival = _arrival(path)
                if arrival:
                    return arrival
        return None

    def _arrivals(self, folder: Path) -> list[Arrival]:
        found = [_arrival(path) for path in folder.iterdir()] if folder.is_dir() else []
        return [arrival for arrival in found if arrival]


def _arrival(path: Path) -> Arrival | None:
    match = _NAME.fullmatch(path.name)
    if not match:
        return None
    moment = datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=clock.CHINA)
    return Arrival(path, match[2], moment.isoformat())
