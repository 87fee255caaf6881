"""Files that arrived but could not be read: a centre's own notes, which never travel."""

from dataclasses import asdict, dataclass
from pathlib import Path

from liaison_tui.storage.notes import Notes, made

NAME = "unreadable.jsonl"
_WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that a clerk has noted: whose it is, of which month, when it came, what is wrong.

    `at` and `by` are when and by whom it was noted, `sha256` and `name` the file's; `arrived` is a
    moment as events write it, `wrong` why the file was refused, `reason` why the clerk states
    another moment than that of the first copy (empty where none is stated).
    """

    at: str
    by: str
    unit: str
    period: str
    sha256: str
    name: str
    arrived: str
    wrong: str
    reason: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The unit and the month."""
        return self.unit, self.period


class Unreadables:
    """The notes in the file `path`; a note is taken back by a line that says so."""

    def __init__(self, path: Path) -> None:
        self._notes = Notes(path, "打不开的文件的记录")

    def all(self) -> list[Unreadable]:
        """Return those that stand, in the order they were made.

        Raises Damaged, which names the line.
        """
        found: list[Unreadable] = []
        for number, said in enumerate(self._notes.all(), start=1):
            if _WITHDRAWN in said:
                found = [note for note in found if note.sha256 != said[_WITHDRAWN]]
                continue
            note = made(Unreadable, said)
            if note is None:
                raise self._notes.unreadable(number)
            found.append(note)
        return found

    def add(self, note: Unreadable) -> None:
        """Keep one more; returns once the disk has it. The store's lock must be held."""
        self._notes.add(asdict(note))

    def withdraw(self, sha256: str, at: str, by: str) -> None:
        """Take back what was noted of a file. The store's lock must be held."""
        self._notes.add({_WITHDRAWN: sha256, "at": at, "by": by})
