"""Charts drawn as SVG, each with its figures in words beside it: no chart is the only carrier.

All of them take their colours from the style sheet, by class.
"""

from collections.abc import Mapping, Sequence

from liaison_tui.papers.markup import Markup, tag
from liaison_tui.programme.period import months
from liaison_tui.reports import wording
from liaison_tui.reports.heat import MonthCount
from liaison_tui.reports.overview import LIGHTS

_WIDTH, _HEIGHT = 560, 190
_LEFT, _RIGHT, _TOP, _BASE = 34, 10, 20, 160


def light_bar(lights: Mapping[str, int]) -> Markup:
    """Return a bar of 100 by 10 shared out among the lights; the script draws it anew."""
    whole, at, pieces = sum(lights.values()) or 1, 0.0, []
    for light in LIGHTS:
        width = 100 * lights[light] / whole
        pieces.append(
            tag("rect", class_=f"f-{light}", x=f"{at:.2f}", y=0, width=f"{width:.2f}", height=10)
        )
        at += width
    return _bar(pieces)


def target_bar(percent: int, schedule: int) -> Markup:
    """Return how much of a target is done, with a stroke where an even schedule would be."""
    place = max(0, min(100, schedule))
    return _bar(
        [
            tag("rect", class_="f-none", x=0, y=0, width=100, height=10),
            tag("rect", class_="f-done", x=0, y=1, width=max(0, min(100, percent)), height=8),
            tag("line", class_="s-plan", x1=place, x2=place, y1=0, y2=10),
        ]
    )


def _bar(pieces: Sequence[Markup]) -> Markup:
    return tag(
        "svg", pieces, class_="bar", viewBox="0 0 100 10", preserveAspectRatio="none",
        aria_hidden="true", focusable="false",
    )  # fmt: skip


def trend(first: str, last: str, year: Sequence[MonthCount], lit: int) -> Markup:
    """Return the year as columns (how much was reported) and a line (red lights).

    Months that are still to come keep their places, empty. The first `lit` months are those whose
    lights are on: no red before the due day is not the same as none.
    """
    names = months(first, last)
    step = (_WIDTH - _LEFT - _RIGHT) / max(1, len(names))
    top = max((month.red for month in year), default=0) or 1
    places = {name: _LEFT + step * (n + 0.5) for n, name in enumerate(names)}
    shown = [month for month in year if month.period in places]
    points = [(places[m.period], _height(100 * m.red / top), m.red) for m in shown[:lit]]
    return tag(
        "svg",
        tag("title", "全年走势：各月已报比例和红灯数"),
        [_scale(percent) for percent in (0, 50, 100)],
        [_column(places[m.period], step, m) for m in shown],
        [
            _text(x, _BASE + 15, wording.month_word(name), "t-axis")
            for name, x in places.items()
        ],
        tag("polyline", class_="s-red", points=" ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)),
        [_red_point(x, y, red) for x, y, red in points],
        class_="trend", viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img",
    )  # fmt: skip


def _height(percent: float) -> float:
    return _BASE - (_BASE - _TOP) * percent / 100


def _scale(percent: int) -> list[Markup]:
    y = f"{_height(percent):.1f}"
    return [
        tag("line", class_="s-grid", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y),
        _text(_LEFT - 4, _height(percent) + 4, f"{percent}%", "t-scale"),
    ]


def _column(x: float, step: float, month: MonthCount) -> list[Markup]:
    percent = month.reported * 100 // month.owed if month.owed else 0
    width, y = step * 0.56, _height(percent)
    return [
        tag("rect", class_="f-column", x=f"{x - width / 2:.1f}", y=f"{y:.1f}",
            width=f"{width:.1f}", height=f"{_BASE - y:.1f}"),
        _text(x, _BASE - 5, f"{percent}%", "t-column"),
    ]  # fmt: skip


def _red_point(x: float, y: float, red: int) -> list[Markup]:
    return [
        tag("rect", class_="f-red", x=f"{x - 4:.1f}", y=f"{y - 4:.1f}", width=8, height=8),
        _text(x, y - 8, f"红 {red}", "t-red"),
    ]


def _text(x: float, y: float, words: str, kind: str) -> Markup:
    return tag("text", words, class_=kind, x=f"{x:.1f}", y=f"{y:.1f}")
