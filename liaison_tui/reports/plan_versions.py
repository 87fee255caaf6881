"""What a next version of the plan (调整件) changes, and which versions there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from liaison_tui.programme.changes import Change, changes_for_all
from liaison_tui.programme.model import Item, LightRules, Programme, Role, Unit
from liaison_tui.reports import wording
from liaison_tui.reports.table import render

# What an office is told to be; of what the notice prints nobody knows who leads it.
ASSIGNED_ROLES: dict[str, str] = {"support": "配合单位", "lead": "牵头单位"}
_LIGHT_WORDS = {
    "schedule_from": "序时进度起始月份", "schedule_to": "序时进度截止月份",
    "yellow_behind": "亮黄灯的界限", "red_behind": "亮红灯的界限", "missing": "未报的灯",
    "late": "逾期报送的灯", "returned": "退回修改的灯", "conflict": "填报不一致的灯",
    "blocked": "推进受阻的灯", "not_applicable": "不涉及的灯",
}  # fmt: skip
_LIGHTS = ("green", "yellow", "red", "grey")
_ITEM_WORDS = {
    "text": "内容", "cycle": "报送周期", "reports": "报什么", "points": "分值",
    "standing": "是否常态化", "measures": "填报的数", "area": "归类", "heading": "归类",
}  # fmt: skip


def changes_json(old: Programme, new: Programme) -> dict[str, Any]:
    """Return what a version changes, as `programme assign --json` and `adopt --json` have it."""
    return {
        "programme": new.name,
        "from": new.in_force_from,
        "sha256": new.sha256,
        "changes": [
            {
                "unit": unit.id, "name": unit.name, "item": change.item.id, "sort": change.sort,
                "before": change.before, "after": change.after,
            }
            for unit, changed in changes_for_all(old, new)
            for change in changed
        ],
        "other": list(other_changes(old, new)),
    }  # fmt: skip


def changes_table(old: Programme, new: Programme) -> str:
    """Return what a version changes for people: who has to report what more, less, otherwise."""
    lines = [f"第 {new.version} 版，{wording.period_word(new.in_force_from)}起执行"]
    rows = [
        (
            unit.name,
            wording.CHANGES[change.sort],
            change.item.id,
            role_words(change),
            change.item.text,
        )
        for unit, changed in changes_for_all(old, new)
        for change in changed
    ]
    if rows:
        lines += ["", render(("单位", "调整", "事项", "责任", "内容"), rows, widest=50)]
    other = list(other_changes(old, new))
    if other:
        lines += ["", *other]
    if not rows and not other:
        lines += ["", "各单位的应报事项和规则都没有变化。"]
    return "\n".join(lines)


def year_json(old: Programme, new: Programme) -> dict[str, Any]:
    """Return what another year's plan is, as `programme add --json` has it."""
    return {
        "programme": new.name,
        "from": new.first_period,
        "to": new.last_period,
        "sha256": new.sha256,
        "items": len(new.items),
        "units": len(new.units),
        "continued": {item.id: item.continues for item in new.items if item.continues},
        "units_added": [name for name in new.own_units if name not in old.own_units],
        "units_gone": [name for name in old.own_units if name not in new.own_units],
    }


def year_table(old: Programme, new: Programme) -> str:
    """Return it for people."""
    return "\n".join(year_lines(old, new))


def year_lines(old: Programme, new: Programme) -> list[str]:
    """Return what another year's plan is, in words, line by line."""
    going_on = {item.id: item.continues.partition(":")[2] for item in new.items if item.continues}
    moved = [f"{former}→{name}" for name, former in going_on.items() if former != name]
    return [
        f"{new.title}（{new.document}）" if new.document else new.title,
        f"报送期 {new.first_period} 至 {new.last_period}，此前的月份仍按{old.title}",
        f"事项 {len(new.items)} 个，单位 {len(new.units)} 家",
        f"接续上年的事项 {len(going_on)} 个"
        + (f"，其中编号有变的：{'、'.join(moved)}" if moved else ""),
        *_unit_changes(old, new),
    ]


