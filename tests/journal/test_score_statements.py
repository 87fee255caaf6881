"""What a centre says of scores: what is malformed says nothing, and what is not can be told."""

import copy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_tui.journal import adjustment, approved_score, bodies, canonical
from liaison_tui.journal.event import BadEvent, Event
from liaison_tui.journal.fold import fold
from liaison_tui.journal.objection import judged, of_units
from liaison_tui.journal.score_body import body_of
from liaison_tui.journal.scores import score
from liaison_tui.journal.standing import standings
from liaison_tui.reports.score_notice import score_told
from tests.journal.speech import CENTRE, central, event, own
from tests.journal.test_scores import JUNE, RULES, TOWN, entry
from tests.journal.test_scores import judged as judge
from tests.programme.plan import PLAN

ANSWER = {"objection": "S01", "decision": "uphold", "text": "没有漏算。", "said": "漏算了。"}
BONUS = {"sort": "bonus", "points": "1.5", "reason": "推广", "basis": "简报"}


def good() -> dict[str, Any]:
    """Return the body of a score with all that one can have."""
    first = entry("T20")
    owed = standings(PLAN, TOWN, [JUNE], fold([first, judge(first)]), date(2021, 7, 8))
    bonus = event("deduction", device=CENTRE, item=None, body=BONUS)
    found = score(RULES, TOWN, owed, date(2021, 7, 8), adjustments=[bonus])
    said = {"approver": "李局", "days": 5, "until": "2021-07-15", "answers": [ANSWER]}
    return body_of(found, "2021-06", RULES.sha256, **said)


GOOD = good()


def stated(body: dict[str, Any], **more: Any) -> Event:
    return event("score", device=CENTRE, item=None, period=None, body=body, **more)


def test_what_is_written_is_well_formed_and_the_formats_take_it() -> None:
    said = stated(GOOD)
    assert bodies.wrong_in(said) is None
    assert canonical.parse(said.json)["body"] == GOOD
    told = score_told(said, (), "2021-07-08")
    assert told.what == "2021年6月得分 20.69"
    assert "漏算了。" in dict(told.told).values()
    assert bodies.wrong_in(stated({"span": "2021-Q2", "withdrawn": True})) is None


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("span",), "2021-13"), (("span",), "六月"), (("span",), None), (("total",), "-1"),
        (("total",), 91), (("base",), None), (("bonus",), "多"), (("parts",), []),
        (("parts", 0, "points"), "1,5"), (("parts", 0, "part"), 1),
        (("parts", 0, "short", 0, "period"), "2021-99"), (("parts", 0, "short", 0, "credit"), "0"),
        (("parts", 0, "sides", "common", "count"), "33"), (("adjustments", 0, "sort"), "gift"),
        (("adjustments", 0, "period"), "六月份的"), (("approver",), ""), (("until",), "七月"),
        (("answers", 0, "decision"), "maybe"), (("answers", 0, "text"), ""), (("answers",), "无"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_told(place: tuple[Any, ...], value: Any) -> None:
    body = copy.deepcopy(GOOD)
    inner: Any = body
    for step in place[:-1]:
        inner = inner[step]
    if value is None:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    wrong = bodies.wrong_in(stated(body))
    assert wrong is not None
    assert "。" not in wrong


WORDS = st.sampled_from(
    ["", "-1", "2021-06", "2021-13", "六月", "1.5", "91.35", "bonus", "T20", "common", "late"]
)
JUNK = st.recursive(
    st.integers(-5, 200) | WORDS | st.booleans(),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(st.sampled_from(["part", "sort", "period", "credit", "why"]), inner,
                      max_size=3),
    max_leaves=4,
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += places(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value[:2]):
            found += places(inner, (*path, number))
    return found


@given(st.sampled_from(places(GOOD)), JUNK)
def test_whatever_passes_can_be_told_to_a_unit(place: tuple[Any, ...], junk: Any) -> None:
    body = copy.deepcopy(GOOD)
    inner: Any = body
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = junk
    try:
        said = stated(body)
    except (BadEvent, canonical.NotCanonical):
        return
    if bodies.wrong_in(said) is None:
        assert score_told(said, (), "2021-07-08").told


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"points": "0"}, "大于 0"), ({"points": "1.234"}, "两位小数"), ({"points": 2}, "应为数字"),
        ({"points": "101"}, "不超过 100"), ({"sort": "gift"}, "加分还是减分"),
        ({"reason": " "}, "事由"), ({"basis": ""}, "依据"),
    ],
)  # fmt: skip
def test_a_bonus_says_how_many_points_why_and_what_proves_it(
    change: dict[str, Any], sentence: str
) -> None:
    made = event("deduction", device=CENTRE, item=None, body=BONUS)
    assert bodies.wrong_in(made) is None
    wrong = bodies.wrong_in(event("deduction", device=CENTRE, item=None, body={**BONUS, **change}))
    assert sentence in str(wrong)


def test_a_deduction_of_an_item_is_another_matter() -> None:
    body = {"id": "K01", "points": 20, "months": 3, "trigger": "弄虚作假", "text": "材料不实"}
    other = event("deduction", device=CENTRE, item="I40", body=body)
    assert not adjustment.is_adjustment(other)
    assert bodies.wrong_in(other) is None


def test_the_score_in_force_hangs_on_no_order_and_a_withdrawn_one_counts_as_none() -> None:
    first = stated(GOOD)
    second = stated({**GOOD, "total": "1"}, at="2021-07-09T10:00:00+08:00", nonce=1)
    other = stated({**GOOD, "span": "2021-Q2"}, nonce=2)
    gone = stated({"span": "2021-06", "withdrawn": True}, at="2021-07-10T10:00:00+08:00", nonce=3)
    said = [central(e) for e in (first, second, other)]
    for order in (said, said[::-1]):
        assert approved_score.in_force(order, "2021-06")["chengjiang"].event == second
    assert approved_score.in_force([*said, central(gone)], "2021-06") == {}


def test_an_objection_is_late_by_when_the_centre_had_it_not_by_the_units_clock() -> None:
    body = {"kind": "score", "span": "2021-06", "text": "不对。"}
    said = event("explanation", item=None, period=None, at="2021-07-10T10:00:00+08:00", body=body)
    approved = {"chengjiang": stated({**GOOD, "answers": []})}

    def late(received: str | None) -> bool:
        (found,) = judged(of_units([own(said, received)]), "2021-06", approved)["chengjiang"]
        return found.late

    assert not late(None)
    assert not late("2021-07-15T23:59:59+08:00")
    assert late("2021-07-16T00:00:00+08:00")
    assert judged(of_units([own(said)]), "2021-Q2", approved) == {}
