"""A draft for a half-year or a year (半年稿、全年稿), put together from the months' entries.

Nothing in it is invented: every sentence is one of the months', said once and with its month.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from liaison_tui.journal.entry import FIELD_NAMES
from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.quantity import spell
from liaison_tui.journal.standing import Standing
from liaison_tui.journal.totals import so_far
from liaison_tui.programme.due import months_ending_in
from liaison_tui.programme.model import Item, Measure, Programme, Unit
from liaison_tui.programme.period import Span, following
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.text import normal

_UNSETTLED = ("returned", "conflict")

# What of a span's name stands behind its year where it begins with the year.
_FROM_JANUARY = ("", "-H1", "-Q1", "-01")


@dataclass(frozen=True, slots=True)
class Told:
    """What was said in some months in the same words."""

    months: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """What a measure came to: the span's own `share`, and the year's `total`.

    `share` is None for a level, and where nobody has said what came before the span.
    """

    measure: Measure
    share: Decimal | None
    total: Decimal


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """What an item's months come to, each part oldest first.

    `status`, `percent`, `problems` and `next_steps` are those said last; `last` is the last month
    that reported anything but nothing. `nothings` are months by kind, `missing` those owed and not
    reported, `unsettled` those that were returned or are contested, with the word for it.
    """

    item: Item
    texts: tuple[Told, ...]
    practices: tuple[Told, ...]
    status: Told | None
    percent: Told | None
    problems: Told | None
    next_steps: Told | None
    counts: tuple[Count, ...]
    nothings: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]
    unsettled: tuple[Told, ...]
    reported: tuple[str, ...]
    last: str


@dataclass(frozen=True, slots=True)
class SpanDraft:
    """A unit's draft: its items under the titles of their areas, and how much was owed and said."""

    unit: Unit
    span: Span
    areas: Sequence[tuple[str, Sequence[ItemDraft]]]
    owed: int
    reported: int

    @property
    def items(self) -> list[ItemDraft]:
        """All items, in order."""
        return [draft for _, drafts in self.areas for draft in drafts]

    def item(self, name: str | None) -> ItemDraft | None:
        """Return the draft of an item by its id."""
        return next((draft for draft in self.items if draft.item.id == name), None)


def span_draft(
    programme: Programme,
    unit: Unit,
    span: Span,
    standings: Sequence[Standing],
    reports: Mapping[Key, Report],
) -> SpanDraft:
    """Return a unit's draft. `standings` are of the span's months that have come.

    `reports` are of all months: a total goes back beyond the span. What a unit reported without
    owing it is in it too.
    """
    items = {standing.item.id: standing.item for standing in standings}
    for _, name, month in reports:
        if month in span.months and (item := programme.item_of(name, month)):
            items.setdefault(name, item)
    order = {item.id: place for place, item in enumerate(programme.every_item)}
    areas: dict[str, list[ItemDraft]] = {}
    for item in sorted(items.values(), key=lambda item: (order.get(item.id, len(order)), item.id)):
        mine = [standing for standing in standings if standing.item.id == item.id]
        found = _item_draft(programme, unit, item, span, mine, reports)
        areas.setdefault(programme.area_heading(item), []).append(found)
    reported = sum(standing.current is not None for standing in standings)
    return SpanDraft(unit, span, list(areas.items()), len(standings), reported)


def draft_text(month: Month, item: Item) -> str:
    """Return the texts of the months before in an item's cycle, each with its month, said once.

    For the form of an item owed by the quarter, half-year or year; empty where nothing was said.
    """
    earlier = [name for name in months_ending_in(item.cycle, month.period) if name < month.period]
    bodies = _bodies(month.unit, item, earlier, month.reports)
    return "\n".join(f"{_marks(told)}：{told.text}" for told in _told(bodies, "text"))


def lines_of(draft: ItemDraft, span: Span) -> list[str]:
    """Return what an item's months come to as officers read it; a text may take several lines."""
    lines = [*_state_lines(draft), *_count_lines(draft, span)]
    lines += [f"{_marks(told)}：{told.text}" for told in draft.texts]
    if draft.problems:
        lines.append(f"{_since(FIELD_NAMES['problems'], draft.problems, draft)}")
    if draft.next_steps:
        lines.append(f"{_since(FIELD_NAMES['next_steps'], draft.next_steps, draft)}")
    name = FIELD_NAMES["practices"]
    lines += [f"{name}（{_marks(told)}）：{told.text}" for told in draft.practices]
    lines += [f"{wording.NOTHINGS[k]}：{_words(ms)}。" for k, ms in draft.nothings.items()]
    return [part for line in lines for part in line.split("\n")]


def left_to_do(draft: ItemDraft) -> list[str]:
    """Return what has to be seen to before an item's draft is whole, a sentence for each thing."""
    found = [f"尚未填报：{_words(draft.missing)}。"] if draft.missing else []
    return found + [f"{_marks(told)}{told.text}。" for told in draft.unsettled]


def kind_word(span: Span) -> str:
    """Return what a draft of a span is called: 半年稿, 全年稿, 季度稿, 月度稿."""
    part = span.name[5:6]
    return {"": "全年稿", "H": "半年稿", "Q": "季度稿"}.get(part, "月度稿")


