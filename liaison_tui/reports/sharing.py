"""One text for several items (一稿多报): which entries of a month say the same."""

from liaison_tui.journal.standing import Standing
from liaison_tui.reports.month import Month
from liaison_tui.text import normal


def shared_with(month: Month, standing: Standing) -> list[str]:
    """Return the other items of the month whose entry tells the same progress, word for word.

    What only says that there is nothing to report is shared by nature, and not meant.
    """
    text = _told(standing)
    return [
        other.item.id
        for other in month.standings
        if text and other.item.id != standing.item.id and _told(other) == text
    ]


def _told(standing: Standing) -> str:
    body = standing.body
    return "" if body.get("nothing") else normal(str(body.get("text") or ""))
