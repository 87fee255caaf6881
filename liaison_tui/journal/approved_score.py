"""The kind `score`: a unit's score for some months as the centre has approved it (批准).

What was approved stands by itself: its parts, and what lost points in them, are in its body, so
that nothing that is said later changes it. Another approval, or the answer to an objection, is
another one in its place; it takes the answers given so far along.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from liaison_tui.journal.event import Event
from liaison_tui.journal.quantity import is_decimal, spell
from liaison_tui.journal.shape import (
    MAX_LINE,
    wrong_choice,
    wrong_day,
    wrong_flag,
    wrong_text,
)
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.period import is_month

KIND = "score"
APPROVER = "批准人"
DECISIONS = {"uphold": "维持原得分", "change": "改按现在的试算"}
_HUNDREDTHS = 100
_ADDED = ("bonus", "deduction")
_SPAN = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?", re.ASCII)
_MOST_PARTS = 20


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in one; one that is withdrawn says its span and nothing else."""
    body = event.body
    spanned = isinstance(body.get("span"), str) and _SPAN.fullmatch(body["span"])
    wrong = None if spanned else "评价的时段写法不对"
    wrong = wrong or wrong_flag(body, "withdrawn", "撤销标记")
    if wrong or body.get("withdrawn"):
        return wrong
    return (
        _wrong_numbers(body, "base", "total", *_ADDED)
        or _wrong_parts(body.get("parts"))
        or _wrong_adjustments(body.get("adjustments", []))
        or wrong_text(body, "approver", APPROVER, limit=MAX_LINE, needed=True)
        or wrong_day(body, "until", "申诉截止日", needed=True)
        or _wrong_answers(body)
    )


def points(hundredths: int) -> str:
    """Return points as events hold them, `91.35`."""
    return spell(Decimal(hundredths) / _HUNDREDTHS)


def hundredths(points: str) -> int:
    """Return points of an event in hundredths."""
    return int(Decimal(points) * _HUNDREDTHS)


def total_of(event: Event) -> int:
    """Return an approved total in hundredths."""
    return hundredths(event.body["total"])


def answers_of(event: Event | None) -> Sequence[Mapping[str, Any]]:
    """Return the answers to objections that a score takes along, the oldest first."""
    return event.body.get("answers", ()) if event else ()


def standing(scores: Iterable[Vouched], span: str) -> dict[str, list[Vouched]]:
    """Return each unit's scores for a span, of the well-formed ones that no other replaces.

    The last one, by its clock and id, is the one that counts; a withdrawn one is among them.
    """
    found: dict[str, list[Vouched]] = {}
    of_span = (s for s in scores if s.event.kind == KIND and s.event.body.get("span") == span)
    for said in sorted(of_span, key=lambda s: (s.event.at, s.event.id)):
        found.setdefault(said.event.unit, []).append(said)
    return found


def in_force(scores: Iterable[Vouched], span: str) -> dict[str, Vouched]:
    """Return the score of each unit for a span that counts; a withdrawn one counts as none."""
    last = {unit: said[-1] for unit, said in standing(scores, span).items()}
    return {unit: s for unit, s in last.items() if not s.event.body.get("withdrawn")}


def _wrong_numbers(body: Mapping[str, Any], *keys: str) -> str | None:
    numbers = [body.get(key, "0" if key in _ADDED else None) for key in keys]
    fine = all(is_decimal(n) and not str(n).startswith("-") for n in numbers)
    return None if fine else "得分的写法不对"


def _wrong_parts(parts: Any) -> str | None:
    if not isinstance(parts, list) or not 0 < len(parts) <= _MOST_PARTS:
        return "得分的各部分写法不对"
    for part in parts:
        if not isinstance(part, dict) or not isinstance(part.get("part"), str):
            return "得分的各部分写法不对"
        numbers = ("lost", "of") if "lost" in part else ()
        if wrong := _wrong_numbers(part, "full", "points", *numbers) or _wrong_sides(part):
            return wrong
    return None


def _wrong_sides(part: Mapping[str, Any]) -> str | None:
    sides, short = part.get("sides", {}), part.get("short", [])
    fine = isinstance(sides, dict) and all(
        isinstance(side, dict) and type(side.get("count")) is int and is_decimal(side.get("credit"))
        for side in sides.values()
    )
    listed = isinstance(short, list) and all(
        isinstance(line, dict)
        and all(isinstance(line.get(key), str) for key in ("item", "why"))
        and is_month(str(line.get("period")))
        and type(line.get("credit")) is int
        for line in short
    )
    return None if fine and listed else "得分的各部分写法不对"


def _wrong_adjustments(rows: Any) -> str | None:
    fine = isinstance(rows, list) and all(
        isinstance(row, dict)
        and all(isinstance(row.get(name), str) for name in ("id", "reason"))
        and row.get("sort") in _ADDED
        and is_decimal(row.get("points"))
        and not row["points"].startswith("-")
        and is_month(str(row.get("period")))
        for row in rows
    )
    return None if fine else "加减分的写法不对"


def _wrong_answers(body: Mapping[str, Any]) -> str | None:
    answers = body.get("answers", [])
    if not isinstance(answers, list) or not all(isinstance(a, dict) for a in answers):
        return "申诉答复的写法不对"
    wrongs = (
        wrong_text(answer, "objection", "申诉的编号", limit=64, needed=True)
        or wrong_choice(answer, "decision", "申诉的答复", DECISIONS)
        or wrong_text(answer, "text", "答复", needed=True)
        for answer in answers
    )
    return next((wrong for wrong in wrongs if wrong), None)
