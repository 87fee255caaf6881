"""Scores for people and for JSON: the ranking, a unit's parts, and what lost points in each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from liaison_tui.journal import adjustment, approved_score
from liaison_tui.journal.event import Event
from liaison_tui.journal.objection import Objection
from liaison_tui.journal.score_body import body_of, part_row
from liaison_tui.journal.scores import Part, Score
from liaison_tui.programme.model import Programme
from liaison_tui.programme.scoring import PARTS, SIDES
from liaison_tui.reports import score_words as words
from liaison_tui.reports import wording
from liaison_tui.reports.score_sheet import STATES, Scored, ScoreSheet
from liaison_tui.reports.table import render
from liaison_tui.text import one_line


def sheet_json(sheet: ScoreSheet, *, lines: bool = False) -> dict[str, Any]:
    """Return `scores --json`; with `lines` each part of a trial says what it follows from."""
    sentence, advice = sheet.why_not_final
    units = [
        {
            "unit": row.unit.id,
            "name": row.unit.name,
            "group": group,
            "place": place,
            "state": row.state(sheet.today),
            "total": None if row.total is None else approved_score.points(row.total),
            "trial": _trial(row.trial, lines=lines),
            "approved": approved_row(row.approved) if row.approved else None,
            "objections": [objection_row(o) for o in row.objections],
        }
        for group, rows in sheet.groups
        for place, row in rows
    ]
    return {
        "period": sheet.span.name,
        "rules": sheet.rules.sha256,
        "final": not sentence,
        "why_not_final": f"{sentence}，{advice}" if sentence else None,
        "not_counted": sorted(sheet.waiting),
        "units": units,
    }


def approved_row(event: Event) -> dict[str, Any]:
    """Return an approved score as JSON has it: its id, what it says, by whom."""
    return {"id": event.id, **event.body, "at": event.at, "by": one_line(event.by)}


def objection_row(objection: Objection) -> dict[str, Any]:
    """Return an objection as JSON has it."""
    return {
        "id": objection.name,
        "unit": objection.unit,
        "period": objection.span,
        "day": objection.day,
        "text": objection.text,
        "channel": objection.channel or None,
        "informant": objection.informant or None,
        "by": one_line(objection.by),
        "late": objection.late,
        "answer": dict(objection.answer) if objection.answer else None,
    }


def adjustment_row(event: Event) -> dict[str, Any]:
    """Return a bonus or a deduction as JSON has it."""
    told = {key: event.body.get(key) for key in ("sort", "points", "reason", "basis")}
    place = {"id": event.id, "unit": event.unit, "period": event.period}
    return {**place, **told, "at": event.at, "by": one_line(event.by)}


def sheet_table(sheet: ScoreSheet) -> str:
    """Return the ranking for people, by groups of units."""
    parts = list(PARTS)
    heads = ("名次", "单位", "得分", *PARTS.values(), "加减分", "办理", "现试算")
    blocks = [f"绩效评价　{wording.period_word(sheet.span.name)}　只评价各单位的报送工作"]
    for group, rows in sheet.groups:
        cells = [
            (
                place or "—", row.unit.name, words.points_word(row.total),
                *(_cell(words.figures(row), key) for key in parts),
                words.added_word(words.figures(row)),
                STATES[row.state(sheet.today)],
                words.points_word(row.trial.total) if row.differs else "",
            )
            for place, row in rows
        ]  # fmt: skip
        right = " ".join(head for head in heads if head not in ("单位", "办理"))
        blocks += [f"\n【{group}】", render(heads, cells, right=right)]
    sentence, advice = sheet.why_not_final
    if sheet.not_counted:
        blocks.append(f"\n注意：{sheet.not_counted}。")
    blocks.append(f"\n{sentence}，{advice}。" if sentence else "\n申诉期已满，可以印发。")
    return "\n".join(blocks)


def unit_table(row: Scored, sheet: ScoreSheet, *, lines: bool = False) -> str:
    """Return a unit's parts for people; with `lines` every item and month behind them."""
    shown = words.figures(row)
    state = STATES[row.state(sheet.today)]
    when, total = wording.period_word(sheet.span.name), words.points_word(row.total)
    told = [
        f"{row.unit.name}　{when}　{total} 分（{state}）",
        *body_lines(shown, approved=row.approved is not None),
    ]
    if row.differs:
        told.append(f"现在的试算是 {words.points_word(row.trial.total)} 分，已批准的不随之变动。")
    if lines:
        told += [f"\n【{PARTS[part.key]}】\n{_lines_table(part)}" for part in row.trial.parts]
    told += [f"申诉 {words.objection_words(o)}" for o in row.objections]
    return "\n".join(told)


