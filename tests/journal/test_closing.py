"""Closing a month: which word is in force, what counts, what came later; by the set, no order."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal import bodies, closing
from liaison_tui.journal.closing import Closing
from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import fold
from liaison_tui.journal.rulings import well_formed
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.journal.vouching import Seat, Vouched, Vouching
from tests.journal.speech import ANN, CENTRE, central, event, own, submission

PLACE = ("chengjiang", "2021-06")
DAY = "2021-07-08"


def word(decision: str = "close", **more: Any) -> Event:
    body = {"decision": decision, "day": DAY, **more.pop("body", {})}
    body |= {"reason": "漏审一项"} if decision == "reopen" else {}
    return event("close", device=CENTRE, item=None, body=body, **more)


def in_force(*events: Event) -> Closing | None:
    return closing.closings(well_formed(map(central, events))).get(PLACE)


def test_a_month_is_closed_until_a_word_that_replaces_the_close_opens_it() -> None:
    first = word()
    opened = word("reopen", replaces=[first], nonce=1)
    again = word(replaces=[opened], nonce=2)
    for said, is_closed in (([first], True), ([first, opened], False), ([again, opened], True)):
        found = in_force(*said)
        assert found is not None
        assert found.is_closed == is_closed
    assert in_force() is None


def test_of_two_words_that_stand_beside_each_other_the_one_goes_before_that_opens() -> None:
    found = in_force(word(), word("reopen", nonce=1), word(nonce=2))
    assert found is not None
    assert not found.is_closed


def test_what_the_named_manifests_and_their_ancestors_list_counts_and_nothing_else() -> None:
    entries = [event(nonce=n) for n in range(3)]
    first = submission(entries[:1])
    second = submission(entries[1:2], after=first)
    third = submission(entries[2:], after=second)
    vouching = Vouching(CENTRE, {ANN: Seat(unit="chengjiang")}, [first, second, third])
    assert vouching.listed_by([second.sha256]) == {entries[0].id, entries[1].id}
    assert vouching.listed_by(["f" * 64]) == frozenset()
    stranger = Vouching(CENTRE, {}, [first, second, third])
    assert stranger.listed_by([second.sha256]) == frozenset()


def test_what_changed_nothing_is_no_later_change() -> None:
    entry = event()
    now = event(replaces=[entry], nonce=1)
    known = {entry.id, now.id}
    stale = own(event(nonce=2), "2021-07-09T10:00:00+08:00")
    review = central(event("review", device=CENTRE, about=[entry.id], body={"decision": "accept"}))
    before = [own(entry), own(now)]
    assert closing.later_changes([*before, review], known) == []
    [change] = closing.later_changes([*before, stale], known)
    assert change.when == "2021-07-09T10:00:00+08:00"
    assert change.after is not None
    assert change.after.conflict


@pytest.mark.parametrize(
    "body",
    [
        {}, {"decision": "done"}, {"decision": "close"}, {"decision": "close", "day": "8.7."},
        {"decision": "reopen", "day": DAY}, {"decision": "close", "day": DAY, "also": ["T20"]},
        {"decision": "close", "day": DAY, "also": "x"},
        {"decision": "close", "day": DAY, "figures": {"owed": "3"}},
        {"decision": "close", "day": DAY, "figures": {"owed": True}},
        {"decision": "close", "day": DAY, "figures": []},
        {"decision": "amend", "day": DAY, "amended": [{"day": DAY}]},
        {"decision": "amend", "day": DAY, "amended": ["T20"]},
        {"decision": "amend", "day": DAY, "amended": {}},
    ],
)  # fmt: skip
def test_a_malformed_close_says_nothing(body: dict[str, Any]) -> None:
    said = event("close", device=CENTRE, item=None, body=body)
    assert bodies.wrong_in(said)
    assert in_force(said) is None
    assert bodies.wrong_in(event("close", item=None, period=None, body={"decision": "close"}))


def test_the_words_that_led_to_a_close_leave_out_what_was_closed_before_it_was_opened() -> None:
    step = {"day": DAY, "items": ["T20"], "reason": "漏报"}
    old = word(nonce=1)
    opened = word("reopen", replaces=[old], nonce=2)
    new = word(replaces=[old, opened], nonce=3)
    amended = word("amend", replaces=[old, opened, new], body={"amended": [step]}, nonce=4)
    back = word(replaces=[amended, new], nonce=5)
    again = word("amend", replaces=[back, amended], body={"amended": [step]}, nonce=6)
    words = list(map(central, (old, opened, new, amended, back, again)))
    found = closing.steps(Closing(central(amended)), words)
    assert {n: each.said.event for n, each in found.items()} == {0: new, 1: amended}
    found = closing.steps(Closing(central(again)), words)
    assert {n: each.said.event for n, each in found.items()} == {0: back, 1: again}


def _said(numbers: list[int]) -> list[Vouched]:
    """Return entries, withdrawals and reviews of one obligation, each replacing some before."""
    found: list[Vouched] = []
    for n, number in enumerate(numbers):
        before = [s for s in found if s.event.is_entry]
        if number == 3 and before:
            about = [before[-1].event.id]
            body = {"decision": "accept" if n % 2 else "return", "comment": "请补充"}
            said = event("review", device=CENTRE, about=about, body=body, nonce=n)
            found.append(central(said))
        else:
            replaced = [s.event for s in before[-1:]] if number else []
            kind = "withdraw" if number == 2 else "progress"
            found.append(own(event(kind, replaces=replaced, nonce=n)))
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=7), st.data())
def test_what_comes_later_leaves_the_closed_month_and_is_told_or_changes_nothing(
    numbers: list[int], data: st.DataObject
) -> None:
    said = _said(numbers)
    cut = data.draw(st.integers(0, len(said)))
    ids = {s.event.id for s in said[:cut]}
    mixed = data.draw(st.permutations(said))
    then, now = fold(said[:cut]), fold(said)
    assert fold(closing.as_closed(mixed, ids)).keys() == then.keys()
    for key, report in fold(closing.as_closed(mixed, ids)).items():
        assert (report.heads, report.state) == (then[key].heads, then[key].state)
    changed = closing.later_changes(mixed, ids)
    if not changed:
        for key, report in now.items():
            before = then.get(key)
            assert (before.state if before else "unreported") == report.state
            assert (before.current if before else None) == report.current
    for change in changed:
        assert {s.event.id for s in change.said} == {s.event.id for s in said[cut:]}
    assert closing.later_changes(mixed, {s.event.id for s in said}) == []


def test_a_close_replaces_what_stands_and_what_that_replaced_unsent() -> None:
    first = word()
    opened = word("reopen", replaces=[first], nonce=1)
    standing = well_formed([central(first), Vouched(opened, True, sent=False, received=None)])
    assert set(replaced_by_next(standing)) == {first.id, opened.id}
