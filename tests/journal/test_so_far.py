"""What a unit's own numbers come to up to a month: what a form shows beside the month's."""

from decimal import Decimal

import pytest

from liaison_tui.journal.fold import fold
from liaison_tui.journal.totals import so_far, totals
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Programme
from tests.journal.speech import event, own
from tests.journal.test_totals import MONTHLY, QUARTERLY, said

# An item and its measure of each rule.
CUMULATIVE, PERIOD, LEVEL = ("T20", "certified"), ("I18", "activities"), ("I15", "fields")


def number(
    statements: list[Vouched],
    place: tuple[str, str],
    period: str = "2021-06",
    unit: str = "chengjiang",
    plan: Programme = MONTHLY,
) -> Decimal | None:
    name, key = place
    item = plan.item_by_id[name]
    measure = item.measure(key)
    assert measure is not None
    return so_far(plan, fold(statements), unit, item, measure, period)


def told(place: tuple[str, str], unit: str = "chengjiang", **months: str) -> list[Vouched]:
    """Return a number for each month, `m04="3"`."""
    name, key = place
    return [
        said(unit, name, f"2021-{month[1:]}", **{key: value}) for month, value in months.items()
    ]


@pytest.mark.parametrize("place", [CUMULATIVE, LEVEL])
def test_a_cumulative_number_and_a_level_stand_where_the_newest_month_left_them(
    place: tuple[str, str],
) -> None:
    rows = told(place, m04="3", m06="9.5", m05="12")
    assert number(rows, place) == Decimal("9.5")
    assert number(rows, place, "2021-05") == 12
    assert number(rows, place, "2021-08") == Decimal("9.5")


def test_a_period_measure_is_the_sum_of_the_years_months() -> None:
    rows = told(PERIOD, m04="1", m05="2.5", m06="4")
    last_year = said("chengjiang", "I18", "2020-12", activities="64")
    assert number([*rows, last_year], PERIOD) == Decimal("7.5")
    assert number([*rows, last_year], PERIOD, "2021-05") == Decimal("3.5")


@pytest.mark.parametrize("place", [CUMULATIVE, PERIOD, LEVEL])
def test_months_after_are_not_seen(place: tuple[str, str]) -> None:
    rows = told(place, m05="3", m07="128")
    assert number(rows, place) == 3
    assert number(rows, place, "2021-04") is None


@pytest.mark.parametrize("place", [CUMULATIVE, PERIOD, LEVEL])
def test_a_unit_that_gave_no_number_has_none(place: tuple[str, str]) -> None:
    neighbour = told(place, unit="nanzha", m06="7")
    assert number([*neighbour, own(event(item=place[0]))], place) is None
    assert number(neighbour, place, unit="nanzha") == 7


@pytest.mark.parametrize("place", [CUMULATIVE, PERIOD, LEVEL])
def test_a_zero_that_was_told_is_a_number(place: tuple[str, str]) -> None:
    assert number(told(place, m06="0"), place) == 0


def test_each_measure_of_an_item_has_its_own_number() -> None:
    rows = [said("chengjiang", "T20", "2021-06", certified="4", models="2")]
    assert number(rows, ("T20", "certified")) == 4
    assert number(rows, ("T20", "models")) == 2


def test_what_is_not_owed_counts_for_nothing() -> None:
    may = told(CUMULATIVE, m05="3")
    assert number(may, CUMULATIVE, plan=MONTHLY) == 3
    assert number(may, CUMULATIVE, plan=QUARTERLY) is None
    assert number([*may, *told(CUMULATIVE, m06="4")], CUMULATIVE, plan=QUARTERLY) == 4
    stranger = told(PERIOD, unit="nobody", m06="5")
    assert number(stranger, PERIOD, unit="nobody") is None


def test_what_is_withdrawn_or_replaced_counts_no_more() -> None:
    first = event(body={"quantities": {"certified": "3"}})
    correction = own(event(body={"quantities": {"certified": "4"}}, replaces=[first]))
    withdrawal = own(event("withdraw", body={}, replaces=[first]))
    assert number([own(first), correction], CUMULATIVE) == 4
    assert number([own(first), withdrawal], CUMULATIVE) is None


@pytest.mark.parametrize("place", [CUMULATIVE, PERIOD, LEVEL])
def test_it_is_the_units_share_of_the_citys_total(place: tuple[str, str]) -> None:
    rows = [*told(place, m05="3", m06="5"), *told(place, unit="nanzha", m05="7")]
    (total,) = [
        row
        for row in totals(MONTHLY, fold(rows), "2021-06")
        if (row.item.id, row.measure.key) == place
    ]
    assert set(total.by_unit) == {"chengjiang", "nanzha"}
    for unit, share in total.by_unit.items():
        assert number(rows, place, unit=unit) == share
