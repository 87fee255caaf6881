"""What can be said of one line of the closing page: what is in the way, a change, a unit."""

from collections.abc import Iterator

from liaison_tui.journal.closing import LaterChange
from liaison_tui.journal.fold import Report
from liaison_tui.reports import wording
from liaison_tui.reports.closing import (
    Accepted,
    ClosedMonth,
    ClosedUnit,
    Obstacle,
    change_words,
    item_of,
    side_words,
)
from liaison_tui.reports.closing_words import close_pairs
from liaison_tui.tui.widgets.prose import AIR, Paragraph, title

Line = Obstacle | LaterChange | Accepted | ClosedUnit


def told(found: ClosedMonth, line: Line) -> Iterator[Paragraph]:
    """Give all that can be said of a line."""
    if isinstance(line, Obstacle):
        yield title(line.message)
        if line.sort != "due":
            names = "、".join(found.programme.unit_name(name) for name in sorted(line.units))
            yield Paragraph(names, "单位")
    elif isinstance(line, ClosedUnit):
        yield title(line.unit.name)
        pairs = close_pairs(line.closing.said.event) if line.closing else ()
        for label, text in pairs:
            if text:
                yield Paragraph(text, label)
        if line.closing is None:
            yield Paragraph("还没有定稿。")
        if line.differs:
            yield Paragraph("现在算出的数与定稿时不同：有报送已停用。", style="bold")
    else:
        yield from _told_change(found, line)


def _told_change(found: ClosedMonth, line: LaterChange | Accepted) -> Iterator[Paragraph]:
    change = line.change if isinstance(line, Accepted) else line
    item = item_of(found.programme, change)
    yield title(f"{found.programme.unit_name(change.key[0])}  {change.key[1]}")
    if item:
        yield Paragraph(item.text, lines=2)
    yield Paragraph(f"{wording.full_moment(change.when)}  {change_words(change)}", "收到")
    if isinstance(line, Accepted):
        by = f"（{line.approver}）" if line.approver else ""
        yield Paragraph(f"{line.day}  {line.reason}{by}", "接受")
    for after, label in ((False, "定稿时"), (True, "现在")):
        yield AIR
        yield Paragraph(side_words(change, item, after=after), label, "bold")
        yield Paragraph(_text(change.after if after else change.before), " ")


def _text(report: Report | None) -> str:
    current = report.current if report else None
    return str(current.event.body.get("text", "")) if current else ""
