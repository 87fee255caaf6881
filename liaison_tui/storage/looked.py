"""What of the centre's words has been looked at here: keys, one a line, never leaving this office.

It only decides what is marked new; losing it costs nothing but marks.
"""

from collections.abc import Iterable
from pathlib import Path

from liaison_tui.storage.files import read_bytes, write_whole

_MOST = 4 * 1024 * 1024


class Looked:
    """The keys in the file `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keys(self) -> frozenset[str]:
        """Return what was looked at; nothing where there is no such file."""
        if not self.path.exists():
            return frozenset()
        return frozenset(read_bytes(self.path, _MOST).decode("utf-8", "replace").split())

    def keep(self, keys: Iterable[str]) -> None:
        """Keep what has been looked at by now, in place of what was kept; the disk has it."""
        write_whole(self.path, "".join(f"{key}\n" for key in sorted(keys)).encode())
