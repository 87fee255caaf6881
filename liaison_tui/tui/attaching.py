"""A file that a form is to attach: looked at, then read through in a thread, before it is saved.

What is found here is for the eye: a save reads the file anew and keeps what it reads.
"""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.storage.files import Reading, megabytes, open_regular, require_regular


@dataclass(slots=True)
class FileToAttach:
    """The file. `size` is in bytes, None where nobody has looked yet, `modified` as `clock.stamp`.

    `read` is how many bytes were read so far; `sha256` is known once all were. `problem` is why it
    cannot be attached, a sentence. `stop`, once set, ends the reading.
    """

    path: Path
    size: int | None = None
    modified: str = ""
    read: int = 0
    sha256: str = ""
    problem: str = ""
    is_folder: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def is_unread(self) -> bool:
        """Whether it waits to be read through."""
        done = self.sha256 or self.problem or self.stop.is_set()
        return self.size is not None and not done

    @property
    def state(self) -> str:
        """How far it has come, in a word or two."""
        if self.problem:
            return "不能附"
        if self.is_unread:
            return f"读取 {min(99, 100 * self.read // max(1, self.size or 1))}%"
        return "待保存" if self.sha256 else ""

    def look(self, limit: int) -> None:
        """Look at the file, which may have changed; raises Refused for what is none to attach."""
        self.problem, known = "", (self.size, self.modified)
        self.is_folder = self.path.is_dir()
        if self.is_folder:
            raise Refused(f"{self.path} 是文件夹", "按 F4 到里面选文件")
        self.size = require_regular(self.path, limit)
        self.modified = clock.moment_of(self.path.lstat().st_mtime)
        if (self.size, self.modified) != known:
            self.read, self.sha256 = 0, ""

    def read_through(self, limit: int) -> None:
        """Read the file to its end, unless it is stopped. Raises Refused or OSError."""
        with open_regular(self.path, limit) as source:
            reading = Reading(source)
            for _ in reading:
                self.read = reading.size
                if self.stop.is_set():
                    return
                if self.read > limit:
                    raise Refused(f"{self.path} 在变大，超过 {megabytes(limit)} 的上限")
        self.sha256 = reading.sha256
