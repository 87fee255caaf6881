"""Undo: every state one has seen comes back, in order, and nothing one has not seen."""

from hypothesis import given
from hypothesis import strategies as st

from liaison_tui.tui.undoing import PAUSE, Undoing

STEPS = st.lists(
    st.tuples(st.text(max_size=3), st.sampled_from([None, "text", "percent"]), st.floats(0, 3)),
    max_size=12,
)


def test_a_burst_of_typing_is_one_step() -> None:
    undoing = Undoing("")
    undoing.note("走", "text", 0.0)
    undoing.note("走访", "text", 0.3)
    undoing.note("走访企业", "text", 0.3 + PAUSE / 2)
    assert undoing.back() == ""
    assert undoing.forth() == "走访企业"


def test_a_pause_or_another_place_begins_a_step() -> None:
    undoing = Undoing("")
    undoing.note("走访", "text", 0.0)
    undoing.note("走访企业", "text", PAUSE)
    undoing.note("走访企业60", "percent", PAUSE + 0.1)
    assert [undoing.back() for _ in range(4)] == ["走访企业", "走访", "", None]


def test_what_was_undone_is_gone_once_something_else_is_typed() -> None:
    undoing = Undoing("")
    undoing.note("甲", "text", 0.0)
    assert undoing.back() == ""
    undoing.note("乙", "text", 0.1)
    assert undoing.forth() is None
    assert undoing.back() == ""


@given(STEPS)
def test_going_back_all_the_way_and_forth_again_ends_where_one_was(
    steps: list[tuple[str, str | None, float]],
) -> None:
    undoing = Undoing("")
    at = 0.0
    for state, where, pause in steps:
        at += pause
        undoing.note(state, where, at)
    last = "".join(state for state, _, _ in steps[-1:])
    back = list(iter(undoing.back, None))
    assert not back or back[-1] == ""
    forth = list(iter(undoing.forth, None))
    assert len(forth) == len(back)
    assert not forth or forth[-1] == last