def body_lines(body: Mapping[str, Any], *, approved: bool) -> list[str]:
    """Return what a score says, as lines for people: its parts, what lost points, who approved."""
    rows = [
        (
            PARTS.get(part["part"], part["part"]), words.padded(part["full"]),
            words.padded(part["points"]), words.side_words(part),
        )
        for part in body["parts"]
    ]  # fmt: skip
    listed = {part["part"] for part in body["parts"]}
    rows += [(name, "", "", words.NONE) for key, name in PARTS.items() if key not in listed]
    heads = ("部分", "满分", "得分", "怎样得来")
    told = [render(heads, rows, widest=48, right="满分 得分")]
    told += [
        f"{PARTS.get(part['part'], part['part'])}失分：{short}"
        for part in body["parts"]
        if (short := words.short_words(part))
    ]
    told += [words.adjustment_words(each) for each in body.get("adjustments", ())]
    if approved:
        told.append(
            f"批准人 {one_line(str(body['approver']))}，申诉截止 {body['until']}"
        )  # fmt: skip
    return told


def objections_table(
    objections: Sequence[Objection], programme: Programme, *, at_unit: bool = False
) -> str:
    """Return objections for people."""
    if not objections:
        return "还没有申诉。"
    rows = [
        (
            o.name[:8], programme.unit_name(o.unit), o.day,
            wording.CHANNELS.get(o.channel, "报送包"),
            "逾期" if o.late else "", one_line(o.text), words.answer_words(o.answer),
        )
        for o in objections
    ]  # fmt: skip
    day = "写于" if at_unit else "收到"
    return render(("编号", "单位", day, "方式", "期限", "申诉", "答复"), rows, widest=40)


def adjustments_table(events: Iterable[Event], programme: Programme) -> str:
    """Return bonuses and deductions for people."""
    rows = [
        (
            event.id[:8], programme.unit_name(event.unit), event.period or "",
            adjustment.SORTS[event.body["sort"]], words.padded(event.body["points"]),
            one_line(event.body["reason"]), one_line(event.body["basis"]),
        )
        for event in events
    ]  # fmt: skip
    if not rows:
        return "还没有加减分。"
    heads = ("编号", "单位", "月份", "加减", "分值", "事由", "依据")
    return render(heads, rows, widest=36, right="分值")


def _trial(score: Score, *, lines: bool) -> dict[str, Any] | None:
    if score.total is None:
        return None
    body = body_of(score, "", "")
    told = {key: value for key, value in body.items() if key not in ("span", "rules")}
    if lines:
        for part, row in zip(score.parts, told["parts"], strict=True):
            row["lines"] = [_line(part, n) for n in range(len(part.lines))]
            if part.lost:
                row["about"] = list(part.lost.about)
    return told


def _line(part: Part, number: int) -> dict[str, Any]:
    line = part.lines[number]
    return {
        "item": line.item,
        "period": line.period,
        "side": line.side,
        "credit": line.credit,
        "why": line.why or None,
        "entries": list(line.entries),
    }


def _lines_table(part: Part) -> str:
    rows = [
        (line.item, line.period, SIDES[line.side], f"{line.credit}%", words.WHYS.get(line.why, ""))
        for line in sorted(part.lines, key=lambda line: line.credit)
    ]
    return (
        render(("事项", "月份", "", "得", "说明"), rows, right="得")
        if rows
        else words.side_words(part_row(part))
    )


def _cell(body: Mapping[str, Any], key: str) -> str:
    part = words.part_of(body, key)
    return words.padded(part["points"]) if part else words.NONE
