"""A month as it was closed (定稿), and what came later (定稿后更正): rows for JSON, and tables.

Pure: `rulings.closed` gathers what was said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from liaison_tui.journal import grant, verifying
from liaison_tui.journal.closing import Closing, LaterChange
from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.rulings import NOTHING_RULED, Rulings
from liaison_tui.journal.standing import Standing
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.programme.period import following
from liaison_tui.reports import wording
from liaison_tui.reports.closing_words import ruling_words
from liaison_tui.reports.overview import COUNTS, LIGHTS, counts_of
from liaison_tui.reports.table import render
from liaison_tui.text import one_line

Sort = Literal["due", "conflict", "review", "extension", "held", "missing"]
State = Literal["open", "part", "closed"]
FIGURES = (*COUNTS, *LIGHTS)
STATES: dict[State, str] = {"open": "未定稿", "part": "部分定稿", "closed": "已定稿"}
# What of a month's picture is no current entry.
_NOTHING = "没有填报"
_SHOWN = 4
_WORDS = {"received": "已签收", "exported": "已报送", "reported": "已填"}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that speaks against closing a month: how many, in how many units, in words."""

    sort: Sort
    count: int
    message: str
    units: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Accepted:
    """A later change that was taken into the closed picture: on which `day`, why, on whose word."""

    change: LaterChange
    day: str
    reason: str
    approver: str


@dataclass(frozen=True)
class ClosedUnit:
    """A unit's month. `closing` is None where it was never closed.

    `reports`, `rulings` and `standings` are those as of the close, empty where it is open.
    `changes` came later and are not accepted, `accepted` are. `differs`: the figures are no longer
    those that were said at the close, since something that counted was revoked. `words` are all
    that was ever said of closing it.
    """

    unit: Unit
    period: str
    closing: Closing | None = None
    reports: Mapping[Key, Report] = field(default_factory=dict)
    rulings: Rulings = NOTHING_RULED
    standings: Sequence[Standing] = ()
    words: Sequence[Vouched] = ()
    changes: Sequence[LaterChange] = ()
    accepted: Sequence[Accepted] = ()

    @property
    def is_closed(self) -> bool:
        """Whether the month is closed."""
        return self.closing is not None and self.closing.is_closed

    @property
    def differs(self) -> bool:
        """Whether the figures are no longer those that were said at the close."""
        return self.closing is not None and self.is_closed and (
            figures_of(self.standings) != dict(self.closing.figures)
        )  # fmt: skip


@dataclass(frozen=True)
class ClosedMonth:
    """A month of all units that owe something in it, or have said something of it."""

    programme: Programme
    period: str
    units: Sequence[ClosedUnit]
    obstacles: Sequence[Obstacle] = ()

    @property
    def closed(self) -> list[ClosedUnit]:
        """The units whose month is closed."""
        return [each for each in self.units if each.is_closed]

    @property
    def state(self) -> State:
        """Whether it is closed: of all units, of some, or of none."""
        if not self.closed:
            return "open"
        return "closed" if len(self.closed) == len(self.units) else "part"

    @property
    def changes(self) -> list[tuple[ClosedUnit, LaterChange]]:
        """What came later and is not accepted."""
        return [(each, change) for each in self.units for change in each.changes]

    @property
    def accepted(self) -> list[tuple[ClosedUnit, Accepted]]:
        """What came later and is accepted."""
        return [(each, accepted) for each in self.units for accepted in each.accepted]


def figures_of(standings: Sequence[Standing]) -> dict[str, int]:
    """Return what a unit's month comes to: the counts of the overview, and lights by colour."""
    counts = counts_of(standings)
    return {key: int(counts[key]) for key in COUNTS} | dict(counts["lights"])


def state_words(month: ClosedMonth) -> str:
    """Return how far a month is closed; empty where it is not at all."""
    if month.state == "part":
        return f"已定稿 {len(month.closed)} / {len(month.units)} 家"
    return STATES["closed"] if month.state == "closed" else ""


