"""Notices of what a unit is to do: mend what was returned, answer calls and inspections."""

from collections.abc import Iterator

from liaison_tui.journal import call, inspection
from liaison_tui.journal.event import Event
from liaison_tui.reports import rulings as ruling_rows
from liaison_tui.reports import wording
from liaison_tui.reports.feedback.gathered import Feedback
from liaison_tui.reports.feedback.notice import Notice, filled, said_by
from liaison_tui.reports.inspections import state_word, thread_words
from liaison_tui.text import one_line


def returned(found: Feedback) -> Iterator[Notice]:
    """Yield entries that were returned and what the unit has said since."""
    for (_, name, period), report in found.reports.items():
        review, current = report.review, report.current
        if report.state != "returned" or review is None or current is None:
            continue
        event, said = review.event, report.explanation
        yield Notice(
            key=event.id,
            sort="returned",
            what=found.item_words(name),
            state="已说明" if said else "待修改",
            about=tuple(report.to_explain("returned")),
            asks=not said,
            when=wording.period_word(period),
            at=event.at,
            told=filled(
                ("退回意见", str(event.body.get("comment", ""))),
                ("审核", said_by(event)),
                ("月份", wording.period_word(period)),
                ("本单位填报", wording.gist(current.event.body, found.items.get(name))),
                ("本单位说明", said),
            ),
            items=(name,),
            period=period,
            answer=said,
        )


def calls(found: Feedback) -> Iterator[Notice]:
    """Yield calls, and whether they are answered."""
    for event in found.of_kind(call.KIND):
        row = ruling_rows.call_row(event, found.said)
        items = tuple(row["items"])
        due, answer = str(row["due"]), row["answer"]
        done = [name for name in items if _is_written_since(found, name, event)]
        fulfilled = bool(items) and len(done) == len(items)
        state = f"已填 {len(done)} / {len(items)}" if items else "待答复"
        if answer or fulfilled:
            state = "已答复" if answer else "已填报"
        elif call.is_past(event, found.now):
            state = "已过时限"
        yield Notice(
            key=event.id,
            sort="call",
            what=f"{row['id']} {one_line(str(row['title']))}",
            state=state,
            asks=not answer and not fulfilled,
            when=f"{wording.moment(due)} 前",
            at=event.at,
            told=filled(
                ("内容", str(row["text"] or "")),
                ("报送时限", f"{wording.full_moment(due)} 前"),
                *(("事项", found.item_words(name)) for name in items),
                ("发出", said_by(event)),
                ("本单位答复", answer["text"] if answer else ""),
            ),
            items=items,
            answer=answer["text"] if answer else "",
        )


def inspections(found: Feedback) -> Iterator[Notice]:
    """Yield inspections, and what came of each."""
    today = found.now[:10]
    for thread in inspection.threads(found.of_kind(inspection.KIND), found.said):
        event, last, state = thread.found, thread.last, thread.state(today)
        answer = last.answer.body["text"] if last.answer else ""
        told = list(thread_words(thread, today, of_unit=True))
        if len(thread.verdicts):
            # What was said last is most telling.
            told.insert(0, next(pair for pair in reversed(told) if pair[0] == inspection.OPINION))
        items = tuple(event.body.get("items", ()))
        yield Notice(
            key=thread.newest.id,
            sort="inspection",
            what=one_line(str(event.body["finding"])),
            state=state_word(state, of_unit=True),
            asks=state in ("waiting", "again", "overdue"),
            when=f"{last.deadline[5:]} 前" if last.deadline else "",
            at=thread.newest.at,
            told=filled(
                *told,
                *(("事项", found.item_words(name)) for name in items),
                ("发出", said_by(event)),
            ),
            items=items,
            answer=answer,
        )


def _is_written_since(found: Feedback, item: str, event: Event) -> bool:
    """Tell whether an item was written after a call, by the clocks people read: a hint for them.

    What was withdrawn is not written.
    """
    return any(
        entry.event.at > event.at
        for (_, name, _), report in found.reports.items()
        if name == item
        for entry in report.heads
        if not entry.by_centre and entry.event.kind != "withdraw"
    )
