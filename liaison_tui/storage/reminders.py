"""Telephone calls about missing reports (催报): a centre's own notes, which never travel.

A line of JSON for each in `reminders.jsonl`. They are no events and no index of any: `check
--rebuild` leaves them alone.
"""

from dataclasses import asdict, dataclass, fields
from pathlib import Path

from liaison_tui.errors import Damaged
from liaison_tui.journal import canonical
from liaison_tui.storage.files import read_bytes, write_whole

NAME = "reminders.jsonl"
_MOST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reminder:
    """A call: when and by which clerk, to which unit about which month, and what came of it.

    `person` is who answered there, `promised` the day they named (`2021-07-06`, empty for none).
    """

    at: str
    by: str
    unit: str
    period: str
    person: str
    promised: str = ""
    note: str = ""


class Reminders:
    """The calls in the file `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> list[Reminder]:
        """Return them in the order they were made; raises Damaged, which names the line."""
        lines = self._bytes().splitlines()
        return [self._read(number, line) for number, line in enumerate(lines, start=1) if line]

    def add(self, reminder: Reminder) -> None:
        """Keep one more; returns once the disk has it. The store's lock must be held."""
        before = self._bytes()
        if before and not before.endswith(b"\n"):
            before += b"\n"
        write_whole(self.path, before + canonical.encode(asdict(reminder)) + b"\n")

    def _bytes(self) -> bytes:
        return read_bytes(self.path, _MOST) if self.path.exists() else b""

    def _read(self, number: int, line: bytes) -> Reminder:
        try:
            said = canonical.parse(line)
            return Reminder(**{field.name: str(said[field.name]) for field in fields(Reminder)})
        except (ValueError, KeyError):
            raise Damaged(
                f"催报记录 {self.path} 第 {number} 行读不懂", "请用记事本改正或删去这一行"
            ) from None
