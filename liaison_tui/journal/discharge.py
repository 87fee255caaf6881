"""Striking an item off a unit's list (办结销号), and putting it on again.

What is struck off in a month is still owed for it, and no more from the next one; what is put on
again in a month is owed for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liaison_tui.journal.event import Event
from liaison_tui.journal.shape import MAX_LINE, wrong_choice, wrong_text
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.period import following

KIND = "discharge"
DECISIONS = {"discharge": "办结销号", "resume": "恢复报送"}
GROUNDS = {"done": "已办结", "not-applicable": "不涉及"}
REASON = "事由"


@dataclass(frozen=True, slots=True)
class Turn:
    """From a month on an item is owed again (`owed`), or no more; `said` is the word for it."""

    period: str
    owed: bool
    said: Vouched


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in it."""
    body = event.body
    wrong = wrong_choice(body, "decision", "销号的决定", DECISIONS)
    if not wrong and "ground" in body:
        wrong = wrong_choice(body, "ground", "销号的依据", GROUNDS)
    return (
        wrong
        or wrong_text(body, "reason", REASON)
        or wrong_text(body, "approver", "批准人", limit=MAX_LINE)
    )


def turns(words: Iterable[Vouched]) -> dict[tuple[str, str], list[Turn]]:
    """Return when each unit's item was struck off and put on again, in order of the months.

    `words` are those that no other replaces. Where several turn an item in the same month the one
    goes before by which it is owed, then the one with the greatest id.
    """
    found: dict[tuple[str, str], dict[str, Turn]] = {}
    for word in sorted(words, key=lambda word: (resumes(word), word.event.id)):
        event = word.event
        owed, month = resumes(word), event.period or ""
        turn = Turn(month if owed else following(month), owed, word)
        found.setdefault((event.unit, event.item or ""), {})[turn.period] = turn
    return {key: [each[month] for month in sorted(each)] for key, each in sorted(found.items())}


def turn_in_force(
    found: Mapping[tuple[str, str], list[Turn]], unit: str, item: str, period: str
) -> Turn | None:
    """Return the last turn of a unit's item up to a month; None where there was none."""
    past = [turn for turn in found.get((unit, item), ()) if turn.period <= period]
    return past[-1] if past else None


def resumes(word: Vouched) -> bool:
    """Tell whether a word puts an item on again, instead of striking it off."""
    return bool(word.event.body["decision"] == "resume")
