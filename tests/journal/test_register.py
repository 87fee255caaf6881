"""The register of joint meetings is what its acts come to; undoing takes back, and nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_tui.journal.act import act_of, line_of
from liaison_tui.journal.raised import said_again, waiting
from liaison_tui.journal.register import Act, Register, Source, in_force, next_id, register

NAMES = ("W01", "W02", "J01", "H01")
WORDS = st.sampled_from(["台账不全", "缺少专业人员", "台账不全。"])
SOURCES = st.builds(
    Source,
    st.sampled_from(["a" * 64, "b" * 64]),
    st.sampled_from(["chengjiang", "huashi"]),
    st.sampled_from(["T20", "I05"]),
    st.sampled_from(["2021-05", "2021-06", "2021-07"]),
    WORDS,
)


def sets() -> st.SearchStrategy[dict[str, Any]]:
    problem = st.fixed_dictionaries(
        {"id": st.sampled_from(["W01", "W02"])},
        optional={
            "title": st.sampled_from(["一", "二"]),
            "state": st.sampled_from(["open", "studying", "solved"]),
            "by": st.sampled_from(["", "2021-07-20"]),
            "sources": st.lists(SOURCES, max_size=2),
        },
    )
    meeting = st.fixed_dictionaries(
        {"id": st.just("H01")},
        optional={"date": st.just("2021-07-15"), "subject": st.just("会"), "place": WORDS},
    )
    return st.one_of(problem, meeting)


@st.composite
def histories(draw: st.DrawFn) -> list[Act]:
    acts: list[Act] = []
    for number in range(draw(st.integers(0, 8))):
        name = f"{number:012x}"
        if draw(st.booleans()) and acts:
            acts.append(Act(name, "", "", undoes=draw(st.sampled_from(acts)).id))
        else:
            aside = draw(st.lists(SOURCES, max_size=1))
            said = draw(st.lists(sets(), max_size=2))
            acts.append(Act(name, "", "", said, "problem" if aside else None, aside))
    return acts


@given(histories())
def test_an_act_and_its_undoing_leave_the_register_as_it_was(acts: list[Act]) -> None:
    more = Act("f" * 12, "", "", [{"id": "W01", "title": "新", "state": "open"}])
    undone = Act("e" * 12, "", "", undoes=more.id)
    assert register([*acts, more, undone]) == register(acts)
    again = Act("d" * 12, "", "", undoes=undone.id)
    assert register([*acts, more, undone, again]) == register([*acts, more])


@given(histories())
def test_what_is_undone_says_nothing_as_if_it_had_never_been(acts: list[Act]) -> None:
    assert register(acts) == register(in_force(acts))
    assert all(not act.undoes for act in in_force(acts))


@given(histories())
def test_an_act_is_read_from_its_line_as_it_was(acts: list[Act]) -> None:
    read = [act_of(line_of(act)) for act in acts]
    assert all(read)
    assert register([act for act in read if act]) == register(acts)


@given(histories(), st.lists(SOURCES, max_size=6))
def test_all_words_are_either_waiting_or_looked_at_and_none_is_lost(
    acts: list[Act], sources: list[Source]
) -> None:
    found = register(acts)
    waits = [source for raised in waiting(found, "problem", sources) for source in raised.sources]
    aside = {source.key for act in found.aside.get("problem", ()) for source in act.aside}
    for source in sources:
        held = any(matter.holds(source) for matter in found.of_sort("problem"))
        assert (source in waits) != (held or source.key in aside)


def source(month: str, unit: str = "chengjiang", words: str = "台账不全") -> Source:
    return Source(f"{unit}/{month}", unit, "T20", month, words)


def held(state: str) -> Register:
    said = [{"id": "W01", "title": "台账", "state": state, "sources": [source("2021-05")]}]
    return register([Act("a", "", "", said)])


def test_the_same_words_of_several_months_and_units_are_one() -> None:
    said = [source("2021-05"), source("2021-06"), source("2021-06", "huashi", "台账 不全")]
    (raised,) = waiting(Register(), "problem", said)
    assert raised.units == ["chengjiang", "huashi"]
    assert raised.months == ["2021-05", "2021-06"]
    other = source("2021-06", words="缺少人员")
    assert len(waiting(Register(), "problem", [*said, other])) == 2


def test_words_said_again_belong_to_the_open_matter_and_ask_anew_once_it_was_answered() -> None:
    june = source("2021-06")
    assert waiting(held("studying"), "problem", [june]) == []
    assert said_again(held("studying"), "problem", [june]) == {"W01": [june]}
    (raised,) = waiting(held("solved"), "problem", [june])
    assert raised.like == "W01"
    assert waiting(held("solved"), "problem", [source("2021-05")]) == []
    assert waiting(held("deferred"), "problem", [june]) == []


def test_another_units_same_words_wait_and_say_where_they_belong() -> None:
    (raised,) = waiting(held("open"), "problem", [source("2021-06", "huashi")])
    assert (raised.like, raised.units) == ("W01", ["huashi"])


def test_a_number_is_never_given_twice_not_even_after_undoing() -> None:
    acts = [Act("a", "", "", [{"id": "W01"}]), Act("b", "", "", undoes="a")]
    assert register(acts).matters == {}
    assert (next_id("W", acts), next_id("J", acts)) == ("W02", "J01")


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"id": "a", "at": "", "by": 7},
        {"id": "a", "at": "", "by": "", "sets": [{"id": "T20"}]},
        {"id": "a", "at": "", "by": "", "sets": [{"id": "W01", "state": "spread"}]},
        {"id": "a", "at": "", "by": "", "sets": [{"id": "W01", "title": " "}]},
        {"id": "a", "at": "", "by": "", "sets": [{"id": "W01", "by": "soon"}]},
        {"id": "a", "at": "", "by": "", "sets": [{"id": "W01", "units": "x"}]},
        {"id": "a", "at": "", "by": "", "sets": [{"id": "W01", "sources": [{"entry": "x"}]}]},
        {"id": "a", "at": "", "by": "", "sets": [{"id": "H01", "decisions": [{"id": "W01"}]}]},
        {"id": "a", "at": "", "by": "", "sort": "other", "aside": []},
        {"id": "a", "at": "", "by": "", "sets": 5},
        {"id": "a", "at": "", "by": "", "sets": ["W01"]},
    ],
)
def test_a_line_that_is_no_act_is_none(line: dict[str, Any]) -> None:
    assert act_of(line) is None
