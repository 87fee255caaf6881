"""What a month's points come to: lost points, sums by level, months compared, deductions."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from liaison_tui.journal.measured import (
    Deducted,
    deducted_in,
    headed,
    marks,
    responsible,
    sum_of,
)
from liaison_tui.programme.measured_rows import scored_parts
from tests.programme.plan import PLAN

FULL = {key: full for key, _, full in scored_parts(PLAN)}
FALSE_PAPERS = Deducted("K01", 1, "弄虚作假", Decimal(20), "2021-05", 3, "材料不实")
INCIDENT = Deducted("K02", 2, "信息安全事故", Decimal(10), "2021-06", 1, "泄露")

points_of_some = st.dictionaries(
    st.sampled_from(sorted(FULL)), st.integers(0, 40).map(lambda n: Decimal(n) / 2)
)


def test_full_points_are_the_hundred_of_the_notice_and_the_sums_it_prints() -> None:
    every = marks(PLAN, FULL, {})
    total = sum_of(every)
    assert total.full == total.got == 100
    assert total.lost == total.lacking == 0
    assert len(every) == 36
    for heading, some in headed(every):
        if heading.points is not None:
            assert sum_of(some).full == heading.points, heading
    assert {len([h for h, _ in headed(every) if h.level == n]) for n in (1, 2, 3)} == {4, 15, 25}


def test_the_shared_eighteen_are_one_mark_of_four_indicators() -> None:
    [shared] = [mark for mark in marks(PLAN, {"I27": Decimal(17)}, {}) if len(mark.items) > 1]
    assert (shared.key, shared.name) == ("I27", "I27–I30")
    assert shared.full == 18
    assert shared.lost == 1


@given(points_of_some, points_of_some)
def test_sums_of_a_level_come_to_the_total_and_months_compare_where_both_are_known(
    points: dict[str, Decimal], before: dict[str, Decimal]
) -> None:
    every = marks(PLAN, points, before)
    total = sum_of(every)
    for level in (1, 2, 3):
        parts = [sum_of(some) for heading, some in headed(every) if heading.level == level]
        assert sum((part.got or 0 for part in parts), Decimal(0)) == (total.got or 0)
        assert sum((part.lost for part in parts), Decimal(0)) == total.lost
        assert sum(part.lacking for part in parts) == total.lacking
    both = points.keys() & before.keys()
    expected = sum((points[k] - before[k] for k in both), Decimal(0))
    assert total.change == (expected if both else None)
    assert all(mark.lost is None or mark.lost >= 0 for mark in every)


def test_a_case_counts_in_each_of_its_months_and_the_cap_bounds_a_month() -> None:
    both, cap = [FALSE_PAPERS, INCIDENT], Decimal(30)
    expected = {"2021-04": 0, "2021-05": 20, "2021-06": 30, "2021-07": 20, "2021-08": 0}
    assert {month: deducted_in(both, month, cap)[1] for month in expected} == expected
    thrice = [*both, FALSE_PAPERS]
    assert deducted_in(thrice, "2021-06", cap) == (Decimal(50), Decimal(30))
    assert deducted_in(thrice, "2021-06", None) == (Decimal(50), Decimal(50))
    assert deducted_in([], "2021-06", cap) == (Decimal(0), Decimal(0))


def test_the_cases_are_those_of_the_notice() -> None:
    [item] = [item for item in PLAN.items if item.deduction]
    assert [(case.points, case.months) for case in item.deductions] == [(20, 3), (10, 1)]
    assert item.points == 30
    assert any("30分" in note for note in item.notes)


def test_who_answers_for_a_mark_follows_from_the_plan() -> None:
    by_id = PLAN.item_by_id
    assert [unit.id for unit in responsible(PLAN, [by_id["I17"]], "2021-06")] == [
        "shuiwu", "haiguan",
    ]  # fmt: skip
    everyone = {unit.id for unit in responsible(PLAN, [by_id["I27"], by_id["I28"]], "2021-06")}
    assert set(PLAN.group_by_id["towns"].units) <= everyone
