"""A unit's month as its desk shows it: what it owes, and what of that was looked for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from liaison_tui.journal.comparing import earlier_entries
from liaison_tui.journal.continuing import retold
from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.rulings import NOTHING_RULED, Rulings
from liaison_tui.journal.standing import Standing
from liaison_tui.journal.vouching import Vouched
from liaison_tui.pinyin import spelled_by
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.programme.obligations import obligations
from liaison_tui.reports import wording
from liaison_tui.storage.drafts import Draft
from liaison_tui.text import normal

# The parts of a month one may look at, with their words; all but the first share it out.
VIEWS = {"all": "全部", "open": "待填", "zero": "待零报告", "done": "已填"}
_STATE_WORDS = frozenset(normal(word) for word in (*wording.STATES.values(), wording.OVERDUE))
# Who sits here, as one types it to find what is one's own.
MINE = frozenset(("我", "本人"))
_NUMBER = re.compile(r"([til]?)0*(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class Month:
    """All that a unit owes for a month. `reports` are of all months, `drafts` by obligation.

    `left_before` is how many items of the month before are still to be written. `rulings` and
    `calls` (临时调度, those whose time has not run out) are what the centre has ruled of this unit.
    `fillers` are who in this office fills an item in, by its id; `officer` is who sits at this
    desk. `plans` are the unit's plans by item, `requests` its standing requests for more time for
    this month. `closed` is the day on which the centre closed the month for this unit, or empty.
    """

    programme: Programme
    unit: Unit
    period: str
    due: date
    today: date
    standings: Sequence[Standing]
    reports: Mapping[Key, Report]
    drafts: Mapping[Key, Draft]
    left_before: int = 0
    rulings: Rulings = NOTHING_RULED
    calls: Sequence[Event] = ()
    fillers: Mapping[str, str] = field(default_factory=dict)
    officer: str = ""
    plans: Mapping[str, Event] = field(default_factory=dict)
    requests: Sequence[Event] = ()
    closed: str = ""

    def standing(self, item: str) -> Standing | None:
        """Return where an item stands, or None where the month does not owe it."""
        return next((s for s in self.standings if s.item.id == item), None)

    @property
    def struck_off(self) -> list[Item]:
        """The items that would be owed for the month, had the centre not struck them off."""
        return [
            obligation.item
            for obligation in obligations(self.programme, self.unit, self.period)
            if not self.rulings.is_owed(*obligation.key)
        ]

    def calls_for(self, item: str) -> list[Event]:
        """Return the centre's calls that ask for an item."""
        return [event for event in self.calls if item in event.body.get("items", ())]

    def earlier(self, item: str) -> dict[str, Vouched]:
        """Return what stands of an item in the months before, by month."""
        return earlier_entries(self._retold, self.unit.id, item, self.period)

    @cached_property
    def _retold(self) -> Mapping[Key, Report]:
        """The reports under the ids that items bear in this month's plan."""
        return retold(self.programme, self.period, self.reports)

    def before(self, item: str) -> tuple[str, Vouched] | None:
        """Return the newest earlier month in which an item was reported, and that entry."""
        found = self.earlier(item)
        return max(found.items(), key=lambda pair: pair[0]) if found else None

    def contested(self, up_to: str) -> list[tuple[str, str]]:
        """Return what is in conflict in a month or any before it, as (month, item), in order."""
        return sorted(
            (period, item)
            for (_, item, period), report in self.reports.items()
            if period <= up_to and report.conflict
        )

    @property
    def done(self) -> int:
        """How many items are written, and neither returned nor contested."""
        return sum(not s.is_open for s in self.standings)

    @property
    def returned(self) -> int:
        """How many entries were returned and wait to be corrected, or explained."""
        return sum(s.state == "returned" and s.is_open for s in self.standings)

    @property
    def has_begun(self) -> bool:
        """Whether the month has begun."""
        return self.period <= f"{self.today:%Y-%m}"

    @property
    def days_left(self) -> int:
        """How many days are left to the due day; negative after it."""
        return (self.due - self.today).days


def in_view(month: Month, view: str, text: str = "") -> list[Standing]:
    """Return what belongs to a view (a key of `VIEWS`) and matches what was typed to find it."""
    return [
        standing
        for standing in month.standings
        if _belongs(standing, view) and matches(month, standing, text)
    ]


def matches(month: Month, standing: Standing, text: str) -> bool:
    """Tell whether an obligation of a month is what was typed to find it.

    That is a number of its item (`18`, `T18`) and nothing else; a word for oneself (`MINE`) and
    nothing else; or words of the item, its area or who fills it in, the pinyin of such
    (`spelled_by`), or a word for its state (`草稿`, `退回`, `待填`).
    """
    wanted = normal(text)
    item = standing.item
    filler = month.fillers.get(item.id, "")
    if wanted in MINE:
        return bool(filler) and normal(filler) == normal(month.officer)
    if _NUMBER.fullmatch(wanted):
        return is_item_meant(month.programme, item, text)
    return (
        is_item_meant(month.programme, item, text)
        or wanted in normal(filler)
        or spelled_by(filler, wanted)
        or _is_in_state(standing, wanted)
    )


def is_item_meant(programme: Programme, item: Item, text: str) -> bool:
    """Tell whether what was typed so far may mean an item.

    That is its number (`18`, `T18`, or `T1` of it) and nothing else; or words of it or of its
    area, or the pinyin of such.
    """
    wanted = normal(text)
    if number := _NUMBER.fullmatch(wanted):
        is_whole = int(item.id[1:]) == int(number[2])
        if not number[1]:
            return is_whole
        return item.id[0].lower() == number[1] and (is_whole or item.id.lower().startswith(wanted))
    area = programme.area_heading(item)
    return wanted in normal(f"{item.id}{item.text}{area}") or any(
        spelled_by(words, wanted) for words in (item.text, area)
    )


def _is_in_state(standing: Standing, wanted: str) -> bool:
    """Tell whether a word means the state of an obligation, by that of a view or of the state.

    The whole word of a state means that state only: 待报 is also a part of 已填待报.
    """
    view = next((view for view, word in VIEWS.items() if word == wanted), "all")
    if view != "all":
        return _belongs(standing, view)
    word = normal(wording.standing_word(standing))
    if wanted in _STATE_WORDS:
        return wanted == word
    return len(wanted) >= 2 and wanted in word


def _belongs(standing: Standing, view: str) -> bool:
    is_zero = standing.item.reports == "zero"
    return {
        "all": True,
        "open": standing.is_open and not is_zero,
        "zero": standing.is_open and is_zero,
        "done": not standing.is_open,
    }[view]
