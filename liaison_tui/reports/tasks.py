"""What a unit owes for a month and where each item stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liaison_tui.journal.standing import Standing
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.programme.period import Span
from liaison_tui.reports import wording
from liaison_tui.reports.table import render
from liaison_tui.text import inert


def tasks(
    programme: Programme, unit: Unit, span: Span, found: Sequence[Standing]
) -> dict[str, Any]:
    """Return `tasks --json` of where all that a unit owes for some months stands."""
    return {
        "programme": programme.name,
        "unit": {"id": unit.id, "name": unit.name},
        "period": span.name,
        "due": due_day(programme, span.months[-1]).isoformat(),
        "items": [_row(programme, standing) for standing in found],
    }


def tasks_table(
    answer: Mapping[str, Any], found: Sequence[Standing], state: str | None, today: date
) -> str:
    """Return the same for people, grouped by area; of one state only, if `state` is given."""
    owed = answer["items"]
    explained = {(s.item.id, s.obligation.due.isoformat()) for s in found if s.explanation}
    done = sum(not standing.is_open for standing in found)
    lines = [
        (
            f"{answer['unit']['name']}　{wording.period_word(answer['period'])}　"
            f"应报 {len(owed)} 项，已填 {done} 项，{answer['due']} 截止"
        )
    ]
    items = [item for item in owed if state in (None, item["state"])]
    areas = list(dict.fromkeys(item["area"] for item in items))
    for area in areas:
        rows = [
            (
                item["id"],
                wording.LIGHTS[item["light"]],
                wording.state_word(
                    item["state"],
                    overdue=today.isoformat() > item["due"],
                    explained=(item["id"], item["due"]) in explained,
                ),
                "" if item["percent"] is None else f"{item['percent']}%",
                wording.ROLES[item["role"]],
                item["text"],
            )
            for item in items
            if item["area"] == area
        ]
        heads = ("编号", "灯", "状态", "进度", "角色", "事项")
        lines += ["", f"【{area}】", render(heads, rows, widest=64, right="进度")]
    if not items:
        lines.append("没有这一状态的事项。" if owed else "没有应报事项。")
    return "\n".join(lines)


def _row(programme: Programme, standing: Standing) -> dict[str, Any]:
    item, obligation, current = standing.item, standing.obligation, standing.current
    body = inert(standing.body)
    return {
        "id": item.id,
        "kind": item.kind,
        "area": programme.area_title(item),
        "text": item.text,
        "cycle": item.cycle,
        "reports": item.reports,
        "standing": item.standing,
        "due": obligation.due.isoformat(),
        "points": item.points,
        "role": obligation.role,
        "via": obligation.via,
        "state": standing.state,
        "status": body.get("status") if isinstance(body, dict) else None,
        "percent": body.get("percent") if isinstance(body, dict) else None,
        "light": standing.light,
        "entry": current.event.id if current else None,
    }
