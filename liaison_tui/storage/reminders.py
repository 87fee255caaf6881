"""Telephone calls about missing reports (催报): a centre's own notes, which never travel."""

from dataclasses import asdict, dataclass
from pathlib import Path

from liaison_tui.storage.notes import Notes, made

NAME = "reminders.jsonl"


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
        self._notes = Notes(path, "催报记录")

    def all(self) -> list[Reminder]:
        """Return them in the order they were made; raises Damaged, which names the line."""
        found = []
        for number, said in enumerate(self._notes.all(), start=1):
            reminder = made(Reminder, said)
            if reminder is None:
                raise self._notes.unreadable(number)
            found.append(reminder)
        return found

    def add(self, reminder: Reminder) -> None:
        """Keep one more; returns once the disk has it. The store's lock must be held."""
        self._notes.add(asdict(reminder))