def _item_draft(
    programme: Programme,
    unit: Unit,
    item: Item,
    span: Span,
    standings: Sequence[Standing],
    reports: Mapping[Key, Report],
) -> ItemDraft:
    bodies = _bodies(unit, item, span.months, reports)
    nothings: dict[str, list[str]] = {}
    for month, body in bodies.items():
        if body.get("nothing") in wording.NOTHINGS:
            nothings.setdefault(body["nothing"], []).append(month)
    unsettled = [
        Told((standing.obligation.period,), wording.STATES[standing.state])
        for standing in standings
        if standing.state in _UNSETTLED
    ]
    counts = [_count(programme, unit, item, measure, span, reports) for measure in item.measures]
    said = [month for month, body in bodies.items() if not body.get("nothing")]
    return ItemDraft(
        item,
        texts=_told(bodies, "text"),
        practices=_told(bodies, "practices"),
        status=_last(bodies, "status"),
        percent=_last(bodies, "percent"),
        problems=_last(bodies, "problems"),
        next_steps=_last(bodies, "next_steps"),
        counts=tuple(count for count in counts if count),
        nothings={kind: tuple(months) for kind, months in nothings.items()},
        missing=tuple(s.obligation.period for s in standings if s.current is None),
        unsettled=tuple(unsettled),
        reported=tuple(bodies),
        last=said[-1] if said else "",
    )


def _bodies(
    unit: Unit, item: Item, months: Iterable[str], reports: Mapping[Key, Report]
) -> dict[str, Mapping[str, Any]]:
    """Return what stands of an item, by month, oldest first; without months that have no entry."""
    found = ((month, reports.get((unit.id, item.id, month))) for month in sorted(months))
    return {month: r.current.event.body for month, r in found if r and r.current}


def _told(bodies: Mapping[str, Mapping[str, Any]], field: str) -> tuple[Told, ...]:
    """Return what the months said in a field; the same words again are said once."""
    found: dict[str, Told] = {}
    for month, body in bodies.items():
        text = str(body.get(field) or "").strip()
        if text:
            before = found.get(normal(text), Told((), text))
            found[normal(text)] = Told((*before.months, month), before.text)
    return tuple(found.values())


def _last(bodies: Mapping[str, Mapping[str, Any]], field: str) -> Told | None:
    said = [(month, body[field]) for month, body in bodies.items() if body.get(field) is not None]
    return Told((said[-1][0],), str(said[-1][1]).strip()) if said else None


def _count(
    programme: Programme,
    unit: Unit,
    item: Item,
    measure: Measure,
    span: Span,
    reports: Mapping[Key, Report],
) -> Count | None:
    """Return what a measure came to by its rule (`journal/totals`); None where none was told."""
    first, last = span.months[0], span.months[-1]
    total = so_far(programme, reports, unit.id, item, measure, last)
    if total is None:
        return None
    if measure.rule == "level":
        return Count(measure, None, total)
    if not _is_counted(unit, item, measure, span, reports):
        return Count(measure, None, total)  # of the span itself nobody has said anything
    day_before = following(first, -1)
    before = so_far(programme, reports, unit.id, item, measure, day_before)
    # By the calendar: a plan may begin later in the year.
    begins_the_year = span.name[4:] in _FROM_JANUARY
    if before is None and measure.rule == "cumulative" and not begins_the_year:
        return Count(measure, None, total)  # what of it lies before the span nobody has said
    if before is None or begins_the_year:
        before = Decimal(0)
    return Count(measure, total - before, total)


def _is_counted(
    unit: Unit, item: Item, measure: Measure, span: Span, reports: Mapping[Key, Report]
) -> bool:
    """Tell whether any month of a span said a number of a measure."""
    said = (reports.get((unit.id, item.id, month)) for month in span.months)
    return any(
        measure.key in report.current.event.body.get("quantities", {})
        for report in said
        if report and report.current
    )


def _state_lines(draft: ItemDraft) -> list[str]:
    status = wording.STATUSES.get(draft.status.text, "") if draft.status else ""
    percent = f"{FIELD_NAMES['percent']} {draft.percent.text}%" if draft.percent else ""
    said = [
        (told.months[-1], words)
        for told, words in ((draft.status, status), (draft.percent, percent))
        if told and words
    ]
    months = dict.fromkeys(month for month, _ in said)
    parts = [
        f"{'，'.join(words for at, words in said if at == month)}（{wording.month_word(month)}）"
        for month in months
    ]
    return [f"{'，'.join(parts)}。"] if parts else []


def _count_lines(draft: ItemDraft, span: Span) -> list[str]:
    lines = []
    for count in draft.counts:
        label, unit = count.measure.label, count.measure.unit
        if count.share is None:
            word = "现有" if count.measure.rule == "level" else "本年累计"
            lines.append(f"{label}：{word} {spell(count.total)} {unit}。")
            continue
        whole = f"，本年累计 {spell(count.total)} {unit}" if count.share != count.total else ""
        within = wording.period_word(span.name)
        lines.append(f"{label}：{within} {spell(count.share)} {unit}{whole}。")
    return lines


def _since(name: str, told: Told, draft: ItemDraft) -> str:
    """Return what was said last of a field; with its month where later ones said nothing of it."""
    month = told.months[-1]
    if month >= draft.last:
        return f"{name}：{told.text}"
    return f"{name}（{wording.month_word(month)}提出，其后未再提及，请核对）：{told.text}"


def _marks(told: Told) -> str:
    return _words(told.months)


def _words(months: Sequence[str]) -> str:
    return "、".join(wording.month_word(month) for month in months)
