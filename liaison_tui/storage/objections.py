"""Objections that did not come as a file (申诉): a centre's own notes, which never travel.

What a unit sees of one is the answer, which says again what it had objected.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

from liaison_tui.storage.notes import Notes, made

NAME = "objections.jsonl"


@dataclass(frozen=True, slots=True)
class ObjectionNote:
    """An objection noted for a unit: its number (`S01`), when and by which clerk it was noted.

    `span` names the months of the score, `day` is when it came, `channel` how (as an entry's), and
    `informant` from whom. `withdrawn` is `yes` where the note of this number holds no more.
    """

    number: str
    at: str
    by: str
    unit: str
    span: str
    day: str
    text: str
    channel: str
    informant: str
    withdrawn: str = ""


class ObjectionNotes:
    """The notes in the file `path`."""

    def __init__(self, path: Path) -> None:
        self._notes = Notes(path, "申诉记录")

    def all(self) -> list[ObjectionNote]:
        """Return those that hold, in the order of their numbers; raises Damaged with the line."""
        found: dict[str, ObjectionNote] = {}
        for line, said in enumerate(self._notes.all(), start=1):
            note = made(ObjectionNote, said)
            if note is None:
                raise self._notes.unreadable(line)
            found[note.number] = note
        return [note for note in found.values() if not note.withdrawn]

    def next_number(self) -> str:
        """Return a number no note bears or bore."""
        taken = {str(said.get("number")) for said in self._notes.all()}
        return f"S{len(taken) + 1:02d}"

    def add(self, note: ObjectionNote) -> None:
        """Keep one more; returns once the disk has it. The store's lock must be held."""
        self._notes.add(asdict(note))
