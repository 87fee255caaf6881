"""Inspections (督查): what the centre found at a unit, and by when it is to be put right, 四（三）.

A unit answers with an explanation that is `about` the inspection, or with an entry. The centre then
judges: another event of the kind, `about` the inspection, the judgements before and the answer it
has read. 整改到位 ends it; 继续整改 asks anew, and the next answer is about that judgement.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from liaison_tui.journal.concern import explanations_of
from liaison_tui.journal.event import Event
from liaison_tui.journal.shape import (
    wrong_choice,
    wrong_day,
    wrong_flag,
    wrong_items,
    wrong_text,
)

State = Literal["overdue", "answered", "again", "waiting", "done"]
KIND = "inspection"
# As the notice has it: 定期与不定期、日常调度与集中检查、专项督查与重点督查相结合.
SORTS = {"regular": "定期", "irregular": "不定期"}
MANNERS = {"daily": "日常调度", "concentrated": "集中检查"}
SUBJECTS = {"special": "专项督查", "key": "重点督查"}
FINDING = "督查发现"
VERDICTS = {"done": "整改到位", "again": "继续整改"}
OPINION = "复核意见"
# In the order in which a centre deals with them.
STATES: dict[State, str] = {
    "overdue": "逾期", "answered": "待复核", "again": VERDICTS["again"], "waiting": "待答复",
    "done": VERDICTS["done"],
}  # fmt: skip


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in an inspection; one that is withdrawn need say nothing else."""
    body = event.body
    wrong = wrong_flag(body, "withdrawn", "撤销标记")
    if wrong or body.get("withdrawn"):
        return wrong
    if "verdict" in body:
        return _wrong_verdict(event)
    return (
        wrong_choice(body, "sort", "督查的安排", SORTS)
        or wrong_choice(body, "manner", "督查的方式", MANNERS)
        or wrong_choice(body, "subject", "督查的类别", SUBJECTS)
        or wrong_text(body, "finding", FINDING, needed=True)
        or wrong_day(body, "deadline", "整改期限")
        or wrong_items(body, "items")
    )


def _wrong_verdict(event: Event) -> str | None:
    if not event.about:
        return "复核没有写明是哪一条督查"
    return (
        wrong_choice(event.body, "verdict", "复核结果", VERDICTS)
        or wrong_text(event.body, "text", OPINION, needed=event.body["verdict"] == "again")
        or wrong_day(event.body, "deadline", "整改期限")
    )


@dataclass(frozen=True, slots=True)
class Round:
    """What a unit was asked (the inspection, or 继续整改), its answer, and how that was judged."""

    asked: Event
    answer: Event | None = None
    verdict: Event | None = None

    @property
    def deadline(self) -> str:
        """The day up to which it is to be put right; empty for none."""
        return str(self.asked.body.get("deadline", ""))


@dataclass(frozen=True, slots=True)
class Thread:
    """An inspection and all that came of it, round by round; the last one is what stands."""

    found: Event
    rounds: tuple[Round, ...]

    @property
    def last(self) -> Round:
        """The round that stands."""
        return self.rounds[-1]

    @property
    def verdicts(self) -> list[Event]:
        """The judgements, the oldest first."""
        return [each.verdict for each in self.rounds if each.verdict]

    @property
    def answer(self) -> Event | None:
        """What the unit has said last."""
        return next((each.answer for each in reversed(self.rounds) if each.answer), None)

    @property
    def newest(self) -> Event:
        """What the centre has said last."""
        return self.last.verdict or self.last.asked

    def state(self, today: str) -> State:
        """Return how it stands on a day; an answer written after the judgement waits for another.

        What was answered waits for the centre, and is not the unit's delay.
        """
        last = self.last
        if last.verdict and (last.answer is None or last.answer.id in last.verdict.about):
            return "done"
        if last.answer:
            return "answered"
        if last.deadline and last.deadline < today:
            return "overdue"
        return "again" if len(self.rounds) > 1 else "waiting"


def threads(inspections: Iterable[Event], said: Iterable[Event]) -> list[Thread]:
    """Return inspections with what came of them, the oldest first.

    `inspections` are those events of the kind that stand, `said` units' explanations. What is
    withdrawn is left out, and so is a judgement of it.
    """
    standing = [event for event in inspections if not event.body.get("withdrawn")]
    found = sorted((e for e in standing if "verdict" not in e.body), key=lambda e: (e.at, e.id))
    verdicts: dict[str, list[Event]] = defaultdict(list)
    for event in standing:
        for name in event.about if "verdict" in event.body else ():
            verdicts[name].append(event)
    answers: dict[str, list[Event]] = defaultdict(list)
    for event in explanations_of(KIND, said):
        for name in event.about:
            answers[name].append(event)
    return [_thread(event, verdicts[event.id], answers) for event in found]


def _thread(
    found: Event, verdicts: Sequence[Event], answers: Mapping[str, Sequence[Event]]
) -> Thread:
    """Put an inspection's judgements in their order: each names those before it."""
    names = {verdict.id for verdict in verdicts}
    ordered = sorted(
        verdicts,
        key=lambda e: (len(names.intersection(e.about)), e.body["verdict"] == "again", e.id),
    )
    rounds = [_asked(found, answers, found.unit)]
    for verdict in ordered:
        rounds[-1] = Round(rounds[-1].asked, rounds[-1].answer, verdict)
        if verdict.body["verdict"] == "again":
            rounds.append(_asked(verdict, answers, found.unit))
    return Thread(found, tuple(rounds))


def _asked(event: Event, answers: Mapping[str, Sequence[Event]], unit: str) -> Round:
    own = [answer for answer in answers.get(event.id, ()) if answer.unit == unit]
    return Round(event, own[-1] if own else None)
