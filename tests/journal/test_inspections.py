"""What came of an inspection follows from the set of what was said, round by round."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_tui.journal import bodies
from liaison_tui.journal.event import Event
from liaison_tui.journal.inspection import KIND, Thread, threads
from tests.journal.speech import event

FOUND = {"sort": "regular", "manner": "daily", "subject": "key", "finding": "台账不全。"}
DAY = "2021-07-20"


def found(**more: Any) -> Event:
    return event(KIND, body={**FOUND, **more}, item=None, period=None)


def judged(verdict: str, *about: Event, **more: Any) -> Event:
    body = {"verdict": verdict, "text": "一", **more}
    return event(KIND, body=body, about=[a.id for a in about], item=None, period=None)


def answered(asked: Event, text: str = "已补。", **more: Any) -> Event:
    body = {"kind": KIND, "text": text}
    return event("explanation", body=body, about=[asked.id], item=None, period=None, **more)


def one(centre: list[Event], unit: list[Event]) -> Thread:
    (thread,) = threads(centre, unit)
    return thread


def test_a_day_that_is_past_makes_it_overdue_until_the_unit_has_answered() -> None:
    root = found(deadline=DAY)
    assert one([root], []).state(DAY) == "waiting"
    assert one([root], []).state("2021-07-21") == "overdue"
    assert one([root], [answered(root)]).state("2021-07-21") == "answered"
    assert one([found()], []).state("2999-01-01") == "waiting"


def test_what_is_judged_insufficient_is_asked_anew_with_a_day_of_its_own() -> None:
    root = found(deadline=DAY)
    first = answered(root)
    again = judged("again", root, first, deadline="2021-08-10")
    thread = one([again, root], [first])
    assert (thread.state("2021-08-10"), thread.state("2021-08-11")) == ("again", "overdue")
    assert thread.answer == first
    second = answered(again, "都补齐了。")
    thread = one([again, root], [first, second])
    assert (thread.state("2021-08-11"), thread.answer) == ("answered", second)
    done = judged("done", root, again, second)
    assert one([root, done, again], [second, first]).state("2021-08-11") == "done"


def test_an_answer_written_after_the_judgement_waits_to_be_judged_again() -> None:
    root = found()
    first = answered(root)
    done = judged("done", root, first)
    later = answered(root, "另有补充。", replaces=[first])
    assert one([root, done], [first]).state(DAY) == "done"
    assert one([root, done], [first, later]).state(DAY) == "answered"
    assert one([root, judged("done", root)], []).state(DAY) == "done"


def test_what_is_withdrawn_is_left_out_with_what_judged_it() -> None:
    root = found()
    gone = event(KIND, body={"withdrawn": True}, replaces=[root], item=None, period=None)
    assert threads([gone, judged("done", root)], []) == []


@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_rounds_come_in_the_same_order_whatever_order_the_events_come_in(
    shuffling: random.Random, count: int
) -> None:
    root = found(deadline=DAY)
    centre, unit, verdicts = [root], [], list[Event]()
    asked = root
    for number in range(count):
        unit.append(answered(asked, f"第 {number} 次。"))
        asked = judged("again", root, *verdicts, unit[-1], deadline=f"2021-08-{number + 10}")
        verdicts.append(asked)
        centre.append(asked)
    want = one(centre, unit)
    shuffling.shuffle(centre)
    shuffling.shuffle(unit)
    assert one(centre, unit) == want
    assert [each.verdict for each in want.rounds] == [*verdicts, None]
    assert want.last.deadline == f"2021-08-{count + 9}"


@pytest.mark.parametrize(
    "body",
    [
        {"verdict": "fine"}, {"verdict": ["done"]}, {"verdict": "again"},
        {"verdict": "again", "text": " "}, {"verdict": "done", "deadline": "soon"},
    ],
)  # fmt: skip
def test_a_judgement_that_is_none_says_nothing(body: dict[str, Any]) -> None:
    root = found()
    said = event(KIND, body=body, about=[root.id], item=None, period=None)
    assert bodies.wrong_in(said)
    assert bodies.wrong_in(judged("again", root)) is None
