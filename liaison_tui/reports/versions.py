"""Entries that stand beside each other, field by field: what each says, and where they differ."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from liaison_tui.journal import withdrawal
from liaison_tui.journal.differences import runs
from liaison_tui.journal.entry import FIELD_NAMES, TEXTS
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.storage.files import megabytes
from liaison_tui.text import one_line, sanitise

_NAMES = {"reason": withdrawal.REASON, **FIELD_NAMES}
_WORDS = {
    "status": wording.STATUSES, "nothing": wording.NOTHINGS, "channel": wording.CHANNELS,
}  # fmt: skip


class Said(NamedTuple):
    """What one version says in a field, and the stretches of it that another does not say."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class Compared(NamedTuple):
    """A field as officers name it, with what each version says in it; empty texts for nothing."""

    name: str
    versions: tuple[Said, ...]

    @property
    def differs(self) -> bool:
        """Whether not all say the same."""
        return len({said.text for said in self.versions}) > 1


def compared(bodies: Sequence[Mapping[str, Any]], item: Item) -> list[Compared]:
    """Return the fields in which any of several bodies says something, those that differ first.

    Texts are compared by characters, each with the first, and the first with the second.
    """
    found = []
    for field, name in _NAMES.items():
        if field in (*TEXTS, "reason"):
            versions = _texts([sanitise(str(body.get(field) or "")) for body in bodies])
        elif field == "quantities":
            versions = _texts(["\n".join(_quantities(body, item)) for body in bodies])
        else:
            versions = _lines([_spelled(field, body.get(field)) for body in bodies])
        if any(said.text for said in versions):
            found.append(Compared(name, versions))
    return sorted(found, key=lambda one: not one.differs)


def _texts(texts: Sequence[str]) -> tuple[Said, ...]:
    return tuple(
        Said(text, tuple(_stretches(texts[0 if n else min(1, len(texts) - 1)], text)))
        for n, text in enumerate(texts)
    )


def _stretches(other: str, text: str) -> Iterable[tuple[int, int]]:
    place = 0
    for run in runs(other, text):
        if run.kind == "removed":
            continue
        if run.kind == "added":
            yield place, place + len(run.text)
        place += len(run.text)


def _lines(versions: Sequence[Sequence[str]]) -> tuple[Said, ...]:
    """Return what is said in lines; one is marked where not all say it."""
    everywhere = set(versions[0]).intersection(*versions)
    found = []
    for lines in versions:
        marks, place = [], 0
        for line in lines:
            if line not in everywhere:
                marks.append((place, place + len(line)))
            place += len(line) + 1
        found.append(Said("\n".join(lines), tuple(marks)))
    return tuple(found)


def _quantities(body: Mapping[str, Any], item: Item) -> list[str]:
    """Return an entry's numbers as people read them, in the item's order."""
    numbers = body.get("quantities") or {}
    known = {
        m.key: f"{m.label} {numbers[m.key]} {m.unit}" for m in item.measures if m.key in numbers
    }
    return [*known.values(), *(f"{key} {n}" for key, n in numbers.items() if key not in known)]


def _spelled(field: str, value: Any) -> list[str]:
    """Return what a field other than a text or a number says, in lines."""
    if value in (None, "", {}, []):
        return []
    if field in _WORDS:
        return [_WORDS[field].get(str(value), one_line(str(value)))]
    if field == "percent":
        return [f"{value}%"]
    if field == "evidence":
        return [f"{one_line(str(e['name']))}（{megabytes(int(e['size']))}）" for e in value]
    return [one_line(str(value))]
