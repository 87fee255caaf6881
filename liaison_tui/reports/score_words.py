"""What scores, objections and adjustments are called on screen and paper."""

from collections.abc import Iterator, Mapping
from typing import Any

from liaison_tui.journal import adjustment, approved_score
from liaison_tui.journal.objection import Objection
from liaison_tui.journal.score_body import body_of
from liaison_tui.programme.scoring import PARTS, SIDES
from liaison_tui.reports import wording
from liaison_tui.reports.score_sheet import Scored
from liaison_tui.text import one_line

NONE = "暂无"
WHYS = {
    "late": "逾期报送", "missing": "未报", "no-progress": "本期无新进展",
    "completed": "前期已完成", "not-applicable": "不涉及（未经审核）", "returned": "退回过",
    "yellow": "黄灯", "red": "红灯",
}  # fmt: skip


def told_of(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a score says, each with its label: parts, what lost points, what was added."""
    for key, name in PARTS.items():
        part = part_of(body, key)
        if part is None:
            yield name, f"{NONE}，不计入"
            continue
        got = f"{padded(part['points'])} / {padded(part['full'])}（{side_words(part)}）"
        short = short_words(part)
        yield name, f"{got}　失分：{short}" if short else got
    for each in body.get("adjustments", ()):
        yield "加减分", adjustment_words(each)


def summary(body: Mapping[str, Any]) -> str:
    """Return a score with the points of its parts in one line: 86.32 分：及时 23.66，完整 …."""
    parts = [f"{PARTS.get(p['part'], p['part'])} {padded(p['points'])}" for p in body["parts"]]
    if added := added_word(body):
        parts.append(f"加减分 {added}")
    return f"{padded(body['total'])} 分：{'，'.join(parts)}"


def figures(row: Scored) -> Mapping[str, Any]:
    """Return what counts of a unit, as an event's body has it: the approved score, or the trial."""
    return row.approved.body if row.approved else body_of(row.trial, "", "")


def part_of(body: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
    """Return a part of a score's body; None where nothing of it could be counted."""
    return next((part for part in body["parts"] if part["part"] == key), None)


def points_word(hundredths: int | None) -> str:
    """Return points for people, `91.35`; a dash for none."""
    return "—" if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02d}"


def padded(points: str) -> str:
    """Return points of an event for people, with two decimals."""
    return points_word(approved_score.hundredths(points))


def added_word(body: Mapping[str, Any]) -> str:
    """Return what bonus and deduction come to: +2.00, or nothing."""
    bonus, deduction = (
        approved_score.hundredths(str(body.get(key, "0"))) for key in ("bonus", "deduction")
    )
    added = bonus - deduction
    if not (bonus or deduction):
        return ""
    return f"{'-' if added < 0 else '+'}{points_word(abs(added))}"


def side_words(part: Mapping[str, Any]) -> str:
    """Return a part's numerators and denominators: 共性 11.5/12，个性 3/3."""
    if "lost" in part:
        return f"失 {part['lost']} 分，共 {part['of']} 分"
    return "，".join(
        f"{word} {part['sides'][side]['credit']}/{part['sides'][side]['count']} 项"
        for side, word in SIDES.items()
        if side in part.get("sides", {})
    )


def short_words(part: Mapping[str, Any], between: str = "；") -> str:
    """Return the items that lost points, with month and why: T12、I03（6月，未报，得 0%）.

    Those that lost alike stand together, in the order of the first of them: a unit that sent
    nothing would else have a page of the same words.
    """
    alike: dict[str, list[str]] = {}
    for line in part.get("short", ()):
        why = WHYS.get(line["why"], line["why"])
        told = f"（{_month(line['period'])}{why}，得 {line['credit']}%）"
        alike.setdefault(told, []).append(line["item"])
    return between.join(f"{'、'.join(items)}{told}" for told, items in alike.items())


def adjustment_words(row: Mapping[str, Any]) -> str:
    """Return a bonus or a deduction in words."""
    word = adjustment.SORTS.get(str(row["sort"]), "")
    month = f"（{wording.period_word(row['period'])}）" if row.get("period") else ""
    basis = f"　依据：{one_line(str(row['basis']))}" if row.get("basis") else ""
    return f"{word} {padded(row['points'])}{month} {one_line(str(row['reason']))}{basis}"


def objection_words(objection: Objection) -> str:
    """Return an objection and its answer in words."""
    how = wording.CHANNELS.get(objection.channel, "")
    who = f"{how} {one_line(objection.informant)}" if how else one_line(objection.by)
    late = "，逾期" if objection.late else ""
    told = f"{objection.day} {who}{late}：{one_line(objection.text)}"
    return f"{told}　{answer_words(objection.answer)}"


def answer_words(answer: Mapping[str, Any] | None) -> str:
    """Return the answer to an objection in words."""
    if answer is None:
        return "待答复"
    word = approved_score.DECISIONS.get(str(answer.get("decision")), "")
    return f"{word}：{one_line(str(answer.get('text', '')))}"


def _month(period: str) -> str:
    return f"{wording.month_word(period)}，" if len(period) == 7 else ""
