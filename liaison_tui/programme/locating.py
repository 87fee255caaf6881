"""On which line of a TOML text a key stands; TOML readers do not say."""

import re

Path = tuple[str | int, ...]

_ARRAY = re.compile(r"\s*\[\[\s*([\w.\-]+)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*([\w.\-]+)\s*\]")
_KEY = re.compile(r"\s*([\w\-]+)\s*=")


def locate(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table and key that begins a line, by its path.

    A path is as one would index the parsed text: `("items", 3, "measures", 0, "target")`.
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _ARRAY.match(line):
            parent = _inside(match[1].split(".")[:-1], counts)
            array: Path = (*parent, match[1].split(".")[-1])
            counts[array] = counts.get(array, -1) + 1
            table = (*array, counts[array])
            lines[table] = number
            lines.setdefault(array, number)
        elif match := _TABLE.match(line):
            table = _inside(match[1].split("."), counts)
            lines[table] = number
        elif match := _KEY.match(line):
            lines.setdefault((*table, match[1]), number)
    return lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest table around it; 1 where there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _inside(names: list[str], counts: dict[Path, int]) -> Path:
    path: Path = ()
    for name in names:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    return path
