"""What a year's plan is made of: items, units, groups, rules. Values only, nobody changes them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Cycle = Literal["month", "quarter", "half", "year"]
Reports = Literal["progress", "data", "zero", "notes"]
Rule = Literal["cumulative", "period", "level"]
Light = Literal["green", "yellow", "red", "grey"]
Via = Literal["named", "assigned", "towns", "members"]
Role = Literal["lead", "support"]
LocalSort = Literal["focus", "highlight"]
ActivitySort = Literal["promotion", "exchange", "summary", "training", "publicity"]

LOCAL_SORTS: dict[str, str] = {"focus": "本地重点", "highlight": "亮点"}


@dataclass(frozen=True, slots=True)
class Area:
    """One of the areas of annex 1 (重点工作)."""

    no: int
    numeral: str
    title: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of annex 2, of level 1 to 3; `under` is the number of the one above it."""

    level: int
    no: int
    title: str
    points: int | None = None
    under: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number an item asks for.

    `rule`: cumulative (a total so far), period (a year is the sum of its months), level (never
    summed). `sum_over` names the groups and units whose numbers count in the city's total;
    `fed_by` the sorts of activity that are counted for it (not in the notice).
    """

    key: str
    label: str
    unit: str
    rule: Rule
    target: Decimal | None = None
    baseline: Decimal | None = None
    sum_over: tuple[str, ...] = ()
    fed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deduction:
    """A case of the deduction item 40: `points` taken off in each of `months` months."""

    text: str
    trigger: str
    points: int
    months: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a doubtful cell of the notice."""

    field: str
    value: str | int
    why: str


@dataclass(frozen=True, slots=True)
class Item:
    """A task of annex 1, an indicator of annex 2, or a unit's own item of some `sort`.

    `printed` is the cell of the notice; `responsible` the units it names, in its order, and
    `groups` the groups. `cycle`, `reports` and `fed_by`, the sorts of activity its words tell of,
    are not in the notice.
    """

    id: str
    kind: Literal["task", "indicator", "local"]
    text: str
    cycle: Cycle
    reports: Reports
    area: int | None = None
    heading: int | None = None
    points: int | None = None
    source: str | None = None
    printed: str = ""
    responsible: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    standing: bool = False
    deduction: bool = False
    deductions: tuple[Deduction, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[str, ...] = ()
    confidence: str = "certain"
    alternatives: tuple[Alternative, ...] = ()
    continues: str | None = None
    fed_by: tuple[str, ...] = ()
    sort: LocalSort | None = None

    @property
    def lead(self) -> str | None:
        """The first named unit: a convention, since the notice has no column for it."""
        return self.responsible[0] if self.responsible else None

    def measure(self, key: str) -> Measure | None:
        """Return the measure of that key, if the item declares it."""
        return next((m for m in self.measures if m.key == key), None)


@dataclass(frozen=True, slots=True)
class Unit:
    """An office that reports. `assessed`: in scores; `circulated`: may be named in a circular."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    assessed: bool = True
    circulated: bool = True
    run_by: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    successor: str | None = None
    notes: tuple[str, ...] = ()

    def exists_in(self, period: str) -> bool:
        """Tell whether the unit exists in a month."""
        return (self.valid_from or "") <= period <= (self.valid_to or "9999-12")


@dataclass(frozen=True, slots=True)
class Group:
    """Units that a cell names together. An `open` group owes nothing by itself."""

    id: str
    name: str
    units: tuple[str, ...] = ()
    open: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """Units told by the centre to report an item that names only an open group."""

    item: str
    units: tuple[str, ...]
    role: Role = "support"


@dataclass(frozen=True, slots=True)
class SharedPoints:
    """Points printed once for several indicators."""

    items: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off beside weekends, and weekends worked."""

    days_off: frozenset[date] = frozenset()
    working_weekends: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class LightRules:
    """Thresholds of the lights, all of them data (none are in the notice).

    `yellow_behind` and `red_behind` are points of percent behind a schedule that runs evenly from
    the first to the last month of the plan's work.
    """

    schedule_from: str
    schedule_to: str
    yellow_behind: int = 10
    red_behind: int = 30
    missing: Light = "red"
    late: Light = "yellow"
    returned: Light = "yellow"
    conflict: Light = "yellow"
    blocked: Light = "yellow"
    not_applicable: Light = "grey"
