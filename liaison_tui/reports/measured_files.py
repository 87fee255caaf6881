"""What came from above and what was made of it, as rows: sheets looked at, files taken in."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from liaison_tui.programme.layouts import PARTS, Layout, candidate_words
from liaison_tui.programme.measured_rows import SheetPoints, SheetRow
from liaison_tui.programme.model import Programme
from liaison_tui.programme.sheet import letters, plain_number
from liaison_tui.reports import wording
from liaison_tui.reports.indicators import (
    IndicatorMonth,
    correction_words,
    corrections,
    measurement_json,
    month_json,
    number_text,
    total_words,
)
from liaison_tui.reports.table import render
from liaison_tui.storage.measurements import Deduction, Measurement

STATES = {"current": "有效", "replaced": "已更正", "withdrawn": "已撤销"}
_FEW = 6


class Looked(Protocol):
    """A workbook that was looked at (`measuring/looking`)."""

    @property
    def sheets(self) -> Sequence[str]:
        """The sheets that name indicators."""

    @property
    def layout(self) -> Layout:
        """How the one that is meant is read."""

    @property
    def columns(self) -> dict[str, str]:
        """The letters of its columns, by what they hold."""

    @property
    def remembered(self) -> bool:
        """Whether a person has said so before."""

    @property
    def reading(self) -> SheetPoints | None:
        """What was read, None while that is not clear."""

    @property
    def period(self) -> str | None:
        """The month its titles tell of."""


def look_json(look: Looked) -> dict[str, Any]:
    """Return what was seen in a workbook; points are decimal strings."""
    reading = look.reading
    return {
        "sheet": look.layout.sheet,
        "sheets": list(look.sheets),
        "period": look.period,
        "columns": look.columns,
        "remembered": look.remembered,
        "candidates": [
            {"column": letters(each.column), "head": each.head, "examples": list(each.examples)}
            for each in look.layout.candidates
        ],
        "reading": _reading_json(reading) if reading else None,
    }


def look_words(look: Looked) -> str:
    """Return the same for people."""
    return "\n".join(look_lines(look))


def look_lines(look: Looked) -> list[str]:
    """Return what was seen, a sentence a line, what must be said first."""
    reading = look.reading
    known = {p: c for p, c in look.columns.items() if p != "points" or reading is not None}
    told = "，".join(f"{PARTS[part]}在{column}列" for part, column in known.items())
    lines = [f"工作表“{look.layout.sheet}”：{told}{'（以前定的）' if look.remembered else ''}。"]
    if reading is None:
        lines.append("看不出哪一列是得分：")
        return lines + [f"  {candidate_words(each)}" for each in look.layout.candidates]
    lines += [f"请确认：{doubt_words(row)}。" for row in reading.doubtful]
    lines.append(f"认出 {len(reading.points)} 项得分。")
    if reading.lacking:
        lines.append(f"没有得分的指标：{'、'.join(reading.lacking)}。")
    if reading.unmatched:
        lines.append(f"不是监测指标的行：{'；'.join(_row_words(r) for r in reading.unmatched)}。")
    return lines + [f"{remark}。" for remark in reading.remarks]


def doubt_words(row: SheetRow) -> str:
    """Return a row that is only like an indicator, in words."""
    return f"{_row_words(row)} 像是 {'、'.join(row.candidates)}"


def _row_words(row: SheetRow) -> str:
    return f"第 {row.number} 行“{row.label}”"


def taken_json(month: IndicatorMonth, look: Looked) -> dict[str, Any]:
    """Return what was taken in: the month it makes, and what in the sheet is odd or lacking."""
    reading, found = look.reading, month_json(month)
    return {
        "measurement": found["measurement"],
        "replaces": month.former[-1].id if month.former else None,
        "corrections": _corrections_json(month.programme, month.measurement, month.former),
        "reading": _reading_json(reading) if reading else None,
        "total": found["total"],
    }


def taken_words(month: IndicatorMonth, look: Looked) -> str:
    """Return the same for people."""
    made = month.measurement
    if made is None:
        return ""
    lines = [f"已导入 {made.id}：{made.source} {wording.period_word(made.period)}监测得分。"]
    lines += look_lines(look)
    if month.former:
        changed = [
            correction_words(c) for c in corrections(month.programme, made, month.former[-1])
        ]
        told = "；".join(changed[:_FEW]) or "各项得分没有变化"
        more = f" 等 {len(changed)} 处" if len(changed) > _FEW else ""
        lines.append(f"代替 {month.former[-1].id}（两份都留着）：{told}{more}。")
    if month.listed and month.listed != month.deducted[0]:
        listed, own = plain_number(month.listed), plain_number(month.deducted[0])
        lines.append(f"表中扣 {listed} 分，这里记的是 {own} 分，请核对（liaison deduct）。")
    return "\n".join([*lines, f"{total_words(month)}。"])


def taken_sentence(month: IndicatorMonth) -> str:
    """Return what was taken in, in one sentence without its full stop."""
    made = month.measurement
    if made is None:
        return ""
    told = f"已导入 {made.id}：{made.source} {wording.period_word(made.period)}"
    if not month.former:
        return f"{told}，{total_words(month)}"
    changed = [correction_words(c) for c in corrections(month.programme, made, month.former[-1])]
    few = "；".join(changed[:3]) or "各项得分没有变化"
    more = f" 等 {len(changed)} 处" if len(changed) > 3 else ""
    return f"{told}，代替 {month.former[-1].id}：{few}{more}"


def log_json(
    programme: Programme, every: Sequence[tuple[Measurement, str]]
) -> list[dict[str, Any]]:
    """Return all that was taken in, the newest first, with what each has corrected."""
    return [
        {
            **measurement_json(each),
            "state": state,
            "points": {row["item"]: row["points"] for row in each.rows},
            "corrections": _corrections_json(programme, each, before(every, place)),
        }
        for place, (each, state) in enumerate(every)
    ]


def log_table(programme: Programme, every: Sequence[tuple[Measurement, str]]) -> str:
    """Return the same for people."""
    if not every:
        return "还没有导入过得分。用 liaison indicators import 文件 导入。"
    cells = []
    for place, (each, state) in enumerate(every):
        former = before(every, place)
        changed = corrections(programme, each, former[-1]) if former else []
        told = "；".join(correction_words(change) for change in changed[:3])
        cells.append(
            (each.id, STATES[state], each.source, each.period, each.arrived,
             str(each.file.get("name", "")), told)
        )  # fmt: skip
    heads = ("编号", "状态", "来源", "监测月份", "到达", "文件", "更正")
    return render(heads, cells, widest=40)


def before(every: Sequence[tuple[Measurement, str]], place: int) -> list[Measurement]:
    """Return what one has taken the place of; `every` goes from the newest to the oldest."""
    own, state = every[place]
    if state == "withdrawn":
        return []
    return [
        each
        for each, other in every[place + 1 :]
        if other != "withdrawn" and (each.source, each.period) == (own.source, own.period)
    ][:1]


def _corrections_json(
    programme: Programme, now: Measurement | None, former: Sequence[Measurement]
) -> list[dict[str, Any]]:
    changed = corrections(programme, now, former[-1]) if now and former else []
    return [
        {"item": item, "before": number_text(old), "after": number_text(new)}
        for item, old, new in changed
    ]


def deductions_json(
    programme: Programme, notes: Sequence[Deduction], cap: Decimal | None
) -> dict[str, Any]:
    """Return the cases there are, what was deducted, and how much counts in one month at most."""
    item = next(item for item in programme.items if item.deduction)
    cases = enumerate(item.deductions, start=1)
    return {
        "item": item.id,
        "cap": number_text(cap),
        "printed": item.points,
        "notes": list(item.notes),
        "cases": [
            {
                "case": n,
                "trigger": c.trigger,
                "points": c.points,
                "months": c.months,
                "text": c.text,
            }
            for n, c in cases
        ],
        "deductions": [deduction_json(note) for note in notes],
    }


def deduction_json(note: Deduction) -> dict[str, Any]:
    """Return one deduction with its evidence."""
    names = ("id", "case", "trigger", "points", "period", "months", "reason", "at", "by")
    told = {name: getattr(note, name) for name in names}
    return {**told, "unit": note.unit or None, "evidence": [dict(file) for file in note.evidence]}


def deduction_words(note: Deduction) -> str:
    """Return one deduction in words."""
    each = f"起连续 {note.months} 个月，每月" if note.months > 1 else ""
    when = wording.period_word(note.period)
    return (
        f"{note.id} {note.trigger}，{when}{each}扣 {note.points} 分（依据 {len(note.evidence)} 份）"
    )


def deductions_table(found: Mapping[str, Any]) -> str:
    """Return cases and deductions for people."""
    lines = [f"情形 {case['case']}：{case['text']}" for case in found["cases"]]
    cap = f"一个月最多扣 {found['cap']} 分" if found["cap"] else "每月不封顶"
    lines.append(
        f"现在按{cap}；通知所印 {found['printed']} 分是否每月上限并不确定，可在设置文件改。"
    )
    if not found["deductions"]:
        return "\n".join([*lines, "还没有记过扣分。"])
    cells = [
        (row["id"], row["case"], row["period"], row["months"], row["points"], row["reason"],
         "、".join(str(file["name"]) for file in row["evidence"]))
        for row in found["deductions"]
    ]  # fmt: skip
    heads = ("编号", "情形", "从哪月", "月数", "每月扣", "事由", "依据")
    return "\n".join([*lines, "", render(heads, cells, widest=36, right="月数 每月扣")])


def _reading_json(reading: SheetPoints) -> dict[str, Any]:
    return {
        "points": {item: plain_number(points) for item, points in reading.points.items()},
        "doubtful": [
            {"row": r.number, "label": r.label, "candidates": list(r.candidates)}
            for r in reading.doubtful
        ],
        "unmatched": [{"row": r.number, "label": r.label} for r in reading.unmatched],
        "skipped": [{"row": r.number, "label": r.label} for r in reading.skipped],
        "lacking": list(reading.lacking),
        "remarks": list(reading.remarks),
        "total": number_text(reading.total),
    }
