"""Paths as people type, paste or drop them onto a terminal: quoted, one a line, as an address."""

from contextlib import suppress
from pathlib import Path


def paths_typed(text: str) -> list[Path]:
    """Return the paths in a text, one for each line that is not empty, the same one only once."""
    lines = [line.strip().strip("\"'“”") for line in text.splitlines()]
    return list(dict.fromkeys(_path(line) for line in lines if line))


def _path(line: str) -> Path:
    if line.startswith("file://"):
        from urllib.parse import unquote, urlsplit  # noqa: PLC0415 - 20 ms, for a rare way to paste
        from urllib.request import url2pathname  # noqa: PLC0415

        with suppress(ValueError):
            line = url2pathname(unquote(urlsplit(line).path))
    with suppress(RuntimeError):  # `~name` of nobody, as the lock files of Word begin
        return Path(line).expanduser()
    return Path(line)
