"""Next year's plan as the text of a file: last year's, with its areas, headings and items new.

What the notice does not say (units, groups, cycles, calendar, thresholds) stays as it stands there,
with its comments, for people to go over.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from liaison_tui.programme.drafting import PlanDraft
from liaison_tui.programme.model import Item, Measure

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_NEW_YEAR_ONLY = ("assign",)


def plan_text(base: str, draft: PlanDraft, *, name: str, year: int, title: str) -> str:
    """Return the file of a year's plan under a new id, `name`, in the layout of last year's."""
    import tomlkit  # noqa: PLC0415 - 40 ms, needed only when a plan is written

    document = tomlkit.parse(base)
    said: dict[str, Any] = {
        "id": name, "version": 1, "from": f"{year}-01", "title": title, "document": "",
        "first_period": f"{year}-01", "last_period": f"{year}-12",
    }  # fmt: skip
    for key, value in said.items():
        document[key] = value
    document.pop("issued", None)
    lights: Any = document["lights"]
    lights["schedule_from"], lights["schedule_to"] = f"{year}-01", f"{year}-12"
    cycles: Any = document.get("cycles", {})
    usual = {"task": cycles.get("tasks", "quarter"), "indicator": cycles.get("indicators", "month")}
    _put(document, "areas", ({"no": a.no, "numeral": a.numeral, "title": a.title}
                             for a in draft.areas))  # fmt: skip
    _put(document, "headings", (
        {"level": h.level, "no": h.no, "title": h.title, "points": h.points, "under": h.under}
        for h in draft.headings
    ))  # fmt: skip
    _put(document, "items", (_item(item, usual[item.kind]) for item in draft.items))
    _put(document, "shared_points", (
        {"items": list(s.items), "points": s.points} for s in draft.shared_points
    ))  # fmt: skip
    for key in _NEW_YEAR_ONLY:
        document.pop(key, None)
    return tomlkit.dumps(document)


def _put(document: "TOMLDocument", key: str, tables: Iterable[dict[str, Any]]) -> None:
    """Put tables in the place of those under a key; empty values are left out."""
    import tomlkit  # noqa: PLC0415 - as above

    several = tomlkit.aot()
    for said in tables:
        several.append(_table(said))
    if len(several):
        document[key] = several
    else:
        document.pop(key, None)


def _table(said: dict[str, Any]) -> Any:
    import tomlkit  # noqa: PLC0415 - as above

    table = tomlkit.table()
    for key, value in said.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inner = tomlkit.aot()
            for each in value:
                inner.append(_table(each))
            table[key] = inner
        elif value not in (None, [], (), "", False):
            table[key] = value
    return table


def _item(item: Item, usual: str) -> dict[str, Any]:
    return {
        "id": item.id, "kind": item.kind, "area": item.area, "heading": item.heading,
        "text": item.text, "points": item.points, "source": item.source, "printed": item.printed,
        "responsible": list(item.responsible), "groups": list(item.groups),
        "cycle": None if item.cycle == usual else item.cycle, "reports": item.reports,
        "standing": item.standing, "deduction": item.deduction, "continues": item.continues,
        "fed_by": list(item.fed_by),
        "deductions": [
            {"text": d.text, "trigger": d.trigger, "points": d.points, "months": d.months}
            for d in item.deductions
        ],
        "measures": [_measure(measure) for measure in item.measures],
    }  # fmt: skip


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "key": measure.key, "label": measure.label, "unit": measure.unit, "rule": measure.rule,
        "target": _number(measure.target), "baseline": _number(measure.baseline),
        "sum_over": list(measure.sum_over), "fed_by": list(measure.fed_by),
    }  # fmt: skip


def _number(number: Decimal | None) -> int | str | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else str(number)
