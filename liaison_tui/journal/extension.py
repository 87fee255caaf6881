"""Asking for more time (延期申请) before an obligation is due; the centre's answer is its own."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from liaison_tui.journal.shape import wrong_day, wrong_text

# Not in the notice: how many days after the due day may be asked for.
MAX_DAYS = 62
REASON = "申请理由"


def wrong_in(body: Mapping[str, Any]) -> str | None:
    """Tell what is malformed in a request."""
    wrong_until = wrong_day(body, "until", "延期日期", needed=True)
    return wrong_until or wrong_text(body, "reason", REASON, needed=True)


def untimely(until: date, due: date, today: date) -> str | None:
    """Tell why no such request can be made on a day, for an obligation due on `due`."""
    if today > due:
        return f"已过截止日 {due.isoformat()}，不能再申请延期"
    if until <= due:
        return f"延期日期 {until.isoformat()} 不晚于截止日 {due.isoformat()}"
    latest = due + timedelta(days=MAX_DAYS)
    if until > latest:
        return f"延期日期 {until.isoformat()} 太晚，最迟可到 {latest.isoformat()}"
    return None
