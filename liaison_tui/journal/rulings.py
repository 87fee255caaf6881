"""What a centre has ruled that changes what is owed: more time (延期), and items struck off (销号).

Both follow from the set of what was said, never from the order in which it came.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from liaison_tui.journal import bodies, discharge, grant
from liaison_tui.journal.discharge import Turn
from liaison_tui.journal.fold import Key
from liaison_tui.journal.unreplaced import unreplaced
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.obligations import Obligation
from liaison_tui.programme.period import following

# The kinds that bear on what is owed.
KINDS = frozenset((grant.KIND, discharge.KIND))
# Days are counted on from a due day, and a calendar ends with the year 9999.
_LAST_DAY = date(9998, 12, 31)


@dataclass(frozen=True, slots=True)
class Rulings:
    """The answers in force, by obligation, and the turns of each unit's items, by unit and item.

    `years` are the first months of the years' plans, from which a turn of the year before says
    nothing any more.
    """

    answers: Mapping[Key, Vouched] = field(default_factory=dict)
    turns: Mapping[tuple[str, str], list[Turn]] = field(default_factory=dict)
    years: tuple[str, ...] = ()

    def due(self, key: Key, due: date) -> date:
        """Return the last day on which an obligation's report is on time; `due` by the programme.

        More time never makes it due earlier.
        """
        answer = self.answers.get(key)
        body = answer.event.body if answer else {}
        if body.get("decision") != "grant":
            return due
        return max(due, min(date.fromisoformat(body["until"]), _LAST_DAY))

    def is_owed(self, unit: str, item: str, period: str) -> bool:
        """Tell whether an item that the programme asks for has not been struck off."""
        turn = self._turn(unit, item, period)
        return turn is None or turn.owed

    def struck_off(self, key: Key) -> Vouched | None:
        """Return the word by which an item is owed no more after this month, or already."""
        unit, item, period = key
        turn = self._turn(unit, item, following(period))
        return turn.said if turn and not turn.owed else None

    def _turn(self, unit: str, item: str, period: str) -> Turn | None:
        turn = discharge.turn_in_force(self.turns, unit, item, period)
        said = turn.said.event.period or "" if turn else ""
        return None if any(said < year <= period for year in self.years) else turn

    def applied_to(self, obligations: Iterable[Obligation]) -> list[Obligation]:
        """Return what is still owed of what the programme asks for, each with its own due day."""
        return [
            replace(obligation, due=self.due(obligation.key, obligation.due))
            for obligation in obligations
            if self.is_owed(*obligation.key)
        ]


NOTHING_RULED = Rulings()


def rulings(statements: Iterable[Vouched]) -> Rulings:
    """Return what a centre's statements come to; a malformed one, or any other kind, says nothing.

    Of several that stand beside each other the one in the unit's favour goes before, so that every
    office sees the same; of striking off, the one by which the item is still owed.
    """
    standing = well_formed(statements)
    answers: dict[Key, list[Vouched]] = defaultdict(list)
    words = []
    for statement in standing:
        event = statement.event
        if event.kind == grant.KIND:
            answers[event.key].append(statement)
        elif event.kind == discharge.KIND:
            words.append(statement)
    in_force = {key: grant.in_force(each) for key, each in sorted(answers.items())}
    return Rulings(
        {key: answer for key, answer in in_force.items() if answer}, discharge.turns(words)
    )


def well_formed(statements: Iterable[Vouched]) -> list[Vouched]:
    """Return a centre's statements that stand: well formed, and replaced by no other that is."""
    return unreplaced((s for s in statements if not bodies.wrong_in(s.event)), by_centre=True)
