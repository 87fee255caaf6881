"""The heat map as a table: a row a unit, a column an item, signs beside colours."""

from collections.abc import Sequence

from liaison_tui.journal.standing import Standing
from liaison_tui.papers.markup import Markup, tag
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.reports.dashboard import Dashboard
from liaison_tui.reports.heat import LEGEND, TOTALS, HeatRow, count_in, heat_groups, mark_of
from liaison_tui.text import one_line, shorten

_TONES = {"green": "g", "yellow": "y", "red": "r", "grey": "n"}
# How a cell tells the script whether and when it was reported.
_TIMES = {"on_time": "o", "nothing_new": "n", "late": "l", "missing": "m"}
_TITLE_CELLS = 80


def heat_table(board: Dashboard) -> Markup:
    """Return the whole table, with its legend above it."""
    items = [(n, item) for n, (_, found) in enumerate(board.areas) for item in found]
    return tag(
        "section",
        tag("h2", "各单位各事项（热力图）"),
        _legend(),
        tag(
            "div",
            tag("table", _heads(board, items), _bodies(board, items), _foot(board, items),
                class_="heat"),
            class_="wide",
        ),
        class_="whole", id="heat",
    )  # fmt: skip


def _legend() -> Markup:
    marks = [("绿", "g", "达到序时进度"), ("黄", "y", "黄灯"), ("红", "r", "红灯")]
    shown = [
        [tag("span", word, class_=f"key {tone}"), f" {meaning}　"] for word, tone, meaning in marks
    ]
    others = [[tag("span", word, class_="key"), f" {says}　"] for word, says in LEGEND.items()]
    return tag("p", shown, others, "截止日以前不亮灯。", class_="legend")


def _heads(board: Dashboard, items: Sequence[tuple[int, Item]]) -> Markup:
    areas = [
        tag("th", title, colspan=len(found), scope="colgroup", data_area=n, title=title,
            class_="area")
        for n, (title, found) in enumerate(board.areas)
    ]  # fmt: skip
    ids = [
        tag("th", item.id[0], tag("br"), item.id[1:], scope="col", data_area=n,
            title=f"{item.id} {shorten(one_line(item.text), _TITLE_CELLS)}")
        for n, item in items
    ]  # fmt: skip
    counts = [tag("th", title, scope="col", rowspan=2, class_="count") for _, title in TOTALS]
    unit = tag("th", "单位", scope="col", rowspan=2, class_="unit")
    return tag("thead", tag("tr", unit, areas, counts), tag("tr", ids))


def _bodies(board: Dashboard, items: Sequence[tuple[int, Item]]) -> list[Markup]:
    width = 1 + len(items) + len(TOTALS)
    return [
        tag(
            "tbody",
            tag("tr", tag("th", group, colspan=width, scope="rowgroup"), class_="group"),
            [_row(board, row, group, items) for row in rows],
            class_="units",
        )
        for group, rows in heat_groups(board.heat.rows)
    ]


def _row(board: Dashboard, row: HeatRow, group: str, items: Sequence[tuple[int, Item]]) -> Markup:
    waits = "（待核验）" if row.unit.id in board.waiting else ""
    return tag(
        "tr",
        tag("th", f"{row.unit.name}{waits}", scope="row", class_="unit"),
        [_cell(row, n, item) for n, item in items],
        [
            tag("td", count_in(row.counts, key) or "", class_="count", data_sum=key)
            for key, _ in TOTALS
        ],
        data_unit=row.unit.id, data_group=group,
    )  # fmt: skip


def _cell(row: HeatRow, area: int, item: Item) -> Markup:
    standing = row.cells.get(item.id)
    mark = mark_of(standing)
    if standing is None:
        return tag("td", mark.word, data_area=area, class_="q")
    report = standing.report
    time = report.timeliness(standing.obligation.due) if report else "missing"
    return tag(
        "td",
        mark.word,
        class_=_TONES.get(mark.tone, "q" if mark.tone == "quiet" else "p"),
        data_area=area, data_light=standing.light, data_time=_TIMES[time],
        data_item=item.id,
        title=_words(row, standing),
    )  # fmt: skip


def _words(row: HeatRow, standing: Standing) -> str:
    percent = standing.body.get("percent")
    parts = [
        row.unit.name, standing.item.id, wording.standing_word(standing),
        f"{wording.light_word(standing.light, plain=True)}灯" if standing.light != "grey" else "",
        "" if percent is None else f"进度 {percent}%",
    ]  # fmt: skip
    return " ".join(filter(None, parts))


def _foot(board: Dashboard, items: Sequence[tuple[int, Item]]) -> Markup:
    missing = [
        tag("td", board.heat.by_item[item.id]["missing"] or "", data_area=n, data_item=item.id)
        for n, item in items
    ]
    counts = [
        tag("td", count_in(board.heat.totals, key), class_="count", data_total=key)
        for key, _ in TOTALS
    ]
    head = tag("th", "未报合计", scope="row", class_="unit")
    return tag("tbody", tag("tr", head, missing, counts), class_="foot")
