"""Months as papers and scores take them: closed ones (定稿) as of their close, others as of now.

So a table of the year that is printed in December says of March what was settled in April.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from liaison_tui import clock
from liaison_tui.journal import closing
from liaison_tui.journal import rulings as ruling_rules
from liaison_tui.journal.closing import Closing
from liaison_tui.journal.fold import Key, Report, fold
from liaison_tui.journal.local import LocalItem
from liaison_tui.journal.rulings import Rulings
from liaison_tui.journal.standing import Standing, standings
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.reports.closing import closed_words
from liaison_tui.rulings.closed import closings, rows_as_closed
from liaison_tui.storage.store import Selection
from liaison_tui.workspace import REPORT_KINDS, Workspace


class Settled:
    """What was said of months as far as it counts; `today` is the day that open ones are as of."""

    def __init__(self, workspace: Workspace) -> None:
        workspace.store.refresh()
        self._workspace = workspace
        self.today = clock.today()
        self._vouching = workspace.store.vouching()
        self._live = workspace.rulings()
        self._closed = {place: w for place, w in closings(workspace).items() if w.is_closed}
        self._ids: dict[tuple[str, str], frozenset[str]] = {}
        self._ruled: dict[tuple[str, str], Rulings] = {}

    def reports(
        self,
        *,
        periods: Iterable[str],
        units: Iterable[str] | None = None,
        items: Iterable[str] | None = None,
    ) -> dict[Key, Report]:
        """Return the reports of some months; None asks for all units, or all items."""
        selection = Selection(
            REPORT_KINDS,
            *(None if wanted is None else frozenset(wanted) for wanted in (units, items, periods)),
        )
        said = self._workspace.store.statements(self._vouching, selection)
        return fold(each for each in said if self._counts(each))

    def standings(
        self,
        unit: Unit,
        months: Iterable[str],
        reports: Mapping[Key, Report],
        local: Sequence[LocalItem] = (),
        programme: Programme | None = None,
    ) -> list[Standing]:
        """Return where all that a unit owes for some months stands, by `reports` of this object.

        `programme` is the workspace's, or less of it.
        """
        plan = programme or self._workspace.programme
        found = []
        for month in months:
            word = self._closed.get((unit.id, month))
            if word is None:
                found += standings(
                    plan, unit, [month], reports, self.today, (), local, self._live
                )  # fmt: skip
            else:
                ruled = self._rulings_at(unit.id, month, word)
                found += rows_as_closed(plan, unit, month, reports, ruled, word, local)
        return found

    def owed_by_each(self, month: str, reports: Mapping[Key, Report]) -> Iterator[list[Standing]]:
        """Give where all that is owed for a month stands, a unit at a time."""
        for unit in self._workspace.programme.units_in([month]):
            yield self.standings(unit, [month], reports)

    def closed_words(self, months: Sequence[str], units: Iterable[Unit]) -> str:
        """Return which of some months are closed, in words; empty where none is."""
        names = {unit.id for unit in units}
        programme, shut = self._workspace.programme, {}
        for month in months:
            owing = [unit.id for unit in programme.units_in([month]) if unit.id in names]
            closed = sum((name, month) in self._closed for name in owing)
            shut[month] = (closed, len(owing))
        return closed_words(shut)

    def _counts(self, said: Vouched) -> bool:
        place = said.event.unit, said.event.period or ""
        word = self._closed.get(place)
        return word is None or said.event.id in self._counted(place, word)

    def _counted(self, place: tuple[str, str], word: Closing) -> frozenset[str]:
        if place not in self._ids:
            self._ids[place] = closing.counted(word, self._vouching.listed_by(word.manifests))
        return self._ids[place]

    def _rulings_at(self, unit: str, month: str, word: Closing) -> Rulings:
        """Return what had been ruled of a unit's month when it was closed, or accepted since."""
        place = unit, month
        if place not in self._ruled:
            said = [s for s in self._ever_ruled[unit] if (s.event.period or "") <= month]
            counted = closing.as_closed(said, self._counted(place, word))
            self._ruled[place] = self._workspace.rulings_by(counted)
        return self._ruled[place]

    @cached_property
    def _ever_ruled(self) -> dict[str, list[Vouched]]:
        """All that was ever ruled of what units owe, what was replaced later too, by unit."""
        found: dict[str, list[Vouched]] = defaultdict(list)
        of_rulings = Selection(frozenset(ruling_rules.KINDS))
        for said in self._workspace.store.statements(self._vouching, of_rulings):
            if not said.event.is_newer:
                found[said.event.unit].append(said)
        return found
