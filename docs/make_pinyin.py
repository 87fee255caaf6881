"""Make the table of syllables by which Chinese text is found, `liaison_tui/pinyin.json`.

Run it in an environment that has the project and pypinyin, which is no dependency of the program or
its tests: `pip install pypinyin`, then `python docs/make_pinyin.py`. The file at hand was made with
pypinyin 0.55.0.

The characters are all of GB 2312 (6,763, more than offices write with), 〇 and those of the shipped
programme. A character has its first reading in pypinyin's dictionary, those of the programme's own
words, and those that more than a few of pypinyin's 47,000 phrases have: 会计 is found by `kuaiji`,
but nobody looks for 信 as `shen`.
"""

import importlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from liaison_tui.workspace import shipped_programme

TABLE = Path(__file__).parent.parent / "liaison_tui" / "pinyin.json"
# A reading counts that as many phrases have, and as large a part of a character's phrases.
_PHRASES, _SHARE = 3, 0.015
_ZERO = "〇"


def main() -> None:
    """Write the table: each syllable, and the characters that are read so."""
    pypinyin = importlib.import_module("pypinyin")
    phrases: Mapping[str, list[list[str]]] = importlib.import_module(
        "pypinyin.phrases_dict"
    ).phrases_dict
    to_normal = importlib.import_module("pypinyin.contrib.tone_convert").to_normal

    programme = shipped_programme().decode("utf-8")
    readings: dict[str, set[str]] = {
        c: {pypinyin.lazy_pinyin(c)[0]} for c in {_ZERO, *_gb2312(), *filter(_is_han, programme)}
    }
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, spelled in phrases.items():
        for c, tones in zip(phrase, spelled, strict=False):
            found[c][to_normal(tones[0])] += 1
    for c, counts in found.items():
        if c in readings:
            enough = max(_PHRASES, _SHARE * counts.total())
            readings[c] |= {syllable for syllable, times in counts.items() if times >= enough}
    for line in programme.splitlines():
        said = pypinyin.lazy_pinyin(line, errors=list)
        for c, syllable in zip(line, said, strict=True):
            if _is_han(c):
                readings[c].add(syllable)

    _write(readings)


def _write(readings: Mapping[str, Iterable[str]]) -> None:
    table: dict[str, list[str]] = defaultdict(list)
    for c, syllables in readings.items():
        for syllable in syllables:
            # lüe is typed both ways.
            for typed in {syllable, syllable.replace("ve", "ue")}:
                if not (typed.isascii() and typed.isalpha()):
                    raise ValueError(f"{c} has the reading {typed!r}")
                table[typed].append(c)
    spelled = {syllable: "".join(sorted(table[syllable])) for syllable in sorted(table)}
    text = json.dumps(spelled, ensure_ascii=False, indent=0) + "\n"
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(readings)} characters, {len(table)} syllables, {TABLE.stat().st_size} bytes")


def _gb2312() -> Iterable[str]:
    """Return the characters of GB 2312, rows 16 to 87."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield from bytes((row, cell)).decode("gb2312", errors="ignore")


def _is_han(c: str) -> bool:
    return "\u3400" <= c <= "\u9fff" or c == _ZERO


if __name__ == "__main__":
    main()
