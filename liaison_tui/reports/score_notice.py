"""What a unit is told of an approved score of its own, and of what it has objected (申诉)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from liaison_tui.journal.approved_score import KIND, answers_of
from liaison_tui.journal.concern import explanations_of
from liaison_tui.journal.event import Event
from liaison_tui.reports import score_words as words
from liaison_tui.reports import wording
from liaison_tui.text import one_line


class ScoreTold(NamedTuple):
    """A score in words: a line, how far it is, the last day to object, and all of it by labels.

    `objection` is what stands objected and has no answer; `closed` why nothing can be any more.
    """

    what: str
    state: str
    until: str
    told: tuple[tuple[str, str], ...]
    objection: str
    closed: str


def score_told(event: Event, said: Sequence[Event], today: str) -> ScoreTold:
    """Return what a unit is told on a day; `said` are its own explanations."""
    body, answers = event.body, answers_of(event)
    own = [e for e in explanations_of(KIND, said) if e.body.get("span") == body["span"]]
    answered = {answer.get("objection") for answer in answers}
    waiting = [e for e in own if e.id not in answered]
    until = str(body["until"])
    is_over = today > until
    state = "申诉期已过" if is_over else "可以申诉"
    if waiting or answers:
        state = "已申诉" if waiting else "申诉已答复"
    objection = str(waiting[-1].body.get("text", "")) if waiting else ""
    told = (
        *(pair for answer in answers for pair in _answered(answer, own)),
        ("得分", words.summary(body)),
        *words.told_of(body),
        ("批准人", one_line(str(body["approver"]))),
        ("申诉期", f"到 {until} 为止"),
        ("本单位申诉", objection),
    )
    return ScoreTold(
        f"{wording.period_word(body['span'])}得分 {words.padded(body['total'])}",
        state,
        until,
        told,
        objection,
        f"申诉期到 {until} 为止，已经过了" if is_over else "",
    )


def _answered(answer: Mapping[str, Any], own: Sequence[Event]) -> Iterator[tuple[str, str]]:
    """Give an answer to an objection, and what was objected."""
    mine = next((e for e in own if e.id == answer.get("objection")), None)
    said = mine.body.get("text") if mine else answer.get("said")
    yield "申诉答复", words.answer_words(answer)
    yield "所申诉的", str(said or "")
