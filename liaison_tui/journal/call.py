"""Calls for a report between the monthly ones (临时调度): what is asked, of which items, by when.

One is said to each unit on its own, under one id (`D01`), so that no unit sees whom else it asks.
A call for what was lost in a month's indicators (失分指标交办) names that month as `measured`.
"""

import re
from typing import Any

from liaison_tui.journal.event import Event, is_moment
from liaison_tui.journal.ids import next_number
from liaison_tui.journal.shape import MAX_LINE, wrong_flag, wrong_items, wrong_text
from liaison_tui.programme.period import is_month

KIND = "call"
TITLE = "调度名称"
_ID = re.compile(r"D\d{2,4}", re.ASCII)


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in a call; one that is withdrawn says its id and nothing else."""
    body = event.body
    name = body.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        return "临时调度的编号写法不对"
    wrong = wrong_flag(body, "withdrawn", "撤销标记")
    if wrong or body.get("withdrawn"):
        return wrong
    if "measured" in body and not is_month(str(body["measured"])):
        return "监测月份的写法不对"
    return (
        wrong_text(body, "title", TITLE, limit=MAX_LINE, needed=True)
        or wrong_text(body, "text", "调度内容")
        or _wrong_moment(body.get("due"))
        or wrong_items(body, "items")
    )


def next_id(taken: set[str]) -> str:
    """Return an id no call bears yet."""
    return next_number("D", taken)


def is_past(event: Event, now: str) -> bool:
    """Tell whether a call's time has run out at a moment (`clock.stamp`)."""
    return str(event.body.get("due", "")) < now


def _wrong_moment(due: Any) -> str | None:
    return None if is_moment(due) else "报送时限不是规定写法的时间"
