"""City totals: by each measure's own rule, over the units that count."""

from decimal import Decimal

from liaison_tui.journal.fold import fold
from liaison_tui.journal.totals import Total, totals
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Programme
from liaison_tui.programme.reading import read_programme
from liaison_tui.workspace import shipped_programme
from tests.journal.speech import event, own

QUARTERLY = read_programme(shipped_programme())
MONTHLY = read_programme(
    shipped_programme().replace(b'\ntasks = "quarter"', b'\ntasks = "month"', 1)
)
RECEIVED = "2021-07-01T10:00:00+08:00"


def said(unit: str, item: str, period: str, **quantities: str) -> Vouched:
    body = {"text": "进展", "quantities": quantities}
    return own(event(unit=unit, item=item, period=period, body=body), RECEIVED)


def total(
    statements: list[Vouched],
    item: str,
    key: str,
    period: str = "2021-06",
    plan: Programme = MONTHLY,
) -> Total:
    rows = totals(plan, fold(statements), period)
    (row,) = [row for row in rows if (row.item.id, row.measure.key) == (item, key)]
    return row


def test_a_cumulative_total_carries_a_missing_month_forward_and_says_so() -> None:
    row = total(
        [
            said("chengjiang", "T20", "2021-05", certified="3"),
            said("nanzha", "T20", "2021-05", certified="7"),
            said("nanzha", "T20", "2021-06", certified="9.5"),
        ],
        "T20",
        "certified",
    )
    assert row.by_unit == {"chengjiang": Decimal(3), "nanzha": Decimal("9.5")}
    assert row.carried == ("chengjiang",)
    assert row.sum == Decimal("12.5")


def test_a_later_month_changes_no_earlier_total() -> None:
    rows = [
        said("chengjiang", "T20", "2021-05", certified="3"),
        said("chengjiang", "T20", "2021-06", certified="5"),
    ]
    assert total(rows, "T20", "certified", "2021-05").sum == 3
    assert total(rows, "T20", "certified", "2021-04").sum == 0


def test_a_period_measure_is_the_sum_of_the_years_months() -> None:
    rows = [
        said("chengjiang", "I18", "2021-04", activities="1"),
        said("chengjiang", "I18", "2021-06", activities="2"),
        said("caizheng", "I18", "2021-05", activities="4"),
        said("chengjiang", "I18", "2020-12", activities="64"),
        said("chengjiang", "I18", "2021-07", activities="128"),
    ]
    row = total(rows, "I18", "activities")
    assert row.by_unit == {"chengjiang": Decimal(3), "caizheng": Decimal(4)}
    assert (row.sum, row.carried) == (Decimal(7), ())


def test_a_level_is_shown_by_unit_and_never_summed() -> None:
    rows = [
        said("chengjiang", "I15", "2021-05", fields="2"),
        said("nanzha", "I15", "2021-06", fields="5"),
    ]
    row = total(rows, "I15", "fields")
    assert row.by_unit == {"chengjiang": Decimal(2), "nanzha": Decimal(5)}
    assert (row.sum, row.carried) == (None, ("chengjiang",))


def test_units_outside_sum_over_are_not_counted_twice() -> None:
    rows = [
        said("fagaiwei", "T20", "2021-06", certified="150"),
        said("chengjiang", "T20", "2021-06", certified="4"),
    ]
    assert total(rows, "T20", "certified").sum == 4
    rows = [
        said("fagaiwei", "T06", "2021-06", entities="180000"),
        said("gongxin", "T06", "2021-06", entities="20000"),
    ]
    assert total(rows, "T06", "entities").sum == 180000


def test_what_is_withdrawn_or_replaced_counts_no_more() -> None:
    first = event(body={"quantities": {"certified": "3"}})
    correction = event(body={"quantities": {"certified": "4"}}, replaces=[first])
    withdrawal = event("withdraw", body={}, replaces=[first])
    assert total([own(first), own(correction)], "T20", "certified").sum == 4
    assert total([own(first), own(withdrawal)], "T20", "certified").by_unit == {}


def test_every_declared_measure_has_a_row_even_where_nobody_said_a_number() -> None:
    rows = totals(MONTHLY, {}, "2021-06")
    assert len(rows) == sum(len(item.measures) for item in MONTHLY.items)
    assert {row.sum for row in rows if row.measure.rule == "level"} == {None}
    assert {row.sum for row in rows if row.measure.rule != "level"} == {Decimal(0)}


def test_what_is_not_owed_counts_in_no_total() -> None:
    quarter_ends_in_june = said("chengjiang", "T20", "2021-05", certified="3")
    assert total([quarter_ends_in_june], "T20", "certified", plan=QUARTERLY).by_unit == {}
    owed = said("chengjiang", "T20", "2021-06", certified="4")
    assert total([quarter_ends_in_june, owed], "T20", "certified", plan=QUARTERLY).sum == 4
