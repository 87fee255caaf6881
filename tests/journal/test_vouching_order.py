"""The answers depend on the set of what is known, never on the order in which it came."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal.vouching import Cut, Seat, Vouching
from tests.journal.speech import ANN, BEN, CENTRE, PROVINCE, STRANGER, event, statement, submission

FIRST = submission([event(nonce=1)])
LEFT = submission([event(nonce=2)], after=FIRST)
RIGHT = submission([event(nonce=3)], after=FIRST)
THIRD = submission([event(nonce=1), event(nonce=4)], after=LEFT)
BENS = submission([event(device=BEN, unit="nanzha")], device=BEN, unit="nanzha")
HELD = submission([event(device=STRANGER)], device=STRANGER)
SUBMISSIONS = [FIRST, LEFT, RIGHT, THIRD, BENS, HELD]
STATEMENTS = [
    statement("trust", device=CENTRE, centre="jiangyin", by_device=PROVINCE),
    statement("trust", device=ANN),
    statement("trust", device=BEN, unit="nanzha"),
    statement("trust", device=BEN, unit="yunting"),
    statement("trust", device=STRANGER, by_device=BEN),
    statement("revoke", device=ANN, about=[THIRD.sha256]),
    statement("receipt", about=[LEFT.sha256], received_at="2021-07-05T10:00:00+08:00"),
    statement("receipt", about=[THIRD.sha256], received_at="2021-07-04T10:00:00+08:00"),
    statement("receipt", about=[BENS.sha256], received_at="2021-07-06T10:00:00+08:00"),
]
CUTS = [Cut(BEN, frozenset([BENS.sha256])), Cut(ANN, frozenset([THIRD.sha256, RIGHT.sha256]))]


def answers(submissions: list[Any], statements: list[Any], cuts: list[Cut]) -> tuple[Any, ...]:
    found = Vouching(PROVINCE, {PROVINCE: Seat(centre="wuxi")}, submissions, statements, cuts)
    newest = {s.chain: found.newest(s.chain) for s in SUBMISSIONS}
    vouched = [found.vouch(event(nonce=n), [FIRST.sha256, THIRD.sha256]) for n in range(5)]
    return (
        found.seats, found.counting, found.received, found.forks, found.state, newest, vouched,
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.permutations(SUBMISSIONS), st.permutations(STATEMENTS), st.permutations(CUTS))
def test_the_order_of_arrival_changes_no_answer(
    submissions: list[Any], statements: list[Any], cuts: list[Cut]
) -> None:
    assert answers(submissions, statements, cuts) == answers(SUBMISSIONS, STATEMENTS, CUTS)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SUBMISSIONS), max_size=6))
def test_taking_the_same_in_again_changes_no_state(again: list[Any]) -> None:
    once = answers(SUBMISSIONS, STATEMENTS, CUTS)
    twice = answers([*SUBMISSIONS, *again], STATEMENTS, CUTS)
    assert (twice[1], twice[2], twice[4]) == (once[1], once[2], once[4])


def test_the_scene_holds_what_it_is_to_prove() -> None:
    seats, counting, received, forks, *_ = answers(SUBMISSIONS, STATEMENTS, CUTS)
    assert set(seats) == {PROVINCE, CENTRE, ANN, BEN}
    assert counting >= {FIRST.sha256, LEFT.sha256, THIRD.sha256}
    assert RIGHT.sha256 not in counting
    assert received[FIRST.sha256] == "2021-07-04T10:00:00+08:00"
    assert len(forks) == 1
