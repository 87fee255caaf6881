"""Which of many statements of one kind stand, and what the next one replaces (docs/FORMAT §2)."""

from collections.abc import Iterable

from liaison_tui.journal.vouching import Vouched


def unreplaced(statements: Iterable[Vouched], *, by_centre: bool = False) -> list[Vouched]:
    """Return units' own statements that no other of the same subject replaces, by id.

    Or, `by_centre`, their centre's: neither replaces what the other has said.
    """
    own = [s for s in statements if s.by_centre == by_centre and not s.event.is_newer]
    replaced = {(s.event.unit, s.event.subject, name) for s in own for name in s.event.replaces}
    found = [s for s in own if (s.event.unit, s.event.subject, s.event.id) not in replaced]
    return sorted(found, key=lambda s: s.event.id)


def in_force(standing: Iterable[Vouched]) -> Vouched | None:
    """Return the one that holds, of those that no other replaces; of several the greatest id."""
    return max(standing, key=lambda statement: statement.event.id, default=None)


def replaced_by_next(standing: Iterable[Vouched]) -> list[str]:
    """Return what a statement replaces that takes the place of those that stand.

    They, and, for each that no receipt covers, what that one replaced: so the words between can
    stay at home. What a centre says bears no receipt; it is enough that it was sent.
    """
    found: list[str] = []
    for statement in standing:
        found.append(statement.event.id)
        if not (statement.sent if statement.by_centre else statement.received):
            found += statement.event.replaces
    return found
