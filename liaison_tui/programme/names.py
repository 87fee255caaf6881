"""From the words people use to units and items: ids, names, aliases, bracket widths, prefixes."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

from liaison_tui.errors import UnknownName
from liaison_tui.pinyin import spelled_by
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.text import normal

_ITEM_ID = re.compile(r"([TIL])0*(\d{1,2})", re.IGNORECASE)
_BETWEEN = re.compile(r"[、，,；;\s]+")


def names_in(text: str) -> list[str]:
    """Return the names a person has written one after another, with marks or spaces between."""
    return [part for part in _BETWEEN.split(text) if part]


def find_unit(programme: Programme, text: str) -> Unit:
    """Return the unit a person means.

    Raises UnknownName with the nearest names for anything else.
    """
    unit = match_unit(programme, text)
    if unit is None:
        names = (
            name for unit in programme.every_unit for name in (unit.name, *unit.aliases, unit.id)
        )
        raise UnknownName("单位", text, nearest(text, names))
    return unit


def match_unit(programme: Programme, text: str) -> Unit | None:
    """Return the unit that `text` names by id, name or alias, with or without a prefix (市…)."""
    wanted = normal(text)
    for prefix in ("", *programme.prefixes):
        unit = programme.unit_by_name.get(wanted.removeprefix(normal(prefix)))
        if unit:
            return unit
    return None


def is_unit_called(unit: Unit, typed: str) -> bool:
    """Tell whether what was typed so far may mean a unit: for lists that narrow at every key.

    It is a part of its id, name or an alias, or the pinyin of one (`spelled_by`).
    """
    names = (unit.name, *unit.aliases)
    wanted = normal(typed)
    return any(wanted in normal(name) for name in (unit.id, *names)) or any(
        spelled_by(name, wanted) for name in names
    )


def find_item(programme: Programme, text: str) -> Item:
    """Return the item a person means: `T09`, `t9`, or its text or a part of it no other has.

    Raises UnknownName with the nearest ids for anything else.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := _ITEM_ID.fullmatch(plain):
        item = programme.item_by_id.get(f"{match[1].upper()}{int(match[2]):02d}")
        if item:
            return item
    wanted = normal(text)
    exact = [item for item in programme.every_item if normal(item.text) == wanted]
    within = [
        item for item in programme.every_item if len(wanted) >= 2 and wanted in normal(item.text)
    ]
    for found in (exact, within):
        if len(found) == 1:
            return found[0]
    if within:
        raise UnknownName("事项（有几项都含这些字）", text, [item.id for item in within[:6]])
    raise UnknownName("事项", text, nearest(text, (item.id for item in programme.every_item)))


def local_id(text: str) -> str | None:
    """Return the id of a unit's own item, `L01`, that a person means; None for other words."""
    match = _ITEM_ID.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return f"L{int(match[2]):02d}" if match and match[1].upper() == "L" else None


def nearest(text: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Return the known names most like `text`, best first."""
    known = {normal(name): name for name in names}
    wanted = normal(text)
    close = difflib.get_close_matches(wanted, known, n=count, cutoff=0.4)
    close = close or difflib.get_close_matches(wanted, known, n=count, cutoff=0.0)
    return [known[key] for key in close]
