"""Days as people write them."""

from datetime import date

import pytest

from liaison_tui import clock
from liaison_tui.errors import WrongUse

TODAY = date(2021, 6, 28)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", TODAY.isoformat())


@pytest.mark.parametrize(
    "typed",
    ["2021-07-20", "2021/7/20", "2021.7.20", "2021年7月20日", "２０２１－０７－２０", "20210720",
     "7-20", "7/20", "7.20", "7。20", "7月20日", " 7 月 20 日 ", "７．２０", "20",
     "20日", "20号", "２０"],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert clock.read_day(typed, since=date(2021, 7, 6)) == "2021-07-20"


@pytest.mark.parametrize(
    ("typed", "until"),
    [("28", "2021-06-28"), ("29", "2021-05-29"), ("31", "2021-05-31"), ("12-30", "2020-12-30"),
     ("6.3", "2021-06-03")],
)  # fmt: skip
def test_a_day_that_has_been_is_the_last_such_one(typed: str, until: str) -> None:
    assert clock.read_day(typed, until=TODAY) == until


@pytest.mark.parametrize(
    ("typed", "since"),
    [("28", "2021-06-28"), ("27", "2021-07-27"), ("31", "2021-07-31"), ("3-31", "2022-03-31")],
)
def test_a_day_to_come_is_the_first_such_one(typed: str, since: str) -> None:
    assert clock.read_day(typed, since=TODAY) == since


@pytest.mark.parametrize(
    ("typed", "near"), [("30", "2021-06-30"), ("2", "2021-07-02"), ("11-30", "2021-11-30")]
)
def test_otherwise_the_nearest_one_is_meant(typed: str, near: str) -> None:
    assert clock.read_day(typed) == near


def test_a_whole_day_is_taken_as_it_is_written() -> None:
    assert clock.read_day("2020-01-02", since=TODAY) == "2020-01-02"
    assert clock.read_day("2023-01-02", until=TODAY) == "2023-01-02"


@pytest.mark.parametrize(
    "typed", ["", "0", "32", "13-1", "2-30", "2021-02-29", "明天", "7-20-3", "1e3", "-5", "2021-07"]
)
def test_what_is_no_day_is_answered_with_how_to_write_one(typed: str) -> None:
    with pytest.raises(WrongUse, match="看不懂日期") as refused:
        clock.read_day(typed)
    assert "7-20" in refused.value.advice


def test_a_month_written_a_little_beyond_the_limit_is_a_slip_and_not_another_years() -> None:
    assert clock.read_day("7-1", since=date(2021, 7, 6)) == "2021-07-01"
    assert clock.read_day("7-1", until=date(2021, 6, 28)) == "2021-07-01"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2021-07-05", "2021-07-05T23:59:59+08:00"),
        ("2021-07-05T16:30", "2021-07-05T16:30:00+08:00"),
        ("2021-07-05T08:30Z", "2021-07-05T16:30:00+08:00"),
        ("7月20日", "2021-07-20T23:59:59+08:00"),
        ("6月30日 16:00", "2021-06-30T16:00:00+08:00"),
        ("７月５日16时30分", "2021-07-05T16:30:00+08:00"),
        ("7-5 9点", "2021-07-05T09:00:00+08:00"),
    ],
)
def test_a_moment_is_taken_as_days_are_with_the_time_after_it(
    monkeypatch: pytest.MonkeyPatch, typed: str, meant: str
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-06-28")
    assert clock.read_moment(typed) == meant


@pytest.mark.parametrize("typed", ["", "abc", "16:30", "25:00", "7-20 25:00", "2021-13-01"])
def test_what_is_no_moment_is_told(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-06-28")
    with pytest.raises(WrongUse, match="看不懂时间"):
        clock.read_moment(typed)
