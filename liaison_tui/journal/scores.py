"""Scores of units' reporting work (绩效评价), worked out from what was said; never of persons.

Exact: whole numbers and fractions until each part's points are rounded, half up, to a hundredth.
Full points are rounded so that they add up to 100, and a total is the sum of the points shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from liaison_tui.journal import adjustment
from liaison_tui.journal.event import Event
from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Unit
from liaison_tui.programme.scoring import PARTS, SIDES, ScoringRules

# Points are counted in hundredths.
_HUNDREDTHS = 100
WHOLE = 100 * _HUNDREDTHS
# What one item gets at most, in percent.
FULL = 100
# Why an obligation did not get all of it, by the words of FORMAT where it has one.
WHYS = (
    "late", "missing", "no-progress", "completed", "not-applicable", "returned", "yellow", "red",
)  # fmt: skip
_NOTHINGS = {"no-progress": "no_progress", "completed": "completed",
             "not-applicable": "not_applicable"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """What one obligation got in a part: `credit` in percent, and why not all of it (`WHYS`).

    `entries` are the ids of the events it follows from.
    """

    item: str
    period: str
    side: str
    credit: int
    why: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """Points a unit has lost of those that indicators measured above gave it (监测指标失分).

    `about` are the ids of what they follow from.
    """

    lost: Decimal
    of: Decimal
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score: its full points and those it got, in hundredths, and what they rest on."""

    key: str
    full: int
    points: int
    lines: tuple[Line, ...] = ()
    lost: Lost | None = None

    def of_side(self, side: str) -> list[Line]:
        """Return the lines of common or of specific items."""
        return [line for line in self.lines if line.side == side]


@dataclass(frozen=True, slots=True)
class Score:
    """A unit's score for some months; points are in hundredths.

    A part for which nothing can be counted is not among the `parts`; without any the unit has no
    `total`. `adjustments` are the bonuses and deductions, which count up to the rules' most.
    """

    unit: Unit
    parts: tuple[Part, ...]
    adjustments: tuple[Event, ...] = ()
    bonus: int = 0
    deduction: int = 0

    def part(self, key: str) -> Part | None:
        """Return a part, if it counts."""
        return next((part for part in self.parts if part.key == key), None)

    @property
    def base(self) -> int | None:
        """The points before bonus and deduction, from 0 to 100 whole ones."""
        return sum(part.points for part in self.parts) if self.parts else None

    @property
    def total(self) -> int | None:
        """All of it; never below nothing."""
        return None if self.base is None else max(0, self.base + self.bonus - self.deduction)


def score(
    rules: ScoringRules,
    unit: Unit,
    standings: Iterable[Standing],
    today: date,
    *,
    adjustments: Sequence[Event] = (),
    lost: Lost | None = None,
) -> Score:
    """Return the score of a unit from where what it owed for some months stands on a day.

    What is not due yet counts for nothing, nor does an item the unit has set itself, nor one that
    does not apply to it, as the centre has confirmed. `lost` is None where nothing is known.
    """
    counted = [s for s in standings if _counts(s, today)]
    lines = {
        "timeliness": [_timely(s, rules) for s in counted],
        "completeness": [_whole(s, rules) for s in counted],
        "first_pass": [line for s in counted if (line := _passed(s, rules))],
        "progress": [line for s in counted if (line := _lit(s, rules))],
    }
    rates = {key: _rate(each, rules) for key, each in lines.items() if each}
    # Indicators alone are no reporting work.
    if rates and lost is not None and lost.of > 0:
        rates["indicators"] = 1 - Fraction(min(lost.lost, lost.of)) / Fraction(lost.of)
    full = _full_points({key: rules.weights[key] for key in PARTS if key in rates})
    parts = tuple(
        Part(key, full[key], rounded(full[key] * rates[key]), tuple(lines.get(key, ())),
             lost if key == "indicators" else None)
        for key in full
    )  # fmt: skip
    return Score(
        unit,
        parts,
        tuple(sorted(adjustments, key=lambda event: (event.period or "", event.at, event.id))),
        _added(adjustments, "bonus", rules.bonus_most),
        _added(adjustments, "deduction", rules.deduction_most),
    )


def rounded(value: Fraction) -> int:
    """Return the whole number nearest to one that is not negative, a half rounded up (四舍五入)."""
    return int(value + Fraction(1, 2))


def credit_of(lines: Sequence[Line]) -> Decimal:
    """Return how many items some lines are worth."""
    return Decimal(sum(line.credit for line in lines)) / FULL


