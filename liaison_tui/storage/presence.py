"""Which obligations are being written in some window of this workspace, told by locks.

A lock goes with its process, however that ends, so nothing is left behind that has to be guessed
about.
"""

import threading
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from liaison_tui.journal.fold import Key

# Two seats are enough: who finds one of them taken, or none free, is not alone.
_SEATS = (1, 2)


class Presence:
    """One window's presence at one obligation, in the workspace whose store is `store`."""

    def __init__(self, store: Path, key: Key) -> None:
        folder = store / "open"
        folder.mkdir(exist_ok=True)
        name = "_".join(key)
        # Whoever asks may be in another thread than who came.
        self._seats = [FileLock(folder / f"{name}.{n}", thread_local=False) for n in _SEATS]
        self._mine: FileLock | None = None
        # One may leave while another thread still looks for company.
        self._one_at_a_time = threading.RLock()

    def enter(self) -> None:
        """Take a seat, if one is free."""
        self._mine = next((seat for seat in self._seats if _take(seat)), None)

    def has_company(self) -> bool:
        """Tell whether another window has the same obligation open."""
        with self._one_at_a_time:
            if self._mine is None:
                self.enter()
            free = self._take_free()
            for seat in free:
                seat.release()
            own = 0 if self._mine is None else 1
            return own + len(free) < len(self._seats)

    def leave(self) -> None:
        """Give the seat up; nothing is left behind where nobody else is there."""
        with self._one_at_a_time:
            if self._mine is None:
                return
            # The disk may have gone, and on Windows another window may have a seat in this moment:
            # a lock ends with the process at the latest, and nothing said depends on it.
            for seat in (self._mine, *self._take_free()):
                with suppress(OSError):
                    seat.release()
                    Path(seat.lock_file).unlink(missing_ok=True)
            self._mine = None

    def _take_free(self) -> list[FileLock]:
        """Take the seats that nobody has."""
        return [seat for seat in self._seats if seat is not self._mine and _take(seat)]


def _take(seat: FileLock) -> bool:
    """Take a seat without waiting for it, and tell whether it was free, and can be had at all."""
    try:
        seat.acquire(timeout=0)
    except (Timeout, OSError):
        return False
    return True
