"""Lists to be handed round: who is missing, what is in the way, what others may learn."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from liaison_tui.journal.standing import Standing
from liaison_tui.papers.occasion import (
    Occasion,
    field,
    item_words,
    light_cell,
    light_legend,
    percent_word,
)
from liaison_tui.papers.paper import Column
from liaison_tui.papers.register import ByUnit
from liaison_tui.papers.sheet import ABOVE, Book, Row, Sheet, Tinted, Value
from liaison_tui.reports import wording
from liaison_tui.reports.roll_call import Missing, RollCall, days_word, state_word
from liaison_tui.reports.unit_groups import group_of
from liaison_tui.text import shorten

MISSING, PROBLEMS, PRACTICES = "未报名单", "存在问题清单", "经验做法清单"
_ITEMS = "未报事项"
# Some three lines of its column: the notice has the whole text.
_ITEM = 96


def missing_list(occasion: Occasion, calls: Sequence[RollCall]) -> Book:
    """Return who has not reported, month by month: a line a unit, and on a second sheet an item."""
    return Book(
        occasion.titled(MISSING), occasion.author, occasion.foot,
        [_missing_units(occasion, calls), _missing_items(occasion, calls)],
        data=_ITEMS,
    )  # fmt: skip


def problem_list(occasion: Occasion, by_unit: ByUnit) -> Book:
    """Return what units have written of problems, with what they mean to do."""
    columns = (
        Column("序号", 12, "center"), Column("单位", 30, "center"), Column("事项", 60),
        Column("月份", 14, "center"), Column("存在问题", 64), Column("下一步打算", 48),
        Column("进度", 14, "center"), Column("亮灯", 20, "center"),
    )  # fmt: skip

    def cells(standing: Standing) -> list[Value]:
        return [
            field(standing, "problems"), field(standing, "next_steps"),
            percent_word(standing), light_cell(standing),
        ]  # fmt: skip

    rows = _numbered(by_unit, "problems", cells)
    legend = light_legend(occasion.programme.lights)
    return _book(occasion, PROBLEMS, columns, rows, "没有单位写存在问题。", legend)


def practice_list(occasion: Occasion, by_unit: ByUnit) -> Book:
    """Return what units have written of what went well, for others to learn from."""
    columns = (
        Column("序号", 12, "center"), Column("单位", 32, "center"), Column("事项", 70),
        Column("月份", 14, "center"), Column("经验做法", 134),
    )  # fmt: skip
    rows = _numbered(by_unit, "practices", lambda standing: [field(standing, "practices")])
    return _book(occasion, PRACTICES, columns, rows, "没有单位写经验做法。", ())


def _book(
    occasion: Occasion,
    name: str,
    columns: Sequence[Column],
    rows: Callable[[], Iterable[Row]],
    empty: str,
    legend: Sequence[tuple[Tinted, str]],
) -> Book:
    sheet = Sheet(
        name, occasion.titled(name), [occasion.source], columns, rows, frozen=2, legend=legend,
        empty=f"{occasion.when}{empty}",
    )  # fmt: skip
    return Book(sheet.title, occasion.author, occasion.foot, [sheet])


def _numbered(
    by_unit: ByUnit, key: str, cells: Callable[[Standing], list[Value]]
) -> Callable[[], Iterator[Row]]:
    """Return what gives a row for each entry that says something in a field; a unit stands once."""

    def rows() -> Iterator[Row]:
        number = 0
        for standings in by_unit():
            said = [standing for standing in standings if field(standing, key)]
            for place, standing in enumerate(said):
                number += 1
                name: Value = ABOVE if place else standing.obligation.unit.name
                month = wording.month_word(standing.obligation.period)
                item = shorten(item_words(standing.item), _ITEM)
                yield Row([number, name, item, month, *cells(standing)])

    return rows


def _missing_units(occasion: Occasion, calls: Sequence[RollCall]) -> Sheet:
    columns = (
        Column("序号", 12, "center"), Column("单位", 40), Column("类别", 20, "center"),
        Column("月份", 14, "center"), Column("未报", 13, "center"), Column("应报", 13, "center"),
        Column("未报事项", 62), Column("联络员", 20, "center"), Column("电话", 30, "center"),
        Column("上次报送", 18, "center"), Column("说明", 20, "center"),
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        number = 0
        for call in calls:
            for missing in call.missing:
                number += 1
                yield Row([number, *_unit_cells(missing, call)])

    units = {missing.unit.id for call in calls for missing in call.missing}
    count = sum(len(missing.standings) for call in calls for missing in call.missing)
    last = calls[-1]
    due = f"{last.due.month}月{last.due.day}日截止" if len(calls) == 1 else ""
    said = f"有未报事项的单位 {len(units)} 家，共 {count} 项次。{due}"
    return Sheet(
        MISSING, occasion.titled(MISSING), [occasion.source, said], columns, rows, frozen=2,
        empty=f"{occasion.when}各单位都已报齐。",
    )  # fmt: skip


def _unit_cells(missing: Missing, call: RollCall) -> list[Value]:
    nothing = len(missing.standings) == missing.owed
    items = "全部" if nothing else "、".join(s.item.id for s in missing.standings)
    return [
        missing.unit.name, group_of(missing.unit), wording.month_word(call.period),
        Tinted(len(missing.standings), "red" if call.is_past else "grey"), missing.owed, items,
        missing.officer, "\n".join(missing.phones), days_word(missing.days(call.today)),
        state_word(missing, call),
    ]  # fmt: skip


def _missing_items(occasion: Occasion, calls: Sequence[RollCall]) -> Sheet:
    columns = (
        Column("单位", 42), Column("类别", 22, "center"), Column("月份", 22, "center"),
        Column("编号", 16, "center"), Column("事项", 100), Column("截止日", 28, "center"),
        Column("情况", 32, "center"),
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        for call in calls:
            for missing in call.missing:
                for standing in missing.standings:
                    word = wording.standing_word(standing)
                    yield Row([
                        missing.unit.name, group_of(missing.unit), call.period, standing.item.id,
                        standing.item.text, standing.obligation.due.isoformat(),
                        Tinted(word, "red" if standing.overdue else "grey"),
                    ])  # fmt: skip

    return Sheet(
        _ITEMS, occasion.titled("未报事项清单"), [occasion.source], columns, rows, frozen=1,
        register=True, empty=f"{occasion.when}各单位都已报齐。",
    )  # fmt: skip