def closed_words(months: Mapping[str, tuple[int, int]]) -> str:
    """Return which months are closed: 1月至5月已定稿，6月已定稿 37 / 63 家; empty where none is.

    `months` gives of each, in order, how many units' are closed, and of how many.
    """
    runs: list[list[str]] = []
    words = []
    for month, (closed, owing) in months.items():
        if closed and closed == owing:
            if not runs or following(runs[-1][-1]) != month:
                runs.append([])
            runs[-1].append(month)
        elif closed:
            words.append(f"{wording.month_word(month)}已定稿 {closed} / {owing} 家")
    name = wording.month_word
    whole = "、".join(name(r[0]) + (f"至{name(r[-1])}" if len(r) > 1 else "") for r in runs)
    return "，".join([*([f"{whole}{STATES['closed']}"] if whole else []), *words])


def side_words(change: LaterChange, item: Item | None, *, after: bool) -> str:
    """Return how an obligation stood at the close, or stands `after` the change, in one line.

    More time and verified figures go before what the unit says.
    """
    report, ruled = change.before, change.ruled_before
    if after:
        report, ruled = change.after, change.ruled_after
    words = [ruling_words(event, item) for event in ruled]
    return "；".join([*(word for word in words if word), _value_words(report, item)])


def _value_words(report: Report | None, item: Item | None) -> str:
    current = report.current if report else None
    if report is None or current is None:
        return _NOTHING
    state = wording.STATES[report.state]
    gist = one_line(wording.gist(current.event.body, item))
    return f"{gist}（{_WORDS.get(report.state, state)}）"


def change_words(change: LaterChange) -> str:
    """Return what came later, by its kinds: 填报、审核通过."""
    words = []
    for said in change.said:
        decision = wording.DECISIONS.get(str(said.event.body.get("decision")), "")
        replaces = said.event.replaces
        words.append(decision or wording.kind_word(said.event.kind, replaces=replaces))
    return "、".join(dict.fromkeys(words))


def item_of(programme: Programme, change: LaterChange) -> Item | None:
    """Return the item a change is about; None for a unit's own."""
    return programme.item_by_id.get(change.key[1])


def late_words(late: Sequence[Key], programme: Programme) -> str:
    """Return what came for closed months, for people: how many changes, of whom, of which item."""
    months = "、".join(dict.fromkeys(wording.period_word(key[2]) for key in late))
    shown = [f"{programme.unit_name(unit)} {item}" for unit, item, _ in late[:_SHOWN]]
    more = f" 等 {len(late)} 项" if len(late) > _SHOWN else ""
    return f"{months}已定稿，新到 {len(late)} 项列为定稿后更正：{'、'.join(shown)}{more}"


def closed_json(month: ClosedMonth) -> dict[str, Any]:
    """Return `close --json`."""
    return {
        "period": month.period,
        "state": month.state,
        "obstacles": [
            {"kind": each.sort, "count": each.count, "message": each.message}
            for each in month.obstacles
        ],
        "units": [_unit_row(each) for each in month.units],
        "totals": totals_of(month),
        "changes": [
            *(_change_row(month, change) for _, change in month.changes),
            *(_change_row(month, each.change, each) for _, each in month.accepted),
        ],
    }


def totals_of(month: ClosedMonth) -> dict[str, int]:
    """Return what the closed units' figures come to together."""
    said = [each.closing.figures for each in month.closed if each.closing]
    return {key: sum(figures.get(key, 0) for figures in said) for key in FIGURES}


