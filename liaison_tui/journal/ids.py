"""How events, manifests, devices and items are named, and the unit that stands for all."""

import re
from collections.abc import Iterable

SHA256 = re.compile(r"[0-9a-f]{64}")
DEVICE = re.compile(r"[0-9a-f]{32}")
ITEM = re.compile(r"[A-Z]\d{2,4}", re.ASCII)
EVERY_UNIT = "*"


def next_number(letter: str, names: Iterable[str]) -> str:
    """Return the number after the highest of those of this letter: K03 after K01 and K02."""
    own = re.compile(rf"{letter}(\d{{2,5}})", re.ASCII)
    numbers = [int(match[1]) for name in names if (match := own.fullmatch(name))]
    return f"{letter}{max(numbers, default=0) + 1:02d}"
