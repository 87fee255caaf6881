"""All units' scores for some months: the trial (试算), what was approved, objections (申诉).

Pure: `rulings/scores.py` gathers it. Who is missing an approval is told here, for all who print.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from liaison_tui.journal.approved_score import answers_of, total_of
from liaison_tui.journal.event import Event
from liaison_tui.journal.objection import Objection
from liaison_tui.journal.scores import Score, places
from liaison_tui.programme.model import Unit
from liaison_tui.programme.period import Span
from liaison_tui.programme.scoring import ScoringRules
from liaison_tui.reports.unit_groups import UNIT_GROUPS, group_of

State = Literal["none", "trial", "approved", "objected", "final"]
STATES: dict[State, str] = {
    "none": "没有可算的", "trial": "试算", "approved": "申诉期内", "objected": "申诉待答复",
    "final": "已定",
}  # fmt: skip
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit's score: as it would be now, and as it was approved, if it was.

    `objections` are of this span, the oldest first.
    """

    unit: Unit
    trial: Score
    approved: Event | None = None
    objections: tuple[Objection, ...] = ()

    @property
    def total(self) -> int | None:
        """The score, in hundredths: the approved one, else the trial's; None where none is."""
        return total_of(self.approved) if self.approved else self.trial.total

    @property
    def differs(self) -> bool:
        """Whether the trial has come to something else since it was approved."""
        return self.approved is not None and self.trial.total != total_of(self.approved)

    @property
    def waiting(self) -> list[Objection]:
        """The objections that came in time and have no answer."""
        return [objection for objection in self.objections if objection.waits]

    @property
    def until(self) -> str:
        """The last day to object; empty where nothing is approved."""
        return str(self.approved.body["until"]) if self.approved else ""

    @property
    def answers(self) -> Sequence[Mapping[str, object]]:
        """The answers the approved score takes along."""
        return answers_of(self.approved)

    def state(self, today: date) -> State:
        """Return how far it is."""
        if self.approved is None:
            return "trial" if self.trial.total is not None else "none"
        if self.waiting:
            return "objected"
        return "approved" if today.isoformat() <= self.until else "final"


@dataclass(frozen=True)
class ScoreSheet:
    """The scores of all assessed units for some months, on a day, by the rules as they are now.

    `due` is the last due day of its months; `waiting` are the ids of units of which a file waits
    for its device to be confirmed, and counts for nothing yet.
    """

    span: Span
    rules: ScoringRules
    today: date
    due: date
    rows: Sequence[Scored]
    waiting: frozenset[str] = frozenset()

    @property
    def not_counted(self) -> str:
        """Return in Chinese of whom a file waits and counts for nothing yet; empty for nobody."""
        rows = [row for row in self.rows if row.unit.id in self.waiting]
        return f"{_names(rows)}有报送包待核验，还没有算进得分，请先登记电脑" if rows else ""

    @property
    def is_over(self) -> bool:
        """Whether the last due day has passed, so that scores can be approved."""
        return self.today > self.due

    def row(self, unit: str) -> Scored | None:
        """Return the row of a unit; None for one that is not assessed."""
        return next((row for row in self.rows if row.unit.id == unit), None)

    @property
    def groups(self) -> Iterator[tuple[str, list[tuple[int | None, Scored]]]]:
        """Yield groups of units with their rows, the best first, each with its place there."""
        for name in UNIT_GROUPS:
            rows = [row for row in self.rows if group_of(row.unit) == name]
            if not rows:
                continue
            rank = places({row.unit.id: row.total for row in rows if row.total is not None})
            last = len(rows) + 1
            rows.sort(key=lambda row: rank.get(row.unit.id, last))
            yield name, [(rank.get(row.unit.id), row) for row in rows]

    @property
    def to_approve(self) -> list[Scored]:
        """The rows with a score that is not approved, or is another one now."""
        return [
            row
            for row in self.rows
            if row.trial.total is not None and (row.approved is None or row.differs)
        ]

    @property
    def objections(self) -> list[Objection]:
        """All objections, those that wait first, then by day."""
        every = [objection for row in self.rows for objection in row.objections]
        return sorted(every, key=lambda o: (not o.waits, o.day, o.name))

    @property
    def why_not_final(self) -> tuple[str, str]:
        """Return in Chinese why nothing may be printed yet and what to do; empty where it may."""
        counted = [row for row in self.rows if row.total is not None]
        trial = [row for row in counted if row.approved is None]
        if trial or not counted:
            names = f"{_names(trial)}的得分" if trial else "这个时段的得分"
            return f"{names}还没有批准，只是试算", "批准以后、申诉期满再印发"
        objected = [row for row in counted if row.waiting]
        if objected:
            return f"{_names(objected)}的申诉还没有答复，不能印发", "请先答复申诉"
        until = max(row.until for row in counted)
        if self.today.isoformat() <= until:
            return f"申诉期到 {until} 为止，还不能印发", "请在期满以后再印发"
        return "", ""


def _names(rows: Sequence[Scored]) -> str:
    """Return the names of units, of many the first: 澄江街道、华士镇等 12 家."""
    names = "、".join(row.unit.name for row in rows[:_NAMED])
    return f"{names}等 {len(rows)} 家" if len(rows) > _NAMED else names
