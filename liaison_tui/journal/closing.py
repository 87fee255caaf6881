"""Closing a unit's month (定稿): what counts as of the close, and what came later (DESIGN §7).

A close names the newest manifests of the unit's devices: what they and their ancestors list
counts. What the centre itself had said by then, and what it accepts afterwards (定稿后更正), is
named by ids (`also`). Clocks decide nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from liaison_tui.journal import discharge, grant, verifying
from liaison_tui.journal.concern import EXPLANATION
from liaison_tui.journal.event import ENTRY_KINDS, Event
from liaison_tui.journal.fold import Key, Report, fold
from liaison_tui.journal.ids import SHA256
from liaison_tui.journal.shape import MAX_LINE, wrong_choice, wrong_day, wrong_items, wrong_text
from liaison_tui.journal.unreplaced import unreplaced
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.ids import matches

KIND = "close"
DECISIONS = {"close": "定稿", "amend": "定稿后更正", "reopen": "撤销定稿"}
APPROVER, NOTE, REASON = "批准人", "说明", "理由"
# What a month comes to is told by these; striking off is said month by month too.
_RULED = frozenset((grant.KIND, discharge.KIND, verifying.KIND))
MONTH_KINDS = ENTRY_KINDS | _RULED | {"review", EXPLANATION}
# A line holds a megabyte, and an id takes 67 bytes of it.
_MOST_IDS = 10_000
_MOST_AMENDMENTS = 500


@dataclass(frozen=True, slots=True)
class Closing:
    """The word in force about a unit's month: it is closed, or was and is open again."""

    said: Vouched

    @property
    def body(self) -> Mapping[str, Any]:
        """What it says."""
        return self.said.event.body

    @property
    def is_closed(self) -> bool:
        """Whether the month is closed."""
        return bool(self.body["decision"] != "reopen")

    @property
    def manifests(self) -> tuple[str, ...]:
        """The submissions that count, by their newest manifests."""
        return self.said.event.about

    @property
    def also(self) -> frozenset[str]:
        """The ids of what counts besides."""
        return frozenset(self.body.get("also", ()))

    @property
    def day(self) -> str:
        """The day it was closed on, `2021-07-08`; amendments leave it."""
        return str(self.body.get("day", ""))

    @property
    def amendments(self) -> tuple[Mapping[str, Any], ...]:
        """What was accepted since, the oldest first: `day`, `items`, `reason`, `approver`."""
        return tuple(self.body.get("amended", ()))

    @property
    def figures(self) -> Mapping[str, int]:
        """What the unit's month came to when this was said, as counts by name."""
        found: Mapping[str, int] = self.body.get("figures", {})
        return found


@dataclass(frozen=True, slots=True)
class LaterChange:
    """What came of an obligation after the close: as it was counted, and as it stands now.

    `said` is what came, in the order in which the centre had it; `when` the last moment of that.
    `ruled_before` and `ruled_after` are the centre's words about the obligation that stood then and
    stand now: more time, verified figures.
    """

    key: Key
    before: Report | None
    after: Report | None
    said: tuple[Vouched, ...]
    when: str
    ruled_before: tuple[Event, ...] = ()
    ruled_after: tuple[Event, ...] = ()


def wrong_in(body: Mapping[str, Any]) -> str | None:
    """Tell what is malformed in a close; one that opens the month again says why."""
    wrong = wrong_choice(body, "decision", "定稿的决定", DECISIONS)
    if wrong:
        return wrong
    reopened = body["decision"] == "reopen"
    return (
        wrong_day(body, "day", "定稿日期", needed=True)
        or wrong_text(body, "approver", APPROVER, limit=MAX_LINE)
        or wrong_text(body, "note", NOTE)
        or wrong_text(body, "reason", REASON, needed=reopened)
        or _wrong_ids(body.get("also", []))
        or _wrong_figures(body.get("figures", {}))
        or _wrong_amendments(body.get("amended", []))
    )


def closings(standing: Iterable[Vouched]) -> dict[tuple[str, str], Closing]:
    """Return the word in force about each unit's month, of well-formed ones none replaces.

    Of several the one goes before by which the month is open: nothing is closed that somebody
    has opened; then the one with the greatest id.
    """
    found: dict[tuple[str, str], Closing] = {}
    for closing in sorted(map(Closing, standing), key=_rank):
        event = closing.said.event
        found[event.unit, event.period or ""] = closing
    return found


def closed_on(standing: Iterable[Vouched], unit: str, period: str) -> str:
    """Return the day on which a unit's month was closed; empty where it is open."""
    found = closings(standing).get((unit, period))
    return found.day if found and found.is_closed else ""


def counted(closing: Closing, listed: Collection[str]) -> frozenset[str]:
    """Return the ids that count; `listed` are those its manifests and their ancestors list."""
    return closing.also | frozenset(listed)


