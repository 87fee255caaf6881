"""What waits for the centre's judgement (审核): of a month, and of those before it what is left.

Pure: `Workspace.read_review_queue` gathers what was said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from liaison_tui.journal.concern import SEVERITIES
from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.rulings import NOTHING_RULED, Rulings
from liaison_tui.pinyin import spelled_by
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.programme.names import is_unit_called
from liaison_tui.programme.obligations import is_owed
from liaison_tui.reports import wording
from liaison_tui.reports.statements import body_of
from liaison_tui.reports.table import render
from liaison_tui.text import normal, one_line

# Why something waits, in the order in which it is looked at: what cannot be accepted as it is,
# what a unit has answered, what changes what is owed, words to be read, and what says nothing.
Why = Literal["conflict", "explained", "not-applicable", "said", "nothing"]
WHYS: dict[Why, str] = {
    "conflict": wording.STATES["conflict"],
    "explained": wording.RETURNED_EXPLAINED,
    "not-applicable": "不涉及，通过即确认，下月起不再报送",
    "said": "有内容的填报",
    "nothing": "零报告、无进展",
}
_STATES = ("received", "returned", "conflict")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One obligation that waits. `before` is its newest earlier month with an entry, and that.

    `is_owed`: the month asks the unit for it; what is not owed counts in no total.
    """

    unit: Unit
    item: Item
    report: Report
    why: Why
    before: tuple[str, Event] | None = None
    is_owed: bool = True

    @property
    def key(self) -> str:
        """What names it among all that waits: its entry's id; where several stand, all of them."""
        return "+".join(head.event.id for head in self.report.heads)

    @property
    def period(self) -> str:
        """Its month."""
        return self.report.key[2]

    @property
    def entry(self) -> Event:
        """The current entry; of several the one that stands for the time being."""
        return self.report.heads[-1].event

    @property
    def received(self) -> str | None:
        """When the centre had it."""
        return self.report.heads[-1].received

    @property
    def comment(self) -> str:
        """What the centre wrote when it last returned an entry of this month; else empty."""
        returns = [r.event for r in self.report.standing_reviews if _is_return(r.event)]
        last = max(returns, key=lambda event: (event.at, event.id), default=None)
        return str(last.body.get("comment", "")) if last else ""

    @property
    def notes(self) -> dict[str, str]:
        """Why the unit left as it is what its own look before the export had found, by kind."""
        said = {kind: self.report.explained(kind) for kind in SEVERITIES if kind != "returned"}
        return {kind: text for kind, text in said.items() if text}

    @property
    def returned_entry(self) -> Event | None:
        """The entry that was returned and that this one corrects, if one was."""
        returns = [r.event for r in self.report.standing_reviews if _is_return(r.event)]
        about = {name for event in returns for name in event.about} - {self.entry.id}
        former = [e.event for e in self.report.entries if e.event.id in about]
        return max(former, key=lambda event: (event.at, event.id), default=None)


