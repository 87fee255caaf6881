"""What was said in a workspace: its statements, selected, and the reports they fold to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from liaison_tui import clock
from liaison_tui.errors import UnknownName, WrongUse
from liaison_tui.journal import approval, bodies
from liaison_tui.journal import rulings as ruling_rules
from liaison_tui.journal.activity import Activity, activities
from liaison_tui.journal.approval import Signing
from liaison_tui.journal.concern import EXPLANATION, explanations_of
from liaison_tui.journal.continuing import retold
from liaison_tui.journal.event import ENTRY_KINDS, Event
from liaison_tui.journal.fold import Key, Report, fold
from liaison_tui.journal.local import LocalItem, local_items
from liaison_tui.journal.rulings import Rulings
from liaison_tui.journal.unreplaced import unreplaced
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.continuing import name_in
from liaison_tui.programme.due import due_day, period_on, periods_of
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.programme.names import find_item, find_unit, local_id
from liaison_tui.programme.obligations import is_owed
from liaison_tui.programme.period import Span, months, read_month, read_span
from liaison_tui.storage.store import Selection
from liaison_tui.workspace.kept import Kept

_YEAR_KINDS = frozenset(("plan", "local_item"))
REPORT_KINDS = ENTRY_KINDS | {"review", EXPLANATION}


class Said(Kept):
    """What was said in a workspace, and which obligation a person means."""

    def unit_named(self, name: str | None) -> Unit:
        """Return the unit a person means; left out, the workspace's own. Raises UnknownName."""
        if name is not None:
            return find_unit(self.programme, name)
        if self.unit is None:
            raise WrongUse("汇总端要指明单位", "请加上 --unit 单位名称")
        return self.unit

    def month(self, text: str | None) -> str:
        """Return the month a person names, or the one that is being reported now."""
        return month_named(self.programme, text)

    def span(self, text: str | None) -> Span:
        """Return the months of a month, quarter or year a person names, or the one of now."""
        return span_named(self.programme, text)

    def reports(
        self,
        *,
        units: Iterable[str] | None = None,
        items: Iterable[str] | None = None,
        periods: Iterable[str] | None = None,
    ) -> dict[Key, Report]:
        """Return the reports of the obligations asked for; None asks for all."""
        selection = Selection(
            REPORT_KINDS,
            *(None if wanted is None else frozenset(wanted) for wanted in (units, items, periods)),
        )
        return fold(self.store.statements(self.store.vouching(), selection))

    def reports_up_to(self, span: Span) -> dict[Key, Report]:
        """Return the reports of some months, and of earlier ones those that totals need."""
        known = self.programme.known
        measured = {item.id for version in known for item in version.items if item.measures}
        earlier = months(self.programme.at(span.months[-1]).first_period, span.months[-1])
        return self.reports(items=measured, periods=earlier) | self.reports(periods=span.months)

    def said(
        self,
        unit: str | None,
        kind: str,
        *,
        items: Iterable[str] | None = None,
        periods: Iterable[str] | None = None,
    ) -> list[Vouched]:
        """Return what stands of one kind that units have said themselves: what none replaces.

        None asks for every unit's, all items, all months. One that is malformed, kept here before
        such were refused, says nothing.
        """
        selection = Selection(
            frozenset((kind,)),
            None if unit is None else frozenset((unit,)),
            *(None if wanted is None else frozenset(wanted) for wanted in (items, periods)),
        )
        found = self.store.statements(self.store.vouching(), selection)
        return unreplaced(s for s in found if bodies.wrong_in(s.event) is None)

    def ruled(self, units: Iterable[str] | None, *kinds: str) -> list[Vouched]:
        """Return what stands of what the centre has ruled, of some kinds; None asks for all units.

        As with `said`, what is malformed says nothing.
        """
        wanted = None if units is None else frozenset(units)
        selection = Selection(frozenset(kinds), wanted)
        return ruling_rules.well_formed(self.store.statements(self.store.vouching(), selection))

    def rulings(self, units: Iterable[str] | None = None) -> Rulings:
        """Return what the centre has ruled of what units owe; None asks for every unit."""
        return self.rulings_by(self.ruled(units, *ruling_rules.KINDS))

    def rulings_by(self, words: Iterable[Vouched]) -> Rulings:
        """Return what some of the centre's words about what is owed come to."""
        found = ruling_rules.rulings(words)
        # A year begins with its plan's first month, whatever a later version of it says.
        begins: dict[str, str] = {}
        for version in self.programme.known:
            former = begins.get(version.id, version.first_period)
            begins[version.id] = min(former, version.first_period)
        return replace(found, years=tuple(sorted(begins.values())[1:]))

    def explained(self, unit: Unit, kind: str) -> list[Vouched]:
        """Return what stands of what a unit has said in explanation of a kind, oldest first."""
        said = {s.event.id: s for s in self._explanations(unit)}
        return [said[e.id] for e in explanations_of(kind, (s.event for s in said.values()))]

    def explanations(self, unit: Unit | None) -> list[Event]:
        """Return what a unit, or every one, has said in explanation of itself."""
        return [s.event for s in self._explanations(unit)]

    def _explanations(self, unit: Unit | None) -> list[Vouched]:
        units = None if unit is None else frozenset((unit.id,))
        selection = Selection(frozenset((EXPLANATION,)), units)
        found = self.store.statements(self.store.vouching(), selection)
        return [s for s in found if not s.by_centre and not s.event.is_newer]

    def said_of(
        self, unit: str, item: str, periods: Sequence[str], *, as_of: str | None = None
    ) -> tuple[list[Report], list[Event]]:
        """Return the reports of an item's months, and all else that was said of it then.

        Its id is that of the month `as_of`, else of the last one; other years' plans may have
        another one for it.
        """
        as_of, vouching, whose = as_of or periods[-1], self.store.vouching(), frozenset((unit,))
        by_name: dict[str, set[str]] = defaultdict(set)
        for period in periods:
            if name := name_in(self.programme, item, as_of, period):
                by_name[name].add(period)
        selections = [
            Selection(None, whose, frozenset((name,)), frozenset(some))
            for name, some in by_name.items()
        ]
        # They hold beyond the month they were said in.
        selections.append(Selection(_YEAR_KINDS, whose, frozenset((item,))))
        year = self.programme.at(as_of).id
        found = {
            s.event.id: s
            for selection in selections
            for s in self.store.statements(vouching, selection)
            if s.event.kind != "plan" or s.event.programme_id == year
        }
        statements = list(found.values())
        others = [s.event for s in statements if not s.event.is_entry and not s.event.is_newer]
        reports = list(retold(self.programme, as_of, fold(statements)).values())
        entries = {entry.event.id for report in reports for entry in report.entries}
        given = approval.approvals(self._approvals([unit], periods))
        others += [a.event for a in given if entries.intersection(a.entries)]
        return reports, others

    def local_items(self, unit: Unit) -> list[LocalItem]:
        """Return the items a unit has set itself, withdrawn ones too."""
        return local_items(self.said(unit.id, "local_item"))

    def item_named(self, unit: Unit, text: str, period: str | None = None) -> Item:
        """Return the item a person means, the unit's own ones too, as a month's plan has it.

        Raises UnknownName.
        """
        name = local_id(text)
        if name is None:
            found = find_item(self.programme, text)
            return self.programme.item_of(found.id, period) or found if period else found
        own = {local.item.id: local.item for local in self.local_items(unit)}
        if name not in own:
            raise UnknownName("本地事项", text, list(own)[:6])
        return own[name]

    def is_owed(self, unit: Unit, item: Item, period: str) -> bool:
        """Tell whether a unit owes an item for a month, or has set itself to report it.

        What the centre has struck off is owed no more.
        """
        if not self.rulings([unit.id]).is_owed(unit.id, item.id, period):
            return False
        if item.kind != "local":
            return is_owed(self.programme, unit, item, period)
        own = (local for local in self.local_items(unit) if local.item.id == item.id)
        return any(local.is_owed_in(period) for local in own)

    def due(self, unit: Unit, item: Item, period: str) -> date:
        """Return the last day on which a unit's report is on time, with the time it was given."""
        key = unit.id, item.id, period
        return self.rulings([unit.id]).due(key, due_day(self.programme, period))

    def activities(self, unit: Unit) -> list[Activity]:
        """Return a unit's activities, by date."""
        return activities(self.said(unit.id, "activity"))

    def signings(self, unit: Unit, periods: Sequence[str]) -> list[Signing]:
        """Return how far what a unit has said for some months is approved, by item and month."""
        reports = self.reports(units=[unit.id], periods=periods)
        return approval.signings(reports.values(), self._approvals([unit.id], periods))

    def _approvals(self, units: Iterable[str], periods: Iterable[str]) -> list[Vouched]:
        selection = Selection(
            frozenset((approval.KIND,)), frozenset(units), None, frozenset(periods)
        )
        return list(self.store.statements(self.store.vouching(), selection))

    def conflicts(self) -> list[Report]:
        """Return every obligation that stands in conflict, in order."""
        contested = self.store.contested()
        if not contested:
            return []
        units, items, periods = ({key[n] for key in contested} for n in range(3))
        reports = self.reports(units=units, items=items, periods=periods)
        return [report for report in reports.values() if report.conflict]


def month_named(programme: Programme, text: str | None) -> str:
    """Return the month a person names, or the one that is being reported now."""
    if text is None:
        return period_on(programme, clock.today())
    return read_month(text, periods_of(programme))


def span_named(programme: Programme, text: str | None) -> Span:
    """Return the months a person names (a month, quarter or year), or the one of now."""
    if text is None:
        return Span(found := period_on(programme, clock.today()), [found])
    return read_span(text, periods_of(programme))
