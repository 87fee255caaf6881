"""Paths as people type, paste or drop them onto a terminal: quoted, one a line, as an address."""

import os
import re
import shlex
from contextlib import suppress
from pathlib import Path

from liaison_tui.text import REPLACEMENT

_QUOTES = "\"'“”‘’"
# Several files dropped at once: terminals quote each, or those with spaces, and give one line.
_PIECE = re.compile(r"\"[^\"]*\"|'[^']*'|\S+")
_ADDRESS = "file://"


def paths_typed(text: str) -> list[Path]:
    """Return the paths in a text, in the order given, the same one only once.

    Each line is one path, blanks around it left out; a line of quoted paths or of addresses is
    several.
    """
    pieces = [piece for line in text.splitlines() for piece in _pieces(line)]
    return list(dict.fromkeys(_path(piece) for piece in pieces if piece))


def is_path(text: str) -> bool:
    """Tell whether what was typed means a place, not words to find."""
    begun = text.strip().lstrip(_QUOTES)
    has_drive = re.match(r"[A-Za-z]:", begun)
    return bool(has_drive) or begun.startswith("~") or any(c in begun for c in "/\\")


def _pieces(line: str) -> list[str]:
    # Windows puts an invisible mark before a path that is copied from a file's properties.
    line = line.strip().strip(REPLACEMENT).strip()
    if os.name != "nt" and ("\\ " in line or "'\\''" in line):
        with suppress(ValueError):  # an apostrophe in a name, not a shell's quoting
            return shlex.split(line)
    pieces: list[str] = _PIECE.findall(line)
    if all(piece.startswith(_ADDRESS) for piece in pieces) or any(
        len(piece) > 1 and piece[0] in "\"'" and piece[0] == piece[-1] for piece in pieces
    ):
        return [piece.strip(_QUOTES).strip() for piece in pieces]
    return [line.strip(_QUOTES).strip()]


def _path(line: str) -> Path:
    if line.startswith(_ADDRESS):
        from urllib.request import url2pathname  # noqa: PLC0415 - 20 ms, for a rare way to paste

        host, _, rest = line.removeprefix(_ADDRESS).partition("/")
        host = "" if host in ("", "localhost") else f"//{host}"
        with suppress(OSError):  # Windows refuses an address that names no drive rightly
            line = url2pathname(f"{host}/{rest}")
    with suppress(RuntimeError):  # `~name` of nobody, as the lock files of Word begin
        return Path(line).expanduser()
    return Path(line)
