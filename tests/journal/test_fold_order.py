"""The fold of the same statements is the same, in whatever order they came; and history's order."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import fold
from liaison_tui.journal.history import in_order
from liaison_tui.journal.vouching import Vouched
from tests.journal.speech import ANN, BEN, CENTRE, central, event, own

MOMENTS = [f"2021-07-0{day}T10:00:00+08:00" for day in range(3, 8)]
BODIES: list[dict[str, Any]] = [
    {"text": "进展"}, {"nothing": "zero"}, {"nothing": "no-progress"}, {},
]  # fmt: skip


def _id(said: Event) -> str:
    return said.id


@st.composite
def stories(draw: st.DrawFn) -> list[Vouched]:
    """Draw what several people say of two obligations, each having seen some of what stands."""
    told: list[Vouched] = []
    for n in range(draw(st.integers(1, 8))):
        item = draw(st.sampled_from(["T20", "T21"]))
        entries = [v.event for v in told if v.event.item == item and v.event.is_entry]
        seen = draw(st.lists(st.sampled_from(entries), unique_by=_id)) if entries else []
        who = draw(st.sampled_from(["unit", "colleague", "centre", "review"]))
        at = draw(st.sampled_from(MOMENTS))
        if who == "review":
            decision = draw(st.sampled_from(["accept", "return"]))
            judged = [e.id for e in seen[:1]]
            said = event("review", device=CENTRE, item=item, at=at, about=judged, nonce=n,
                         body={"decision": decision})  # fmt: skip
            told.append(central(said))
            continue
        body = draw(st.sampled_from(BODIES))
        if who == "centre":
            body = {**body, "channel": "telephone"}
            told.append(central(event(device=CENTRE, item=item, at=at, replaces=seen, body=body,
                                      nonce=n)))  # fmt: skip
            continue
        kind = draw(st.sampled_from(["progress", "progress", "withdraw"]))
        said = event(kind, device=ANN if who == "unit" else BEN, item=item, at=at, replaces=seen,
                     body=body if kind == "progress" else {}, nonce=n)  # fmt: skip
        told.append(own(said, draw(st.sampled_from([None, *MOMENTS]))))
    return told


def answers(statements: list[Vouched]) -> dict[Any, Any]:
    return {
        key: (r.heads, r.current, r.review, r.state, r.timeliness(date(2021, 7, 5)))
        for key, r in fold(statements).items()
    }


@settings(max_examples=150, deadline=None)
@given(stories(), st.data())
def test_the_fold_does_not_depend_on_order_nor_on_repetition(
    story: list[Vouched], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(story), max_size=3))
    other = data.draw(st.permutations([*story, *again]))
    assert answers(other) == answers(story)
    assert list(answers(other)) == sorted(answers(other))


@settings(max_examples=100, deadline=None)
@given(stories())
def test_something_is_always_at_the_head_and_no_head_is_replaced(story: list[Vouched]) -> None:
    for report in fold(story).values():
        if report.entries:
            assert report.heads
        replaced = {name for entry in report.entries for name in entry.event.replaces}
        assert not replaced & {head.event.id for head in report.heads}


@settings(max_examples=100, deadline=None)
@given(stories(), st.data())
def test_history_puts_what_was_replaced_or_judged_before_what_did_so(
    story: list[Vouched], data: st.DataObject
) -> None:
    events = list({v.event.id: v.event for v in story}.values())
    shuffled: list[Event] = data.draw(st.permutations(events))
    ordered = in_order(shuffled)
    assert ordered == in_order(events)
    assert sorted(e.id for e in ordered) == sorted(e.id for e in events)
    place = {said.id: n for n, said in enumerate(ordered)}
    for said in ordered:
        for before in (*said.replaces, *said.about):
            assert place.get(before, -1) < place[said.id]


def test_between_events_that_do_not_know_each_other_the_clock_decides() -> None:
    late = event(at=MOMENTS[2], nonce=1)
    early = event(device=BEN, at=MOMENTS[0], nonce=2)
    answer_to_late = event(at=MOMENTS[1], replaces=[late], nonce=3)
    assert in_order([answer_to_late, late, early]) == [early, late, answer_to_late]
