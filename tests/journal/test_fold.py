"""The fold: what stands of an obligation, whoever spoke and in whatever order it came."""

from datetime import date

import pytest

from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Report, fold
from liaison_tui.journal.vouching import Vouched
from tests.journal.speech import ANN, BEN, CENTRE, central, event, own

KEY = ("chengjiang", "T20", "2021-06")
DUE = date(2021, 7, 5)
IN_TIME, TOO_LATE = "2021-07-05T23:59:59+08:00", "2021-07-06T00:00:00+08:00"
A, B = event(nonce=1), event(device=BEN, nonce=2)
NOTHING = event(nonce=3, body={"nothing": "no-progress"})


def report(*statements: Vouched) -> Report:
    return fold(statements)[KEY]


def review(of: Event, decision: str, nonce: int = 0) -> Vouched:
    comment = {"comment": "请补充"} if decision == "return" else {}
    return central(
        event("review", device=CENTRE, about=[of.id], body={"decision": decision, **comment},
              nonce=nonce)
    )  # fmt: skip


def test_one_head_is_the_current_entry() -> None:
    found = report(own(A))
    assert (found.heads, found.current, found.conflict) == ((own(A),), own(A), False)


def test_a_correction_takes_the_place_of_what_it_replaces() -> None:
    correction = event(replaces=[A], nonce=9)
    found = report(own(correction), own(A))
    assert [head.event for head in found.heads] == [correction]
    assert [entry.event for entry in found.entries] == [correction, A]


def test_two_who_did_not_see_each_other_are_a_conflict_and_both_are_kept() -> None:
    found = report(own(A), own(B))
    assert found.conflict
    assert found.state == "conflict"
    assert [h.event.id for h in found.heads] == sorted([A.id, B.id])
    assert found.current
    assert found.current.event.id == max(A.id, B.id)


@pytest.mark.parametrize(("kind", "device"), [("settle", CENTRE), ("progress", ANN)])
def test_an_event_that_replaces_both_settles_a_conflict(kind: str, device: str) -> None:
    settled = event(kind, device=device, replaces=[A, B], nonce=9)
    last = central(settled) if device == CENTRE else own(settled)
    found = report(own(A), own(B), last)
    assert not found.conflict
    assert found.current == last


def test_a_replacement_that_is_not_here_yet_counts_when_it_comes() -> None:
    second = event(replaces=[A], nonce=5)
    third = event(replaces=[second], nonce=6)
    assert report(own(A), own(third)).conflict
    assert report(own(A), own(third), own(second)).heads == (own(third),)


def test_what_is_said_of_another_obligation_or_class_replaces_nothing() -> None:
    other_item = event(item="T21", replaces=[A])
    other_month = event(period="2021-07", replaces=[A])
    plan = event("plan", replaces=[A])
    found = fold([own(A), own(other_item), own(other_month), own(plan)])
    assert found[KEY].heads == (own(A),)
    assert len(found) == 3


def test_a_withdrawn_entry_leaves_nothing_current() -> None:
    withdrawal = event("withdraw", replaces=[A], body={}, nonce=5)
    found = report(own(A, IN_TIME), own(withdrawal))
    assert found.current is None
    assert found.state == "unreported"
    assert found.timeliness(DUE) == "missing"


def test_an_empty_entry_reports_nothing() -> None:
    assert report(own(event(body={}), IN_TIME)).timeliness(DUE) == "missing"


def test_an_entry_the_centre_made_for_a_unit_gives_way_to_the_units_own_word() -> None:
    by_phone = central(event(device=CENTRE, body={"text": "电话", "channel": "telephone"}))
    assert report(by_phone).heads == (by_phone,)
    assert report(by_phone, own(A)).heads == (own(A),)


def test_one_that_replaces_the_units_word_does_not_give_way() -> None:
    body = {"text": "电话", "channel": "telephone"}
    correction = central(event(device=CENTRE, body=body, replaces=[A], nonce=9))
    assert report(own(A), correction).heads == (correction,)
    both = report(own(A), correction, own(B))
    assert len(both.heads) == 2


def test_one_without_a_channel_does_not_give_way() -> None:
    assert report(central(event(device=CENTRE)), own(A)).conflict


@pytest.mark.parametrize(
    ("statement", "state"),
    [
        (own(A, sent=False), "reported"),
        (own(A), "exported"),
        (own(A, IN_TIME), "received"),
    ],
)
def test_an_entry_is_reported_then_exported_then_received(statement: Vouched, state: str) -> None:
    assert report(statement).state == state


def test_a_review_holds_for_the_head_it_names_and_a_newer_head_reopens_it() -> None:
    assert report(own(A, IN_TIME), review(A, "accept")).state == "accepted"
    assert report(own(A, IN_TIME), review(A, "return")).state == "returned"
    correction = event(replaces=[A], nonce=9)
    reopened = report(own(A, IN_TIME), review(A, "return"), own(correction))
    assert (reopened.state, reopened.review) == ("exported", None)


def test_of_several_reviews_of_one_head_a_return_beats_an_acceptance() -> None:
    for n in range(4):
        found = report(own(A), review(A, "accept", n), review(A, "return"), review(A, "accept"))
        assert found.state == "returned"


def test_a_units_review_judges_nothing() -> None:
    forged = own(event("review", about=[A.id], body={"decision": "accept"}))
    assert report(own(A, IN_TIME), forged).state == "received"


def test_an_entry_from_a_newer_version_and_one_without_a_month_say_nothing_here() -> None:
    no_month = event("progress", period=None)
    assert fold([own(no_month)]) == {}


@pytest.mark.parametrize(
    ("statements", "timeliness"),
    [
        ([own(A, IN_TIME)], "on_time"),
        ([own(A, TOO_LATE)], "late"),
        ([own(NOTHING, IN_TIME)], "nothing_new"),
        ([own(NOTHING, TOO_LATE)], "late"),
        ([own(event(body={"nothing": "zero"}), IN_TIME)], "on_time"),
        ([own(A, IN_TIME), own(event(replaces=[A]), TOO_LATE)], "on_time"),
        ([own(A, TOO_LATE), own(B, IN_TIME)], "on_time"),
        ([own(NOTHING, IN_TIME), own(event(replaces=[NOTHING]), TOO_LATE)], "late"),
        ([own(A, IN_TIME), own(event(replaces=[A], body={"nothing": "no-progress"}), TOO_LATE)],
         "nothing_new"),
        ([own(event(at=IN_TIME), sent=False)], "on_time"),
        ([own(event(at=TOO_LATE), sent=False)], "late"),
    ],
)  # fmt: skip
def test_timeliness_is_when_the_first_entry_with_content_was_received(
    statements: list[Vouched], timeliness: str
) -> None:
    assert report(*statements).timeliness(DUE) == timeliness


def test_the_officers_clock_does_not_make_a_late_entry_one_in_time() -> None:
    assert report(own(event(at="2021-06-01T08:00:00+08:00"), TOO_LATE)).timeliness(DUE) == "late"
