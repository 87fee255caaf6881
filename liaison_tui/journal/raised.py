"""What units raise in their entries for the centre's register: problems, and good practices.

The same words, month after month or from several units, are one; what the register already holds,
or what was put aside, need not be looked at again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.register import FIELDS, Matter, Register, Sort, Source


@dataclass(frozen=True, slots=True)
class Raised:
    """Words that wait to be looked at, with everybody who says them, by month.

    `like` is the matter that holds the same words already: another unit's, or ones that were
    answered before this month; empty for none.
    """

    sort: Sort
    sources: tuple[Source, ...]
    like: str = ""

    @property
    def key(self) -> str:
        """What names it for good: the first entry that said it."""
        return self.sources[0].entry

    @property
    def item(self) -> str:
        """The item it is about."""
        return self.sources[0].item

    @property
    def words(self) -> str:
        """The words, as they were said last."""
        return self.sources[-1].words

    @property
    def units(self) -> list[str]:
        """The ids of the units that say it."""
        return list(dict.fromkeys(source.unit for source in self.sources))

    @property
    def months(self) -> list[str]:
        """The months in which it was said."""
        return sorted({source.period for source in self.sources})


def sources_in(reports: Mapping[Key, Report], sort: Sort) -> list[Source]:
    """Return all words of a sort in entries that stand, the oldest month first."""
    field = FIELDS[sort]
    found = [
        Source(head.event.id, unit, item, period, words)
        for (unit, item, period), report in reports.items()
        for head in report.heads
        if head.event.kind != "withdraw" and (words := _words(head.event.body, field))
    ]
    return sorted(found, key=lambda s: (s.period, s.unit, s.item, s.entry))


def waiting(register: Register, sort: Sort, sources: Iterable[Source]) -> list[Raised]:
    """Return what nobody has looked at yet, the same words as one."""
    holders = _holders(register, sort)
    aside = {source.key for act in register.aside.get(sort, ()) for source in act.aside}
    groups: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for source in sources:
        held = any(matter.holds(source) for matter in holders.get(source.key, ()))
        if not held and source.key not in aside:
            groups[source.alike].append(source)
    like = {source.alike: m.id for m in register.of_sort(sort) for source in m.sources}
    return [Raised(sort, tuple(group), like.get(alike, "")) for alike, group in groups.items()]


def said_again(
    register: Register, sort: Sort, sources: Iterable[Source]
) -> dict[str, list[Source]]:
    """Return, by the id of a matter, in which further months its units have said the same."""
    holders = _holders(register, sort)
    known = {(m.id, s.key, s.period) for m in register.of_sort(sort) for s in m.sources}
    found: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        for matter in holders.get(source.key, ()):
            if matter.holds(source) and (matter.id, source.key, source.period) not in known:
                found[matter.id].append(source)
    return dict(found)


def _holders(register: Register, sort: Sort) -> dict[tuple[str, str, str], list[Matter]]:
    """Return the matters that hold words, by what makes these the same."""
    found: dict[tuple[str, str, str], list[Matter]] = defaultdict(list)
    for matter in register.of_sort(sort):
        for key in dict.fromkeys(source.key for source in matter.sources):
            found[key].append(matter)
    return found


def _words(body: Mapping[str, Any], field: str) -> str:
    words = body.get(field)
    return words.strip() if isinstance(words, str) else ""
