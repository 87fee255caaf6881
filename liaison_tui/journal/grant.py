"""The centre's answer to a request for more time, or more time given unasked (延期)."""

from collections.abc import Iterable
from datetime import date

from liaison_tui.journal.event import Event
from liaison_tui.journal.extension import MAX_DAYS
from liaison_tui.journal.shape import MAX_LINE, wrong_choice, wrong_day, wrong_text
from liaison_tui.journal.vouching import Vouched

KIND = "extension"
DECISIONS = {"grant": "同意延期", "refuse": "不同意延期"}
APPROVER, REASON = "批准人", "理由"


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in an answer: a grant names its day, a refusal its reason."""
    body = event.body
    if wrong := wrong_choice(body, "decision", "延期的答复", DECISIONS):
        return wrong
    granted = body["decision"] == "grant"
    return (
        wrong_day(body, "until", "延期日期", needed=granted)
        or wrong_text(body, "reason", REASON, needed=not granted)
        or wrong_text(body, "approver", APPROVER, limit=MAX_LINE)
    )


def untimely(until: date, due: date) -> str | None:
    """Tell why no such day can be granted for an obligation due on `due` by the programme."""
    if until <= due:
        return f"延期日期 {until.isoformat()} 不晚于截止日 {due.isoformat()}"
    return f"延期超过 {MAX_DAYS} 天" if (until - due).days > MAX_DAYS else None


def in_force(answers: Iterable[Vouched]) -> Vouched | None:
    """Return the answer in force, of those about one obligation that no other replaces.

    Of several a grant goes before a refusal, then the later day: in the unit's favour.
    """
    return max(answers, key=_rank, default=None)


def _rank(answer: Vouched) -> tuple[bool, str, str]:
    body = answer.event.body
    return body["decision"] == "grant", str(body.get("until", "")), answer.event.id
