"""What a circular (情况通报) of a month says, and where each of its figures comes from.

It names only units that may be circulated; one of them is left out only for a reason.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from liaison_tui.errors import Refused
from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.standing import Standing
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.totals import Total
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Unit
from liaison_tui.programme.obligations import is_owed
from liaison_tui.reports.dashboard import Dashboard
from liaison_tui.reports.heat import HeatRow

_NUMBERS = "quantities"


@dataclass(frozen=True, slots=True)
class Struck:
    """A unit that is not named, and why."""

    unit: Unit
    reason: str


@dataclass(frozen=True)
class Circular:
    """A month to be circulated. `reports` are of all months up to it.

    `carried` says which submission brought an entry, by its id; `received` when a submission was
    received, by its SHA-256.
    """

    board: Dashboard
    struck: Sequence[Struck]
    reports: Mapping[Key, Report]
    carried: Mapping[str, Submission]
    received: Mapping[str, str]

    @cached_property
    def named(self) -> list[HeatRow]:
        """The units that may be named."""
        left_out = {each.unit.id for each in self.struck}
        return [
            row
            for row in self.board.heat.rows
            if row.unit.circulated and row.unit.id not in left_out
        ]

    @property
    def unnamed(self) -> list[HeatRow]:
        """The units whose figures count and whose names are not said."""
        return [row for row in self.board.heat.rows if row not in self.named]

    @property
    def punctual(self) -> list[HeatRow]:
        """The units that have reported all they owed in time."""
        return [r for r in self.named if not r.counts["missing"] and not r.counts["late"]]

    @property
    def overdue(self) -> list[tuple[HeatRow, int]]:
        """The units that have not reported what is due, with how much, those with most first.

        What was given more time is not due; what lies in a file that waits to be confirmed has
        arrived, so that its unit is not among them.
        """
        found = [
            (row, sum(standing.overdue for standing in row.cells.values()))
            for row in self.named
            if row.unit.id not in self.board.waiting
        ]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])

    @property
    def late(self) -> list[tuple[HeatRow, int]]:
        """The units that have reported something late, with how much, those with most first."""
        found = [(row, row.counts["late"]) for row in self.named if row.counts["late"]]
        return sorted(found, key=lambda pair: -pair[1])

    @property
    def returned(self) -> dict[str, list[Standing]]:
        """What was returned and is neither corrected nor explained, by the unit's name."""
        found: dict[str, list[Standing]] = defaultdict(list)
        for row in self.named:
            for standing in row.cells.values():
                if standing.state == "returned" and standing.is_open:
                    found[row.unit.name].append(standing)
        return dict(found)

    def behind(self, total: Total, unit: str) -> list[Vouched]:
        """Return the entries from which a unit's share of a sum comes, the oldest first.

        Of a measure whose months are added up those of the year, else the newest.
        """
        programme, period = self.board.programme, self.board.heat.period
        owing = programme.unit_by_id[unit]
        found = [
            report.current
            for (name, item, month), report in sorted(self.reports.items())
            if name == unit and item == total.item.id and month <= period
            if report.current and total.measure.key in report.current.event.body.get(_NUMBERS, {})
            if is_owed(programme, owing, total.item, month)
        ]
        if total.measure.rule != "period":
            return found[-1:]
        return [entry for entry in found if (entry.event.period or "")[:4] == period[:4]]


def check_struck(board: Dashboard, struck: Sequence[Struck]) -> None:
    """Raise Refused for a unit struck without a reason, twice, or that would not be named."""
    seen: set[str] = set()
    for each in struck:
        if not each.reason.strip():
            raise Refused(f"没有写不通报{each.unit.name}的理由", "请用 --reason 写明")
        if each.unit.id in seen:
            raise Refused(f"{each.unit.name}写了两次")
        seen.add(each.unit.id)
        if not each.unit.circulated:
            raise Refused(f"{each.unit.name}本来就不在通报之列，不用写理由")
        if each.unit.id not in {row.unit.id for row in board.heat.rows}:
            raise Refused(f"{each.unit.name}这个月没有应报事项，不用写理由")
