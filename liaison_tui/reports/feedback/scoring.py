"""Notices of points: a unit's approved score, and deductions it has caused."""

from collections.abc import Iterator

from liaison_tui.journal import adjustment, approved_score, deduction
from liaison_tui.reports import wording
from liaison_tui.reports.feedback.gathered import Feedback
from liaison_tui.reports.feedback.notice import Notice, filled, said_by
from liaison_tui.reports.score_notice import score_told
from liaison_tui.text import one_line


def scores(found: Feedback) -> Iterator[Notice]:
    """Yield scores that were approved, which can be objected to for a time."""
    for event in found.of_kind(approved_score.KIND):
        told = score_told(event, found.said, found.now[:10])
        yield Notice(
            key=event.id,
            sort="score",
            what=told.what,
            state=told.state,
            asks=False,
            when=f"申诉至 {told.until[5:]}",
            at=event.at,
            told=filled(*told.told),
            answer=told.objection,
            closed=told.closed,
        )


def deductions(found: Feedback) -> Iterator[Notice]:
    """Yield points taken off for what the unit has caused."""
    for event in found.of_kind(deduction.KIND):
        # One without an item is a part of the score that tells of it.
        if adjustment.is_adjustment(event):
            continue
        body, period, name = event.body, event.period or "", event.item or ""
        each = "，以后各月同样" if body["months"] > 1 else ""
        points = f"每月扣 {body['points']} 分，共 {body['months']} 个月"
        yield Notice(
            key=event.id,
            sort="deduction",
            what=f"{body['id']} {one_line(str(body['text']))}",
            state=f"扣 {body['points']} 分",
            asks=False,
            when=f"{wording.period_word(period)}起" if each else wording.period_word(period),
            at=event.at,
            told=filled(
                (deduction.REASON, str(body["text"])),
                ("扣分情形", str(body.get("trigger", ""))),
                ("扣全市得分", points if each else f"扣 {body['points']} 分"),
                ("事项", found.item_words(name)),
                ("发出", said_by(event)),
            ),
            items=(name,) if name else (),
            period=period,
        )
