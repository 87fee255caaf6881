"""A file that only grows, of lines that name their own hash: the journal and the ledger are two.

Its first line is its birth record, so that an empty or alien file never opens as an empty one.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from liaison_tui import clock
from liaison_tui.errors import Damaged
from liaison_tui.journal import canonical
from liaison_tui.journal.line import BadLine, Line, line_of, read_line
from liaison_tui.storage.files import DiskFailure, open_for_append, reason, write_whole

_CLAIMED = re.compile(rb"[0-9a-f]{64}(?= )")


@dataclass(frozen=True, slots=True)
class Damage:
    """A line that is not what was written: the file, its line number (from 1), what is wrong.

    `claimed` is the id the line begins with, if it begins with one.
    """

    path: Path
    number: int
    message: str
    claimed: str | None = None


class LineLog:
    """One such file. `lock` is held for each write; readers need none."""

    def __init__(self, path: Path, name: str, lock: FileLock, *, limit: int) -> None:
        self.path = path
        self.lock = lock
        self.damages: list[Damage] = []
        self.notices: list[str] = []
        self._birth = _birth_line(name)
        self._limit = limit
        self._file_id: tuple[int, int] | None = None
        self._end = 0
        self._count = 0
        self._failed = False

    def create(self) -> None:
        """Write the file with its birth line alone."""
        write_whole(self.path, bytes(self._birth))

    def read_new(self) -> tuple[bool, list[Line]]:
        """Return the lines that were added since the last call, and whether reading began anew.

        It begins anew at the first call and where the file was replaced or has become shorter.
        A last line without its line end is left alone: somebody may be writing it.
        """
        try:
            with self.path.open("rb") as source:
                status = os.fstat(source.fileno())
                file_id = status.st_dev, status.st_ino
                anew = file_id != self._file_id or status.st_size < self._end
                if anew:
                    self._file_id, self._end, self._count = file_id, 0, 0
                    self.damages.clear()
                if status.st_size == self._end:
                    if anew:
                        raise self._not_ours("是空的")
                    return False, []
                source.seek(self._end)
                return anew, self._read_from(source.readlines())
        except FileNotFoundError:
            raise self._not_ours("不见了") from None
        except OSError as error:
            raise Damaged(f"读不了 {self.path}（{reason(error)}）", "请检查磁盘和权限") from None

    def append(self, lines: Sequence[Line]) -> None:
        """Add lines and return once the disk has them. The lock must be held, all lines read.

        After a short write the file is cut back to its last good byte; after a failed sync the
        log takes no more writes, since nobody can say what the disk holds.
        """
        if self._failed:
            raise DiskFailure("磁盘曾写入失败，已停止写入", "请关闭程序，检查磁盘后重新打开")
        data = b"".join(bytes(line) for line in lines)
        with open_for_append(self.path) as target:
            self._set_torn_tail_aside(target.fileno())
            try:
                _write_all(target.fileno(), data, self._end)
            except OSError as error:
                os.ftruncate(target.fileno(), self._end)
                raise DiskFailure(
                    f"没有存上（{reason(error)}），原有内容没有变", "请检查磁盘空间后再存"
                ) from error
            try:
                os.fsync(target.fileno())
            except OSError as error:
                self._failed = True
                raise DiskFailure(
                    f"磁盘没有确认写入（{reason(error)}），已停止写入",
                    "请关闭程序，检查磁盘后重新打开",
                ) from error
        self._end += len(data)
        self._count += len(lines)

    def set_damaged_aside(self) -> Path:
        """Keep the file as it is under another name, and go on with its whole lines alone."""
        aside = _free_name(self.path, "damaged")
        original = self.path.read_bytes()
        write_whole(aside, original)
        whole = [raw for raw in original.splitlines(keepends=True) if self._is_whole(raw)]
        if bytes(self._birth) not in whole:
            whole.insert(0, bytes(self._birth))
        write_whole(self.path, b"".join(whole))
        return aside

    def _read_from(self, raw_lines: list[bytes]) -> list[Line]:
        found = []
        for raw in raw_lines:
            if not raw.endswith(b"\n"):
                if self._count == 0:
                    raise self._not_ours("不是本程序的文件，或开头已损坏")
                break
            self._end += len(raw)
            self._count += 1
            if self._count == 1:
                if raw != bytes(self._birth):
                    self._judge_birth(raw, raw_lines[1:])
                continue
            try:
                found.append(read_line(raw, self._limit))
            except BadLine as error:
                claimed = _CLAIMED.match(raw)
                name = claimed[0].decode() if claimed else None
                self.damages.append(Damage(self.path, self._count, str(error), name))
        return found

    def _judge_birth(self, first: bytes, rest: list[bytes]) -> None:
        """Take a file whose first line is broken for a damaged one if lines of ours follow.

        A first line that is whole, but not the birth line, is that of another file.
        """
        if self._is_whole(first) or not any(self._is_whole(raw) for raw in rest):
            raise self._not_ours("不是本程序的文件，或开头已损坏")
        self.damages.append(Damage(self.path, 1, "not the birth line"))

    def torn_bytes(self) -> int:
        """Return how many bytes of an unfinished last line the file has."""
        return max(0, self.path.stat().st_size - self._end)

    def _is_whole(self, raw: bytes) -> bool:
        try:
            read_line(raw, self._limit)
        except BadLine:
            return False
        return raw.endswith(b"\n")

    def _set_torn_tail_aside(self, descriptor: int) -> None:
        size = os.fstat(descriptor).st_size
        if size == self._end:
            return
        os.lseek(descriptor, self._end, os.SEEK_SET)
        tail = os.read(descriptor, size - self._end)
        aside = _free_name(self.path, "torn")
        write_whole(aside, tail)
        os.ftruncate(descriptor, self._end)
        self.notices.append(f"上次没有写完的一行已移到 {aside}，此前已保存的内容都在")

    def _not_ours(self, what: str) -> Damaged:
        self._file_id, self._end, self._count = None, 0, 0
        return Damaged(
            f"{self.path} {what}，没有动它", "请从备份恢复，或请信用办发回执包后重新建立工作区"
        )


def _birth_line(name: str) -> Line:
    return line_of(canonical.encode({"file": name, "format": 1}))


def _write_all(descriptor: int, data: bytes, offset: int) -> None:
    os.lseek(descriptor, offset, os.SEEK_SET)
    view = memoryview(data)
    while view:
        written = os.write(descriptor, view)
        view = view[written:]


def _free_name(path: Path, what: str) -> Path:
    moment = clock.now().strftime("%Y%m%dT%H%M%S")
    number = 1
    while (name := path.with_name(f"{path.stem}.{what}-{moment}-{number}{path.suffix}")).exists():
        number += 1
    return name
