"""Where each obligation stands on a day: what was said of it, its state, its light.

The same answer for the officer's desk, the centre's drill-down, `tasks` and its JSON.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from liaison_tui.journal.fold import Key, Report, State
from liaison_tui.journal.lights import light_of
from liaison_tui.journal.local import LocalItem
from liaison_tui.journal.rulings import NOTHING_RULED, Rulings
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Item, Light, Programme, Unit
from liaison_tui.programme.obligations import Obligation, obligations

# What a draft does not hide: somebody has to see these first.
_BEFORE_DRAFT = ("conflict", "returned")
# The states in which the unit still has to write.
OPEN_STATES = ("unreported", "draft", *_BEFORE_DRAFT)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one obligation stands. `report` is None where nothing was said of it.

    `overdue`: its due day has passed and nothing was reported.
    """

    obligation: Obligation
    report: Report | None
    state: State
    light: Light
    overdue: bool

    @property
    def item(self) -> Item:
        """The item that is owed."""
        return self.obligation.item

    @property
    def current(self) -> Vouched | None:
        """The current entry, if one stands."""
        return self.report.current if self.report else None

    @property
    def body(self) -> Mapping[str, Any]:
        """What the current entry says; empty where none stands."""
        return self.current.event.body if self.current else {}

    @property
    def is_open(self) -> bool:
        """Whether the unit still has to write: unreported, half written, returned or contested.

        What was returned and has been explained waits for the centre.
        """
        return self.state in OPEN_STATES and not self.explanation

    @property
    def comment(self) -> str:
        """What the centre wrote when it returned the current entry; empty where it did not."""
        review = self.report.review if self.report and self.state == "returned" else None
        return str(review.event.body.get("comment", "")) if review else ""

    @property
    def explanation(self) -> str:
        """Why the unit left what was returned as it is; empty where it has not said so."""
        return self.report.explanation if self.report and self.state == "returned" else ""


def standings(
    programme: Programme,
    unit: Unit,
    months: Iterable[str],
    reports: Mapping[Key, Report] | None,
    today: date,
    drafts: Collection[Key] = (),
    local: Sequence[LocalItem] = (),
    rulings: Rulings = NOTHING_RULED,
) -> list[Standing]:
    """Return where all that a unit owes for some months stands, in the programme's order.

    Its own items, `local`, come last. `rulings` are what the centre has ruled.
    Without `reports` (no workspace) nothing is known: no light is on. `drafts` are the keys of
    half-filled forms.
    """
    return [
        _standing(programme, obligation, reports, today, obligation.key in drafts)
        for month in months
        for obligation in rulings.applied_to(
            (
                *obligations(programme, unit, month),
                *(_set_itself(programme, unit, o, month) for o in local if o.is_owed_in(month)),
            )
        )
    ]


def _set_itself(programme: Programme, unit: Unit, own: LocalItem, month: str) -> Obligation:
    """Return what a unit has set itself to report: it leads it, and names itself."""
    return Obligation(unit, own.item, month, due_day(programme, month), "lead", "named")


def _standing(
    programme: Programme,
    obligation: Obligation,
    reports: Mapping[Key, Report] | None,
    today: date,
    has_draft: bool,
) -> Standing:
    report = reports.get(obligation.key) if reports is not None else None
    state: State = report.state if report else "unreported"
    said = report is not None and report.current is not None
    rules = programme.at(obligation.period).lights
    return Standing(
        obligation,
        report,
        state="draft" if has_draft and state not in _BEFORE_DRAFT else state,
        light="grey" if reports is None else light_of(report, obligation, rules, today),
        overdue=reports is not None and not said and today > obligation.due,
    )
