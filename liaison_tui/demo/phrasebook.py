"""Believable entries from a phrase book and a seeded generator. Nobody in them exists."""

import re
import tomllib
from importlib.resources import files
from random import Random
from typing import Any

from liaison_tui.programme.model import Item, Measure, Unit
from liaison_tui.programme.obligations import Obligation

_NUMBER = re.compile(r"\{(\d+)-(\d+)\}")
_FIGURES = {
    "certified": (2, 5), "models": (0, 1), "entities": (38_000, 46_000), "registers": (4, 6),
    "registered": (260, 900), "enterprises": (2_400, 5_200), "loans": (1_200, 9_800),
    "fields": (2, 6), "activities": (1, 4), "promised": (180, 240), "eligible": (250, 280),
}  # fmt: skip


class Phrasebook:
    """The sentences of `phrases.toml`, filled in by a generator of the given seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        text = files("liaison_tui.demo").joinpath("phrases.toml").read_text(encoding="utf-8")
        self._phrases: dict[str, dict[str, list[str]]] = tomllib.loads(text)

    def entry(self, obligation: Obligation) -> dict[str, Any]:
        """Return the body of a believable entry about an obligation."""
        unit, item, period = obligation.unit, obligation.item, obligation.period
        draw = self.draw(unit.id, item.id, period)
        if item.reports == "zero" and draw.random() < 0.9:
            return {"nothing": "zero", "text": self._generic(draw, "zero")}
        if item.kind == "indicator" and item.reports == "notes" and draw.random() < 0.45:
            return {"nothing": "no-progress", "text": self._generic(draw, "no_progress")}
        phrases = self._phrases[item.id]
        body: dict[str, Any] = {
            "text": self._fill(draw.choice(phrases["text"]), draw, unit, period),
            "quantities": {m.key: str(_figure(m, obligation, draw)) for m in item.measures},
        }
        for key, name, chance in (
            ("problems", "problems", 0.25), ("next_steps", "next_steps", 0.6),
            ("practices", "practices", 0.15),
        ):  # fmt: skip
            if phrases.get(name) and draw.random() < chance:
                body[key] = self._fill(draw.choice(phrases[name]), draw, unit, period)
        return body | _progress(item, period, draw)

    def comment(self, draw: Random) -> str:
        """Return why an entry is returned."""
        return self._generic(draw, "return_comments")

    def draw(self, *about: str) -> Random:
        """Return a generator that is the same for the same seed and subject."""
        return Random(f"{self.seed}/{'/'.join(about)}")

    def _generic(self, draw: Random, name: str) -> str:
        return draw.choice(self._phrases["generic"][name])

    def _fill(self, sentence: str, draw: Random, unit: Unit, period: str) -> str:
        sentence = sentence.replace("{unit}", unit.name).replace("{month}", str(int(period[5:])))
        return _NUMBER.sub(lambda m: str(draw.randint(int(m[1]), int(m[2]))), sentence)


def _progress(item: Item, period: str, draw: Random) -> dict[str, Any]:
    if item.kind == "indicator":
        return {}
    if draw.random() < 0.06:
        return {"status": "blocked"}
    if item.standing:
        return {"status": "in-progress"}
    even = 100 * int(period[5:]) // 12
    percent = max(5, min(100, even + draw.randint(-24, 18)))
    return {"status": "in-progress", "percent": percent}


def _figure(measure: Measure, obligation: Obligation, draw: Random) -> int:
    low, high = _FIGURES[measure.key]
    figure = draw.randint(low, high)
    if measure.rule == "cumulative":
        return figure * (int(obligation.period[5:]) - 3)
    return figure
