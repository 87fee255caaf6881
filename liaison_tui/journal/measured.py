"""What a month's points come to: what is lost, sums by the headings of annex 2, deductions.

Points are Decimals. Points that several indicators share (18 of I27 to I30) are one mark.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from liaison_tui.programme.measured_rows import scored_parts
from liaison_tui.programme.model import Heading, Item, Programme, Unit
from liaison_tui.programme.obligations import role_in
from liaison_tui.programme.period import following

Points = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Mark:
    """An indicator's points of a month, or those several share: `key` is the first one's id.

    `got` and `before`, those of the month before, are None where nobody has told them.
    """

    key: str
    items: tuple[Item, ...]
    headings: tuple[Heading | None, ...]
    full: Decimal
    got: Decimal | None
    before: Decimal | None

    @property
    def name(self) -> str:
        """Its id, or from which to which they are: I27–I30."""
        ids = [item.id for item in self.items]
        return ids[0] if len(ids) == 1 else f"{ids[0]}–{ids[-1]}"

    @property
    def text(self) -> str:
        """What it measures."""
        return "、".join(item.text for item in self.items)

    @property
    def lost(self) -> Decimal | None:
        """What is lacking to full points; None where the points are not known."""
        return None if self.got is None else max(Decimal(0), self.full - self.got)

    @property
    def change(self) -> Decimal | None:
        """How much more it is than the month before; None where one of them is not known."""
        known = self.got is not None and self.before is not None
        return self.got - self.before if known else None  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Sum:
    """What some marks come to: full points, those got, and how many are `lacking`.

    `change` compares the marks that are known in both months; None where there are none.
    """

    full: Decimal
    got: Decimal | None
    lost: Decimal
    change: Decimal | None
    lacking: int


@dataclass(frozen=True, slots=True)
class Deducted:
    """A case of item 40 that came about: `points` off in each of `months` months from `period`.

    `case` is the place of the case among the item's, from 1; `unit` who caused it, where known.
    """

    id: str
    case: int
    trigger: str
    points: Decimal
    period: str
    months: int
    reason: str
    unit: str = ""

    def counts_in(self, period: str) -> bool:
        """Tell whether its points come off in a month."""
        return self.period <= period < following(self.period, self.months)


def marks(programme: Programme, points: Points, before: Points) -> list[Mark]:
    """Return the marks of a month, in the programme's order, the deductions not among them."""
    by_id = programme.item_by_id
    return [
        Mark(
            key,
            tuple(by_id[name] for name in items),
            programme.headings_of(by_id[key]),
            full,
            points.get(key),
            before.get(key),
        )
        for key, items, full in scored_parts(programme)
    ]


def sum_of(some: Iterable[Mark]) -> Sum:
    """Return what some marks come to."""
    every = list(some)
    got = [mark.got for mark in every if mark.got is not None]
    changes = [mark.change for mark in every if mark.change is not None]
    return Sum(
        _add(mark.full for mark in every),
        _add(got) if got else None,
        _add(mark.lost for mark in every if mark.lost is not None),
        _add(changes) if changes else None,
        len(every) - len(got),
    )


def headed(every: Sequence[Mark]) -> list[tuple[Heading, list[Mark]]]:
    """Return the headings of all levels with their marks, each before those below it."""
    found: dict[tuple[int, int], tuple[Heading, list[Mark]]] = {}
    for mark in every:
        for heading in mark.headings:
            if heading:
                found.setdefault((heading.level, heading.no), (heading, []))[1].append(mark)
    return list(found.values())


def deducted_in(
    deductions: Iterable[Deducted], period: str, cap: Decimal | None
) -> tuple[Decimal, Decimal]:
    """Return what comes off in a month by the cases, and what of it counts below the `cap`.

    A cap of None is none. Nobody knows whether the printed 30 is one: the notice is not certain.
    """
    whole = _add(each.points for each in deductions if each.counts_in(period))
    return whole, whole if cap is None else min(whole, cap)


def responsible(programme: Programme, items: Iterable[Item], period: str) -> list[Unit]:
    """Return the units that answer for any of some indicators of a month, by its version."""
    wanted, version = [item.id for item in items], programme.at(period)
    return [
        programme.unit_by_id[unit.id]
        for unit in version.units
        if unit.exists_in(period)
        and any(role_in(version, unit.id, name) is not None for name in wanted)
    ]


def _add(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))
