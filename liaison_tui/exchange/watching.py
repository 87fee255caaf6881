"""Watching a folder: what lies new in it and stands still is to be taken in.

By looking again and again, so that it works on every disk, stick and shared folder.
"""

from pathlib import Path

from liaison_tui.errors import Refused
from liaison_tui.exchange.office import Office
from liaison_tui.storage.files import open_regular, reason, sha256_of

# What programs call a file they are still writing; it comes under its own name when it is whole.
_UNFINISHED = (".part", ".tmp", ".crdownload", ".download")
_HIDDEN = (".", "~$")


class Watch:
    """A folder of an office that is watched."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.folder = folder.absolute()
        self._office = office
        self._seen: dict[Path, tuple[int, int]] = {}
        self._done: dict[Path, tuple[int, int]] = {}

    def ready(self) -> list[Path]:
        """Look once more, and return the files that are new and as they were at the last look.

        Each is given once; what was taken in before, here or on another day, is passed over.
        Raises Refused where the folder cannot be read.
        """
        now = self._files()
        still = [path for path, mark in now.items() if self._seen.get(path) == mark]
        new = [path for path in still if self._done.get(path) != now[path]]
        self._seen = now
        self._done.update({path: now[path] for path in new})
        return sorted(path for path in new if not self._is_known(path))

    def _files(self) -> dict[Path, tuple[int, int]]:
        """Return the regular files of the folder, each with its size and time."""
        found = {}
        try:
            for path in self.folder.iterdir():
                is_other = path.name.startswith(_HIDDEN) or path.name.endswith(_UNFINISHED)
                if is_other or path.is_symlink() or not path.is_file():
                    continue
                stat = path.stat()
                found[path] = stat.st_size, stat.st_mtime_ns
        except FileNotFoundError:
            if not self.folder.is_dir():
                raise Refused(f"找不到文件夹 {self.folder}", "请核对位置") from None
            return self._files()  # a file went while one looked
        except OSError as error:
            raise Refused(f"读不了文件夹 {self.folder}（{reason(error)}）") from None
        return found

    def _is_known(self, path: Path) -> bool:
        """Tell whether a file of the same bytes has come before; one nobody can read has not."""
        try:
            with open_regular(path) as source:
                return self._office.inbox.find(sha256_of(source)) is not None
        except (Refused, OSError):
            return False  # taking it in says why
