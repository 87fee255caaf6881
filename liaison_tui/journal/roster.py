"""Who answers for credit work in a unit: head, deputy, section and liaison officer.

The notice wants them all in place (全到位, 四（一）); mobile numbers are never asked for.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from liaison_tui.journal.shape import wrong_text
from liaison_tui.journal.vouching import Vouched
from liaison_tui.text import normal, one_line

ROLES = {
    "head": "主要负责人", "deputy": "分管负责人", "section": "业务科室", "officer": "联络员",
}  # fmt: skip
FIELDS = {"name": "姓名", "post": "职务", "phone": "办公电话", "mobile": "手机"}
SECTION_NAME = "名称"
_LONGEST = 100
# An extension may be short, and there may be several numbers.
_NUMBERS = {
    "phone": re.compile(r"[+(]?\d[\d ()转分机,、/;-]{1,}\d"),
    "mobile": re.compile(r"(?:\+?86)?1[3-9]\d(?:[ -]?\d{4}){2}"),
}


def wrong_in(body: Mapping[str, Any]) -> str | None:
    """Tell what is malformed in a roster."""
    for role, role_word in ROLES.items():
        person = body.get(role, {})
        if not isinstance(person, dict):
            return f"{role_word}应按姓名、职务、电话分列"
        for field in FIELDS:
            name = f"{role_word}的{field_word(role, field)}"
            wrong = wrong_text(person, field, name, limit=_LONGEST)
            if wrong:
                return wrong
    return None


def no_number(role: str, field: str, word: str) -> str | None:
    """Tell why what a person types cannot be reached by telephone; what is received may be any."""
    rule = _NUMBERS.get(field)
    if rule is None or not word.strip() or rule.fullmatch(normal(word)):
        return None
    return f"{ROLES[role]}的{FIELDS[field]}“{one_line(word)}”不像电话号码，请核对"


def field_word(role: str, field: str) -> str:
    """Return the word of a field of a role; a section has a name of another sort."""
    return SECTION_NAME if (role, field) == ("section", "name") else FIELDS[field]


def joined(statements: Iterable[Vouched]) -> dict[str, Any]:
    """Return what the next roster goes on from: the one in force, with fields only others fill."""
    made: dict[str, Any] = {}
    for statement in sorted(statements, key=lambda statement: statement.event.id):
        for key, value in statement.event.body.items():
            made[key] = {**made.get(key, {}), **value} if key in ROLES else value
    return made


def missing(body: Mapping[str, Any]) -> list[str]:
    """Return what a roster lacks to be whole: keys of `ROLES`, and `phone`, an office number."""
    lacking = [role for role in ROLES if not _filled(body, role, "name")]
    if not any(_filled(body, role, "phone") for role in ("officer", "section")):
        lacking.append("phone")
    return lacking


def missing_words(body: Mapping[str, Any]) -> list[str]:
    """Return the same in words, for people; empty where all are in place (全到位)."""
    return [ROLES.get(key) or FIELDS[key] for key in missing(body)]


def changed(body: Mapping[str, Any], changes: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """Return a roster with fields (role, field) set anew; an empty word takes a field away."""
    made = {key: dict(value) if key in ROLES else value for key, value in body.items()}
    for (role, field), word in changes.items():
        person = made.setdefault(role, {})
        if word:
            person[field] = word
        else:
            person.pop(field, None)
    return {key: value for key, value in made.items() if value != {}}


def _filled(body: Mapping[str, Any], role: str, field: str) -> bool:
    return bool(str(body.get(role, {}).get(field, "")).strip())