def role_words(change: Change) -> str:
    """Return the role a unit had and the one it has: 配合单位改为牵头单位."""
    roles = change.before, change.after
    before, after = (ASSIGNED_ROLES[role] if role else "" for role in roles)
    return f"{before}改为{after}" if before and after else before or after


def other_changes(old: Programme, new: Programme) -> Iterator[str]:
    """Give in words what a version changes besides who reports what."""
    if old.due_day != new.due_day:
        yield f"报送截止日由每月 {old.due_day} 日改为 {new.due_day} 日"
    if old.calendar != new.calendar:
        yield "节假日安排有变化"
    if (old.first_period, old.last_period) != (new.first_period, new.last_period):
        yield f"报送期改为 {new.first_period} 至 {new.last_period}"
    yield from _light_changes(old.lights, new.lights)
    for name, item in new.own_items.items():
        before = old.own_items.get(name)
        changed = _fields_changed(before, item) if before else []
        if changed:
            yield f"{name} 的{'、'.join(changed)}有变化"
    yield from _unit_changes(old, new)


def _unit_changes(old: Programme, new: Programme) -> Iterator[str]:
    for sort, units in (
        ("增加", [u for name, u in new.own_units.items() if name not in old.own_units]),
        ("不再有", [u for name, u in old.own_units.items() if name not in new.own_units]),
    ):
        if units:
            yield f"{sort}单位：{'、'.join(unit.name for unit in units)}"


def versions_json(programme: Programme, period: str) -> list[dict[str, Any]]:
    """Return the versions of a plan, the newest first; `in_force` is the one a month goes by."""
    return [
        {
            "programme": version.name,
            "version": version.version,
            "from": version.in_force_from,
            "sha256": version.sha256,
            "title": version.title,
            "document": version.document,
            "in_force": version.name == programme.at(period).name,
        }
        for version in programme.known
    ]


def versions_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the versions of a plan for people."""
    cells = [
        (
            f"第 {row['version']} 版", f"{row['from']} 起", "现行" if row["in_force"] else "",
            row["title"], row["document"],
        )
        for row in rows
    ]  # fmt: skip
    return render(("版次", "执行", "", "名称", "文号"), cells)


def open_items_json(found: Sequence[tuple[Item, Sequence[tuple[Unit, Role]]]]) -> list[Any]:
    """Return the items that name 等相关成员单位, with who was told to report them."""
    return [
        {
            "item": item.id,
            "text": item.text,
            "printed": item.printed,
            "assigned": [{"unit": u.id, "name": u.name, "role": role} for u, role in told],
        }
        for item, told in found
    ]


def open_items_table(found: Sequence[tuple[Item, Sequence[tuple[Unit, Role]]]]) -> str:
    """Return those items for people."""
    cells = [(item.id, assigned_words(told), item.printed, item.text) for item, told in found]
    return render(("事项", "已指定", "责任部门（通知所印）", "内容"), cells, widest=40)


def assigned_words(told: Sequence[tuple[Unit, Role]]) -> str:
    """Return the units an item was assigned to, those that lead it marked; 还没有指定 for none."""
    names = [f"{unit.name}（牵头）" if role == "lead" else unit.name for unit, role in told]
    return "、".join(names) or "还没有指定"


def _light_changes(old: LightRules, new: LightRules) -> Iterator[str]:
    for field in fields(LightRules):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            was, now = (_light_value(value) for value in (before, after))
            yield f"{_LIGHT_WORDS[field.name]}由 {was} 改为 {now}"


def _light_value(value: Any) -> str:
    return wording.light_word(value, plain=True) if value in _LIGHTS else str(value)


def _fields_changed(old: Item, new: Item) -> list[str]:
    names = (name for name in _ITEM_WORDS if getattr(old, name) != getattr(new, name))
    return list(dict.fromkeys(_ITEM_WORDS[name] for name in names))
