"""What a unit is told of a deduction (扣分) of item 40 that it has caused.

Item 40 takes points from the city, so the city's record of it is the centre's own; where a unit is
known to have caused it, that unit alone is told by this event, under the same id (`K01`). Which
item it is about and the first month stand in the event itself.
"""

import re

from liaison_tui.journal.event import Event
from liaison_tui.journal.ids import next_number
from liaison_tui.journal.shape import wrong_flag, wrong_text

KIND = "deduction"
REASON = "扣分事由"
_ID = re.compile(r"K\d{2,4}", re.ASCII)


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed; one that is withdrawn says its id and nothing else."""
    body = event.body
    name = body.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        return "扣分的编号写法不对"
    wrong = wrong_flag(body, "withdrawn", "撤销标记")
    if wrong or body.get("withdrawn"):
        return wrong
    if not all(type(body.get(key)) is int and body[key] > 0 for key in ("points", "months")):
        return "扣分的分数或月数写法不对"
    return wrong_text(body, "trigger", "扣分情形") or wrong_text(body, "text", REASON, needed=True)


def next_id(taken: set[str]) -> str:
    """Return an id no deduction bears yet."""
    return next_number("K", taken)