def steps(word: Closing, words: Iterable[Vouched]) -> dict[int, Closing]:
    """Return the words that led to one, by how many amendments each names; the one itself too.

    `words` are all that were said of the same month. What was closed before the month was opened
    again is replaced by what was closed after that, and is none.
    """
    known = {said.event.id: Closing(said) for said in words}
    found: dict[int, list[Closing]] = defaultdict(list)
    for name in _led_to(word, known):
        each = known[name]
        if each.is_closed and each.amendments == word.amendments[: len(each.amendments)]:
            found[len(each.amendments)].append(each)
    newest = {number: _newest(each, known) for number, each in found.items()}
    return newest | {len(word.amendments): word}


def _led_to(word: Closing, known: Mapping[str, Closing]) -> set[str]:
    """Return the known words that one replaces, those that these replace, and so on."""
    reached: set[str] = set()
    waiting = list(word.said.event.replaces)
    while waiting:
        name = waiting.pop()
        if name in known and name not in reached:
            reached.add(name)
            waiting += known[name].said.event.replaces
    return reached


def _newest(words: Sequence[Closing], known: Mapping[str, Closing]) -> Closing:
    """Return the one of some words that led to no other of them, also by words in between."""
    former = {name for each in words for name in _led_to(each, known)}
    left = [each for each in words if each.said.event.id not in former]
    return max(left, key=lambda each: each.said.event.id)


def as_closed(statements: Iterable[Vouched], ids: Collection[str]) -> list[Vouched]:
    """Return those of the statements about a unit's month that count as of its close."""
    return [s for s in statements if s.event.id in ids]


def later_changes(statements: Sequence[Vouched], ids: Collection[str]) -> list[LaterChange]:
    """Return what changed a unit's month after its close, by item.

    `statements` are all about that unit's month; what came later and changed nothing is none.
    """
    before, after = _by_item(as_closed(statements, ids)), _by_item(statements)
    found = []
    for key, said in sorted(after.items()):
        closed = before.get(key, [])
        if _picture(closed) == _picture(said):
            continue
        came = sorted((s for s in said if s.event.id not in ids), key=_moment)
        stood, stands = (fold(part).get(key) for part in (closed, said))
        ruled = (_ruled(closed), _ruled(said))
        found.append(LaterChange(key, stood, stands, tuple(came), _moment(came[-1]), *ruled))
    return found


def _picture(statements: Sequence[Vouched]) -> tuple[object, ...]:
    """Return what tells how one obligation stands: what is current, how it is judged and ruled."""
    standing = [event.id for event in _ruled(statements)]
    [report] = fold(statements).values() or [None]
    if report is None:
        return (), None, "", standing
    review = report.review.event.id if report.review else None
    said = report.explanation if report.state == "returned" else ""
    return tuple(head.event.id for head in report.heads), review, said, standing


def _ruled(statements: Iterable[Vouched]) -> tuple[Event, ...]:
    """Return what stands of the centre's words besides judgements."""
    words = (s for s in statements if s.event.kind in _RULED)
    return tuple(s.event for s in unreplaced(words, by_centre=True))


def _by_item(statements: Iterable[Vouched]) -> dict[Key, list[Vouched]]:
    found: dict[Key, list[Vouched]] = defaultdict(list)
    for statement in statements:
        event = statement.event
        if event.item and event.period and not event.is_newer:
            found[event.unit, event.item, event.period].append(statement)
    return found


def _moment(statement: Vouched) -> str:
    return statement.received or statement.event.at


def _rank(closing: Closing) -> tuple[bool, str]:
    return not closing.is_closed, closing.said.event.id


def _wrong_ids(names: object) -> str | None:
    if not isinstance(names, list) or len(names) > _MOST_IDS:
        return "定稿所列的内容写法不对"
    return None if all(matches(SHA256, name) for name in names) else "定稿所列的内容写法不对"


def _wrong_figures(figures: object) -> str | None:
    fine = isinstance(figures, dict) and all(type(n) is int and n >= 0 for n in figures.values())
    return None if fine else "定稿的数写法不对"


def _wrong_amendments(amended: object) -> str | None:
    if not isinstance(amended, list) or len(amended) > _MOST_AMENDMENTS:
        return "定稿后更正的写法不对"
    for each in amended:
        wrong = "定稿后更正的写法不对" if not isinstance(each, dict) else _wrong_amendment(each)
        if wrong:
            return wrong
    return None


def _wrong_amendment(each: Mapping[str, Any]) -> str | None:
    return (
        wrong_day(each, "day", "更正日期", needed=True)
        or wrong_items(each, "items")
        or wrong_text(each, "reason", REASON, needed=True)
        or wrong_text(each, "approver", APPROVER, limit=MAX_LINE)
    )