def places(totals: Mapping[str, int]) -> dict[str, int]:
    """Return the place of each by its total, the greatest first; equal ones share a place."""
    return {
        name: 1 + sum(other > total for other in totals.values()) for name, total in totals.items()
    }


def _counts(standing: Standing, today: date) -> bool:
    """Tell whether an obligation counts: due by now, the plan's own, and not set aside."""
    if today <= standing.obligation.due or standing.item.kind == "local":
        return False
    says_not = standing.body.get("nothing") == "not-applicable"
    return not (says_not and standing.state == "accepted")


def _timely(standing: Standing, rules: ScoringRules) -> Line:
    report = standing.report
    timeliness = report.timeliness(standing.obligation.due) if report else "missing"
    ids = tuple(entry.event.id for entry in report.entries) if report else ()
    if timeliness in ("on_time", "nothing_new"):
        return _line(standing, rules, FULL, "", ids)
    late = timeliness == "late"
    return _line(
        standing, rules, rules.late if late else 0, "late" if late else "missing", ids
    )  # fmt: skip


def _whole(standing: Standing, rules: ScoringRules) -> Line:
    current = standing.current
    if current is None:
        return _line(standing, rules, 0, "missing", ())
    nothing = standing.body.get("nothing")
    named = _NOTHINGS.get(str(nothing))
    credit = getattr(rules, named) if named else FULL
    why = str(nothing) if named and credit < FULL else ""
    if standing.state == "returned" and rules.returned < credit:
        credit, why = rules.returned, "returned"
    return _line(standing, rules, credit, why, (current.event.id,))


def _passed(standing: Standing, rules: ScoringRules) -> Line | None:
    """Return whether it was accepted without a return before; None where nobody has judged it.

    A return that was taken back, or gave way to what the unit explained, does not count.
    """
    report = standing.report
    reviews = report.standing_reviews if report else []
    returned = any(review.event.body.get("decision") == "return" for review in reviews)
    if not returned and standing.state != "accepted":
        return None
    ids = tuple(name for review in reviews for name in (review.event.id, *review.event.about))
    return _line(
        standing, rules, 0 if returned else FULL, "returned" if returned else "", ids
    )  # fmt: skip


def _lit(standing: Standing, rules: ScoringRules) -> Line | None:
    credit = {"green": FULL, "yellow": rules.yellow, "red": rules.red}.get(standing.light)
    if credit is None:
        return None
    current = standing.current
    why = "" if standing.light == "green" else standing.light
    return _line(standing, rules, credit, why, (current.event.id,) if current else ())


def _line(
    standing: Standing, rules: ScoringRules, credit: int, why: str, ids: tuple[str, ...]
) -> Line:
    obligation = standing.obligation
    side = rules.side(obligation.via)
    return Line(obligation.item.id, obligation.period, side, credit, why, tuple(dict.fromkeys(ids)))


def _rate(lines: Sequence[Line], rules: ScoringRules) -> Fraction:
    """Return what lines come to, from 0 to 1: each side's mean, weighed by the sides there are."""
    rates, shares = {}, {}
    for side in SIDES:
        own = [line.credit for line in lines if line.side == side]
        if own:
            rates[side] = Fraction(sum(own), FULL * len(own))
            shares[side] = rules.shares[side]
    weight = sum(shares.values())
    if not weight:
        return next(iter(rates.values()))
    return sum((shares[side] * rates[side] for side in rates), Fraction(0)) / weight


def _full_points(weights: Mapping[str, int]) -> dict[str, int]:
    """Return the full points of parts, in hundredths, together all there are.

    What rounding down leaves goes to those that lost most by it, the first before the others.
    """
    weights = {key: weight for key, weight in weights.items() if weight}
    whole = sum(weights.values())
    exact = {key: Fraction(WHOLE * weight, whole) for key, weight in weights.items()}
    full = {key: int(value) for key, value in exact.items()}
    left = WHOLE - sum(full.values()) if full else 0
    for key in sorted(full, key=lambda key: full[key] - exact[key])[:left]:
        full[key] += 1
    return full


def _added(adjustments: Iterable[Event], sort: str, most: int) -> int:
    """Return what bonuses or deductions come to, in hundredths, up to the most they may."""
    points = (adjustment.points_of(e) for e in adjustments if e.body.get("sort") == sort)
    return min(int(sum(points, Decimal(0)) * _HUNDREDTHS), most * _HUNDREDTHS)
