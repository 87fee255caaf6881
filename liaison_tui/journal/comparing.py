"""An entry beside those of earlier months: what has gone back, and what has not moved at all."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from liaison_tui.journal.entry import Finding
from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.form import quantity_field
from liaison_tui.journal.quantity import is_decimal
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Item, Measure
from liaison_tui.text import normal

Body = Mapping[str, Any]


def earlier_entries(
    reports: Mapping[Key, Report], unit: str, item: str, month: str
) -> dict[str, Vouched]:
    """Return a unit's current entries about an item in the months before one, by month."""
    return {
        m: report.current
        for (u, i, m), report in reports.items()
        if (u, i) == (unit, item) and m < month and report.current
    }


def setbacks(item: Item | None, body: Body, earlier: Mapping[str, Body]) -> list[Finding]:
    """Return what in an entry is lower than before, or the same as before, word for word.

    `earlier` are what the current entries of earlier months say, by month.
    """
    found = [_fell(m, body, earlier) for m in (item.measures if item else ())]
    found += [_percent_back(body, earlier), _unchanged(body, earlier)]
    return [finding for finding in found if finding]


def _fell(measure: Measure, body: Body, earlier: Mapping[str, Body]) -> Finding | None:
    now = _number(measure, body)
    if measure.rule != "cumulative" or now is None:
        return None
    numbers = {month: _number(measure, said) for month, said in earlier.items()}
    known = {month: number for month, number in numbers.items() if number is not None}
    if not known or known[max(known)] <= now:
        return None
    month = max(known)
    sentence = (
        f"“{measure.label}”累计 {now:f}{measure.unit}，比 {month} 的 {known[month]:f} 少，"
        "请核对；确有核减的请写明说明"
    )
    return Finding(quantity_field(measure), "fell", sentence)


def _number(measure: Measure, body: Body) -> Decimal | None:
    value = body.get("quantities", {}).get(measure.key)
    return Decimal(value) if is_decimal(value) else None


def _percent_back(body: Body, earlier: Mapping[str, Body]) -> Finding | None:
    now = body.get("percent")
    known = {m: said["percent"] for m, said in earlier.items() if said.get("percent") is not None}
    if now is None or not known or known[max(known)] <= now:
        return None
    month = max(known)
    sentence = f"完成进度 {now}%，比 {month} 的 {known[month]}% 低，请核对；属实的请写明说明"
    return Finding("percent", "percent-back", sentence)


def _unchanged(body: Body, earlier: Mapping[str, Body]) -> Finding | None:
    """Find a text that was sent in before; who says that there is nothing may say it again."""
    text = normal(body.get("text") or "")
    if not text or body.get("nothing"):
        return None
    same = []
    for month in sorted(earlier, reverse=True):
        if normal(earlier[month].get("text") or "") != text:
            break
        same.append(month)
    if not same:
        return None
    sentence = (
        f"工作进展与 {same[0]} 一字不差，已连续 {len(same) + 1} 期相同，"
        "请写本期的进展，或选本期无新进展"
    )
    return Finding("text", "unchanged", sentence)
