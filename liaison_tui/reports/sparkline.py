"""A row of figures as a row of bars, one character each: ▁▂▄█."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

_BARS, _DIGITS = "▁▂▃▄▅▆▇█", "0123456789"
_GAP, _PLAIN_GAP = "·", "-"


def sparkline(
    values: Sequence[Decimal | int | None],
    *,
    top: Decimal | int | None = None,
    plain: bool = False,
) -> str:
    """Return one mark for each value: a bar, `·` where there is none (None).

    Bars stand on zero, or on the least value where that is below it; the highest one stands for the
    greatest value, or for `top` (100 for percents) and all above. `plain` is for terminals that
    draw bars badly: digits from 0 to 9, and `-`.
    """
    known = [Decimal(value) for value in values if value is not None]
    low = min([Decimal(0), *known])
    high = Decimal(top) if top is not None else max([Decimal(0), *known])
    marks, gap = (_DIGITS, _PLAIN_GAP) if plain else (_BARS, _GAP)
    return "".join(gap if value is None else _mark(value, low, high, marks) for value in values)


def bar(
    part: Decimal | int | None, whole: Decimal | int, width: int, *, plain: bool = False
) -> str:
    """Return a bar of so many characters, filled as far as a part is of a whole: ████░░░░.

    What is more than the whole fills all of it; a little fills one. `plain` is for terminals that
    draw bars badly: `####----`.
    """
    full, empty = ("#", "-") if plain else ("█", "░")
    if not part or part < 0 or whole <= 0:
        return empty * width
    filled = min(width, max(1, int(Decimal(part) * width / Decimal(whole))))
    return full * filled + empty * (width - filled)


def _mark(value: Decimal | int, low: Decimal, high: Decimal, marks: str) -> str:
    if value <= low:
        return marks[0]
    if value >= high:
        return marks[-1]
    place = (Decimal(value) - low) / (high - low) * (len(marks) - 1)
    return marks[int(place.to_integral_value(ROUND_HALF_UP))]
