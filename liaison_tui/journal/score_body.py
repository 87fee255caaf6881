"""From a score that was worked out to what an event of kind `score` says of it."""

from typing import Any

from liaison_tui.journal.approved_score import points
from liaison_tui.journal.quantity import spell
from liaison_tui.journal.scores import FULL, Part, Score, credit_of
from liaison_tui.programme.scoring import SIDES


def body_of(score: Score, span: str, rules: str, **said: Any) -> dict[str, Any]:
    """Return the body that states a score for the months called `span`.

    `rules` is the SHA-256 of the rules it was worked out by; `said` are `approver`, `until`,
    `days` and `answers`.
    """
    return {
        "span": span,
        "base": points(score.base or 0),
        "bonus": points(score.bonus),
        "deduction": points(score.deduction),
        "total": points(score.total or 0),
        "parts": [part_row(part) for part in score.parts],
        "adjustments": [
            {"id": e.id, "period": e.period or "", **{k: e.body[k] for k in ("sort", "points",
             "reason", "basis")}}
            for e in score.adjustments
        ],
        "rules": rules,
        **said,
    }  # fmt: skip


def part_row(part: Part) -> dict[str, Any]:
    """Return a part as the body has it: what it got, of how many items, and what lost points."""
    told: dict[str, Any] = {
        "part": part.key,
        "full": points(part.full),
        "points": points(part.points),
    }
    if part.lost:
        return {**told, "lost": spell(part.lost.lost), "of": spell(part.lost.of)}
    sides = {side: part.of_side(side) for side in SIDES}
    told["sides"] = {
        side: {"count": len(lines), "credit": spell(credit_of(lines))}
        for side, lines in sides.items()
        if lines
    }
    told["short"] = [
        {"item": line.item, "period": line.period, "credit": line.credit, "why": line.why}
        for line in part.lines
        if line.credit < FULL
    ]
    return told
