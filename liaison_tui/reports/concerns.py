"""What a look before an export has found, as rows: what to do first, what has been explained."""

from collections.abc import Sequence
from typing import Any

from liaison_tui.journal.concern import Concern, Severity
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording


def concerns_json(concerns: Sequence[Concern], unit: Unit, period: str) -> dict[str, Any]:
    """Return `precheck --json`; the counts are of what has not been explained."""
    return {
        "unit": unit.id,
        "period": period,
        "must": len(_open(concerns, "must")),
        "look": len(_open(concerns, "look")),
        "concerns": [
            {
                "item": concern.item,
                "period": concern.period,
                "kind": concern.kind,
                "severity": concern.severity,
                "message": concern.message,
                "explained": concern.explained,
                "explanation": concern.explanation,
            }
            for concern in concerns
        ],
    }


def concerns_table(concerns: Sequence[Concern], unit: Unit, period: str) -> str:
    """Return the same for people; what is simply missing takes one line."""
    head = f"{unit.name}　{wording.period_word(period)}　导出前核对"
    if not concerns:
        return f"{head}：没有发现问题。"
    must, look = _open(concerns, "must"), _open(concerns, "look")
    explained = [concern for concern in concerns if concern.explained]
    counts = "，".join(
        f"{wording.SEVERITIES[severity]} {len(found)} 处"
        for severity, found in (("must", must), ("look", look))
    )
    lines = [f"{head}：{counts}，已说明 {len(explained)} 处。"]
    for title, found in ((wording.SEVERITIES["must"], must), (wording.SEVERITIES["look"], look)):
        if found:
            lines += ["", f"【{title}】", *_lines(found, period)]
    if explained:
        lines += ["", "【已说明】"]
        lines += [f"{_name(concern, period)}：{concern.explanation}" for concern in explained]
    if must or look:
        lines += ["", "不改的写明说明，随包报送：liaison precheck --explain 事项 问题 说明"]
    return "\n".join(lines)


def left_open(concerns: Sequence[Concern]) -> str:
    """Return the sentence that an export says of what was found; empty where nothing was."""
    found = [*_open(concerns, "must"), *_open(concerns, "look")]
    missing = sum(concern.kind == "missing" for concern in found)
    if not found:
        return ""
    what = f"（其中未填 {missing} 项）" if missing else ""
    return f"核对：有 {len(found)} 处请看一看{what}，运行 liaison precheck 逐项列出。"


def _open(concerns: Sequence[Concern], severity: Severity) -> list[Concern]:
    return [c for c in concerns if c.severity == severity and not c.explained]


def _lines(found: Sequence[Concern], period: str) -> list[str]:
    missing = [concern for concern in found if concern.kind == "missing"]
    lines = [f"{_name(c, period)}：{c.message}。" for c in found if c.kind != "missing"]
    if missing:
        names = "、".join(concern.item or "" for concern in missing)
        lines.append(f"{wording.CONCERNS['missing']} {len(missing)} 项：{names}。")
    return lines


def _name(concern: Concern, period: str) -> str:
    parts = [concern.item or "", "" if concern.period == period else concern.period]
    return "　".join([*filter(None, parts), wording.CONCERNS[concern.kind]])
