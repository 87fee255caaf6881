"""Notices of receipts: which submissions have arrived, and what evidence they lack."""

from collections.abc import Iterator

from liaison_tui.reports import wording
from liaison_tui.reports.feedback.gathered import Feedback
from liaison_tui.reports.feedback.notice import Notice, filled
from liaison_tui.text import one_line


def receipts(found: Feedback) -> Iterator[Notice]:
    """Yield submissions that have arrived."""
    names = {
        str(file["sha256"]): one_line(str(file["name"]))
        for report in found.reports.values()
        for entry in report.entries
        for file in entry.event.evidence
    }
    for event in found.receipts:
        for sha256 in event.about:
            submission = found.submissions.get(sha256)
            if submission is None:
                continue
            period = wording.period_word(submission.period or "")
            listed = event.body.get("evidence_missing")
            lacking = listed if isinstance(listed, list) else []
            missing = "、".join(names.get(str(name), str(name)[:8]) for name in lacking)
            received = wording.full_moment(str(event.body.get("received_at", "")))
            yield Notice(
                key=event.id,
                sort="receipt",
                what=f"{submission.code} 第 {submission.number} 次报送 {period}",
                state=f"缺佐证材料 {len(lacking)}" if lacking else wording.STATES["received"],
                asks=False,
                when=f"{received[5:]} 收到",
                at=event.at,
                told=filled(
                    ("缺佐证材料", missing),
                    ("", "同一期再导出一次会再带上；放不下的请分卷导出。" if lacking else ""),
                    ("核对码", submission.code),
                    ("报送", f"第 {submission.number} 次（以前各次也已收到）"),
                    ("月份", period),
                    ("收到时间", received),
                    ("收到说明", str(event.body.get("reason", ""))),
                    ("报送人", f"{one_line(submission.by)} {wording.full_moment(submission.at)}"),
                ),
            )
