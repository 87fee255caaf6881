"""The city's sums: by each measure's rule, reported and verified side by side, with the year."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal.fold import fold
from liaison_tui.journal.totals import totals, who_counts
from liaison_tui.journal.verifying import Figures
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.reading import read_programme
from liaison_tui.reports.sparkline import bar
from liaison_tui.reports.sums import Sum, month_words, sums, trend
from liaison_tui.workspace import shipped_programme
from tests.journal.speech import event, own

# As shipped, but that tasks are reported monthly.
PLAN = read_programme(shipped_programme().replace(b'\ntasks = "quarter"', b'\ntasks = "month"', 1))
TOWN, OTHER, BANK = "chengjiang", "nanzha", "shangye-yinhang"
MONTHS = ("2021-04", "2021-05", "2021-06")


def said(unit: str, item: str, period: str, **quantities: str) -> Vouched:
    body = {"text": "进展", "quantities": quantities}
    return own(event(unit=unit, item=item, period=period, body=body), "2021-07-01T10:00:00+08:00")


def one(
    statements: list[Vouched],
    item: str,
    key: str,
    figures: Figures | None = None,
    period: str = "2021-06",
) -> Sum:
    found = sums(PLAN, fold(statements), figures or {}, period)
    [row] = [row for row in found if row.key == f"{item} {key}"]
    return row


def test_a_cumulative_target_has_share_bar_and_year_and_marks_what_is_carried() -> None:
    row = one(
        [
            said(TOWN, "T20", "2021-05", certified="30"),
            said(OTHER, "T20", "2021-05", certified="20"),
            said(OTHER, "T20", "2021-06", certified="45"),
        ],
        "T20",
        "certified",
    )
    assert (row.reported, row.verified, row.percent) == (Decimal(75), None, 50)
    shares = {share.unit: month_words(share) for share in row.told}
    assert shares == {OTHER: "6月", TOWN: "5月（结转）"}
    assert [m.reported for m in row.year][-3:] == [None, Decimal(50), Decimal(75)]
    assert trend(row).endswith("·▆█")


def test_a_verified_figure_stands_beside_the_reported_one_and_is_what_counts() -> None:
    statements = [
        said(TOWN, "T20", "2021-06", certified="30"), said(OTHER, "T20", "2021-06", certified="20"),
    ]  # fmt: skip
    figures = {(TOWN, "T20", "2021-06"): {"certified": Decimal(27)}}
    row = one(statements, "T20", "certified", figures)
    assert (row.reported, row.verified, row.total) == (Decimal(50), Decimal(47), Decimal(47))
    [share] = [share for share in row.shares if share.unit == TOWN]
    assert (share.reported, share.verified, share.checked) == (
        Decimal(30), Decimal(27), ("2021-06",),
    )  # fmt: skip
    assert one(statements, "T20", "models", figures).verified is None
    assert one(statements, "T20", "certified", figures, "2021-05").verified is None


def test_of_a_measure_by_period_the_year_has_each_months_own_number() -> None:
    unit = who_counts(PLAN, one([], "I18", "activities").measure)[0]
    statements = [
        said(unit, "I18", "2021-04", activities="3"), said(unit, "I18", "2021-06", activities="2"),
    ]  # fmt: skip
    figures = {(unit, "I18", "2021-04"): {"activities": Decimal(1)}}
    row = one(statements, "I18", "activities", figures)
    assert (row.reported, row.verified) == (Decimal(5), Decimal(3))
    assert [m.reported for m in row.year][-3:] == [Decimal(3), None, Decimal(2)]
    assert [m.verified for m in row.year][-3:] == [Decimal(1), None, Decimal(2)]


def test_a_level_is_never_summed_and_what_is_not_owed_is_not_verified() -> None:
    figures = {
        (TOWN, "I12", "2021-06"): {"registered": Decimal(9)},
        (BANK, "I12", "2021-06"): {"registered": Decimal(9)},
    }
    row = one([said(TOWN, "I12", "2021-06", registered="10")], "I12", "registered", figures)
    assert (row.reported, row.verified, row.percent) == (None, None, None)
    assert [(s.unit, s.reported, s.verified) for s in row.told] == [(TOWN, Decimal(10), Decimal(9))]


NUMBERS = st.dictionaries(
    st.tuples(st.sampled_from((TOWN, OTHER)), st.sampled_from(MONTHS)),
    st.integers(0, 99),
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(NUMBERS, NUMBERS)
def test_the_verified_sum_is_that_of_the_same_reports_with_the_verified_numbers_in_them(
    reported: dict[tuple[str, str], int], verified: dict[tuple[str, str], int]
) -> None:
    statements = [said(u, "T20", m, certified=str(n)) for (u, m), n in reported.items()]
    figures = {(u, "T20", m): {"certified": Decimal(n)} for (u, m), n in verified.items()}
    replaced = [
        said(u, "T20", m, certified=str(n)) for (u, m), n in {**reported, **verified}.items()
    ]
    row = one(statements, "T20", "certified", figures)
    plain = one(replaced, "T20", "certified")
    assert row.total == plain.reported
    assert [m.verified for m in row.year] == [m.reported for m in plain.year]
    live = {(t.item.id, t.measure.key): t for t in totals(PLAN, fold(statements), "2021-06")}
    assert (row.reported or 0) == live["T20", "certified"].sum


def test_a_bar_is_as_long_as_a_part_is_of_the_whole() -> None:
    assert bar(5, 10, 10) == "█████░░░░░"
    assert bar(Decimal("0.1"), 10, 5) == "█░░░░"
    assert bar(99, 10, 4) == "████"
    assert bar(None, 10, 4) == bar(0, 10, 4) == bar(3, 0, 4) == "░░░░"
    assert bar(1, 2, 4, plain=True) == "##--"
