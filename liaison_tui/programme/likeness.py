"""How alike two wordings of an item are, whoever wrote them and however they numbered them.

What is only alike is never taken for the same: whoever asks lets a person say.
"""

import difflib
import re
import unicodedata

# Below this words have hardly anything in common.
HARDLY = 0.55
_NUMBERING = re.compile(
    r"\s*(?:指标|序号)?\s*(?:"
    r"[（(\[【]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）\]】]"
    r"|(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[.、:：,，)）]"
    r")(?!\d)\s*|\s*(?:指标)\s*\d{1,3}\s*"
)
_POINTS = re.compile(r"[（(][^（()）]{0,6}\d{1,3}(?:\.\d+)?\s*分[)）]\s*$")


def key_of(words: str) -> str:
    """Return words as names are compared: half-width, without numbering, points and marks."""
    return _plain(_without_numbering(_POINTS.sub("", words)))


def _without_numbering(words: str) -> str:
    match = _NUMBERING.match(unicodedata.normalize("NFKC", words))
    return unicodedata.normalize("NFKC", words)[match.end() :] if match else words


def _plain(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).lower()
    return "".join(c for c in plain if c.isalnum())


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; a part that is long enough counts as close."""
    if not one or not other:
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 5 and shorter in longer:
        return max(HARDLY + 0.1, len(shorter) / len(longer))
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < HARDLY or matcher.quick_ratio() < HARDLY:
        return 0.0
    return matcher.ratio()
