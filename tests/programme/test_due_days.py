"""Due days move to the next working day; the month people mean is the earliest not past due."""

from datetime import date, timedelta

import pytest

from liaison_tui.errors import UnknownName, WrongUse
from liaison_tui.programme.due import due_day, is_working_day, period_on, periods_of
from liaison_tui.programme.period import (
    following,
    months,
    months_from,
    read_month,
    read_span,
    spans,
)
from tests.programme.plan import PLAN

DUE = {
    "2021-04": "2021-05-06", "2021-05": "2021-06-07", "2021-06": "2021-07-05",
    "2021-07": "2021-08-05", "2021-08": "2021-09-06", "2021-09": "2021-10-08",
    "2021-10": "2021-11-05", "2021-11": "2021-12-06", "2021-12": "2022-01-05",
}  # fmt: skip
MONTHS = list(DUE)


def test_the_programme_reports_on_april_to_december() -> None:
    assert periods_of(PLAN) == MONTHS


@pytest.mark.parametrize(("period", "due"), DUE.items())
def test_a_report_is_due_on_the_fifth_or_the_first_working_day_after_it(
    period: str, due: str
) -> None:
    found = due_day(PLAN, period)
    assert found.isoformat() == due
    assert is_working_day(found, PLAN.calendar)
    fifth = date.fromisoformat(f"{following(period)}-05")
    between = [fifth + timedelta(days=n) for n in range((found - fifth).days)]
    assert not any(is_working_day(day, PLAN.calendar) for day in between)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2021-06-28", True), ("2021-06-27", False), ("2021-06-14", False), ("2021-10-07", False),
        ("2021-10-09", True), ("2021-10-10", False), ("2021-04-25", True), ("2021-05-08", True),
    ],
)  # fmt: skip
def test_offices_rest_on_weekends_and_days_off_and_work_on_working_weekends(
    day: str, works: bool
) -> None:
    assert is_working_day(date.fromisoformat(day), PLAN.calendar) is works


@pytest.mark.parametrize(
    ("today", "period"),
    [
        ("2020-01-01", "2021-04"), ("2021-05-06", "2021-04"), ("2021-05-07", "2021-05"),
        ("2021-06-07", "2021-05"), ("2021-06-08", "2021-06"), ("2021-06-28", "2021-06"),
        ("2021-07-05", "2021-06"), ("2021-07-06", "2021-07"), ("2022-01-05", "2021-12"),
        ("2026-11-22", "2021-12"),
    ],
)  # fmt: skip
def test_left_out_the_period_is_the_earliest_month_whose_due_day_is_not_past(
    today: str, period: str
) -> None:
    assert period_on(PLAN, date.fromisoformat(today)) == period


@pytest.mark.parametrize(
    "text",
    ["2021-06", " 2021-06 ", "2021-6", "2021年6月", "2021年06月", "２０２１－０６", "202106",
     "2021/6", "2021.06"],
)  # fmt: skip
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert read_month(text, MONTHS) == "2021-06"


@pytest.mark.parametrize("text", ["2021-13", "2021-00", "2021-03", "2022-01", "六月", "", "06"])
def test_a_month_the_programme_does_not_have_is_answered_with_known_ones(text: str) -> None:
    with pytest.raises(UnknownName) as caught:
        read_month(text, MONTHS)
    assert caught.value.nearest
    assert set(caught.value.nearest) <= set(MONTHS)


def test_the_nearest_months_come_first() -> None:
    with pytest.raises(UnknownName) as caught:
        read_month("2021-03", MONTHS)
    assert caught.value.nearest == ["2021-04", "2021-05", "2021-06"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-06", ["2021-06"]),
        ("2021-Q2", MONTHS[:3]),
        ("2021q3", ["2021-07", "2021-08", "2021-09"]),
        ("2021年第4季度", ["2021-10", "2021-11", "2021-12"]),
        ("2021-H1", MONTHS[:3]),
        ("2021h2", MONTHS[3:]),
        ("2021年上半年", MONTHS[:3]),
        ("2021", MONTHS),
        ("2021年", MONTHS),
    ],
)
def test_a_quarter_a_half_and_a_year_are_views_of_months(text: str, expected: list[str]) -> None:
    assert read_span(text, MONTHS).months == expected


@pytest.mark.parametrize("text", ["2021-Q1", "2020", "2022", "2022-H1"])
def test_a_span_outside_the_programme_is_refused(text: str) -> None:
    with pytest.raises(WrongUse):
        read_span(text, MONTHS)


def test_the_spans_that_hold_months_are_the_halves_the_years_then_the_quarters() -> None:
    names = ["2021-H1", "2021-H2", "2021", "2021-Q2", "2021-Q3", "2021-Q4"]
    assert spans(MONTHS) == names
    assert [read_span(name, MONTHS).name for name in names] == names
    assert spans(MONTHS[:1]) == ["2021-H1", "2021", "2021-Q2"]


def test_months_are_counted_across_years() -> None:
    assert following("2021-12") == "2022-01"
    assert following("2021-01", -1) == "2020-12"
    assert months("2021-11", "2022-02") == ["2021-11", "2021-12", "2022-01", "2022-02"]
    assert (months_from("2021-11", "2022-02"), months_from("2021-02", "2021-01")) == (4, 0)
