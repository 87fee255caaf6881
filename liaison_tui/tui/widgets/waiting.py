"""What waits to be judged, whole: the entry, what it answers, and what it changed."""

from collections.abc import Iterator

from liaison_tui.journal.comparing import setbacks
from liaison_tui.journal.quantity import spell
from liaison_tui.reports import wording
from liaison_tui.reports.review_queue import Waiting
from liaison_tui.text import one_line
from liaison_tui.tui.widgets.changes import difference
from liaison_tui.tui.widgets.detail import entry_of
from liaison_tui.tui.widgets.prose import AIR, Paragraph, title

_ITEM_LINES = 3


def waiting_of(waiting: Waiting, *, plain: bool = False) -> Iterator[Paragraph]:
    """Give all that is needed to judge what waits, what is to be judged first."""
    item, entry, body = waiting.item, waiting.entry, waiting.entry.body
    yield title(f"{waiting.unit.name}  {item.id}  {wording.period_word(waiting.period)}")
    yield Paragraph(item.text, style="bold", lines=_ITEM_LINES)
    yield from _who(waiting)
    yield from _asks(waiting)
    yield AIR
    if waiting.why == "conflict":
        yield from _versions(waiting)
        return
    yield title("本期填报")
    yield from entry_of(body, item)
    for measure in item.measures:
        if measure.target:
            target = f"{measure.label} {spell(measure.target)} {measure.unit}"
            yield Paragraph(target, "全市目标", "$quiet")
    yield from _odd(waiting)
    if former := waiting.returned_entry:
        yield AIR
        yield title(f"与退回的一版相比  {wording.moment(former.at)}")
        yield from difference(former.body, body, item, plain=plain)
    if waiting.before:
        month, before = waiting.before
        yield AIR
        yield title(f"与上次相比  {wording.period_word(month)}")
        yield from difference(before.body, entry.body, item, plain=plain)
        yield AIR
        yield title(f"上次填报  {wording.period_word(month)}")
        yield from entry_of(before.body, item)


def _who(waiting: Waiting) -> Iterator[Paragraph]:
    entry = waiting.entry
    yield Paragraph(f"{one_line(entry.by)}  {wording.moment(entry.at)}", "填报")
    if waiting.received:
        yield Paragraph(wording.moment(waiting.received), "收到")


def _asks(waiting: Waiting) -> Iterator[Paragraph]:
    """Give what has to be thought of before it is judged."""
    if waiting.comment:
        yield Paragraph(waiting.comment, "退回意见")
    if waiting.report.explanation:
        yield Paragraph(waiting.report.explanation, "本单位说明", "bold")
    if waiting.why == "not-applicable":
        yield Paragraph("审核通过即确认不涉及，下月起不再报送这一项。", "注意", "bold")
    if not waiting.is_owed:
        yield Paragraph("不在本期应报之列，不计入总数。", "注意")


def _odd(waiting: Waiting) -> Iterator[Paragraph]:
    """Give what went back since last time, and what the unit says of it, right below it.

    What only the unit's own look has found is named by its kind.
    """
    before = {waiting.before[0]: waiting.before[1].body} if waiting.before else {}
    found = setbacks(waiting.item, waiting.entry.body, before)
    notes = waiting.notes
    for kind in dict.fromkeys([*(finding.kind for finding in found), *notes]):
        messages = [finding.message for finding in found if finding.kind == kind]
        for message in messages or [wording.CONCERNS[kind]]:
            yield Paragraph(message, wording.SEVERITIES["look"], "bold")
        if kind in notes:
            yield Paragraph(notes[kind], "单位说明", "bold")


def _versions(waiting: Waiting) -> Iterator[Paragraph]:
    yield Paragraph("说法不一致，按 Enter 对照核定。", style="bold")
    for head in waiting.report.heads:
        event = head.event
        deed = f"  {wording.KINDS['withdraw']}" if event.kind == "withdraw" else ""
        yield AIR
        yield title(f"{one_line(event.by)}  {wording.moment(event.at)}{deed}")
        yield from entry_of(event.body, waiting.item)
