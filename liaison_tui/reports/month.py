"""A unit's month as its desk shows it: what it owes, in groups, what needs words first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liaison_tui.journal.comparing import earlier_entries
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
FIRST = {"returned": wording.STATES["returned"], "conflict": "填报不一致，待核定"}
_STATE_WORDS = frozenset(normal(word) for word in (*wording.STATES.values(), wording.OVERDUE))
_NUMBER = re.compile(r"([til]?)0*(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class Month:
    """All that a unit owes for a month. `reports` are of all months, `drafts` by obligation.

    `left_before` is how many items of the month before are still to be written. `rulings` and
    `calls` (临时调度) are what the centre has ruled of this unit.
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
        """Return the centre's calls that ask for an item and whose time has not run out."""
        return [
            event
            for event in self.calls
            if item in event.body.get("items", ())
            and str(event.body.get("due", ""))[:10] >= self.today.isoformat()
        ]

    def earlier(self, item: str) -> dict[str, Vouched]:
        """Return what stands of an item in the months before, by month."""
        return earlier_entries(self.reports, self.unit.id, item, self.period)

    def before(self, item: str) -> tuple[str, Vouched] | None:
        """Return the newest earlier month in which an item was reported, and that entry."""
        found = self.earlier(item)
        return max(found.items(), key=lambda pair: pair[0]) if found else None

    @property
    def done(self) -> int:
        """How many items are written, and neither returned nor contested."""
        return sum(not s.is_open for s in self.standings)

    @property
    def returned(self) -> int:
        """How many entries were returned and wait to be corrected, or explained."""
        return sum(s.state == "returned" and s.is_open for s in self.standings)

    @property
    def days_left(self) -> int:
        """How many days are left to the due day; negative after it."""
        return (self.due - self.today).days


def in_view(month: Month, view: str, text: str = "") -> list[Standing]:
    """Return what belongs to a view (a key of `VIEWS`) and matches what was typed to find it."""
    return [
        standing
        for standing in month.standings
        if _belongs(standing, view) and matches(standing, month.programme, text)
    ]


def in_groups(month: Month, found: Sequence[Standing]) -> list[tuple[str, list[Standing]]]:
    """Return standings under titles: first what was returned or is contested, then by area.

    Within an area, and of the areas, what needs words comes first and what is done last.
    """
    groups: dict[str, list[Standing]] = {FIRST["returned"]: [], FIRST["conflict"]: []}
    for standing in found:
        area = month.programme.area_heading(standing.item)
        waits = standing.state if standing.is_open else ""
        groups.setdefault(FIRST.get(waits, area), []).append(standing)
    for rows in groups.values():
        rows.sort(key=_need)
    filled = [(title, rows) for title, rows in groups.items() if rows]
    return sorted(filled, key=lambda group: _need(group[1][0]))


def in_order(month: Month) -> list[Standing]:
    """Return all that a month owes in the order in which the desk lists it."""
    return [s for _, rows in in_groups(month, month.standings) for s in rows]


def next_open(month: Month, item: str, order: Sequence[str]) -> str | None:
    """Return the open item that comes after `item` in an order of ids, else the first open one."""
    open_items = {s.item.id for s in month.standings if s.is_open}
    place = order.index(item) + 1 if item in order else 0
    around = [*order[place:], *order[:place]]
    return next((name for name in around if name in open_items and name != item), None)


def matches(standing: Standing, programme: Programme, text: str) -> bool:
    """Tell whether an obligation is what was typed to find it.

    That is a number of its item (`18`, `T18`) and nothing else; or words of the item or its area,
    the pinyin of such (`spelled_by`), or a word for its state (`草稿`, `退回`, `待填`).
    """
    wanted = normal(text)
    item = standing.item
    number = _NUMBER.fullmatch(wanted)
    if number:
        kind = item.id[0].lower()
        return number[1] in ("", kind) and int(item.id[1:]) == int(number[2])
    area = programme.area_heading(item)
    return (
        wanted in normal(f"{item.id}{item.text}{area}")
        or spelled_by(item.text, wanted)
        or spelled_by(area, wanted)
        or _is_in_state(standing, wanted)
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


def _need(standing: Standing) -> int:
    if not standing.is_open:
        return 4
    if standing.state in FIRST:
        return list(FIRST).index(standing.state)
    return 3 if standing.item.reports == "zero" else 2
