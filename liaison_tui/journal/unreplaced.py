"""Which of many statements of one kind stand, and what the next one replaces (docs/FORMAT §2)."""

from collections.abc import Iterable

from liaison_tui.journal.vouching import Vouched


def unreplaced(statements: Iterable[Vouched]) -> list[Vouched]:
    """Return a unit's own statements that no other of the same subject replaces, by id."""
    own = [s for s in statements if not s.by_centre and not s.event.is_newer]
    replaced = {(s.event.unit, s.event.subject, name) for s in own for name in s.event.replaces}
    found = [s for s in own if (s.event.unit, s.event.subject, s.event.id) not in replaced]
    return sorted(found, key=lambda s: s.event.id)


def replaced_by_next(standing: Iterable[Vouched]) -> list[str]:
    """Return what a statement replaces that takes the place of those that stand.

    They, and, for each that no receipt covers, what that one replaced: so the words between can
    stay at home.
    """
    found: list[str] = []
    for statement in standing:
        found.append(statement.event.id)
        if statement.received is None:
            found += statement.event.replaces
    return found
