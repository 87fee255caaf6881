"""Points out of sheets of many shapes: the right column, the right rows, doubt where there is."""

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_tui.programme import layouts
from liaison_tui.programme.indicator_names import IndicatorNames
from liaison_tui.programme.layouts import Layout
from liaison_tui.programme.measured_rows import SheetPoints, read_points, scored_parts
from liaison_tui.programme.sheet import (
    Cell,
    Sheet,
    column_named,
    letters,
    number_in,
    plain_number,
)
from tests.programme.plan import PLAN

NAMES = IndicatorNames(PLAN)
TEXTS = {item.id: item.text for item in PLAN.items}


def sheet(*rows: Sequence[object], merged: Sequence[str] = ()) -> Sheet:
    """Return a sheet of some rows; `merged` are ranges such as D5:D8."""
    cells = [
        tuple(Decimal(repr(c)) if isinstance(c, int | float) else cast("Cell", c) for c in row)
        for row in rows
    ]
    return Sheet("表", tuple(cells), dict(pair for area in merged for pair in _merged(area)))


def _merged(area: str) -> Sequence[tuple[tuple[int, int], tuple[int, int]]]:
    start, end = area.split(":")
    (top, left), (bottom, right) = (
        (int(one.lstrip("ABCDEFGH")) - 1, column_named(one.rstrip("0123456789")))
        for one in (start, end)
    )
    return [
        ((row, column), (top, left))
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    ]


def laid_out(of: Sheet, period: str | None = None) -> Layout:
    found = layouts.guess(of, NAMES, period)
    assert found is not None
    return found


def read(of: Sheet, period: str | None = None, said: dict[int, str] | None = None) -> SheetPoints:
    layout = laid_out(of, period)
    assert layout.certain, layout
    return read_points(PLAN, of, layout, NAMES, said)


def named(layout: Layout) -> dict[str, str]:
    return {part: letters(column) for part, column in layout.columns.items()}


def test_titles_numbering_full_marks_ranks_and_remarks_are_told_apart() -> None:
    of = sheet(
        ["江阴市2021年6月城市信用监测情况", None, None, None, None, None],
        ["单位：分", None, None, None, None, None],
        ["序号", "指标名称", "分值", "本月得分", "全省排名", "备注"],
        [1, TEXTS["I01"], 3, "２.５分", 12, "宣传偏少"],
        [2, TEXTS["I02"], 2, 2, 1, None],
        [3, TEXTS["I03"], 2, "1.50", 7, None],
        [4, TEXTS["I04"], 3, 0, 3, None],
    )
    layout = laid_out(of)
    assert named(layout) == {"name": "B", "points": "D", "full": "C", "rank": "E", "remark": "F"}
    assert layouts.month_of(of, layout.first) == "2021-06"
    found = read(of)
    assert found.points == {
        "I01": Decimal("2.5"), "I02": 2, "I03": Decimal("1.5"), "I04": 0,
    }  # fmt: skip
    assert (found.rows[0].rank, found.rows[0].remark) == ("12", "宣传偏少")
    assert found.lacking == [k for k, _, _ in scored_parts(PLAN) if k not in found.points]
    assert not found.remarks


def test_points_of_others_last_month_and_lost_points_are_not_taken_for_the_points() -> None:
    heads = ["指标", "上月得分", "得分", "失分", "较上月增减", "全省平均得分", "最高分"]
    of = sheet(heads, *([TEXTS[f"I{n:02d}"], 1, 1.5, 0.5, 0.5, 1.2, 2] for n in (1, 2, 3)))
    assert letters(laid_out(of).columns["points"]) == "C"
    assert read(of).points["I02"] == Decimal("1.5")


def test_a_heading_over_two_rows_is_read_with_what_stands_above() -> None:
    of = sheet(
        ["指标", "5月", None, "6月", None],
        [None, "得分", "排名", "得分", "排名"],
        *([TEXTS[f"I{n:02d}"], 1, 5, 2, 6] for n in (1, 2, 3)),
        merged=["B1:C1", "D1:E1", "A1:A2"],
    )
    may = laid_out(of, "2021-05")
    june = laid_out(of, "2021-06")
    assert (letters(may.columns["points"]), letters(june.columns["points"])) == ("B", "D")
    assert may.signature == june.signature
    open_question = laid_out(of)
    assert not open_question.certain
    assert [letters(each.column) for each in open_question.candidates] == ["B", "D"]


def test_where_no_head_tells_the_columns_are_asked_for_with_examples() -> None:
    of = sheet(["指标", "甲", "乙"], [TEXTS["I01"], 3, 2.5], [TEXTS["I02"], 2, 1])
    layout = laid_out(of)
    assert not layout.certain
    assert [layouts.candidate_words(each) for each in layout.candidates] == [
        "B列“甲”（3、2）", "C列“乙”（2.5、1）",
    ]  # fmt: skip
    assert layouts.guess(sheet(["单位", "得分"], ["澄江街道", 5]), NAMES) is None


def test_the_shared_points_count_once_however_they_are_written() -> None:
    four = [TEXTS[f"I{n}"] for n in (27, 28, 29, 30)]
    for points, merged, told in (
        ([17, None, None, None], ["B2:B5"], False),
        ([17, None, None, None], [], False),
        ([4, 4.5, 4.5, 4], [], False),
        ([17, 17, 17, 17], [], True),
    ):
        rows: list[list[object]] = [[name, got] for name, got in zip(four, points, strict=True)]
        rows.append([TEXTS["I31"], 5])
        found = read(sheet(["指标", "得分"], *rows, merged=merged))
        assert found.points == {"I27": 17, "I31": 5}, points
        assert bool(found.remarks) == told


