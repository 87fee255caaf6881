"""The centre's overview: every unit's count of what it owed, and the city's totals."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.quantity import number, spell
from liaison_tui.journal.rulings import NOTHING_RULED, Rulings
from liaison_tui.journal.standing import Standing, standings
from liaison_tui.journal.totals import Total, totals
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Programme
from liaison_tui.programme.period import Span
from liaison_tui.reports import wording
from liaison_tui.reports.table import render

COUNTS = (
    "owed", "reported", "on_time", "late", "nothing_new", "missing", "returned", "accepted",
    "conflicts",
)  # fmt: skip
LIGHTS = ("green", "yellow", "red", "grey")


def overview(
    programme: Programme,
    span: Span,
    reports: Mapping[Key, Report],
    last_bundles: Mapping[str, str],
    today: date,
    rulings: Rulings = NOTHING_RULED,
) -> dict[str, Any]:
    """Return `overview --json` for one or several months.

    `reports` are of all months up to the last one; `last_bundles` says when each unit's newest
    submission was received; `rulings` are what the centre has ruled. Who is missing is told by
    obligations, never by what came.
    """
    units = []
    for unit in programme.units_in(span.months):
        owed = standings(programme, unit, span.months, reports, today, rulings=rulings)
        counts = counts_of(owed)
        units.append(
            {"id": unit.id, "name": unit.name, **counts, "last_bundle": last_bundles.get(unit.id)}
        )
    return {
        "period": span.name,
        "due": due_day(programme, span.months[-1]).isoformat(),
        "units": units,
        "totals": sum_of(units),
        "quantities": [_quantity(total) for total in totals(programme, reports, span.months[-1])],
    }


def overview_table(
    answer: Mapping[str, Any], programme: Programme, waiting: Sequence[str], today: date
) -> str:
    """Return the overview for people: units that were heard of, targets, and who is missing.

    `waiting` are the ids of units whose files wait for their device to be confirmed.
    """
    total = answer["totals"]
    units = [unit for unit in answer["units"] if unit["owed"]]
    heard = [unit for unit in units if unit["reported"] or unit["last_bundle"]]
    unheard = [unit for unit in units if not unit["reported"]]
    silent = [unit["name"] for unit in unheard if unit["id"] not in waiting]
    held = [unit["name"] for unit in unheard if unit["id"] in waiting]
    lines = [
        f"{programme.centre_name}　{wording.period_word(answer['period'])}　{answer['due']} 截止",
        (
            f"已报 {len(units) - len(unheard)} / {len(units)} 家　应报 {total['owed']} 项，"
            f"按时 {total['on_time']}，无新进展 {total['nothing_new']}，逾期报送 {total['late']}，"
            f"未报 {total['missing']}　退回 {total['returned']}　填报不一致 {total['conflicts']}"
        ),
        "",
        _units_table([*heard, {"name": "合计", **total, "last_bundle": None}]),
    ]
    targets = [q for q in answer["quantities"] if q["target"] is not None]
    if targets:
        rows = [(q["label"], q["target"], q["sum"], q["unit"], len(q["by_unit"])) for q in targets]
        lines += ["", "【目标完成】"]
        heads = ("目标", "目标数", "累计", "单位", "填报单位数")
        lines.append(render(heads, rows, right="目标数 累计 填报单位数"))
    if held:
        names = "、".join(held)
        lines += ["", f"【已送达，待核验】{len(held)} 家（用 liaison trust 登记后计入）：{names}"]
    if silent:
        title = "未报名单" if today.isoformat() > answer["due"] else "尚未报送"
        lines += ["", f"【{title}】{len(silent)} 家：{'、'.join(silent)}"]
    if today.isoformat() <= answer["due"]:
        lines += [
            "",
            f"{wording.period_word(answer['period'])}还没有截止；看其他月份请加 --period。",
        ]
    return "\n".join(lines)


def _units_table(units: Sequence[Mapping[str, Any]]) -> str:
    heads = ("单位", "应报", "按时", "无新进展", "逾期报送", "未报", "退回", "通过", "不一致",
             "绿", "黄", "红", "最近报送")  # fmt: skip
    keys = ("owed", "on_time", "nothing_new", "late", "missing", "returned", "accepted",
            "conflicts")  # fmt: skip
    rows = [
        (
            unit["name"],
            *(unit[key] for key in keys),
            *(unit["lights"][light] for light in LIGHTS[:3]),
            wording.full_moment(unit["last_bundle"]),
        )
        for unit in units
    ]
    return render(heads, rows, widest=40, right=" ".join(heads[1:-1]))


def counts_of(owed: Iterable[Standing]) -> dict[str, Any]:
    """Return how many obligations stand how: the keys of `COUNTS`, and `lights` by colour."""
    counts: Counter[str] = Counter()
    lights: Counter[str] = Counter()
    for standing in owed:
        report = standing.report
        timeliness = report.timeliness(standing.obligation.due) if report else "missing"
        counts["owed"] += 1
        counts[timeliness] += 1
        counts["reported"] += timeliness != "missing"
        lights[standing.light] += 1
        if report:
            counts["returned"] += report.state == "returned"
            counts["accepted"] += report.state == "accepted"
            counts["conflicts"] += report.conflict
    return {
        **{key: counts[key] for key in COUNTS},
        "lights": {light: lights[light] for light in LIGHTS},
    }


def sum_of(units: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what several counts come to together."""
    return {
        **{key: sum(unit[key] for unit in units) for key in COUNTS},
        "lights": {light: sum(unit["lights"][light] for unit in units) for light in LIGHTS},
    }


def _quantity(total: Total) -> dict[str, Any]:
    return {
        "item": total.item.id,
        "key": total.measure.key,
        "label": total.measure.label,
        "unit": total.measure.unit,
        "target": number(total.measure.target),
        "sum": None if total.sum is None else spell(total.sum),
        "by_unit": {unit: spell(value) for unit, value in total.by_unit.items()},
    }
