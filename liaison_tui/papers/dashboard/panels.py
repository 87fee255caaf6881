"""The dashboard's smaller parts: counts, targets, lights by area, the year, ranking, items."""

from decimal import Decimal

from liaison_tui.journal.quantity import spell
from liaison_tui.journal.totals import Total
from liaison_tui.papers.dashboard import charts
from liaison_tui.papers.markup import Child, Markup, tag
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.reports.dashboard import RANKING_RULE, Dashboard, Place
from liaison_tui.reports.overview import LIGHTS
from liaison_tui.reports.troubles import percent_of
from liaison_tui.reports.unit_groups import UNIT_GROUPS, group_of
from liaison_tui.text import one_line, shorten

_COUNTS = (
    ("owed", "应报"), ("reported", "已报"), ("on_time", "按时"), ("nothing_new", "无新进展"),
    ("late", "逾期报送"), ("missing", "未报"),
)  # fmt: skip
_ITEM_CELLS = 72
_SCHEDULE = "竖线是均衡推进应达到的序时进度（{}%，通知未规定）。"
_TREND = "柱：已报占应报的比例；线：红灯数。全部单位、全部领域，不随筛选变化。"
# The columns that hold words or charts; all others hold numbers and stand to the right.
_WORDS = frozenset(("", "目标", "完成", "填报单位", "领域", "单位", "编号", "事项"))


def counts(board: Dashboard) -> Markup:
    """Return the month's counts; the script counts anew what a filter leaves."""
    total = board.heat.totals
    tiles = [
        tag("div", tag("b", total[key], data_count=key), tag("span", word), class_="tile")
        for key, word in _COUNTS
    ]
    lights = [
        tag("div", tag("b", total["lights"][light], data_count=light),
            tag("span", wording.light_word(light)), class_=f"tile t-{light}")
        for light in LIGHTS
    ]  # fmt: skip
    heard = sum(bool(row.counts["reported"]) for row in board.heat.rows)
    units = tag(
        "div",
        tag("b", tag("span", heard, data_count="heard"), " / ",
            tag("span", len(board.heat.rows), data_count="units")),
        tag("span", "已报单位 / 应报单位"),
        class_="tile",
    )  # fmt: skip
    return tag("div", units, tiles, lights, class_="tiles")


def filters(board: Dashboard) -> Markup:
    """Return the choices of unit, area and state; without a script they stay hidden."""
    groups = [
        tag(
            "optgroup",
            tag("option", f"全部{group}", value=f"g:{group}"),
            [
                tag("option", row.unit.name, value=f"u:{row.unit.id}")
                for row in board.heat.rows
                if group_of(row.unit) == group
            ],
            label=group,
        )
        for group in UNIT_GROUPS
    ]
    areas = [tag("option", title, value=n) for n, (title, _) in enumerate(board.areas)]
    states = (("missing", "有未报的"), ("late", "有逾期报送的"), ("red", "有红灯的"),
              ("yellow", "有黄灯的"))  # fmt: skip
    return tag(
        "form",
        _choice("unit", "单位", [tag("option", "全部单位", value=""), groups]),
        _choice("area", "领域", [tag("option", "全部领域", value=""), areas]),
        _choice("state", "只看", [
            tag("option", "不限", value=""),
            [tag("option", word, value=state) for state, word in states],
        ]),
        tag("button", "恢复全部", type="button", id="again"),
        tag("button", "打印", type="button", id="on-paper"),
        id="filters", hidden=True,
    )  # fmt: skip


def _choice(name: str, label: str, options: Child) -> Markup:
    return tag("label", label, " ", tag("select", options, id=name))


def targets(board: Dashboard) -> Markup:
    """Return sums against targets, then sums that have no target."""
    known = [t for t in board.targets if t.measure.target is not None]
    rows = [_target(total, board) for total in known]
    heads = ("目标", "完成", "", "累计", "目标数", "填报单位", "所选单位")
    return tag(
        "section",
        tag("h2", "目标完成"),
        _table(heads, rows, "targets") if rows else tag("p", "本年度没有定目标数的事项。"),
        tag("p", _SCHEDULE.format(board.schedule), class_="note"),
        class_="panel",
    )  # fmt: skip


