"""The event line: `<id> <json>`, its id the SHA-256 of the JSON's bytes, or its stub `<id> -`.

A line is the same bytes on an officer's disk, in a bundle and in the centre's database. The same
shape, with other JSON, serves the records a store keeps for itself.
"""

import hashlib
import re
from dataclasses import dataclass

from liaison_tui.journal.canonical import MAX_LINE

_ID = re.compile(rb"[0-9a-f]{64}")


class BadLine(ValueError):
    """Bytes that are no line of ours, or whose JSON is not what their id names."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the id and the JSON's bytes, or None for a stub."""

    id: str
    json: bytes | None

    def __bytes__(self) -> bytes:
        return self.id.encode() + b" " + (b"-" if self.json is None else self.json) + b"\n"


def line_of(json: bytes) -> Line:
    """Return the line of a JSON text."""
    return Line(hashlib.sha256(json).hexdigest(), json)


def read_line(raw: bytes, limit: int = MAX_LINE) -> Line:
    """Return the line in bytes with or without their line end.

    Raises BadLine for another shape, a hash that does not fit, or more than `limit` bytes.
    """
    raw = raw.removesuffix(b"\n")
    if len(raw) > limit:
        raise BadLine("longer than a line may be")
    name, gap, json = raw[:64], raw[64:65], raw[65:]
    if not _ID.fullmatch(name) or gap != b" " or not json:
        raise BadLine("not an event line")
    if json == b"-":
        return Line(name.decode(), None)
    if hashlib.sha256(json).hexdigest().encode() != name:
        raise BadLine("the content is not what its id names")
    return Line(name.decode(), json)
