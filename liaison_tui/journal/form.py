"""The entry form: which fields an item asks for, and the entry that what was typed means.

A form's values are strings as they were typed, by field; a quantity's field is
`quantities.<key>`. Evidence is no value: files are attached, not typed.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from liaison_tui.journal.entry import FIELD_NAMES, TEXTS, Finding
from liaison_tui.journal.quantity import read_percent, read_typed, spell
from liaison_tui.programme.model import Item, Measure

QUANTITIES = "quantities."
_TEXT = ("text", "problems")
_ASKED = {
    "progress": ("nothing", "status", "percent", *TEXTS, "evidence"),
    "notes": ("nothing", "status", *TEXTS, "evidence"),
    "data": ("nothing", *TEXTS, "evidence"),
    "zero": ("nothing", *_TEXT, "evidence"),
}
_ORDER = ("nothing", "status", "percent", "quantities", *TEXTS, "evidence")


def fields_of(item: Item, body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields a form shows, in order: what the item asks for, and what was said before.

    A standing item is asked for no percent, one without measures for no quantities.
    """
    asked = {*_ASKED[item.reports], *(key for key in _ORDER if body.get(key) is not None)}
    if item.standing and body.get("percent") is None:
        asked.discard("percent")
    if item.measures:
        asked.add("quantities")
    return tuple(field for field in _ORDER if field in asked)


def quantity_field(measure: Measure) -> str:
    """Return the name of a measure's field."""
    return f"{QUANTITIES}{measure.key}"


def form_values(body: Mapping[str, Any]) -> dict[str, str]:
    """Return an entry as a form shows it."""
    values = {
        key: str(body[key])
        for key in (*TEXTS, "nothing", "status", "percent")
        if body.get(key) is not None
    }
    for key, number in body.get("quantities", {}).items():
        values[f"{QUANTITIES}{key}"] = str(number)
    return values


def read_form(
    values: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[dict[str, Any], list[Finding]]:
    """Return the body that typed values mean, and what in them is no number, or a negative one.

    `labels` are the names of measures by key. A finding's field is the form's.
    """
    body: dict[str, Any] = {}
    found: list[Finding] = []
    quantities: dict[str, str] = {}
    for field, typed in values.items():
        if not typed.strip():
            continue
        if field == "percent":
            try:
                body["percent"] = read_percent(typed)
            except ValueError:
                name = FIELD_NAMES["percent"]
                found.append(Finding(field, "not-integer", f"{name}应为 0 至 100 的整数"))
        elif field.startswith(QUANTITIES):
            key = field.removeprefix(QUANTITIES)
            name = labels.get(key, key)
            try:
                quantities[key] = read_typed(typed)
            except ValueError:
                sentence = f"“{name}”应填数字，如 4 或 12.5万"
                found.append(Finding(field, "not-decimal", sentence))
                continue
            if quantities[key].startswith("-"):
                found.append(Finding(field, "negative", f"“{name}”不能是负数"))
        else:
            body[field] = typed
    if quantities:
        body["quantities"] = quantities
    return body, found


def carried(item: Item, values: Mapping[str, str], before: Mapping[str, Any]) -> dict[str, str]:
    """Return a form's values with those of an earlier entry where nothing is typed yet.

    Texts, state and percent are carried; figures and evidence belong to their own month, and what
    kind of nothing there was is to be said anew.
    """
    asked = [field for field in ("status", "percent", *TEXTS) if field in fields_of(item, values)]
    earlier = form_values(before)
    taken = {f: earlier[f] for f in asked if f in earlier and not values.get(f, "").strip()}
    return {**values, **taken}


def left_empty(item: Item, body: Mapping[str, Any]) -> list[str]:
    """Return the names of what an entry says nothing of though it reports something.

    A percent and a status belong to a task's progress, and of several measures all to each other.
    """
    if body.get("nothing"):
        return []
    names = []
    if item.reports == "progress" and body.get("text"):
        asked = [key for key in ("status", "percent") if key in fields_of(item, body)]
        names += [FIELD_NAMES[key] for key in asked if body.get(key) is None]
    quantities = body.get("quantities", {})
    if quantities:
        names += [measure.label for measure in item.measures if measure.key not in quantities]
    return names


def total_of(measure: Measure, this_month: Decimal, before: Decimal) -> Decimal:
    """Return the year's total (本年累计) that a month's number and the months before come to."""
    return this_month if measure.rule == "level" else before + this_month


def share_of(measure: Measure, total: Decimal, before: Decimal) -> Decimal:
    """Return a month's own number (本期) where the year's total stands at `total`."""
    return total if measure.rule == "level" else total - before


def spelled(number: Decimal) -> str:
    """Return a computed number for a form; empty where the format has no spelling for it."""
    try:
        return spell(number)
    except ValueError:
        return ""
