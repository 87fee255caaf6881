"""A unit's plan for an item (实施方案): goals, key work, steps and safeguards, 四（一）."""

from collections.abc import Iterable, Mapping
from typing import Any

from liaison_tui.journal.shape import MAX_LINE, wrong_day, wrong_text
from liaison_tui.journal.vouching import Vouched

TEXTS = {"goals": "具体目标", "key_work": "重点工作", "safeguards": "保障措施"}
STEPS = "实施步骤"
MAX_STEPS = 200


def wrong_in(body: Mapping[str, Any]) -> str | None:
    """Tell what is malformed in a plan."""
    for key, name in TEXTS.items():
        if wrong := wrong_text(body, key, name):
            return wrong
    steps = body.get("steps", [])
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        return f"{STEPS}应逐条分列"
    if len(steps) > MAX_STEPS:
        return f"{STEPS}有 {len(steps)} 条，超过 {MAX_STEPS} 条的上限"
    for step in steps:
        wrong = wrong_text(step, "text", STEPS, limit=MAX_LINE, needed=True)
        if wrong := wrong or wrong_day(step, "by", "完成日期"):
            return wrong
    return None


def joined(statements: Iterable[Vouched]) -> dict[str, Any]:
    """Return what the next plan goes on from: the one in force, with parts only others wrote."""
    made: dict[str, Any] = {}
    for statement in sorted(statements, key=lambda statement: statement.event.id):
        made |= statement.event.body
    return made


def missing_words(body: Mapping[str, Any]) -> list[str]:
    """Return which of the four parts the notice asks for a plan leaves out."""
    words = {"goals": TEXTS["goals"], "key_work": TEXTS["key_work"], "steps": STEPS,
             "safeguards": TEXTS["safeguards"]}  # fmt: skip
    return [word for key, word in words.items() if not body.get(key)]
