"""Chinese text found by what one types of its pinyin: `xyd`, `xinyidai` or `xinyd` for 信易贷.

On the ground floor beside `text`, since units' names (programme) and items (reports) are both
found this way. The syllables are shipped data, `pinyin.json`, made by `docs/make_pinyin.py`; they
are as constant as code and read once, when somebody first types Latin letters.
"""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

from liaison_tui.text import normal

_LATIN = re.compile(r"[a-z]{2,}")
_SHIPPED = "pinyin.json"
# More texts than a programme has.
_TEXTS = 1024


@cache
def syllables() -> dict[str, tuple[str, ...]]:
    """Return the syllables of each known Chinese character: without tones, `v` for ü."""
    text = files("liaison_tui").joinpath(_SHIPPED).read_text(encoding="utf-8")
    read: dict[str, tuple[str, ...]] = {}
    for syllable, characters in json.loads(text).items():
        for c in characters:
            read[c] = (*read.get(c, ()), syllable)
    return read


def spelled_by(text: str, typed: str) -> bool:
    """Tell whether at least two Latin letters spell Chinese characters that follow one another.

    Each character is given by its syllable or the first letter of it, the last one by any beginning
    of its syllable. Punctuation between characters is passed over; letters and digits part them.
    """
    wanted = normal(typed)
    if not _LATIN.fullmatch(wanted):
        return False
    first = wanted[0]
    begun: set[int] = set()  # how many letters are used up, of spellings that may go on here
    for said in _said(text):
        reached: set[int] = set()
        for syllable in said:
            if syllable[0] == first:
                if syllable.startswith(wanted):
                    return True
                reached.add(1)
                if wanted.startswith(syllable):
                    reached.add(len(syllable))
            for used in begun:
                rest = wanted[used:]
                if syllable.startswith(rest):
                    return True
                if rest[0] == syllable[0]:
                    reached.add(used + 1)
                    if rest.startswith(syllable):
                        reached.add(used + len(syllable))
        begun = reached
    return False


@lru_cache(_TEXTS)
def _said(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables of each character of a text; none for what parts the ones around it."""
    known = syllables()
    return tuple(known.get(c, ()) for c in normal(text) if c in known or c.isalnum())
