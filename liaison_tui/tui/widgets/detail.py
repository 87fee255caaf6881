"""One obligation, whole: the duty, what stands now, what was said before, and the history."""

from collections.abc import Iterator, Mapping
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from liaison_tui.journal.entry import FIELD_NAMES, TEXTS
from liaison_tui.journal.history import in_order
from liaison_tui.journal.quantity import spell
from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Item, Programme
from liaison_tui.reports import history, statements, wording
from liaison_tui.reports.month import Month
from liaison_tui.reports.more_time import more_time_whole
from liaison_tui.reports.sharing import shared_with
from liaison_tui.storage.files import megabytes
from liaison_tui.text import one_line
from liaison_tui.tui.look import is_plain
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title

_PLAN_LINES = 3
_EMPTY = Paragraph("选一个事项，这里显示它的全文、责任单位和办理留痕。", style="$quiet")


class Detail(VerticalScroll, can_focus=True):
    """The pane. It scrolls with the arrows once it has the focus."""

    def compose(self) -> ComposeResult:
        """Lay out the one text it shows."""
        yield Prose([_EMPTY])

    def show(self, month: Month | None, item: str | None) -> None:
        """Show what a month knows of an item."""
        standing = month.standing(item) if month and item else None
        prose = self.query_one(Prose)
        if month is None or standing is None:
            prose.show([_EMPTY])
        else:
            prose.show(detail_of(month, standing, plain=is_plain(self)))
        self.scroll_home(animate=False)


def detail_of(month: Month, standing: Standing, *, plain: bool = False) -> Iterator[Paragraph]:
    """Give all that is known of an obligation."""
    item = standing.item
    yield title(item.id)
    yield Paragraph(item.text, style="bold")
    yield AIR
    yield from _duty(month.programme, standing)
    yield from _ruled(month, standing)
    if filler := month.fillers.get(item.id):
        yield Paragraph(filler, "承办人")
    yield from _plan(month, item)
    yield from _now(month, standing, plain=plain)
    yield from _before(month, item)
    yield from _history(month, standing)


def _duty(programme: Programme, standing: Standing) -> Iterator[Paragraph]:
    """Give what is owed: by whom, when, for how many points, with which doubts."""
    item, obligation = standing.item, standing.obligation
    if item.lead:
        lead = programme.unit_name(item.lead)
        yield Paragraph(f"{lead}（首列单位，通知未明确牵头）", "牵头")
    yield Paragraph(item.printed, "责任部门" if item.kind == "task" else "责任单位")
    via = "" if obligation.via == "named" else f"，属{wording.VIAS[obligation.via]}"
    yield Paragraph(f"{wording.ROLES[obligation.role]}{via}", "角色")
    yield Paragraph(programme.area_heading(item), "归类")
    cycle = f"{wording.CYCLES[item.cycle]}报{wording.REPORTS[item.reports]}"
    always = "，常态化推进" if item.standing else ""
    due = wording.day_word(obligation.due)
    yield Paragraph(f"{cycle}{always}，{due}截止", "报送")
    shared = programme.shared_points_of(item)
    if shared:
        points = f"{shared.items[0]} 至 {shared.items[-1]} 共 {shared.points} 分"
        yield Paragraph(points, "分值")
    elif item.points is not None:
        yield Paragraph(f"{item.points} 分", "分值")
    if item.source:
        yield Paragraph(item.source, "出处")
    for measure in item.measures:
        target = f"，全市目标 {spell(measure.target)} {measure.unit}" if measure.target else ""
        yield Paragraph(f"{measure.label}（{measure.unit}）{target}", "数量")
    for note in item.notes:
        yield Paragraph(note, "通知存疑")