@dataclass(frozen=True)
class Queue:
    """All that waits up to a month, in order."""

    programme: Programme
    period: str
    waiting: Sequence[Waiting] = field(default_factory=tuple)

    def by_key(self, key: str | None) -> Waiting | None:
        """Return what has a key, if it waits still."""
        return next((each for each in self.waiting if each.key == key), None)

    def without(self, keys: Iterable[str]) -> "Queue":
        """Return what waits but for some."""
        gone = set(keys)
        left = [each for each in self.waiting if each.key not in gone]
        return Queue(self.programme, self.period, left)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of all that waits: of a unit, an item, an area (by its number), kinds of nothing.

    `period` leaves earlier months out, `text` is what was typed to find it. None and empty ask for
    all.
    """

    unit: str | None = None
    item: str | None = None
    area: int | None = None
    nothings: frozenset[str] | None = None
    period: str | None = None
    text: str = ""

    def holds(self, programme: Programme, waiting: Waiting) -> bool:
        """Tell whether it is asked for."""
        nothing = waiting.entry.body.get("nothing")
        return (
            self.unit in (None, waiting.unit.id)
            and self.item in (None, waiting.item.id)
            and self.area in (None, waiting.item.area)
            and self.period in (None, waiting.period)
            and (self.nothings is None or nothing in self.nothings)
            and (not self.text.strip() or _matches(programme, waiting, self.text))
        )


def review_queue(
    programme: Programme,
    period: str,
    reports: Mapping[Key, Report],
    local: Mapping[str, Mapping[str, Item]],
    rulings: Rulings = NOTHING_RULED,
) -> Queue:
    """Return what waits of reports up to a month; `local` are units' own items, by unit and id.

    What the programme knows no unit or item of is left out.
    """
    found = []
    spoken = _by_month(reports)
    for key, report in reports.items():
        unit, item = programme.unit_by_id.get(key[0]), _item(programme, local, key)
        if unit is None or item is None or report.state not in _STATES:
            continue
        if report.state == "returned" and not report.explanation:
            continue
        earlier = {month: e for month, e in spoken[key[:2]].items() if month < key[2]}
        last = max(earlier, default=None)
        found.append(
            Waiting(
                unit,
                item,
                report,
                _why(report),
                before=(last, earlier[last]) if last else None,
                is_owed=item.kind == "local"
                or (is_owed(programme, unit, item, key[2]) and rulings.is_owed(*key)),
            )
        )
    places = {unit.id: n for n, unit in enumerate(programme.every_unit)}
    items = {item.id: n for n, item in enumerate(programme.every_item)}
    whys = list(WHYS)
    found.sort(
        key=lambda w: (
            whys.index(w.why), w.period != period, w.period, places[w.unit.id],
            items.get(w.item.id, len(items)), w.item.id,
        )
    )  # fmt: skip
    return Queue(programme, period, found)


def asked_for(queue: Queue, wanted: Wanted) -> list[Waiting]:
    """Return what is asked for of all that waits, in order."""
    return [each for each in queue.waiting if wanted.holds(queue.programme, each)]


def in_groups(waiting: Sequence[Waiting]) -> list[tuple[Why, list[Waiting]]]:
    """Return what waits by why it does; a reason for which nothing waits is left out."""
    groups = [(why, [each for each in waiting if each.why == why]) for why in WHYS]
    return [(why, each) for why, each in groups if each]


def gist(waiting: Waiting) -> str:
    """Return in one line what is to be judged."""
    if waiting.why == "conflict":
        return f"{len(waiting.report.heads)} 种说法，按 Enter 对照核定"
    if waiting.why == "explained":
        return f"说明：{one_line(waiting.report.explanation)}"
    return wording.gist(body_of(waiting.entry), waiting.item)


def rows(waiting: Iterable[Waiting]) -> list[dict[str, Any]]:
    """Return `review --queue --json`: one row for each obligation that waits."""
    return [
        {
            "id": each.entry.id,
            "unit": each.unit.id,
            "item": each.item.id,
            "period": each.period,
            "why": each.why,
            "nothing": each.entry.body.get("nothing"),
            "gist": gist(each),
            "at": each.entry.at,
            "by": one_line(each.entry.by),
            "received_at": each.received,
            "comment": each.comment,
            "explanation": each.report.explanation,
            "notes": each.notes,
            "heads": [head.event.id for head in each.report.heads],
        }
        for each in waiting
    ]


def table(waiting: Sequence[Waiting]) -> str:
    """Return the same for people."""
    if not waiting:
        return "没有等待审核的填报。"
    cells = [
        (each.unit.name, each.item.id, each.period, WHYS[each.why].split("，")[0], gist(each),
         each.entry.id[:8])
        for each in waiting
    ]  # fmt: skip
    return render(("单位", "事项", "月份", "待办", "内容", "编号"), cells, widest=48)


def _by_month(reports: Mapping[Key, Report]) -> dict[tuple[str, str], dict[str, Event]]:
    """Return the current entries of each unit's items by month."""
    found: dict[tuple[str, str], dict[str, Event]] = defaultdict(dict)
    for (unit, item, month), report in reports.items():
        if report.current:
            found[unit, item][month] = report.current.event
    return found


def _why(report: Report) -> Why:
    if report.conflict:
        return "conflict"
    if report.state == "returned":
        return "explained"
    nothing = report.heads[-1].event.body.get("nothing")
    if nothing == "not-applicable":
        return "not-applicable"
    return "nothing" if nothing else "said"


def _item(programme: Programme, local: Mapping[str, Mapping[str, Item]], key: Key) -> Item | None:
    return programme.item_of(key[1], key[2]) or local.get(key[0], {}).get(key[1])


def _matches(programme: Programme, waiting: Waiting, text: str) -> bool:
    """Tell whether it is what was typed: each word in its unit, item, area, month, words, kind."""
    return all(_is_of(programme, waiting, word) for word in text.split())


def _is_of(programme: Programme, waiting: Waiting, typed: str) -> bool:
    wanted, item = normal(typed), waiting.item
    area = programme.area_heading(item) if item.area else ""
    words = (
        item.id, item.text, area, wording.period_word(waiting.period), WHYS[waiting.why],
        gist(waiting),
    )  # fmt: skip
    return (
        is_unit_called(waiting.unit, typed)
        or any(wanted in normal(each) for each in words)
        or spelled_by(item.text, wanted)
    )


def _is_return(event: Event) -> bool:
    return bool(event.body.get("decision") == "return")
