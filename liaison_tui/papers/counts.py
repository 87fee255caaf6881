"""How obligations stand, counted by area, by unit and by month, each beside its chart."""

from collections.abc import Sequence

from liaison_tui.papers.occasion import TONES, Occasion
from liaison_tui.papers.paper import Column
from liaison_tui.papers.sheet import ABOVE, Chart, Row, Series, Sheet, Sum, Tinted, Value
from liaison_tui.reports import wording
from liaison_tui.reports.overview import LIGHTS
from liaison_tui.reports.tally import Counts, Tally
from liaison_tui.reports.unit_groups import UNIT_GROUPS, group_of

_KEYS = ("owed", "reported", "missing")
_HEADS = ("应报", "已报", "未报", "绿", "黄", "红", "未亮")
_CENTRED = tuple(Column(head, 10, "center") for head in _HEADS)
_SHARE = "已报率（%）"
_ON_A_PAGE = 20


def count_sheets(occasion: Occasion, tally: Tally) -> list[Sheet]:
    """Return the three sheets."""
    return [_by_area(occasion, tally), _by_unit(occasion, tally), _by_month(occasion, tally)]


def _by_area(occasion: Occasion, tally: Tally) -> Sheet:
    programme = occasion.programme
    titles = list(dict.fromkeys(map(programme.area_heading, programme.items)))
    owed = [title for title in titles if title in tally.by_area]
    rows = [Row([title, *_numbers(tally.by_area[title])]) for title in owed]
    return Sheet(
        "按领域", occasion.titled("各领域报送和亮灯情况"), [occasion.source],
        (Column("领域", 44), *_CENTRED),
        lambda: [*rows, _total(rows, 1, tally.total)] if rows else [],
        filtered=False, empty=f"{occasion.when}没有应报的事项。",
        charts=[Chart("bars", "各领域亮灯", 0, _lights(4), 0, len(rows) - 1)],
    )  # fmt: skip


def _by_unit(occasion: Occasion, tally: Tally) -> Sheet:
    """Return the units in the plan's order, group by group: no ranking follows from it.

    A page holds as many as its chart can name.
    """
    rows: list[Row] = []
    charts: list[Chart] = []
    for title in UNIT_GROUPS:
        here = occasion.programme.units_in(occasion.months)
        units = [unit for unit in here if group_of(unit) == title]
        units = [unit for unit in units if unit.id in tally.by_unit]
        pages = [units[start : start + _ON_A_PAGE] for start in range(0, len(units), _ON_A_PAGE)]
        for number, page in enumerate(pages, start=1):
            which = f"（{number}/{len(pages)}）" if len(pages) > 1 else ""
            last = len(rows) + len(page) - 1
            charts.append(Chart("bars", f"{title}亮灯{which}", 1, _lights(5), len(rows), last))
            for place, unit in enumerate(page):
                head: Value = ABOVE if place else title
                cells = [head, unit.name, *_numbers(tally.by_unit[unit.id])]
                rows.append(Row(cells, first=not place))
    return Sheet(
        "按单位", occasion.titled("各单位报送和亮灯情况"), [occasion.source],
        (Column("类别", 12, "center"), Column("单位", 54), *_CENTRED),
        lambda: [*rows, _total(rows, 2, tally.total)] if rows else [],
        filtered=False, charts=charts, empty=f"{occasion.when}没有应报的事项。",
    )  # fmt: skip


def _by_month(occasion: Occasion, tally: Tally) -> Sheet:
    """Return the year up to the occasion's last month."""
    rows = [
        Row([wording.period_word(month), *_numbers(counts), _share(counts)])
        for month, counts in sorted(tally.by_month.items())
    ]
    charts = [
        Chart("line", "各月已报率（%）", 0, [Series(8, "")], 0, len(rows) - 1),
        Chart("columns", "各月亮灯", 0, _lights(4), 0, len(rows) - 1),
    ]
    return Sheet(
        "按月份", occasion.titled("各月报送和亮灯情况"), [occasion.source],
        (Column("月份", 24, "center"), *_CENTRED, Column(_SHARE, 16, "center")),
        lambda: rows, filtered=False, charts=charts,
    )  # fmt: skip


def _numbers(counts: Counts) -> list[Value]:
    lights = counts["lights"]
    return [
        *(counts[key] for key in _KEYS),
        *(Tinted(lights[n], TONES[n] if lights[n] else "") for n in LIGHTS[:3]), lights["grey"],
    ]  # fmt: skip


def _lights(first: int) -> list[Series]:
    return [Series(first + n, TONES[light]) for n, light in enumerate(LIGHTS)]


def _total(rows: Sequence[Row], before: int, total: Counts) -> Row:
    """Return the row of live sums; `before` is how many cells stand before the numbers."""
    values = [*(total[key] for key in _KEYS), *(total["lights"][n] for n in LIGHTS)]
    sums = [Sum(before + n, [(0, len(rows) - 1)], value) for n, value in enumerate(values)]
    return Row(["合计", *[""] * (before - 1), *sums], strong=True)


def _share(counts: Counts) -> int:
    """Return how many of a hundred obligations were reported; a hundred only where all were."""
    return counts["reported"] * 100 // counts["owed"] if counts["owed"] else 0
