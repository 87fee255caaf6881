"""The year's plan as a table and as JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from liaison_tui.journal.quantity import number
from liaison_tui.programme.model import Heading, Item, Programme
from liaison_tui.reports import wording
from liaison_tui.reports.table import render


def programme_json(programme: Programme) -> dict[str, Any]:
    """Return `programme show --json`."""
    groups = {unit.id: [g.id for g in programme.groups if unit.id in g.units]
              for unit in programme.units}  # fmt: skip
    return {
        "id": programme.id,
        "version": programme.version,
        "sha256": programme.sha256,
        "title": programme.title,
        "document": programme.document,
        "first_period": programme.first_period,
        "last_period": programme.last_period,
        "areas": [
            {"no": a.no, "numeral": a.numeral, "title": a.title, "notes": list(a.notes)}
            for a in programme.areas
        ],
        "items": [_item(programme, item) for item in programme.items],
        "units": [
            {
                "id": unit.id,
                "name": unit.name,
                "kind": unit.kind,
                "aliases": list(unit.aliases),
                "groups": groups[unit.id],
                "assessed": unit.assessed,
                "circulated": unit.circulated,
                "valid_from": unit.valid_from,
                "valid_to": unit.valid_to,
                "successor": unit.successor,
                "notes": list(unit.notes),
            }
            for unit in programme.units
        ],
        "groups": {
            group.id: {
                "name": group.name,
                "open": group.open,
                "units": list(group.units),
                "notes": list(group.notes),
            }
            for group in programme.groups
        },
    }


def programme_table(programme: Programme) -> str:
    """Return the plan for people: every item with who is responsible, then the doubts."""
    lines = [f"{programme.title}（{programme.document}）　{programme.name}", ""]
    for kind, title in (("task", "附件1 重点工作分工表"), ("indicator", "附件2 监测指标分解清单")):
        rows = [
            (item.id, _points(programme, item), item.text, item.printed)
            for item in programme.items
            if item.kind == kind
        ]
        heads = ("编号", "分值", "事项", "责任部门" if kind == "task" else "责任单位")
        lines += [f"【{title}】", render(heads, rows, widest=56, right="分值"), ""]
    doubts = [(item.id, note) for item in programme.items for note in item.notes]
    lines += ["【存疑之处】", *(f"{name}　{note}" for name, note in doubts)]
    lines += [
        "",
        f"报送周期、截止日、镇街园区和成员单位名单等{wording.NOT_IN_NOTICE}，见文件中的说明。",
    ]
    return "\n".join(lines)


def units_json(programme: Programme) -> list[dict[str, Any]]:
    """Return `programme units --json`."""
    units: list[dict[str, Any]] = programme_json(programme)["units"]
    return units


def units_table(programme: Programme) -> str:
    """Return the units for people."""
    rows = [
        (unit.id, unit.name, wording.UNIT_KINDS.get(unit.kind, unit.kind), "、".join(unit.aliases))
        for unit in programme.units
    ]
    return render(("编号", "单位", "类别", "别名"), rows, widest=50)


def _item(programme: Programme, item: Item) -> dict[str, Any]:
    levels = [_heading(heading) for heading in programme.headings_of(item)]
    shared = programme.shared_points_of(item)
    open_groups = {group.id for group in programme.groups if group.open}
    return {
        "id": item.id,
        "kind": item.kind,
        "text": item.text,
        "area": programme.area_title(item),
        "printed": item.printed,
        "responsible": list(item.responsible),
        "groups": list(item.groups),
        "open": bool(open_groups & set(item.groups)),
        "lead": item.lead,
        "points": item.points,
        "shared_points": {"items": list(shared.items), "points": shared.points} if shared else None,
        "level1": levels[0],
        "level2": levels[1],
        "level3": levels[2],
        "source": item.source,
        "cycle": item.cycle,
        "reports": item.reports,
        "standing": item.standing,
        "deduction": item.deduction,
        "deductions": [asdict(deduction) for deduction in item.deductions],
        "measures": [
            {
                "key": m.key, "label": m.label, "unit": m.unit, "rule": m.rule,
                "target": number(m.target), "sum_over": list(m.sum_over),
                "fed_by": list(m.fed_by),
            }
            for m in item.measures
        ],
        "fed_by": list(item.fed_by),
        "notes": list(item.notes),
        "confidence": item.confidence,
        "alternatives": [asdict(alternative) for alternative in item.alternatives],
    }  # fmt: skip


def _heading(heading: Heading | None) -> Mapping[str, Any] | None:
    if heading is None:
        return None
    return {"no": heading.no, "title": heading.title, "points": heading.points}


def _points(programme: Programme, item: Item) -> str:
    shared = programme.shared_points_of(item)
    if shared:
        return f"共 {shared.points}"
    return "" if item.points is None else str(item.points)
