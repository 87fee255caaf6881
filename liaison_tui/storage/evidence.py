"""Evidence: attached files, kept under their SHA-256, streamed, never opened or executed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from liaison_tui.errors import Refused
from liaison_tui.storage.files import copy_aside, open_regular, rename, sha256_of
from liaison_tui.storage.store import Trouble
from liaison_tui.text import one_line


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kept file: its SHA-256 (hex), the name it came with, its size in bytes."""

    sha256: str
    name: str
    size: int


class EvidenceStore:
    """The evidence of one workspace. `limit` is the largest size of one file, in bytes."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder = folder
        self.limit = limit

    def attach(self, path: Path) -> Evidence:
        """Keep a copy of a file; raises Refused for a missing, odd or over-large one."""
        with open_regular(path, self.limit) as source:
            sha256, size = self._keep(source)
        return Evidence(sha256, one_line(path.name), size)

    def attach_all(
        self, paths: Iterable[Path], named: Iterable[Mapping[str, Any]] = ()
    ) -> list[Mapping[str, Any]]:
        """Keep files and return them after those `named` already, as bodies name evidence.

        The same file under one name is one.
        """
        kept = [self.attach(path) for path in paths]
        added = [{"sha256": e.sha256, "name": e.name, "size": e.size} for e in kept]
        return list({(e["sha256"], e["name"]): e for e in [*named, *added]}.values())

    def receive(self, sha256: str, size: int, source: BinaryIO) -> None:
        """Keep a file that came in a bundle; raises Refused unless it is the one that was named."""
        if self.size_of(sha256) != size and self._keep(source, sha256) != (sha256, size):
            raise Refused("佐证材料与清单不符")

    def path_of(self, sha256: str) -> Path:
        """Return where a file lies, or would lie."""
        return self.folder / sha256

    def size_of(self, sha256: str) -> int | None:
        """Return the size of a kept file in bytes, or None where it is not here."""
        path = self.path_of(sha256)
        return path.stat().st_size if path.is_file() else None

    def set_aside_if_changed(self, sha256: str) -> bool:
        """Move a kept file whose bytes are no longer what its name says out of the way."""
        path = self.path_of(sha256)
        with path.open("rb") as source:
            changed = sha256_of(source) != sha256
        if changed:
            rename(path, path.with_suffix(".changed"))
        return changed

    def verify(self, wanted: dict[str, str]) -> Iterator[Trouble]:
        """Read the files named (hash to name) and give what is missing or has changed."""
        for sha256, name in wanted.items():
            path = self.path_of(sha256)
            if not path.is_file():
                yield Trouble(str(path), "evidence-missing", f"佐证材料“{one_line(name)}”不在本机")
                continue
            with path.open("rb") as source:
                if sha256_of(source) != sha256:
                    yield Trouble(
                        str(path), "evidence-changed", f"佐证材料“{one_line(name)}”被改动过"
                    )

    def _keep(self, source: BinaryIO, wanted: str | None = None) -> tuple[str, int]:
        aside, sha256, size = copy_aside(source, self.folder, self.limit)
        # What was kept and has changed since makes room for the file as it should be.
        is_kept = self.path_of(sha256).is_file() and not self.set_aside_if_changed(sha256)
        if wanted in (None, sha256) and not is_kept:
            rename(aside, self.path_of(sha256))
        else:
            aside.unlink()
        return sha256, size