def test_points_merged_over_indicators_that_share_none_are_said_and_left_out() -> None:
    rows: list[list[object]] = [[TEXTS["I11"], 8], [TEXTS["I12"], None], [TEXTS["I16"], 2]]
    found = read(sheet(["指标", "得分"], *rows, merged=["B2:B3"]))
    assert found.points == {"I16": 2}
    assert any("B2" in remark for remark in found.remarks)
    assert {"I11", "I12"} <= set(found.lacking)


def test_headings_and_sums_in_the_column_of_names_are_left_out() -> None:
    of = sheet(
        ["指标", "得分"],
        ["一、信用制度和基础设施建设（20分）", 5],
        ["信用制度落实情况", 5],
        ["1. 国家层面政策文件落实情况", 3],
        ["1. " + TEXTS["I01"], 3],
        ["18. 信用修复流程透明度", 1],
        ["32. 信用修复流程透明度", 1],
        ["其他工作", 2],
        ["合计", 6],
    )
    found = read(of)
    assert found.points == {"I01": 3, "I32": 1}
    assert [row.label for row in found.unmatched] == ["其他工作"]
    assert [row.label for row in found.skipped] == [
        "一、信用制度和基础设施建设（20分）", "信用制度落实情况", "1. 国家层面政策文件落实情况",
        "合计",
    ]  # fmt: skip
    assert found.total == 6
    assert found.remarks == ["表中合计 6，与各项之和 4 不符"]


def test_a_row_that_is_only_like_an_indicator_waits_until_a_person_says() -> None:
    of = sheet(
        ["指标", "得分"], [TEXTS["I01"], 3], ["信用信息归集", 2], ["特定信用信息归集", 1],
    )  # fmt: skip
    found = read(of)
    assert found.points == {"I01": 3}
    assert [(row.number, row.candidates[0]) for row in found.doubtful] == [(3, "I06"), (4, "I07")]
    said = read(of, said={3: "I06", 4: ""})
    assert said.points == {"I01": 3, "I06": 2}
    assert said.doubtful == []


def test_two_rows_of_one_indicator_with_different_points_are_doubtful() -> None:
    of = sheet(["指标", "得分"], [TEXTS["I05"], 1], [TEXTS["I05"], 2], [TEXTS["I06"], 2])
    assert [row.number for row in read(of).doubtful] == [3]
    same = sheet(["指标", "得分"], [TEXTS["I05"], 1], [TEXTS["I05"], 1], [TEXTS["I06"], 2])
    assert read(same).doubtful == []


def test_what_is_odd_is_taken_and_said() -> None:
    of = sheet(
        ["指标", "满分", "得分"], [TEXTS["I01"], 5, 4], [TEXTS["I02"], 2, -1],
        ["40. 扣分情形：", 30, 20],
    )  # fmt: skip
    found = read(of)
    assert found.points == {"I01": 4, "I02": -1, "I40": -20}
    assert found.remarks == [
        "I01 得 4 分，不在 0 至 3 之间", "I01 表中满分 5，工作意见是 3",
        "I02 得 -1 分，不在 0 至 2 之间",
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "month"), [
    ("江阴市2021年6月监测", "2021-06"), ("2021-06得分", "2021-06"), ("２０２１．６", "2021-06"),
    ("制表：2021年7月12日", None), ("2021-07-12", None), ("2021年度", None), ("2021年13月", None),
    ("截至2021年6月30日（2021年6月）", "2021-06"), ("20210612", None),
])  # fmt: skip
def test_the_month_is_told_by_titles_not_by_the_day_a_table_was_made(
    words: str, month: str | None
) -> None:
    assert layouts.month_in(words) == month


@pytest.mark.parametrize(("cell", "number"), [
    ("２.５", "2.5"), ("1,250", "1250"), (" 3 分", "3"), ("-0.5", "-0.5"), ("−2", "-2"),
    (Decimal("2.3000000000000003"), "2.3"), (Decimal(0), "0"), ("", None), ("—", None),
    ("85%", None), ("1.5.2", None), (None, None), ("1e9", None), ("9" * 40, None),
    (Decimal("1E+30"), None),
])  # fmt: skip
def test_numbers_are_read_as_people_write_them(cell: Cell, number: str | None) -> None:
    found = number_in(cell)
    assert (None if found is None else plain_number(found)) == number


@given(st.integers(0, 18_277))
def test_columns_are_named_as_workbooks_do(column: int) -> None:
    assert column_named(letters(column)) == column


@given(
    st.permutations(["name", "points", "full", "number"]),
    st.dictionaries(
        st.sampled_from([k for k, _, _ in scored_parts(PLAN) if k != "I27"]),
        st.integers(0, 30).map(lambda tenths: Decimal(tenths) / 10),
        min_size=3,
    ),
    st.randoms(use_true_random=False),
)
def test_columns_in_any_order_and_rows_in_any_order_give_the_same_points(
    columns: list[str], points: dict[str, Decimal], random: object
) -> None:
    items = list(points)
    random.shuffle(items)  # type: ignore[attr-defined]
    heads = {"name": "监测指标", "points": "得分", "full": "满分", "number": "序号"}
    rows: list[list[Cell]] = [[heads[column] for column in columns]]
    for place, item in enumerate(items, start=1):
        full = Decimal(PLAN.item_by_id[item].points or 0)
        cells: dict[str, Cell] = {
            "name": TEXTS[item], "points": points[item], "full": full, "number": Decimal(place),
        }  # fmt: skip
        rows.append([cells[column] for column in columns])
    assert read(sheet(*rows)).points == points