def _target(total: Total, board: Dashboard) -> Markup:
    measure, done = total.measure, total.sum or Decimal(0)
    percent = percent_of(total)
    carried = f"（{len(total.carried)} 家沿用以前月份）" if total.carried else ""
    shares = [
        tag("span", spell(value), data_share=unit, hidden=True)
        for unit, value in total.by_unit.items()
    ]
    return tag(
        "tr",
        tag("th", f"{total.item.id} {measure.label}", scope="row"),
        tag("td", charts.target_bar(percent, board.schedule), class_="chart"),
        tag("td", f"{percent}%" if total.by_unit else "—", class_="number"),
        tag("td", f"{spell(done)} {measure.unit}" if total.by_unit else "—", class_="number"),
        tag("td", spell(measure.target or Decimal(0)), class_="number"),
        tag("td", f"{len(total.by_unit)} 家{carried}"),
        tag("td", shares, tag("span", "—", class_="no-share"), class_="number"),
        data_area=_area_of(total.item, board),
    )  # fmt: skip


def lights(board: Dashboard) -> Markup:
    """Return the lights of each area."""
    rows = []
    for n, (title, items) in enumerate(board.areas):
        found = board.counts_in(items)
        cells = [
            tag("td", found["lights"][light], class_=f"number t-{light}", data_light_count=light)
            for light in LIGHTS
        ]
        rows.append(
            tag("tr", tag("th", title, scope="row"),
                tag("td", charts.light_bar(found["lights"]), class_="chart"), cells,
                data_area=n, class_="lights")
        )  # fmt: skip
    heads = ("领域", "", *(wording.light_word(light) for light in LIGHTS))
    return tag("section", tag("h2", "各领域的灯"), _table(heads, rows, ""), class_="panel")


def year(board: Dashboard) -> Markup:
    """Return the year so far; it is of all units and areas, whatever is chosen."""
    plan = board.programme.at(board.heat.period)
    lit = len(board.year) if board.is_past else len(board.year) - 1
    return tag(
        "section",
        tag("h2", "全年走势"),
        charts.trend(plan.first_period, plan.last_period, board.year, lit),
        tag("p", _TREND, class_="note"),
        class_="panel",
    )  # fmt: skip


def ranking(board: Dashboard) -> Markup:
    """Return who stands in which place, and by what rule; before the due day nobody does."""
    if not board.ranking:
        why = "没有参加排名的单位。" if board.is_past else "还没有截止，不排名。"
        return tag("section", tag("h2", "报送排名"), tag("p", why), class_="panel")
    heads = ("名次", "单位", "按时率", "应报", "按时", "无新进展", "逾期报送", "未报", "红")
    left = len(board.heat.rows) - len(board.ranking)
    others = f"另有 {left} 家不参加排名（含已送达、待核验的）。" if left else ""
    return tag(
        "section",
        tag("h2", "报送排名"),
        _table(heads, [_place(place) for place in board.ranking], "ranking"),
        tag("p", RANKING_RULE, others, class_="note"),
        class_="panel",
    )


def _place(place: Place) -> Markup:
    found = place.counts
    keys = ("owed", "on_time", "nothing_new", "late", "missing")
    return tag(
        "tr",
        tag("td", place.place, class_="number"),
        tag("th", place.unit.name, scope="row"),
        tag("td", f"{int(place.in_time * 100)}%", class_="number"),
        [tag("td", found[key], class_="number") for key in keys],
        tag("td", found["lights"]["red"], class_="number"),
        data_unit=place.unit.id, data_group=group_of(place.unit),
    )  # fmt: skip


def items(board: Dashboard) -> Markup:
    """Return what each number of the heat map means, with its counts over all units."""
    rows = [
        tag(
            "tr",
            tag("td", item.id),
            tag("th", shorten(one_line(item.text), _ITEM_CELLS), scope="row",
                title=one_line(item.text)),
            [tag("td", board.heat.by_item[item.id][key], class_="number")
             for key in ("owed", "reported", "late", "missing")],
            tag("td", board.heat.by_item[item.id]["lights"]["red"], class_="number"),
            data_area=n,
        )
        for n, (_, found) in enumerate(board.areas)
        for item in found
    ]  # fmt: skip
    heads = ("编号", "事项", "应报", "已报", "逾期报送", "未报", "红")
    return tag(
        "section",
        tag("h2", "各事项"),
        _table(heads, rows, "items"),
        tag("p", "全部单位合计，不随所选单位变化。事项文字为节录。", class_="note"),
        class_="panel",
    )


def _table(heads: tuple[str, ...], rows: list[Markup], kind: str) -> Markup:
    cells = [
        tag("th", head, scope="col", class_=None if head in _WORDS else "number") for head in heads
    ]
    return tag("table", tag("thead", tag("tr", cells)), tag("tbody", rows), class_=f"list {kind}")


def _area_of(item: Item, board: Dashboard) -> int | None:
    """Return the number of an item's area; an item nobody owes this month stands in none."""
    title = board.programme.area_heading(item)
    return next((n for n, (name, _) in enumerate(board.areas) if name == title), -1)
