"""What activities come to for the items they feed, after the programme's own word."""

import pytest

from liaison_tui.journal.activity import Activity, activities
from liaison_tui.journal.feeding import Suggestion, suggestions
from liaison_tui.journal.unreplaced import unreplaced
from liaison_tui.programme.reading import read_programme
from liaison_tui.workspace import shipped_programme
from tests.journal.speech import event, own

TEXT = shipped_programme()
PLAN = read_programme(TEXT)
TOWN = PLAN.unit_by_id["chengjiang"]


def held(sort: str, date: str, title: str = "宣传", **more: object) -> Activity:
    body = {"sort": sort, "title": title, "date": date, **more}
    said = event("activity", item=None, period=date[:7], body=body)
    return activities([own(said)])[0]


def fed(*told: Activity, period: str = "2021-06") -> dict[str, Suggestion]:
    return {each.item.id: each for each in suggestions(PLAN, TOWN, told, period)}


def test_the_shipped_plan_counts_publicity_for_i18_and_tells_of_all_for_t21() -> None:
    by = {item.id: item.fed_by for item in PLAN.items if item.fed_by}
    assert by == {
        "I18": ("publicity",), "T22": ("publicity",),
        "T21": ("promotion", "exchange", "summary", "training", "publicity"),
    }  # fmt: skip
    assert [m.fed_by for m in PLAN.item_by_id["I18"].measures] == [("publicity",)]


def test_a_months_number_counts_that_month_and_a_quarters_words_tell_of_three() -> None:
    found = fed(
        held("publicity", "2021-04-10"), held("publicity", "2021-06-03"),
        held("publicity", "2021-03-15"), held("publicity", "2021-07-01"),
        held("training", "2021-06-20"),
    )  # fmt: skip
    assert found["I18"].quantities == {"activities": "1"}
    assert found["T22"].text.startswith("组织宣传活动 2 次。4月10日")
    assert found["T21"].text.startswith("组织业务培训会 1 次、宣传活动 2 次。")
    assert found["T21"].quantities == {}


def test_an_item_of_which_nothing_was_held_or_that_is_not_owed_has_none() -> None:
    assert fed() == {}
    assert set(fed(held("summary", "2021-06-03"))) == {"T21"}
    assert set(fed(held("publicity", "2021-05-03"), period="2021-05")) == {"I18"}


def test_words_say_where_for_how_many_and_of_what_sort() -> None:
    one = held("publicity", "2021-06-03", "关爱日", place="市民广场", people=120)
    assert fed(one)["I18"].text == (
        "组织宣传活动 1 次，共 120 人次参加。6月3日在市民广场举办“关爱日”（宣传活动，120 人）。"
    )


@pytest.mark.parametrize(("rule", "number"), [("period", "1"), ("cumulative", "2")])
def test_a_cumulative_measure_counts_from_january(rule: str, number: str) -> None:
    text = TEXT.decode()
    start = text.index('key = "activities"')
    text = text[:start] + text[start:].replace('rule = "period"', f'rule = "{rule}"', 1)
    told = [held("publicity", "2021-03-15"), held("publicity", "2021-06-03")]
    found = suggestions(read_programme(text.encode()), TOWN, told, "2021-06")
    assert [s.quantities for s in found if s.item.id == "I18"] == [{"activities": number}]


def test_one_that_is_withdrawn_or_corrected_counts_no_more() -> None:
    body = {"sort": "publicity", "title": "宣传", "date": "2021-06-03"}
    first = event("activity", item=None, body=body)
    second = event("activity", item=None, replaces=[first], body={**body, "title": "更正"})
    gone = event("activity", item=None, replaces=[second], body={"withdrawn": True})
    other_month = event("activity", item=None, period="2021-05", replaces=[first],
                        body={"withdrawn": True})  # fmt: skip
    assert [a.title for a in activities(unreplaced([own(first), own(second)]))] == ["更正"]
    assert activities(unreplaced([own(first), own(second), own(gone)])) == []
    assert len(activities(unreplaced([own(first), own(other_month)]))) == 1
