"""What a centre rules of what is owed: more time, and items struck off; by the set, no order."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal import bodies
from liaison_tui.journal.event import Event
from liaison_tui.journal.extension import MAX_DAYS
from liaison_tui.journal.fold import fold
from liaison_tui.journal.rulings import Rulings, rulings
from liaison_tui.journal.standing import Standing, standings
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.names import find_unit
from liaison_tui.programme.obligations import obligations
from liaison_tui.workspace import load_programme
from tests.journal.speech import CENTRE, PROVINCE, central, event, own

PLAN = load_programme(None)
TOWN = find_unit(PLAN, "chengjiang")
JUNE, DUE = "2021-06", date(2021, 7, 5)
MONTHS = ["2021-06", "2021-07", "2021-08", "2021-09"]
KEY = ("chengjiang", "T20", JUNE)


def answer(decision: str = "grant", until: str = "2021-07-20", **more: Any) -> Event:
    day = {"until": until} if until else {}
    body = {"decision": decision, "reason": "数据未出", **day}
    return event("extension", device=CENTRE, body=body, **more)


def word(decision: str = "discharge", period: str = JUNE, **more: Any) -> Event:
    return event("discharge", device=CENTRE, period=period, body={"decision": decision}, **more)


def ruled(*events: Event) -> Rulings:
    return rulings(map(central, events))


def standing(ruling: Rulings, day: date, *said: Vouched) -> Standing:
    found = standings(PLAN, TOWN, [JUNE], fold(said), day, rulings=ruling)
    (only,) = [row for row in found if row.item.id == "T20"]
    return only


def owed(ruling: Rulings) -> list[str]:
    return [month for month in MONTHS if ruling.is_owed("chengjiang", "T20", month)]


def test_more_time_moves_the_due_day_of_that_obligation_alone() -> None:
    found = ruled(answer())
    assert found.due(KEY, DUE) == date(2021, 7, 20)
    for other in (("chengjiang", "T21", JUNE), ("huashi", "T20", JUNE), (*KEY[:2], "2021-07")):
        assert found.due(other, DUE) == DUE


def test_a_day_at_the_end_of_the_calendar_leaves_days_to_count_on() -> None:
    due = ruled(answer(until="9999-12-31")).due(KEY, DUE)
    assert due + timedelta(days=MAX_DAYS) > due > DUE


def test_with_more_time_it_is_neither_overdue_nor_late_nor_lit_until_that_day_has_passed() -> None:
    late = own(event(), "2021-07-19T10:00:00+08:00")
    assert standing(Rulings(), date(2021, 7, 6)).overdue
    assert not standing(ruled(answer()), date(2021, 7, 20)).overdue
    assert standing(ruled(answer()), date(2021, 7, 20)).light == "grey"
    assert standing(ruled(answer()), date(2021, 7, 21)).light == "red"
    assert standing(Rulings(), date(2021, 7, 21), late).light == "yellow"
    assert standing(ruled(answer()), date(2021, 7, 21), late).light == "green"


def test_a_refusal_changes_nothing_and_takes_a_former_grant_back_where_it_replaces_it() -> None:
    granted = answer()
    refusal = answer("refuse", "", replaces=[granted], nonce=1)
    assert ruled(answer("refuse", "")).due(KEY, DUE) == DUE
    assert ruled(granted, refusal).due(KEY, DUE) == DUE


def test_of_two_clerks_who_did_not_see_each_other_the_one_in_the_units_favour_counts() -> None:
    said = [answer("refuse", ""), answer(nonce=1), answer(until="2021-07-30", nonce=2)]
    assert ruled(*said).due(KEY, DUE) == date(2021, 7, 30)


def test_more_time_never_makes_anything_due_earlier() -> None:
    assert ruled(answer(until="2021-06-01")).due(KEY, DUE) == DUE


def test_what_is_struck_off_is_owed_for_that_month_and_no_more_after_it() -> None:
    found = ruled(word())
    assert owed(found) == [JUNE]
    assert found.struck_off(KEY) == central(word())
    later = obligations(PLAN, TOWN, "2021-09")
    left = [o.item.id for o in found.applied_to(later)]
    assert left == [o.item.id for o in later if o.item.id != "T20"]


def test_what_is_put_on_again_is_owed_from_that_month_and_the_months_between_stay_free() -> None:
    assert owed(ruled(word(), word("resume", "2021-08", nonce=1))) == [JUNE, "2021-08", "2021-09"]
    again = word("discharge", "2021-08", nonce=2)
    assert owed(ruled(word(), word("resume", "2021-08", nonce=1), again)) == [JUNE, "2021-08"]


def test_striking_off_is_undone_by_a_word_that_replaces_it() -> None:
    first = word()
    found = ruled(first, word("resume", replaces=[first], nonce=1))
    assert owed(found) == MONTHS
    assert found.struck_off(KEY) is None


def test_of_two_who_turn_an_item_in_the_same_month_the_one_counts_by_which_it_is_owed() -> None:
    assert owed(ruled(word(), word("resume", "2021-07", nonce=1))) == MONTHS


def test_a_unit_rules_nothing_itself() -> None:
    said = [own(answer()), own(word())]
    assert rulings(said) == Rulings()


BAD: list[tuple[str, dict[str, Any]]] = [
    ("extension", {}), ("extension", {"decision": "grant"}), ("extension", {"decision": "refuse"}),
    ("extension", {"decision": ["grant"], "until": "2021-07-20"}),
    ("extension", {"decision": "grant", "until": "2021-7-20"}),
    ("extension", {"decision": "grant", "until": "2021-07-20", "approver": ["陈"]}),
    ("discharge", {}), ("discharge", {"decision": "done"}),
    ("discharge", {"decision": "discharge", "ground": "tired"}),
    ("discharge", {"decision": "discharge", "reason": 7}),
    ("inspection", {}),
    ("inspection", {"sort": "regular", "manner": "daily", "subject": "key", "finding": " "}),
    ("inspection", {"sort": "x", "manner": "daily", "subject": "key", "finding": "一"}),
    ("inspection", {"sort": "regular", "manner": "daily", "subject": "key", "finding": "一",
                    "items": ["../x"]}),
    ("inspection", {"sort": "regular", "manner": "daily", "subject": "key", "finding": "一",
                    "deadline": "soon"}),
    ("inspection", {"verdict": "done"}),  # of no inspection
    ("call", {}), ("call", {"id": "D1", "title": "一", "due": "2021-07-20T16:00:00+08:00"}),
    ("call", {"id": "D01", "title": "", "due": "2021-07-20T16:00:00+08:00"}),
    ("call", {"id": "D01", "title": "一", "due": "2021-07-20"}), ("call", {"withdrawn": True}),
    ("call", {"id": "D01", "title": "一", "due": "2021-07-20T16:00:00+08:00", "items": "T20"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body"), BAD)
def test_what_is_malformed_has_a_sentence_and_says_nothing(kind: str, body: dict[str, Any]) -> None:
    said = event(kind, device=CENTRE, body=body)
    assert bodies.wrong_in(said)
    assert ruled(said) == Rulings()


@pytest.mark.parametrize("kind", ["extension", "discharge"])
@pytest.mark.parametrize(("item", "period"), [(None, JUNE), ("T20", None)])
def test_a_ruling_of_no_obligation_says_nothing(
    kind: str, item: str | None, period: str | None
) -> None:
    body = {"decision": "grant" if kind == "extension" else "discharge", "until": "2021-07-20"}
    said = event(kind, device=CENTRE, body=body, item=item, period=period)
    assert bodies.wrong_in(said)
    assert ruled(said) == Rulings()


GOOD = [
    ("inspection", {"withdrawn": True}), ("call", {"id": "D01", "withdrawn": True}),
    ("inspection", {"sort": "irregular", "manner": "concentrated", "subject": "special",
                    "finding": "一", "deadline": "2021-07-20", "items": ["T20"], "seal": "一"}),
    ("call", {"id": "D01", "title": "调度", "due": "2021-07-20T16:00:00+08:00", "items": ["T20"]}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body"), GOOD)
def test_what_is_well_formed_has_none_and_fields_nobody_knows_are_kept(
    kind: str, body: dict[str, Any]
) -> None:
    assert bodies.wrong_in(event(kind, device=CENTRE, body=body)) is None


def test_the_next_ruling_replaces_also_what_an_unsent_one_replaced() -> None:
    first = answer()
    unsent = Vouched(answer(replaces=[first], nonce=1), True, False, first.at)
    assert set(replaced_by_next([unsent])) == {unsent.event.id, first.id}
    assert replaced_by_next([central(answer(replaces=[first], nonce=1))]) == [unsent.event.id]


BODIES = {
    "review": {"decision": "return", "comment": "一"},
    "explanation": {"kind": "returned", "text": "二"},
}


@st.composite
def stories(draw: st.DrawFn) -> list[Vouched]:
    """Draw what two centres' clerks and a unit say, each replacing some of what was said before."""
    told: list[Vouched] = []
    for n in range(draw(st.integers(1, 9))):
        kind = draw(
            st.sampled_from(["extension", "discharge", "progress", "review", "explanation"])
        )
        same = [v.event for v in told if v.event.kind == kind]
        seen = draw(st.lists(st.sampled_from(same), max_size=2, unique_by=_id)) if same else []
        device = draw(st.sampled_from([CENTRE, PROVINCE]))
        if kind == "extension":
            until = draw(st.sampled_from(["2021-07-09", "2021-07-20", ""]))
            said = answer("grant" if until else "refuse", until, replaces=seen, nonce=n)
        elif kind == "discharge":
            decision = draw(st.sampled_from(["discharge", "resume", "?"]))
            said = word(decision, draw(st.sampled_from(MONTHS)), replaces=seen, nonce=n)
        elif kind == "progress":
            told.append(own(event(replaces=seen, nonce=n), f"2021-07-{5 + n:02d}T10:00:00+08:00"))
            continue
        else:
            heads = [v.event.id for v in told if v.event.is_entry][-1:]
            said = event(kind, device=device, about=heads, body=BODIES[kind], nonce=n)
        told.append(own(said) if kind == "explanation" else central(said))
    return told


def _id(said: Event) -> str:
    return said.id


def answers(story: list[Vouched]) -> list[Any]:
    found, reports = rulings(story), fold(story)
    rows = standings(PLAN, TOWN, MONTHS, reports, date(2021, 7, 15), rulings=found)
    return [
        (r.obligation, r.state, r.light, r.overdue, r.is_open, r.explanation)
        for r in rows
        if r.item.id == "T20"
    ] + [owed(found)]


@settings(max_examples=150, deadline=None)
@given(stories(), st.data())
def test_what_stands_depends_on_no_order_and_no_repetition(
    story: list[Vouched], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(story), max_size=3))
    other = data.draw(st.permutations([*story, *again]))
    assert answers(other) == answers(story)
    assert rulings(other) == rulings(story)
