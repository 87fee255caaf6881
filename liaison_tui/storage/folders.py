"""Folders as a person looks through them for a file: what lies in one, and where to begin.

Nothing is opened or followed here but folders. A folder may lie on a slow or dead network drive,
so whoever asks does so from a thread, and may stop asking.
"""

import getpass
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import Literal

import platformdirs

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.storage.files import reason
from liaison_tui.text import normal

# More rows than anybody goes through by hand.
MOST = 2000
_DIGITS = re.compile(r"(\d+)")
# Files that begin so are hidden, or locks that office programs keep beside an open document.
_HIDDEN = (".", "~$")


@dataclass(frozen=True, slots=True)
class Entry:
    """What lies in a folder: its place, the name to show, what it is.

    `size` is in bytes; `modified` a moment in the form of `clock.stamp`; empty where nobody knows.
    A `link` is one to a file, which is no file to attach.
    """

    path: Path
    name: str
    kind: Literal["folder", "file", "link"]
    size: int = 0
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder (None: the places to begin at), at most `MOST` entries, and how many there are."""

    folder: Path | None
    entries: tuple[Entry, ...]
    count: int


def first_folder(candidates: Iterable[Path | None]) -> Path:
    """Return the first of some places that is a folder now, else the desktop, else the home."""
    places = (*candidates, platformdirs.user_desktop_path(), Path.home())
    return next((place for place in places if place and _is_folder(place)), Path.home())


def list_folder(folder: Path, wanted: Callable[[], bool]) -> Listing:
    """Return what a folder holds but for what is hidden: folders by name, then the newest files.

    Ends early, with what was found, once it is not `wanted` any more. Raises Refused for what is
    no folder, or cannot be read.
    """
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not wanted():
                    break
                with suppress(OSError):  # gone since, or nobody may look: it is not offered
                    found += _entry(entry)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused(f"没有文件夹 {folder}", "请核对位置") from None
    except OSError as error:
        raise Refused(f"打不开文件夹 {folder}（{reason(error)}）", "请换一个位置") from None
    newest = sorted(by_name(found), key=lambda entry: entry.modified, reverse=True)
    kept = [e for e in by_name(found) if e.kind == "folder"]
    kept += [e for e in newest if e.kind != "folder"]
    return Listing(folder, tuple(kept[:MOST]), len(found))


def list_places() -> Listing:
    """Return where a person's files usually lie: own folders, drives, sticks."""
    own = {
        "桌面": platformdirs.user_desktop_path(),
        "文档": platformdirs.user_documents_path(),
        "下载": platformdirs.user_downloads_path(),
        "图片": platformdirs.user_pictures_path(),
        "个人文件夹": Path.home(),
    }
    found = [Entry(path, name, "folder") for name, path in own.items() if _is_folder(path)]
    found += [Entry(path, str(path), "folder") for path in drives()]
    return Listing(None, tuple(found), len(found))


def drives(roots: Iterable[Path] | None = None) -> list[Path]:
    """Return the drives of this machine; on Linux the root and the sticks that are mounted.

    `roots` are the places to look at instead.
    """
    if roots is None:
        # os.listdrives would be it, from Python 3.12 on.
        roots = _letters() if os.name == "nt" else (Path("/"), *_mounted())
    return [root for root in roots if _is_folder(root)]


def by_name(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries by name as people count: 照片2 before 照片10."""
    return sorted(entries, key=lambda entry: _in_order(entry.name))


def _letters() -> list[Path]:
    return [Path(f"{letter}:\\") for letter in ascii_uppercase]


def _mounted() -> Iterator[Path]:
    for base in ("/media", "/run/media"):
        # A stick is mounted below its user's name; where that has no folder nothing is mounted.
        with suppress(OSError, KeyError):
            yield from sorted(Path(base, getpass.getuser()).iterdir())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # a drive without a disk in it


def _entry(entry: os.DirEntry[str]) -> list[Entry]:
    """Return what a folder's entry is to a person, unless it is hidden or no file."""
    found = entry.stat(follow_symlinks=False)
    # Windows hides by an attribute, Linux by a name.
    attributes = getattr(found, "st_file_attributes", 0)
    if entry.name.startswith(_HIDDEN) or attributes & stat.FILE_ATTRIBUTE_HIDDEN:
        return []
    path, modified = Path(entry.path), clock.moment_of(found.st_mtime)
    if entry.is_dir():
        return [Entry(path, entry.name, "folder", modified=modified)]
    if entry.is_symlink():
        return [Entry(path, entry.name, "link", modified=modified)]
    if stat.S_ISREG(found.st_mode):
        return [Entry(path, entry.name, "file", found.st_size, modified)]
    return []


def _in_order(name: str) -> list[tuple[int, str]]:
    parts = _DIGITS.split(normal(name))
    return [(int(part) if part.isdecimal() else -1, part) for part in parts]
