"""Which statements stand: whatever order they come in, and only a unit's own word replaces one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal.unreplaced import replaced_by_next, unreplaced
from liaison_tui.journal.vouching import Vouched
from tests.journal.speech import ANN, BEN, CENTRE, central, event, own

KINDS = ("roster", "activity", "plan")


@st.composite
def stories(draw: st.DrawFn) -> list[Vouched]:
    """Draw statements of several kinds, each replacing some of what was said before."""
    told: list[Vouched] = []
    for n in range(draw(st.integers(1, 8))):
        seen = draw(st.lists(st.sampled_from(told), max_size=3)) if told else []
        said = event(
            draw(st.sampled_from(KINDS)),
            device=draw(st.sampled_from([ANN, BEN])),
            item=None,
            replaces=[statement.event for statement in seen],
            body={},
            nonce=n,
        )
        told.append(own(said, draw(st.sampled_from([None, said.at]))))
    return told


@settings(max_examples=100, deadline=None)
@given(stories(), st.data())
def test_what_stands_depends_on_no_order_and_no_repetition(
    story: list[Vouched], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(story), max_size=3))
    other = data.draw(st.permutations([*story, *again]))
    names = {s.event.id for s in unreplaced(other)}
    assert names == {s.event.id for s in unreplaced(story)}
    assert {s.event.kind for s in unreplaced(story)} == {s.event.kind for s in story}


@settings(max_examples=100, deadline=None)
@given(stories())
def test_the_next_one_replaces_all_that_stands(story: list[Vouched]) -> None:
    standing = [s for s in unreplaced(story) if s.event.kind == "roster"]
    names = replaced_by_next(standing)
    by_id = {s.event.id: s.event for s in story}
    said = own(event("roster", item=None, body={}, nonce=99, replaces=[by_id[n] for n in names]))
    left = [s for s in unreplaced([*story, said]) if s.event.kind == "roster"]
    assert left == [said]


def test_neither_another_unit_nor_a_centre_nor_another_subject_replaces_a_units_word() -> None:
    first = own(event("roster", item=None, period=None, body={}))
    others = [
        own(event("roster", unit="nanzha", item=None, period=None, replaces=[first.event])),
        central(event("roster", device=CENTRE, item=None, period=None, replaces=[first.event])),
        own(event("plan", item=None, period=None, replaces=[first.event])),
        own(event("roster", item=None, replaces=[first.event])),
    ]
    for other in others:
        assert first in unreplaced([first, other])
