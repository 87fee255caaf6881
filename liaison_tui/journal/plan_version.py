"""A version of the year's plan (调整件) as its centre says it: the file itself, for every unit.

FORMAT leaves the body of a `programme` event open. Ours: `id`, `version`, `sha256` and `from` of
the file, `file` its whole text, and the `reason`.
"""

import hashlib
from typing import Any

from liaison_tui.journal.canonical import MAX_LINE as MAX_EVENT
from liaison_tui.journal.event import Event
from liaison_tui.journal.ids import SHA256
from liaison_tui.journal.shape import wrong_text
from liaison_tui.programme.ids import SLUG, matches
from liaison_tui.programme.model import Programme
from liaison_tui.programme.period import is_month
from liaison_tui.text import one_line

KIND = "programme"
REASON = "调整事由"
# What a line takes besides the file; characters such as quotation marks take two bytes in it.
_BESIDES = 32 * 1024


def body(programme: Programme, data: bytes, reason: str = "") -> dict[str, Any]:
    """Return what is said of a version: `data` are the bytes of its file."""
    said: dict[str, Any] = {
        "id": programme.id, "version": programme.version, "sha256": programme.sha256,
        "from": programme.in_force_from, "file": data.decode("utf-8"),
    }  # fmt: skip
    return {**said, "reason": one_line(reason)} if reason.strip() else said


def fits(data: bytes) -> bool:
    """Tell whether a file of these bytes can travel in one line."""
    escaped = sum(data.count(mark) for mark in (b'"', b"\\", b"\n", b"\r", b"\t"))
    return len(data) + escaped + _BESIDES <= MAX_EVENT


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in it; what is wrong with the file itself is its reader's matter."""
    said = event.body
    version, since = said.get("version"), said.get("from")
    if not matches(SLUG, said.get("id")) or type(version) is not int or not 1 <= version <= 9999:
        return "调整件的编号或版次写法不对"
    if not isinstance(since, str) or not is_month(since):
        return "调整件的起始月份写法不对"
    if not isinstance(said.get("file"), str) or not matches(SHA256, said.get("sha256")):
        return "调整件没有带上文件"
    if hashlib.sha256(file_in(event)).hexdigest() != said["sha256"]:
        return "调整件的文件与它的校验值不符"
    return wrong_text(said, "reason", REASON)


def file_in(event: Event) -> bytes:
    """Return the bytes of the file that a well-formed one brings."""
    return str(event.body["file"]).encode("utf-8")


def name_in(event: Event) -> str:
    """Return which version a well-formed one brings, `jiangyin-2021@2`."""
    return f"{event.body['id']}@{event.body['version']}"
