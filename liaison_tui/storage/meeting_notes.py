"""The acts of the register of joint meetings (联席会议): a centre's own notes, which never travel.

They hold words of several units, so they must come into no unit's file.
"""

from pathlib import Path

from liaison_tui.journal.act import act_of, line_of
from liaison_tui.journal.register import Act
from liaison_tui.storage.notes import Notes

NAME = "meetings.jsonl"


class MeetingNotes:
    """The acts in the file `path`."""

    def __init__(self, path: Path) -> None:
        self._notes = Notes(path, "联席会议记录")

    def all(self) -> list[Act]:
        """Return them in the order they were done; raises Damaged, which names the line."""
        found = []
        for number, line in enumerate(self._notes.all(), start=1):
            act = act_of(line)
            if act is None:
                raise self._notes.unreadable(number)
            found.append(act)
        return found

    def add(self, act: Act) -> None:
        """Keep one more; returns once the disk has it. The store's lock must be held."""
        self._notes.add(line_of(act))
