"""What a look before an export has found, as rows: what to do first, what has been explained."""

from collections.abc import Sequence
from typing import Any

from liaison_tui.journal.concern import Concern, Severity
from liaison_tui.journal.sensitive import ADVICE
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording

# The titles under which the app lists them, in this order.
_FIRST, _MISSING, _EXPLAINED = "先处理：个人信息、密级标志", "还没有填", "已说明"


def concerns_json(concerns: Sequence[Concern], unit: Unit, period: str) -> dict[str, Any]:
    """Return `precheck --json`; the counts are of what has not been explained."""
    return {
        "unit": unit.id,
        "period": period,
        "must": len(still_open(concerns, "must")),
        "look": len(still_open(concerns, "look")),
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
    must, look = still_open(concerns, "must"), still_open(concerns, "look")
    explained = [concern for concern in concerns if concern.explained]
    lines = [f"{head}：{counts(must, look)}，已说明 {len(explained)} 处。"]
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
    must, look = still_open(concerns, "must"), still_open(concerns, "look")
    if not must and not look:
        return ""
    missing = sum(concern.kind == "missing" for concern in must)
    what = f"（其中未填 {missing} 项）" if missing else ""
    return f"核对：{counts(must, look)}{what}，运行 liaison precheck 逐项列出。"


def counts(must: Sequence[Concern], look: Sequence[Concern]) -> str:
    """Return how much there is to see to, `请处理 3 处，请看一看 2 处`."""
    found = {"must": len(must), "look": len(look)}
    return "，".join(f"{wording.SEVERITIES[severity]} {n} 处" for severity, n in found.items())


def still_open(concerns: Sequence[Concern], severity: Severity) -> list[Concern]:
    """Return what is of a severity and not explained."""
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


def in_groups(concerns: Sequence[Concern]) -> list[tuple[str, list[Concern]]]:
    """Return what was found under titles: what must not travel first, what is explained last.

    What is simply missing comes after what is odd: it may be many lines, and says nothing new.
    """
    titles = (_FIRST, *wording.SEVERITIES.values(), _MISSING, _EXPLAINED)
    groups: dict[str, list[Concern]] = {title: [] for title in titles}
    for concern in concerns:
        groups[_title(concern)].append(concern)
    return [(f"{title}（{len(rows)}）", rows) for title, rows in groups.items() if rows]


def must_not_travel(concerns: Sequence[Concern]) -> list[Concern]:
    """Return the personal data and secrecy marks that nobody has explained."""
    return [c for c in concerns if c.kind in ADVICE and not c.explained]


def _title(concern: Concern) -> str:
    if concern.explained:
        return _EXPLAINED
    if concern.kind in ADVICE:
        return _FIRST
    return _MISSING if concern.kind == "missing" else wording.SEVERITIES[concern.severity]
