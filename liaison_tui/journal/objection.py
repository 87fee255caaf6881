"""Objections to an approved score (申诉): a unit's own, or what it told the centre by telephone.

A unit's is an `explanation` of kind `score` that is about the score; what came otherwise is a
centre's note. Both are answered in the score that takes the place of the one objected to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from liaison_tui.journal.approved_score import KIND, answers_of
from liaison_tui.journal.concern import explanations_of
from liaison_tui.journal.event import Event
from liaison_tui.journal.vouching import Vouched


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection of a unit to its score for a span.

    `name` is the id of the unit's statement, or a note's number, `S01`. `day` is when the centre
    had it; at the unit, before it was received, when it was written. `channel` and `informant` tell
    how it came, where it is a note. `late`: after the last day. `answer` is None where none is.
    """

    name: str
    unit: str
    span: str
    text: str
    day: str
    by: str
    channel: str = ""
    informant: str = ""
    late: bool = False
    answer: Mapping[str, Any] | None = None

    @property
    def is_note(self) -> bool:
        """Whether the centre noted it for the unit."""
        return bool(self.channel)

    @property
    def waits(self) -> bool:
        """Whether it came in time and has no answer."""
        return self.answer is None and not self.late


def of_units(said: Iterable[Vouched]) -> list[Objection]:
    """Return what units have said themselves, the oldest first; not judged yet."""
    by_id = {s.event.id: s for s in said if not s.by_centre and not s.event.is_newer}
    found = explanations_of(KIND, [s.event for s in by_id.values()])
    return [
        Objection(
            event.id,
            event.unit,
            str(event.body.get("span", "")),
            str(event.body.get("text", "")),
            (by_id[event.id].received or event.at)[:10],
            event.by,
        )
        for event in found
    ]


def judged(
    objections: Iterable[Objection], span: str, approved: Mapping[str, Event]
) -> dict[str, list[Objection]]:
    """Return the objections to the scores of a span by unit, the oldest first.

    Each with its answer, and whether it came late by the score that is approved now.
    """
    found: dict[str, list[Objection]] = {}
    of_span = (o for o in objections if o.span == span)
    for objection in sorted(of_span, key=lambda o: (o.day, o.name)):
        event = approved.get(objection.unit)
        until = str(event.body.get("until", "")) if event else ""
        found.setdefault(objection.unit, []).append(_judged(objection, until, answers_of(event)))
    return found


def _judged(objection: Objection, until: str, answers: Sequence[Mapping[str, Any]]) -> Objection:
    answer = next((a for a in answers if a.get("objection") == objection.name), None)
    return Objection(
        objection.name, objection.unit, objection.span, objection.text, objection.day,
        objection.by, objection.channel, objection.informant,
        late=bool(until) and objection.day > until, answer=answer,
    )  # fmt: skip
