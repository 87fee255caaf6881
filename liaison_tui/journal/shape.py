"""How single fields of a statement's body must look; each answer is a Chinese sentence, or None."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from liaison_tui.journal.entry import MAX_TEXT
from liaison_tui.journal.ids import ITEM
from liaison_tui.programme.ids import matches

MAX_LINE = 500
_MAX_ITEMS = 200


def wrong_text(
    body: Mapping[str, Any], key: str, name: str, *, limit: int = MAX_TEXT, needed: bool = False
) -> str | None:
    """Tell what is wrong with a field of words; one that is `needed` must say something."""
    text = body.get(key, "")
    if not isinstance(text, str):
        return f"{name}应为文字"
    if len(text) > limit:
        return f"{name}有 {len(text)} 字，超过 {limit} 字的上限"
    return f"没有填写{name}" if needed and not text.strip() else None


def wrong_day(body: Mapping[str, Any], key: str, name: str, *, needed: bool = False) -> str | None:
    """Tell what is wrong with a field that holds a date, `2021-07-20`."""
    if key not in body:
        return f"没有填写{name}" if needed else None
    return None if is_day(body[key]) else f"{name}不是规定写法的日期"


def wrong_choice(body: Mapping[str, Any], key: str, name: str, choices: object) -> str | None:
    """Tell what is wrong with a field that must be one of some words."""
    value = body.get(key)
    known = isinstance(value, str) and isinstance(choices, Mapping | tuple) and value in choices
    return None if known else f"{name}不是可用的值"


def wrong_flag(body: Mapping[str, Any], key: str, name: str) -> str | None:
    """Tell what is wrong with a field that is true or absent."""
    return None if type(body.get(key, True)) is bool else f"{name}的写法不对"


def wrong_items(body: Mapping[str, Any], key: str) -> str | None:
    """Tell what is wrong with a field that lists items by their ids; it may be absent."""
    names = body.get(key, [])
    fine = isinstance(names, list) and all(matches(ITEM, name) for name in names)
    return None if fine and len(names) <= _MAX_ITEMS else "所列事项的写法不对"


def is_day(value: object) -> bool:
    """Tell whether a value is a date exactly as the formats write it."""
    if not isinstance(value, str) or len(value) != 10:
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
