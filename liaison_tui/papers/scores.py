"""The score sheet (考核得分表): each figure with the rule it follows and where it comes from."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from liaison_tui.papers.occasion import Occasion
from liaison_tui.papers.paper import Column
from liaison_tui.papers.sheet import ABOVE, Book, Row, Sheet, Sum, Value

NAME = "考核得分表"
_PARTS, _FIGURE, _DECIMALS = "得分明细", 3, 2


class Part(NamedTuple):
    """One figure of a unit's score, with the rule it follows and what it was worked out from."""

    unit: str
    name: str
    figure: Decimal
    rule: str
    source: str


def score_sheet(occasion: Occasion, parts: Sequence[Part]) -> Book:
    """Return the scores of units, whose parts stand together, in the order they are given in.

    What a unit comes to is a live sum of its parts.
    """
    units = [(name, list(found)) for name, found in groupby(parts, key=attrgetter("unit"))]
    return Book(
        occasion.titled(NAME), occasion.author, occasion.foot,
        [_detail(occasion, units), _scores(occasion, units)], data=_PARTS,
    )  # fmt: skip


def _detail(occasion: Occasion, units: Sequence[tuple[str, Sequence[Part]]]) -> Sheet:
    columns = (
        Column("序号", 14, "center"), Column("单位", 40), Column("项目", 44),
        Column("得分", 18, "center", decimals=_DECIMALS), Column("依据", 46), Column("来源", 100),
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        for number, (name, parts) in enumerate(units, start=1):
            head: list[Value] = [number, name]
            for part in parts:
                yield Row([*head, part.name, part.figure, part.rule, part.source])
                head = [ABOVE, ABOVE]

    return Sheet(
        _PARTS, occasion.titled("考核得分明细"), [occasion.source], columns, rows, frozen=2,
        empty=f"{occasion.when}还没有得分。",
    )  # fmt: skip


def _scores(occasion: Occasion, units: Iterable[tuple[str, Sequence[Part]]]) -> Sheet:
    def rows() -> Iterator[Row]:
        place = 0
        for number, (name, parts) in enumerate(units, start=1):
            span, total = (place, place + len(parts) - 1), sum(p.figure for p in parts)
            yield Row([number, name, Sum(_FIGURE, [span], Decimal(total), _PARTS), ""])
            place += len(parts)

    columns = (
        Column("序号", 30, "center"), Column("单位", 100),
        Column("得分合计", 52, "center", decimals=_DECIMALS), Column("备注", 80),
    )  # fmt: skip
    return Sheet(
        NAME, occasion.titled(NAME),
        [occasion.source, "按单位次序排列；得分合计是公式，随得分明细自动重算。"], columns, rows,
        frozen=2, empty=f"{occasion.when}还没有得分。",
    )  # fmt: skip