def closed_table(month: ClosedMonth) -> str:
    """Return the same for people: how it stands, what is in the way, units, later changes."""
    lines = [f"{wording.period_word(month.period)}　{state_words(month) or STATES['open']}"]
    if month.obstacles:
        lines += ["", "【定稿之前】", *(f"{each.message}。" for each in month.obstacles)]
    elif month.state == "open":
        lines += ["", "没有要先处理的，可以定稿：liaison close --finish --approver 批准人"]
    if month.closed:
        heads = ("单位", "定稿", "批准人", "应报", "按时", "无新进展", "逾期报送", "未报", "更正")
        right = "应报 按时 无新进展 逾期报送 未报 更正"
        lines += ["", render(heads, [_cells(each) for each in month.closed], right=right)]
        names = [each.unit.name for each in month.closed if each.differs]
        if names:
            lines += ["", f"现在算出的数与定稿时不同（有报送已停用）：{'、'.join(names)}。"]
    if month.changes:
        rows = [change_cells(month, each, change) for each, change in month.changes]
        lines += ["", f"【定稿后更正，未接受】{len(rows)} 项", _changes(rows)]
        lines.append("接受：liaison close --amend --unit 单位 --item 事项 --reason 理由")
    if month.accepted:
        rows = [change_cells(month, each, one.change) for each, one in month.accepted]
        lines += ["", f"【定稿后更正，已接受】{len(rows)} 项", _changes(rows)]
    return "\n".join(lines)


def change_cells(month: ClosedMonth, each: ClosedUnit, change: LaterChange) -> tuple[str, ...]:
    """Return whose change, of what, when it came, what stood and what stands."""
    item = item_of(month.programme, change)
    values = (side_words(change, item, after=after) for after in (False, True))
    return each.unit.name, change.key[1], change.when[:10], change_words(change), *values


def _changes(rows: Sequence[Sequence[str]]) -> str:
    return render(("单位", "事项", "收到", "办理", "定稿时", "现在"), rows, widest=36)


def _cells(each: ClosedUnit) -> tuple[object, ...]:
    closing = each.closing
    if closing is None:
        return (each.unit.name,)
    keys = ("owed", "on_time", "nothing_new", "late", "missing")
    later = len(each.changes) + len(each.accepted)
    numbers = (closing.figures.get(key, 0) for key in keys)
    approver = one_line(str(closing.body.get("approver", "")))
    return (each.unit.name, closing.day, approver, *numbers, later or "")


def _unit_row(each: ClosedUnit) -> dict[str, Any]:
    event = each.closing.said.event if each.closing else None
    body: Mapping[str, Any] = event.body if event else {}
    closed = each.is_closed and each.closing is not None
    return {
        "unit": each.unit.id,
        "name": each.unit.name,
        "state": "closed" if closed else "open",
        "id": event.id if event else None,
        **{key: body.get(key) for key in ("day", "approver", "note", "reason")},
        "at": event.at if event else None,
        "by": one_line(event.by) if event else None,
        "submissions": len(event.about) if event and closed else 0,
        "figures": dict(each.closing.figures) if closed and each.closing else None,
        "differs": each.differs,
        "amended": list(body.get("amended", [])) if closed else [],
        "later": len(each.changes),
    }


def _change_row(
    month: ClosedMonth, change: LaterChange, accepted: Accepted | None = None
) -> dict[str, Any]:
    unit, item, _ = change.key
    found = item_of(month.programme, change)
    return {
        "unit": unit,
        "item": item,
        "received": change.when,
        "what": change_words(change),
        "before": _value(change.before, change.ruled_before, found),
        "after": _value(change.after, change.ruled_after, found),
        "accepted": accepted is not None,
        "day": accepted.day if accepted else None,
        "reason": accepted.reason if accepted else None,
        "approver": accepted.approver if accepted else None,
    }


def _value(
    report: Report | None, ruled: Sequence[Event], item: Item | None
) -> dict[str, Any] | None:
    """Return how an obligation stands; None where nothing was said of it."""
    current = report.current if report else None
    if current is None and not ruled:
        return None
    body: Mapping[str, Any] = current.event.body if current else {}
    words = {event.kind: event.body for event in ruled}
    return {
        "id": current.event.id if current else None,
        "state": report.state if report else "unreported",
        "status": body.get("status"),
        "percent": body.get("percent"),
        "quantities": dict(body.get("quantities", {})),
        "verified": dict(words.get(verifying.KIND, {}).get("quantities", {})),
        "until": words.get(grant.KIND, {}).get("until"),
        "gist": one_line(wording.gist(body, item)),
    }
