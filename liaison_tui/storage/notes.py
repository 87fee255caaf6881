"""Notes of a centre that never travel: a line of JSON each, in a file of their own.

They are no events and no index of any: `check --rebuild` leaves them alone.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from liaison_tui.errors import Damaged
from liaison_tui.journal import canonical
from liaison_tui.storage.files import read_bytes, write_whole

_MOST = 64 * 1024 * 1024
T = TypeVar("T")


class Notes:
    """The notes in the file `path`; `what` is what a person calls them."""

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self._what = what

    def all(self) -> list[dict[str, Any]]:
        """Return them in the order they were made; raises Damaged, which names the line."""
        lines = self._bytes().splitlines()
        return [self._read(number, line) for number, line in enumerate(lines, start=1) if line]

    def add(self, note: Mapping[str, Any]) -> None:
        """Keep one more; returns once the disk has it. The store's lock must be held."""
        before = self._bytes()
        if before and not before.endswith(b"\n"):
            before += b"\n"
        write_whole(self.path, before + json.dumps(note, ensure_ascii=False).encode() + b"\n")

    def unreadable(self, number: int) -> Damaged:
        """Return what to raise for a line that says nothing."""
        return Damaged(
            f"{self._what} {self.path} 第 {number} 行读不懂", "请用记事本改正或删去这一行"
        )

    def _bytes(self) -> bytes:
        return read_bytes(self.path, _MOST) if self.path.exists() else b""

    def _read(self, number: int, line: bytes) -> dict[str, Any]:
        try:
            return canonical.parse(line)
        except ValueError:
            raise self.unreadable(number) from None


def made(kind: type[T], said: Mapping[str, Any]) -> T | None:
    """Return a note of words alone made of what a line says; None where a field is lacking."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    return kind(**{name: str(said[name]) for name in names}) if said.keys() >= {*names} else None
