"""What books of several units are made of, read a unit or a task at a time.

So a year of a hundred units takes no more room than one unit's year.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from liaison_tui.errors import Refused
from liaison_tui.journal.local import LocalItem, local_items
from liaison_tui.journal.standing import Standing
from liaison_tui.journal.totals import Total, totals
from liaison_tui.journal.vouching import Vouched
from liaison_tui.papers.occasion import Occasion
from liaison_tui.papers.summary import Task
from liaison_tui.programme.due import period_on
from liaison_tui.programme.model import Unit
from liaison_tui.programme.period import Span, months
from liaison_tui.reports import wording
from liaison_tui.reports.tally import Tally
from liaison_tui.rulings.settled import Settled
from liaison_tui.workspace import Workspace

# How far work has come, and how far it goes; it may raise what breaks the work off.
Tell = Callable[[int, int], None]


def quietly(_number: int, _count: int) -> None:
    """Tell nobody."""


class Gathering:
    """What was said of some months, at one unit or at all; `tell` is told of every piece read.

    Closed months are as of their close; those still to come are left out. Raises Refused where all
    are.
    """

    def __init__(
        self, workspace: Workspace, span: Span, unit: Unit | None = None, tell: Tell = quietly
    ) -> None:
        self._workspace, self._programme = workspace, workspace.programme
        self._settled = Settled(workspace)
        today = self._settled.today
        now = period_on(self._programme, today)
        come = [month for month in span.months if month <= now]
        if not come:
            raise Refused(f"{wording.period_word(span.name)}还没有开始", "请换一个时段")
        self._units = [unit] if unit else list(self._programme.units)
        closed = self._settled.closed_words(come, self._units)
        self.occasion = Occasion(
            self._programme, self._programme.centre_name, span.name, come, today, unit, closed
        )
        self._tell, self._done, self._count = tell, 0, 0

    def expect(self, *, tallies: int = 0, units: int = 0, tasks: int = 0) -> None:
        """Say how often all units and all tasks are going to be read."""
        items = [item for item in self._programme.items if item.kind == "task"]
        self._count = (tallies + units) * len(self._units) + tasks * len(items)

    def tally(self) -> Tally:
        """Return the counts, and those of the year up to the last month."""
        found = Tally(self._programme, self.occasion.months)
        for unit in self._units:
            found.take(unit, self._of(unit, self._year))
            self._step()
        return found

    def by_unit(self) -> Iterator[list[Standing]]:
        """Give what each unit owes, its own items too."""
        for unit in self._units:
            yield self._of(unit, self.occasion.months)
            self._step()

    def tasks(self) -> Iterator[Task]:
        """Give every task with where it stands at all units, month by month."""
        for item in self._programme.items:
            if item.kind != "task":
                continue
            # The same plan with one item in it: nobody looks through the others again.
            alone = replace(self._programme, items=(item,))
            shown = self.occasion.months
            reports = self._settled.reports(items=[item.id], periods=shown)
            found = [
                standing
                for unit in self._units
                for standing in self._settled.standings(unit, shown, reports, programme=alone)
            ]
            yield Task(item, found)
            self._step()

    def totals(self) -> dict[str, list[Total]]:
        """Return the totals of what is measured, by item."""
        found = {}
        for item in self._programme.items:
            if item.measures:
                alone = replace(self._programme, items=(item,))
                reports = self._settled.reports(items=[item.id], periods=self._year)
                found[item.id] = totals(alone, reports, self.occasion.months[-1])
        return found

    @property
    def _year(self) -> list[str]:
        return months(self._programme.first_period, self.occasion.months[-1])

    def _of(self, unit: Unit, periods: Sequence[str]) -> list[Standing]:
        reports = self._settled.reports(units=[unit.id], periods=periods)
        return self._settled.standings(unit, periods, reports, self._local.get(unit.id, ()))

    @cached_property
    def _local(self) -> dict[str, list[LocalItem]]:
        """What units have set themselves, by unit."""
        said: dict[str, list[Vouched]] = {}
        for statement in self._workspace.said(None, "local_item"):
            said.setdefault(statement.event.unit, []).append(statement)
        return {unit: local_items(found) for unit, found in said.items()}

    def _step(self) -> None:
        self._done += 1
        self._tell(min(self._done, self._count), self._count)
