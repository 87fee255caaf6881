"""Inspections (督查): what the centre found at a unit, and by when it is to be put right, 四（三）.

A unit answers with an explanation that is `about` the inspection, or with an entry.
"""

from liaison_tui.journal.event import Event
from liaison_tui.journal.shape import (
    wrong_choice,
    wrong_day,
    wrong_flag,
    wrong_items,
    wrong_text,
)

KIND = "inspection"
# As the notice has it: 定期与不定期、日常调度与集中检查、专项督查与重点督查相结合.
SORTS = {"regular": "定期", "irregular": "不定期"}
MANNERS = {"daily": "日常调度", "concentrated": "集中检查"}
SUBJECTS = {"special": "专项督查", "key": "重点督查"}
FINDING = "督查发现"


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in an inspection; one that is withdrawn need say nothing else."""
    body = event.body
    wrong = wrong_flag(body, "withdrawn", "撤销标记")
    if wrong or body.get("withdrawn"):
        return wrong
    return (
        wrong_choice(body, "sort", "督查的安排", SORTS)
        or wrong_choice(body, "manner", "督查的方式", MANNERS)
        or wrong_choice(body, "subject", "督查的类别", SUBJECTS)
        or wrong_text(body, "finding", FINDING, needed=True)
        or wrong_day(body, "deadline", "整改期限")
        or wrong_items(body, "items")
    )
