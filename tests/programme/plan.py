"""The shipped plan, for tests: its text, its values, and the text with a change made in it."""

from liaison_tui.programme.model import Programme
from liaison_tui.programme.reading import BrokenProgramme, read_programme
from liaison_tui.workspace import shipped_programme

TEXT = shipped_programme().decode("utf-8")
PLAN = read_programme(TEXT.encode())


def changed(*changes: tuple[str, str], text: str = TEXT) -> str:
    """Return the text with each `old` put as `new`; each must stand in it exactly once."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def plan(text: str) -> Programme:
    return read_programme(text.encode())


def problems(data: str | bytes) -> list[tuple[int, str, str]]:
    """Return the line, key and message of all that is wrong with a text; empty where nothing is."""
    try:
        read_programme(data.encode() if isinstance(data, str) else data)
    except BrokenProgramme as error:
        return [(p.line, p.key, p.message) for p in error.problems]
    return []


def line_with(text: str, part: str) -> int:
    """Return the number (from 1) of the only line with `part` in it."""
    (number,) = [n for n, line in enumerate(text.split("\n"), start=1) if part in line]
    return number
