"""Writing files (all but the databases). A file under its final name is always complete."""

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from liaison_tui.errors import LiaisonError, Refused

CHUNK = 1024 * 1024
_RENAME_TRIES = 20
_REASONS = {
    errno.ENOSPC: "磁盘已满", errno.EDQUOT: "超出磁盘配额", errno.EACCES: "没有权限",
    errno.EPERM: "没有权限", errno.EROFS: "磁盘只读", errno.ENOENT: "找不到这个位置",
    errno.EBUSY: "被其他程序占用", errno.ETXTBSY: "被其他程序占用", errno.EAGAIN: "被其他程序占用",
    errno.ENOTDIR: "位置不是文件夹", errno.EEXIST: "位置不是文件夹", errno.EISDIR: "这是一个文件夹",
    errno.ENOTEMPTY: "文件夹不是空的", errno.ENAMETOOLONG: "文件名太长", errno.EFBIG: "文件过大",
    errno.EIO: "磁盘读写出错", errno.ENODEV: "磁盘已拔出", errno.ENXIO: "磁盘已拔出",
    errno.EMFILE: "打开的文件太多", errno.EPIPE: "对方已经关闭",
}  # fmt: skip
# A sharing violation, a lock violation: Python takes both for missing rights.
_WINDOWS_IN_USE = (32, 33)


class DiskFailure(LiaisonError):
    """The disk did not take what was to be written."""


def require_regular(path: Path, limit: int | None = None) -> int:
    """Return the size in bytes of a regular file; never follows a link.

    Raises Refused for a missing, unreadable or odd file (link, folder, device), or beyond `limit`.
    """
    try:
        found = path.lstat()
    except OSError:
        raise Refused(f"找不到文件 {path}", "请核对文件名和位置") from None
    if stat.S_ISLNK(found.st_mode):
        raise Refused(f"{path} 是一个链接，不是文件本身", "请指明原文件")
    if stat.S_ISDIR(found.st_mode):
        raise Refused(f"{path} 是文件夹，不是普通文件", "请指明里面的一个文件")
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"{path} 不是普通文件", "请指明一个文件")
    if limit is not None and found.st_size > limit:
        raise Refused(
            f"{path} 有 {megabytes(found.st_size)}，超过 {megabytes(limit)} 的上限",
            "请压缩或分成几个文件",
        )
    if not os.access(path, os.R_OK):
        raise Refused(f"没有读取 {path} 的权限", "请检查文件权限")
    return found.st_size


def open_regular(path: Path, limit: int | None = None) -> BinaryIO:
    """Open a regular file for reading; raises Refused as `require_regular` does."""
    require_regular(path, limit)
    try:
        return path.open("rb")
    except OSError as error:
        raise Refused(f"读不了文件 {path}（{reason(error)}）") from None


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes; raises Refused."""
    with open_regular(path, limit) as source:
        return source.read(limit + 1)


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file aside, sync it, rename it to `path`; `private` lets only its owner read it."""
    with writing(path, private=private) as target:
        target.write(data)


@contextlib.contextmanager
def writing(
    path: Path, *, private: bool = False, before_naming: Callable[[], None] | None = None
) -> Iterator[BinaryIO]:
    """Give a file to write aside; on leaving it is synced and renamed to `path`.

    `before_naming` is called in between. On an error nothing is left behind. Raises DiskFailure
    where the disk refuses.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    mode = 0o600 if private else 0o666
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(aside, flags, mode), "w+b") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        if before_naming:
            before_naming()
        rename(aside, path)
    except OSError as error:
        raise DiskFailure(
            f"写不了文件 {path}（{reason(error)}）", "请检查磁盘空间和权限"
        ) from error
    finally:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            aside.unlink()


def file_name(text: str) -> str:
    """Return words, such as an office's name, without what no system has in a file's name."""
    return re.sub(r'[\\/:*?"<>|\s]', "", text)


def rename(source: Path, target: Path) -> None:
    """Rename a file over `target` and sync the folder.

    On Windows a virus scanner may hold the target for a moment, so this is tried for a second.
    """
    for attempt in range(_RENAME_TRIES):
        try:
            source.replace(target)
            break
        except PermissionError:
            if attempt == _RENAME_TRIES - 1:
                raise
            time.sleep(0.05)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_for_append(path: Path) -> BinaryIO:
    """Open an existing file unbuffered to read it and write at its end."""
    return path.open("r+b", buffering=0)


class Reading:
    """The rest of an open file, read piece by piece: `size` is how many bytes were read so far."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._digest = hashlib.sha256()
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._source.read(CHUNK):
            self._digest.update(chunk)
            self.size += len(chunk)
            yield chunk

    @property
    def sha256(self) -> str:
        """The SHA-256 (hex) of what was read so far."""
        return self._digest.hexdigest()


def sha256_of(source: BinaryIO) -> str:
    """Return the SHA-256 (hex) of the rest of an open file."""
    reading = Reading(source)
    for _ in reading:
        continue
    return reading.sha256


def copy_aside(source: BinaryIO, folder: Path, limit: int) -> tuple[Path, str, int]:
    """Copy an open file into a folder under a passing name, synced, to be renamed by the caller.

    Returns the copy, its SHA-256 (hex) and size; raises Refused beyond `limit`, leaving nothing.
    """
    aside = folder / f".{secrets.token_hex(8)}.part"
    reading = Reading(source)
    with writing(aside) as target:
        for chunk in reading:
            if reading.size > limit:
                raise Refused(f"文件超过 {megabytes(limit)} 的上限")
            target.write(chunk)
    return aside, reading.sha256, reading.size


def megabytes(size: int) -> str:
    """Return a size in bytes as people read it."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def disk_problem(error: OSError) -> LiaisonError:
    """Return what to tell of an error of the system's that nobody foresaw."""
    where = f" {error.filename}" if error.filename else ""
    return Refused(f"磁盘或文件{where} 用不了（{reason(error)}）", "请检查磁盘和权限后再试")


def reason(error: OSError) -> str:
    """Return why the system refused, in Chinese; what nobody foresaw has the system's number."""
    if getattr(error, "winerror", None) in _WINDOWS_IN_USE:
        return _REASONS[errno.EBUSY]
    number = error.errno
    return _REASONS.get(number, f"系统错误，编号 {number}") if number else "系统拒绝"
