"""Looking through kept evidence before it travels: is it here, as it was, and what stands in it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from liaison_tui.journal.sensitive import Sensitive, find_sensitive
from liaison_tui.storage.evidence import EvidenceStore
from liaison_tui.storage.files import sha256_of
from liaison_tui.storage.office_text import read_office_text

State = Literal["whole", "missing", "changed", "unreadable", "in-part"]
_MOST = 20


@dataclass(frozen=True, slots=True)
class Inspection:
    """How a kept file was found, and what in its words must not travel (at most twenty things).

    `unreadable`: a document that does not open; `in-part`: one too large to be read to its end.
    """

    state: State
    found: tuple[Sensitive, ...] = ()


class Inspector:
    """Looks through the evidence of one store; what it has seen it remembers by SHA-256."""

    def __init__(self, evidence: EvidenceStore) -> None:
        self._evidence = evidence
        self._seen: dict[tuple[str, str], Inspection] = {}

    def inspect(self, sha256: str, name: str) -> Inspection:
        """Return how a file was found that an entry names."""
        key = sha256, Path(name).suffix.lower()
        if key not in self._seen:
            self._seen[key] = self._look(sha256, name)
        return self._seen[key]

    def _look(self, sha256: str, name: str) -> Inspection:
        path = self._evidence.path_of(sha256)
        if not path.is_file():
            return Inspection("missing")
        try:
            with path.open("rb") as source:
                changed = sha256_of(source) != sha256
        except OSError:
            return Inspection("unreadable")
        if changed:
            return Inspection("changed")
        found: dict[tuple[str, str], Sensitive] = {}

        def search(text: str) -> None:
            for one in find_sensitive(text) if len(found) < _MOST else ():
                found.setdefault((one.kind, one.excerpt), one)

        outcome = read_office_text(path, name, search)
        state: State = outcome if outcome in ("unreadable", "in-part") else "whole"
        return Inspection(state, tuple(found.values())[:_MOST])
