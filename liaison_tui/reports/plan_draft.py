"""A year's plan drafted from the tables of its notice: its doubts and differences, for people."""

from collections.abc import Sequence
from typing import Any

from liaison_tui.programme.drafting import SORTS, Difference, PlanDraft
from liaison_tui.programme.model import Programme
from liaison_tui.reports.table import render
from liaison_tui.text import shorten

_ORDER = tuple(SORTS)


def plan_draft_json(path: str, name: str, base: Programme, draft: PlanDraft) -> dict[str, Any]:
    """Return `programme import --json`."""
    return {
        "path": path,
        "programme": name,
        "base": base.name,
        "areas": len(draft.areas),
        "tasks": sum(item.kind == "task" for item in draft.items),
        "indicators": sum(item.kind == "indicator" for item in draft.items),
        "doubts": [{"where": d.where, "message": d.sentence} for d in draft.doubts],
        "differences": [
            {"sort": d.sort, "item": d.item, "former": d.former, "text": d.text,
             "joined": list(d.joined), "left": list(d.left)}
            for d in draft.differences
        ],
    }  # fmt: skip


def plan_draft_text(path: str, base: Programme, draft: PlanDraft) -> str:
    """Return the same for people: what was found, what changes, what to settle."""
    kinds = [item.kind for item in draft.items]
    found = f"任务 {kinds.count('task')} 项，指标 {kinds.count('indicator')} 项"
    counts = {sort: sum(d.sort == sort for d in draft.differences) for sort in _ORDER}
    told = "，".join(f"{SORTS[sort]} {counts[sort]}" for sort in _ORDER if counts[sort])
    lines = [f"已写成 {path}：{found}。与上年比：{told}。"]
    changed = [each for each in draft.differences if each.sort != "kept"]
    if changed:
        lines += ["", _differences(sorted(changed, key=lambda d: _ORDER.index(d.sort)), base)]
    if draft.doubts:
        lines += ["", f"请核对（{len(draft.doubts)} 处）："]
        lines += [f"  {doubt.where}　{doubt.sentence}" for doubt in draft.doubts]
    done = "没有问题再运行 liaison programme add"
    lines += ["", f"改好以后运行 liaison programme check {path}，{done}。"]
    return "\n".join(lines)


def _differences(changed: Sequence[Difference], base: Programme) -> str:
    rows = [
        (each.item or "", each.former or "", SORTS[each.sort], shorten(each.text, 40),
         "、".join(_who(base, name) for name in each.joined),
         "、".join(_who(base, name) for name in each.left))
        for each in changed
    ]  # fmt: skip
    heads = ("编号", "上年", "变化", "事项", "新增责任单位", "不再负责")
    return render(heads, rows, widest=40)


def _who(base: Programme, name: str) -> str:
    group = base.group_by_id.get(name)
    return group.name if group else base.unit_name(name)
