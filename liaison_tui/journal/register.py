"""The register of a centre's joint meetings (联席会议): problems, good practices, meetings.

It is what its acts come to, one after the other. An act sets fields of some entries of the
register, or puts words aside that need none; one that a later act undoes says nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from liaison_tui.journal.ids import next_number
from liaison_tui.text import normal

Sort = Literal["problem", "practice"]
Field = Literal["problems", "practices"]
FIELDS: dict[Sort, Field] = {"problem": "problems", "practice": "practices"}
# An id is one of these letters and a number: 问题 W01, 经验 J01, 会议 H01.
LETTERS: dict[Sort, str] = {"problem": "W", "practice": "J"}
MEETING = "H"

STATES: dict[Sort, dict[str, str]] = {
    "problem": {
        "open": "待研究", "studying": "研究中", "answered": "已答复", "solved": "已解决",
        "deferred": "暂缓",
    },
    "practice": {"considered": "拟推广", "spread": "已推广", "declined": "不推广"},
}  # fmt: skip
# What is still to be done something about.
PENDING = frozenset(("open", "studying", "considered"))
# After these, the same words said anew for another month are to be looked at again.
_ANSWERED = frozenset(("answered", "solved"))
# A year of a county holds thousands of problems, most of them said again and again.
_same = lru_cache(maxsize=1 << 16)(normal)


class Source(NamedTuple):
    """Where words come from: the entry, of which unit, item and month, and the words themselves."""

    entry: str
    unit: str
    item: str
    period: str
    words: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes words the same that a unit says of an item again."""
        return self.unit, self.item, _same(self.words)

    @property
    def alike(self) -> tuple[str, str]:
        """What makes words the same that several units say of an item."""
        return self.item, _same(self.words)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done: by whom, when, the fields `sets` sets (each with the `id` of their entry).

    `aside` are words of a `sort` put aside; `undoes` is the id of the act taken back.
    """

    id: str
    at: str
    by: str
    sets: Sequence[Mapping[str, Any]] = ()
    sort: Sort | None = None
    aside: Sequence[Source] = ()
    undoes: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A problem or a good practice of the register.

    `words` are the centre's own. `answers` are ids of who is to answer (units, or the centre), `by`
    the last day; `decision` is the answer or what was decided, on the day `decided`. `to` says to
    whom a practice is spread. `calls` are ids of calls sent about it, `acts` all that was done.
    """

    id: str
    title: str
    state: str
    words: str = ""
    sources: tuple[Source, ...] = ()
    units: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    by: str = ""
    decision: str = ""
    decided: str = ""
    to: str = ""
    calls: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()

    @property
    def sort(self) -> Sort:
        """Whether it is a problem or a practice."""
        return sort_of(self.id)

    @property
    def is_pending(self) -> bool:
        """Whether something is still to be done about it."""
        return self.state in PENDING

    @property
    def all_units(self) -> list[str]:
        """The ids of the units it comes from or is said to concern."""
        return list(dict.fromkeys((*(s.unit for s in self.sources), *self.units)))

    @property
    def all_items(self) -> list[str]:
        """The ids of its items."""
        return list(dict.fromkeys((*(s.item for s in self.sources), *self.items)))

    def is_overdue(self, today: str) -> bool:
        """Tell whether its day is past and nothing has come of it."""
        return self.is_pending and bool(self.by) and self.by < today

    def holds(self, source: Source) -> bool:
        """Tell whether words need not be looked at again, since they stand here.

        The same unit's same words of a later month belong here too, until they were answered.
        """
        own = [s for s in self.sources if s.key == source.key]
        return bool(own) and (
            self.state not in _ANSWERED or source.period in {s.period for s in own}
        )


@dataclass(frozen=True, slots=True)
class Meeting:
    """A joint meeting: its day, place, subject and participants, the ids on its agenda in order.

    `decisions` are what was decided, by the id of the matter; a `cancelled` one is not held.
    """

    id: str
    date: str
    subject: str
    place: str = ""
    participants: str = ""
    agenda: tuple[str, ...] = ()
    decisions: Mapping[str, str] = field(default_factory=dict)
    cancelled: bool = False
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """All of it, and the acts that put words aside, by the sort these were said as."""

    matters: Mapping[str, Matter] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    aside: Mapping[Sort, tuple[Act, ...]] = field(default_factory=dict)

    def of_sort(self, sort: Sort) -> list[Matter]:
        """Return the problems, or the practices, by their numbers."""
        return [matter for matter in self.matters.values() if matter.sort == sort]


def in_force(acts: Sequence[Act]) -> list[Act]:
    """Return the acts that say something: no undoing, and undone by none that counts itself."""
    undone: set[str] = set()
    for act in reversed(acts):
        if act.undoes and act.id not in undone:
            undone.add(act.undoes)
    return [act for act in acts if not act.undoes and act.id not in undone]


def register(acts: Sequence[Act]) -> Register:
    """Return what acts come to. What was set of an entry whose making was undone says nothing."""
    fields: dict[str, dict[str, Any]] = {}
    done: dict[str, list[Act]] = {}
    aside: dict[Sort, list[Act]] = {"problem": [], "practice": []}
    for act in in_force(acts):
        for each in act.sets:
            fields.setdefault(each["id"], {}).update(each)
            done.setdefault(each["id"], []).append(act)
        if act.sort:
            aside[act.sort].append(act)
    matters, meetings = {}, {}
    for name in sorted(fields, key=_place):
        said, own = fields[name], tuple(done[name])
        if name.startswith(MEETING) and "date" in said and "subject" in said:
            meetings[name] = _meeting(said, own)
        elif not name.startswith(MEETING) and "title" in said and "state" in said:
            matters[name] = _matter(said, own)
    return Register(matters, meetings, {sort: tuple(put) for sort, put in aside.items()})


def next_id(letter: str, acts: Iterable[Act]) -> str:
    """Return an id no entry of the register has ever borne, not even one that was undone."""
    return next_number(letter, (each["id"] for act in acts for each in act.sets))


def sort_of(name: str) -> Sort:
    """Return whether an id is a problem's or a practice's."""
    return "practice" if name.startswith(LETTERS["practice"]) else "problem"


def _place(name: str) -> tuple[str, int]:
    return name[:1], int(name[1:])


def _matter(said: Mapping[str, Any], acts: tuple[Act, ...]) -> Matter:
    return Matter(
        said["id"],
        said["title"],
        said["state"],
        words=str(said.get("words", "")),
        sources=tuple(said.get("sources", ())),
        units=tuple(said.get("units", ())),
        items=tuple(said.get("items", ())),
        answers=tuple(said.get("answers", ())),
        by=str(said.get("by", "")),
        decision=str(said.get("decision", "")),
        decided=str(said.get("decided", "")),
        to=str(said.get("to", "")),
        calls=tuple(said.get("calls", ())),
        acts=acts,
    )


def _meeting(said: Mapping[str, Any], acts: tuple[Act, ...]) -> Meeting:
    return Meeting(
        said["id"],
        said["date"],
        said["subject"],
        str(said.get("place", "")),
        str(said.get("participants", "")),
        tuple(said.get("agenda", ())),
        {each["id"]: each["text"] for each in said.get("decisions", ())},
        cancelled=bool(said.get("cancelled", False)),
        acts=acts,
    )
