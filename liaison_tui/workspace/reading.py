"""A workspace as desks, commands and pages read it: months, what waits, what was answered."""

from collections import defaultdict
from collections.abc import Sequence

from liaison_tui import clock
from liaison_tui.journal import (
    approved_score,
    call,
    closing,
    deduction,
    inspection,
    verifying,
)
from liaison_tui.journal.approval import Signing
from liaison_tui.journal.event import Event
from liaison_tui.journal.feeding import Suggestion, suggestions
from liaison_tui.journal.fold import Report
from liaison_tui.journal.local import local_items
from liaison_tui.journal.standing import Standing, standings
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.due import due_day, period_on, periods_of
from liaison_tui.programme.model import Unit
from liaison_tui.programme.period import Span, following, months
from liaison_tui.reports.feedback import Feedback
from liaison_tui.reports.month import Month
from liaison_tui.reports.review_queue import Queue, review_queue
from liaison_tui.reports.span_draft import SpanDraft, span_draft
from liaison_tui.storage.store import Selection
from liaison_tui.workspace.said import Said

# What a unit is told besides how its entries are judged and what it owes.
_TOLD = (
    call.KIND, inspection.KIND, closing.KIND, verifying.KIND, deduction.KIND, approved_score.KIND,
)  # fmt: skip


class Workspace(Said):
    """An office's workspace, opened in the folder `root`; `nonce` seeds a rehearsal's events."""

    def standings(self, unit: Unit, periods: Sequence[str]) -> list[Standing]:
        """Return where all that a unit owes for some months stands.

        At another unit's workspace nothing is known of it.
        """
        known = self.is_centre or self.is_of(unit)
        reports = self.reports(units=[unit.id], periods=periods) if known else None
        drafts = self.drafts.keys() if self.is_of(unit) else ()
        local = self.local_items(unit) if known else ()
        ruled = self.rulings([unit.id])
        return standings(
            self.programme, unit, periods, reports, clock.today(), drafts, local, ruled
        )

    def read_month(self, unit: Unit, period: str) -> Month:
        """Return a unit's month as its desk shows it, with what others have written since."""
        self.store.refresh()
        drafts = self.drafts.all() if self.is_of(unit) else {}
        reports = self.reports(units=[unit.id])
        today, local, ruled = clock.today(), self.local_items(unit), self.rulings([unit.id])
        before, now = (
            standings(self.programme, unit, [month], reports, today, drafts, local, ruled)
            if month in periods_of(self.programme)
            else []
            for month in (following(period, -1), period)
        )
        due = due_day(self.programme, period)
        left = sum(standing.is_open for standing in before)
        year = self.programme.at(period).id
        plans = {
            s.event.item or "": s.event
            for s in self.said(unit.id, "plan")
            if s.event.programme_id == year
        }
        asked = self.said(unit.id, "extension_request", periods=[period])
        return Month(
            self.programme, unit, period, due, today, now, reports, drafts, left, ruled,
            calls=self._calls_now(unit),
            fillers=self.config.fillers if self.is_of(unit) else {}, officer=self.config.officer,
            plans=plans, requests=[s.event for s in asked],
            closed=closing.closed_on(self.ruled([unit.id], closing.KIND), unit.id, period),
        )  # fmt: skip

    def read_span_draft(self, unit: Unit, span: Span) -> SpanDraft:
        """Return a unit's draft of some months, put together from what it has said until now."""
        self.store.refresh()
        now = period_on(self.programme, clock.today())
        come = [month for month in span.months if month <= now]
        reports = self.reports(units=[unit.id])
        return span_draft(self.programme, unit, span, self.standings(unit, come), reports)

    def unapproved(self, unit: Unit, period: str) -> list[Signing]:
        """Return what an export up to a month would send of a unit's own words unapproved.

        All of the month, sent or not, and of earlier months what was not sent yet.
        """
        self.store.refresh()
        signings = self.signings(unit, months(self.programme.at(period).first_period, period))
        return [
            s
            for s in signings
            if s.is_wanted and s.current and (s.period == period or not s.current.sent)
        ]

    def awaiting_approval(self, period: str) -> list[Signing]:
        """Return what an export should say is unapproved: nothing where the settings ask none.

        A centre's export asks for none either.
        """
        if self.unit is None or self.config.approval == "off":
            return []
        return self.unapproved(self.unit, period)

    def read_feedback(self, unit: Unit) -> Feedback:
        """Return what the centre has said to a unit, with what came of it."""
        self.store.refresh()
        vouching = self.store.vouching()
        own = {local.item.id: local.item for local in self.local_items(unit)}
        receipts = Selection(frozenset(("receipt",)), frozenset((unit.id,)))
        return Feedback(
            unit,
            self.programme.versions[::-1],
            self.programme.item_by_id | own,
            clock.stamp(),
            self.reports(units=[unit.id]),
            self.rulings([unit.id]),
            [s.event for s in self.ruled([unit.id], *_TOLD)],
            self.explanations(unit),
            [s.event for s in self.said(unit.id, "extension_request")],
            [s.event for s in self.store.statements(vouching, receipts) if s.by_centre],
            {s.sha256: s for s in vouching.submissions if s.centre is None},
        )

    def read_review_queue(self, period: str) -> Queue:
        """Return what waits for the centre's judgement up to a month."""
        self.store.refresh()
        stated: dict[str, list[Vouched]] = defaultdict(list)
        for statement in self.said(None, "local_item"):
            stated[statement.event.unit].append(statement)
        local = {
            unit: {own.item.id: own.item for own in local_items(said)}
            for unit, said in stated.items()
        }
        reports = self.reports(periods=months(periods_of(self.programme)[0], period))
        return review_queue(self.programme, period, reports, local, self.rulings())

    def suggestions(self, unit: Unit, period: str) -> list[Suggestion]:
        """Return what a unit's activities come to for the items it owes for a month."""
        return suggestions(self.programme, unit, self.activities(unit), period)

    def missing(self, unit: Unit, month: str) -> list[str]:
        """Return the items a unit owes for a month and has said nothing of."""
        return [s.item.id for s in self.standings(unit, [month]) if s.current is None]

    def returned(self) -> list[Report]:
        """Return the reports whose entry the centre has returned to this unit; none at a centre.

        What the unit has explained instead waits for the centre.
        """
        if self.unit is None:
            return []
        reports = self.reports(units=[self.unit.id])
        found = [report for report in reports.values() if report.state == "returned"]
        return [report for report in found if not report.explanation]

    def _calls_now(self, unit: Unit) -> list[Event]:
        """Return the centre's calls to a unit whose time has not run out."""
        now = clock.stamp()
        every = [s.event for s in self.ruled([unit.id], call.KIND)]
        return [event for event in every if not call.is_past(event, now)]