def _ruled(month: Month, standing: Standing) -> Iterator[Paragraph]:
    """Give what the centre has ruled of an obligation."""
    if told := more_time_whole(month, standing):
        yield Paragraph(told, "延期")
    if word := month.rulings.struck_off(standing.obligation.key):
        reason = str(word.event.body.get("reason", ""))
        yield Paragraph(f"下月起不再报送。{reason}", wording.KINDS["discharge"])
    for event in month.calls_for(standing.item.id):
        due = wording.moment(str(event.body.get("due", "")))
        title_words = one_line(str(event.body.get("title", "")))
        yield Paragraph(f"{title_words}，{due} 前", wording.KINDS["call"])


def _plan(month: Month, item: Item) -> Iterator[Paragraph]:
    """Give what the unit's plan is about: its goals, or the first part that is written."""
    if plan := month.plans.get(item.id):
        lines = statements.said({**statements.body_of(plan), "kind": plan.kind})
        yield Paragraph(lines[0] if lines else "已填写", "实施方案", lines=_PLAN_LINES)


def _now(month: Month, standing: Standing, *, plain: bool) -> Iterator[Paragraph]:
    yield AIR
    yield title("本期")
    state = wording.standing_word(standing)
    yield Paragraph(state, "状态", "bold")
    lamp = "$quiet" if standing.light == "grey" else f"$lamp-{standing.light}"
    yield Paragraph(wording.light_word(standing.light, plain=plain), "灯", lamp)
    if standing.comment:
        yield Paragraph(standing.comment, "退回意见", "bold")
    if standing.explanation:
        yield Paragraph(standing.explanation, "本单位说明")
    if shared := shared_with(month, standing):
        yield Paragraph(f"与 {'、'.join(shared)} 同一段文字", "一稿多报")
    draft = month.drafts.get(standing.obligation.key)
    if draft:
        yield Paragraph(f"{wording.moment(draft.at)} 存的，还没有成为填报", "草稿")
    heads = standing.report.heads if standing.report else ()
    if len(heads) > 1:
        for head in heads:
            who = f"{wording.moment(head.event.at)}  {one_line(head.event.by)}"
            yield Paragraph(who, style="bold")
            yield from entry_of(head.event.body, standing.item)
    elif standing.current:
        yield from entry_of(standing.body, standing.item)


def entry_of(body: Mapping[str, Any], item: Item) -> Iterator[Paragraph]:
    """Give what an entry says, a paragraph for each field."""
    apart = ("text", "problems", "channel")
    figures = {key: said for key, said in body.items() if key not in apart}
    if gist := wording.gist(figures, item):
        yield Paragraph(gist, "办理情况")
    for field in TEXTS:
        if body.get(field):
            yield Paragraph(str(body[field]), FIELD_NAMES[field])
    if channel := wording.CHANNELS.get(str(body.get("channel"))):
        informant = f"，{FIELD_NAMES['informant']} {one_line(str(body.get('informant', '')))}"
        told_by = informant if body.get("informant") else ""
        yield Paragraph(f"{channel}{told_by}", wording.BY_CENTRE)
    for file in body.get("evidence") or ():
        name = f"{one_line(str(file['name']))}（{megabytes(int(file['size']))}）"
        yield Paragraph(name, FIELD_NAMES["evidence"])


def _before(month: Month, item: Item) -> Iterator[Paragraph]:
    if before := month.before(item.id):
        period, entry = before
        yield AIR
        yield title(f"上次（{wording.period_word(period)}）")
        yield from entry_of(entry.event.body, item)


def _history(month: Month, standing: Standing) -> Iterator[Paragraph]:
    report, item = standing.report, standing.item
    events = [v.event for v in (*report.entries, *report.reviews)] if report else []
    events += [request for request in month.requests if request.item == item.id]
    # What stands now is shown whole above.
    now = standing.current.event if standing.current else None
    if events:
        yield AIR
        yield title(f"办理留痕 {len(events)} 条")
    for event in in_order(events):
        row = history.row_of(event)
        deed = f"{history.who(row)}  {history.deed(row)}"
        yield Paragraph(deed, wording.moment(event.at), "bold")
        said = str(event.body.get("comment", "")) or history.gist(row, item)
        if said and event is not now:
            yield Paragraph(said, " ")
