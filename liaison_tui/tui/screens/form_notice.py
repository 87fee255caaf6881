"""What one must see while writing a form: it stays in sight above the fields."""

from collections.abc import Iterator

from liaison_tui.journal.differences import body_changes
from liaison_tui.journal.event import Event
from liaison_tui.journal.standing import Standing
from liaison_tui.reports import wording
from liaison_tui.reports.closing_words import amends_words
from liaison_tui.reports.month import Month
from liaison_tui.text import one_line
from liaison_tui.tui.drafting import Drafting
from liaison_tui.tui.others import Others
from liaison_tui.tui.widgets.prose import Paragraph

_COMMENT_LINES = 4
_LOUD = "bold $primary"


def notice_of(
    month: Month, standing: Standing, drafting: Drafting, others: Others
) -> Iterator[Paragraph]:
    """Give the return's comment, what others do, what contradicts, and what of it is a draft."""
    if standing.comment:
        yield Paragraph(standing.comment, "退回意见", _LOUD, lines=_COMMENT_LINES)
        if standing.explanation:
            yield Paragraph(standing.explanation, "本单位说明", lines=_COMMENT_LINES)
        advice = "按意见修改；不改的，回清单按 Ctrl+B 写明说明。"
        yield Paragraph(advice, " ", "$quiet")
    if not month.has_begun:
        period = wording.period_word(month.period)
        yield Paragraph(f"{period}还没有开始，请核对月份。", style=_LOUD)
    if month.closed:
        yield Paragraph(f"{amends_words(month.period)}。", style=_LOUD)
    for event in others.newer:
        yield Paragraph(_said_elsewhere(event, standing), style=_LOUD)
    if others.are_here and not others.newer:
        sentence = "这一项在另一个窗口也打开着，保存时不会盖掉那边已保存的内容。"
        yield Paragraph(sentence, style="$primary")
    if drafting.is_kept_out:
        sentence = "另一个窗口也有这一项的草稿，这里写的没有存为草稿，请按 Ctrl+S 保存。"
        yield Paragraph(sentence, style=_LOUD)
    if len(drafting.heads) > 1:
        yield Paragraph("这一项有不一致的填报，保存后以这里写的为准。", style=_LOUD)
    if drafting.first:
        at = wording.moment(drafting.first.at)
        yield Paragraph(
            f"已带出 {at} 的草稿，{_differing(drafting)}。Ctrl+R 放弃草稿。", style="$primary"
        )


def _said_elsewhere(event: Event, standing: Standing) -> str:
    who = f"{wording.clock_time(event.at)} {one_line(event.by)}"
    return f"刚在别处有了新的填报（{who}）：{wording.gist(event.body, standing.item)}"


def _differing(drafting: Drafting) -> str:
    """Return that a draft is not saved, and which of its fields say other things than the entry."""
    changes = body_changes(drafting.entry, drafting.drafted) if drafting.entry else []
    names = "、".join(change.name for change in changes)
    return f"还没有保存；与填报不同的是{names}" if names else "还没有保存"
