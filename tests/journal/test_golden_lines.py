"""The golden lines of tests/vectors: what any program that speaks the format takes and refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.journal.event import BadEvent, read_event
from liaison_tui.journal.line import BadLine, read_line

VECTORS = Path(__file__).parent.parent / "vectors"


def vectors(name: str) -> list[Any]:
    rows = (VECTORS / name).read_text(encoding="utf-8").split("\n")
    found = [json.loads(row) for row in rows if row and not row.startswith("#")]
    return [pytest.param(vector, id=vector["why"]) for vector in found]


def bytes_of(vector: dict[str, Any]) -> bytes:
    return b"".join(_part(part) for part in vector["line"])


def _part(part: Any) -> bytes:
    if isinstance(part, str):
        return part.encode()
    if "hex" in part:
        return bytes.fromhex(part["hex"])
    return str(part["repeat"]).encode() * int(part["times"])


@pytest.mark.parametrize("vector", vectors("good-lines.txt"))
def test_a_good_line_is_read_and_kept_byte_for_byte(vector: dict[str, Any]) -> None:
    raw = bytes_of(vector)
    line = read_line(raw)
    assert bytes(line) == raw + b"\n"
    assert read_line(raw + b"\n") == line
    if vector["holds"].get("stub"):
        assert line.json is None
        return
    assert line.json is not None
    event = read_event(line.json)
    assert event.id == line.id
    assert event.json == line.json
    assert {key: getattr(event, key) for key in vector["holds"]} == vector["holds"]


@pytest.mark.parametrize("vector", vectors("refused-lines.txt"))
def test_a_refused_line_is_refused_with_a_reason(vector: dict[str, Any]) -> None:
    raw = bytes_of(vector)
    if vector["refused_as"] == "line":
        with pytest.raises(BadLine, match=r"\w"):
            read_line(raw)
        return
    line = read_line(raw)
    assert line.json is not None
    with pytest.raises(BadEvent, match=r"\w"):
        read_event(line.json)


def test_there_are_as_many_golden_lines_as_the_format_promises() -> None:
    assert len(vectors("good-lines.txt")) >= 20
    assert len(vectors("refused-lines.txt")) >= 10


def test_an_event_from_a_newer_version_shows_no_more_than_the_format_fixes() -> None:
    newer = [p.values[0] for p in vectors("good-lines.txt")]
    found = [v for v in newer if isinstance(v, dict) and v["holds"].get("v", 1) > 1]
    assert len(found) >= 3
    for vector in found:
        line = read_line(bytes_of(vector))
        assert line.json is not None
        event = read_event(line.json)
        assert event.is_newer
        assert (event.body, event.item, event.replaces) == ({}, None, ())
