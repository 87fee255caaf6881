"""How ids are spelled: of units, groups, centres and programmes, and the keys of measures."""

import re

SLUG = re.compile(r"[a-z][a-z0-9-]{0,40}")
KEY = re.compile(r"[a-z][a-z0-9_]{0,31}")
PROGRAMME = re.compile(r"[a-z][a-z0-9-]{0,40}@[1-9]\d{0,3}", re.ASCII)


def matches(pattern: re.Pattern[str], value: object) -> bool:
    """Tell whether a JSON value is a string that a pattern covers whole."""
    return isinstance(value, str) and bool(pattern.fullmatch(value))
