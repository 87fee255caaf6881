"""The register (明细): one row for each obligation, whole texts, to be filtered and sorted."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from liaison_tui.journal.standing import Standing
from liaison_tui.papers.occasion import (
    Occasion,
    field,
    light_cell,
    percent_word,
    quantity_words,
)
from liaison_tui.papers.paper import Column
from liaison_tui.papers.sheet import Row, Sheet, Value
from liaison_tui.reports import wording
from liaison_tui.reports.unit_groups import group_of
from liaison_tui.text import shorten

NAME = "明细"
ByUnit = Callable[[], Iterable[Sequence[Standing]]]
_COLUMNS = (
    Column("单位", 26), Column("单位类别", 14, "center"), Column("编号", 10, "center"),
    Column("领域", 26), Column("事项", 42), Column("月份", 14, "center"),
    Column("状态", 18, "center"), Column("本期情况", 16, "center"),
    Column("完成进度", 10, "center"), Column("亮灯", 16, "center"), Column("数量", 24),
    Column("工作进展", 66), Column("存在问题", 36), Column("下一步打算", 36),
    Column("经验做法", 36), Column("信用办收到", 20, "center"),
)  # fmt: skip
# Two lines of its column: which item it is tells the number, all of it the other sheets.
_ITEM = 44


def register(occasion: Occasion, by_unit: ByUnit) -> Sheet:
    """Return the sheet; `by_unit` gives what each unit owes, one after the other."""

    def rows() -> Iterator[Row]:
        for standings in by_unit():
            for standing in standings:
                yield Row(_cells(occasion, standing))

    return Sheet(
        NAME, occasion.titled("填报明细"), [occasion.source], _COLUMNS, rows,
        frozen=3, register=True, empty=f"{occasion.when}没有应报的事项。",
    )  # fmt: skip


def _cells(occasion: Occasion, standing: Standing) -> list[Value]:
    unit, item, body = standing.obligation.unit, standing.item, standing.body
    received = standing.current.received if standing.current else None
    return [
        unit.name, group_of(unit), item.id, occasion.programme.area_heading(item),
        shorten(item.text, _ITEM),
        standing.obligation.period, wording.standing_word(standing),
        wording.NOTHINGS.get(str(body.get("nothing")), ""), percent_word(standing),
        light_cell(standing), quantity_words(standing), field(standing, "text"),
        field(standing, "problems"), field(standing, "next_steps"), field(standing, "practices"),
        wording.full_moment(received),
    ]  # fmt: skip
