"""A centre opens on the month it is busy with: the one whose due day is nearest."""

from datetime import date, timedelta

import pytest

from liaison_tui.programme.due import due_day, periods_of, settled_period
from tests.programme.plan import PLAN

MONTHS = periods_of(PLAN)
YEAR = [date(2021, 1, 1) + timedelta(days=n) for n in range(500)]


@pytest.mark.parametrize(
    ("today", "period"),
    [
        ("2021-07-05", "2021-06"),  # due today
        ("2021-07-08", "2021-06"),  # three days after, when late ones still come in
        ("2021-06-28", "2021-06"),  # a week before
        ("2021-06-20", "2021-05"),  # 13 days after 7 June, 15 before 5 July
        ("2021-06-22", "2021-06"),
        ("2021-01-04", "2021-04"),  # before the first
        ("2026-11-22", "2021-12"),  # long after the last
    ],
)
def test_it_is_the_month_whose_due_day_is_nearest_past_or_to_come(today: str, period: str) -> None:
    assert settled_period(PLAN, date.fromisoformat(today)) == period


def test_on_its_due_day_every_month_is_the_one_at_hand() -> None:
    assert [settled_period(PLAN, due_day(PLAN, month)) for month in MONTHS] == MONTHS


def test_no_other_month_is_due_nearer_on_any_day() -> None:
    for today in YEAR:
        nearest = min(abs((due_day(PLAN, month) - today).days) for month in MONTHS)
        found = settled_period(PLAN, today)
        assert abs((due_day(PLAN, found) - today).days) == nearest


def test_as_days_pass_it_never_goes_back() -> None:
    found = [settled_period(PLAN, today) for today in YEAR]
    assert found == sorted(found)
    assert set(found) == set(MONTHS)


def test_where_two_are_as_near_the_one_that_is_past_is_at_hand() -> None:
    assert due_day(PLAN, "2021-05") == date(2021, 6, 7)
    assert due_day(PLAN, "2021-06") == date(2021, 7, 5)
    assert settled_period(PLAN, date(2021, 6, 21)) == "2021-05"
