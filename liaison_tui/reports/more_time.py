"""Where more time for an obligation (延期) stands, in few words: asked for, granted, refused."""

from datetime import date

from liaison_tui.journal.standing import Standing
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.reports.rulings import is_waiting
from liaison_tui.text import one_line

REFUSED = "延期未获同意"


def more_time(month: Month, standing: Standing) -> str:
    """Return the day that was granted, the request that waits, or that it was refused; or nothing.

    A request made after an answer waits beside what was granted before.
    """
    due = standing.obligation.due
    granted = f"延至 {wording.day_word(due)}" if due != month.due else ""
    waiting = _waiting(month, standing)
    if waiting or granted:
        return "，".join(filter(None, (granted, waiting)))
    return REFUSED if _refusal(month, standing) is not None else ""


def more_time_whole(month: Month, standing: Standing) -> str:
    """Return the same, with the day it was due at first, or why it was refused."""
    told = more_time(month, standing)
    if standing.obligation.due != month.due:
        return f"{told}（原定{wording.day_word(month.due)}截止）"
    reason = _refusal(month, standing) if told == REFUSED else ""
    return f"{told}：{reason}" if reason else told


def _waiting(month: Month, standing: Standing) -> str:
    key = standing.obligation.key
    answer = month.rulings.answers.get(key)
    asked = [
        request
        for request in month.requests
        if request.key == key and is_waiting(request, answer.event if answer else None)
    ]
    if not asked:
        return ""
    until = date.fromisoformat(asked[-1].body["until"])
    return f"申请延至 {wording.day_word(until)}，待答复"


def _refusal(month: Month, standing: Standing) -> str | None:
    """Return why more time was refused; None where it was not."""
    answer = month.rulings.answers.get(standing.obligation.key)
    if answer is None or answer.event.body["decision"] != "refuse":
        return None
    return one_line(str(answer.event.body.get("reason", "")))
