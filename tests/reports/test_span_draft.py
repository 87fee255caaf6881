"""A half-year's draft from the months: each word theirs, with its month, and said once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import fold
from liaison_tui.journal.standing import standings
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.due import due_day, periods_of
from liaison_tui.programme.model import Item, Programme
from liaison_tui.programme.period import read_span
from liaison_tui.reports.month import Month
from liaison_tui.reports.span_draft import (
    ItemDraft,
    SpanDraft,
    draft_text,
    left_to_do,
    lines_of,
    span_draft,
)
from tests.journal.speech import central, event, own
from tests.journal.test_totals import MONTHLY
from tests.programme.plan import PLAN, changed, plan

TOWN = MONTHLY.unit_by_id["chengjiang"]
HALF_YEARLY = plan(changed(('\ntasks = "quarter"', '\ntasks = "half"')))


def said(month: str, item: str = "T20", **body: Any) -> Vouched:
    return own(event(item=item, period=f"2021-{month}", body=body))


def drafted(
    *statements: Vouched, span: str = "2021-H1", now: str = "06", programme: Programme = MONTHLY
) -> SpanDraft:
    known = read_span(span, periods_of(programme))
    reports = fold(statements)
    come = [month for month in known.months if month <= f"2021-{now}"]
    owed = standings(programme, TOWN, come, reports, date(2021, 7, 1))
    return span_draft(programme, TOWN, known, owed, reports)


def item_of(draft: SpanDraft, name: str = "T20") -> ItemDraft:
    found = draft.item(name)
    assert found is not None
    return found


def lines(*statements: Vouched, item: str = "T20", span: str = "2021-H1") -> list[str]:
    draft = drafted(*statements, span=span, now="12")
    return lines_of(item_of(draft, item), draft.span)


def test_the_months_texts_come_in_order_each_with_its_month() -> None:
    found = lines(
        said("06", text="召开推进会。"), said("04", text="走访12家。"), said("05", text="座谈2次。")
    )
    assert found == ["4月：走访12家。", "5月：座谈2次。", "6月：召开推进会。"]


def test_a_text_that_was_only_copied_is_said_once_with_all_its_months() -> None:
    found = lines(
        said("04", text="走访12家。"),
        said("05", text="走访 12家。 "),
        said("06", text="走访12家，座谈1次。"),
    )
    assert found == ["4月、5月：走访12家。", "6月：走访12家，座谈1次。"]


def test_status_and_percent_are_those_said_last() -> None:
    found = lines(
        said("04", status="not-started", percent=0),
        said("05", status="in-progress", percent=40),
        said("06", text="座谈。"),
    )
    assert found[0] == "推进中，完成进度 40%（5月）。"


def test_a_percent_stands_with_its_own_month_where_a_later_status_has_none() -> None:
    found = lines(said("05", status="in-progress", percent=60), said("06", status="done"))
    assert found[0] == "已完成（6月），完成进度 60%（5月）。"


def test_a_span_in_which_no_month_gave_a_number_has_no_share_of_it() -> None:
    monthly = said("06", "I18", quantities={"activities": "3"})
    assert lines(monthly, said("09", "I18", text="筹备。"), item="I18", span="2021-H2") == [
        "诚信宣传活动：本年累计 3 次。", "9月：筹备。",
    ]  # fmt: skip


def test_a_cumulative_number_is_what_the_span_added_and_what_the_year_came_to() -> None:
    rows = [said(m, quantities={"certified": n}) for m, n in (("05", "3"), ("06", "7"))]
    later = said("09", quantities={"certified": "12"})
    assert lines(*rows, later) == ["新增信用管理贯标企业：2021年上半年 7 家。"]
    assert lines(*rows, later, span="2021-H2") == [
        "新增信用管理贯标企业：2021年下半年 5 家，本年累计 12 家。"
    ]
    # Nobody has said how much of it lies before the span.
    assert lines(later, span="2021-H2") == ["新增信用管理贯标企业：本年累计 12 家。"]


def test_a_monthly_number_is_summed_and_a_level_is_the_last_one() -> None:
    rows = [
        said("05", "I18", quantities={"activities": "3"}),
        said("06", "I18", quantities={"activities": "2"}),
        said("05", "I15", quantities={"fields": "4"}),
        said("06", "I15", quantities={"fields": "6"}),
    ]
    assert lines(*rows, item="I18") == ["诚信宣传活动：2021年上半年 5 次。"]
    assert lines(*rows, item="I15") == ["“信易+”开展领域：现有 6 个。"]
    count = item_of(drafted(*rows), "I18").counts[0]
    assert (count.share, count.total) == (Decimal(5), Decimal(5))


def test_a_problem_still_standing_is_told_and_an_older_one_is_to_be_looked_at() -> None:
    assert lines(said("05", text="甲。"), said("06", problems="缺人。")) == [
        "5月：甲。", "存在问题：缺人。",
    ]  # fmt: skip
    found = lines(
        said("04", problems="缺钱。"), said("05", problems="缺人。"), said("06", text="乙。")
    )
    assert found == ["6月：乙。", "存在问题（5月提出，其后未再提及，请核对）：缺人。"]


def test_nothing_said_after_a_problem_does_not_question_it() -> None:
    found = lines(said("05", problems="缺人。"), said("06", nothing="no-progress"))
    assert found == ["存在问题：缺人。", "本期无新进展：6月。"]


def test_practices_are_kept_with_their_months_and_nothings_listed_by_kind() -> None:
    found = lines(
        said("04", practices="一人填报、一人复核。"),
        said("05", nothing="no-progress"),
        said("06", nothing="no-progress"),
    )
    assert found == ["经验做法（4月）：一人填报、一人复核。", "本期无新进展：5月、6月。"]


def test_line_ends_of_a_text_are_kept() -> None:
    assert lines(said("04", text="一、走访\n二、座谈")) == ["4月：一、走访", "二、座谈"]


def test_what_counts_is_what_stands_now() -> None:
    first = event(period="2021-05", body={"text": "旧的。"})
    newer = event(period="2021-05", body={"text": "新的。"}, replaces=[first])
    gone = event(period="2021-06", body={"text": "误报。"})
    withdrawn = event("withdraw", period="2021-06", body={}, replaces=[gone])
    assert lines(own(first), own(newer), own(gone), own(withdrawn)) == ["5月：新的。"]


def returned(entry: Event) -> Vouched:
    body = {"decision": "return", "comment": "请补充"}
    return central(event("review", period=entry.period, about=[entry.id], body=body))


def test_months_not_reported_or_returned_are_left_to_do() -> None:
    entry = event(period="2021-05", body={"text": "甲。"})
    draft = drafted(own(entry), returned(entry))
    assert left_to_do(item_of(draft)) == ["尚未填报：4月、6月。", "5月退回修改。"]


def test_months_that_have_not_come_are_not_missing() -> None:
    draft = drafted(said("04", text="甲。"), now="05")
    assert left_to_do(item_of(draft)) == ["尚未填报：5月。"]


def test_items_stand_under_their_areas_and_what_was_owed_is_counted() -> None:
    draft = drafted(said("06", text="甲。"), said("06", "I05", text="乙。"), programme=PLAN)
    titles = [area for area, _ in draft.areas]
    assert "八、推动守信用信文化品牌建设" in titles
    assert (draft.reported, draft.owed) == (2, 81)


def test_what_was_reported_without_being_owed_is_in_the_draft() -> None:
    draft = drafted(said("06", "T01", text="也做了一些。"))
    assert lines_of(item_of(draft, "T01"), draft.span) == ["6月：也做了一些。"]
    assert left_to_do(item_of(draft, "T01")) == []


def month_of(programme: Programme, period: str, *statements: Vouched) -> Month:
    reports, today = fold(statements), date(2021, 6, 28)
    owed = standings(programme, TOWN, [period], reports, today)
    return Month(programme, TOWN, period, due_day(programme, period), today, owed, reports, {})


@pytest.mark.parametrize(
    ("programme", "period", "expected"),
    [
        (HALF_YEARLY, "2021-06", "4月、5月：走访12家。"),
        (PLAN, "2021-06", "4月、5月：走访12家。"),
        (PLAN, "2021-09", ""),
        (MONTHLY, "2021-06", ""),
    ],
)
def test_a_form_takes_over_the_texts_of_the_months_before_in_its_cycle(
    programme: Programme, period: str, expected: str
) -> None:
    rows = [said("04", text="走访12家。"), said("05", text="走访12家。"), said("06", text="本期。")]
    item: Item = programme.item_by_id["T20"]
    assert draft_text(month_of(programme, period, *rows), item) == expected
