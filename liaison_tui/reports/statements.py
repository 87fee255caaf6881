"""What a unit has said besides its entries: rows for JSON, and lines for people to read."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui.journal import activity, extension, plan, roster, verifying, withdrawal
from liaison_tui.journal.activity import Activity
from liaison_tui.journal.event import Event
from liaison_tui.journal.feeding import Suggestion
from liaison_tui.journal.local import LocalItem
from liaison_tui.programme.model import LOCAL_SORTS, Item, Unit
from liaison_tui.reports import wording
from liaison_tui.reports.table import render
from liaison_tui.text import inert, one_line, sanitise


def said(row: Mapping[str, Any]) -> list[str]:
    """Return what a row of a history says that is no field of an entry."""
    reasons = {
        "withdraw": withdrawal.REASON, "extension_request": extension.REASON,
        verifying.KIND: verifying.REASON,
    }  # fmt: skip
    lines = []
    if isinstance(row.get("until"), str):
        word = "申请延至" if row["kind"] == "extension_request" else "延至"
        lines.append(f"{word}：{row['until']}")
    if isinstance(row.get("reason"), str):
        lines.append(f"{reasons.get(row['kind'], '事由')}：{row['reason']}")
    if row["kind"] == "local_item":
        lines.append("已撤销" if row.get("withdrawn") else f"{_sort(row)}：{row.get('text', '')}")
    is_plan = row["kind"] == "plan" and plan.wrong_in(row) is None
    return [*lines, *(_plan(row) if is_plan else [])]


def _sort(row: Mapping[str, Any]) -> str:
    return next((word for sort, word in LOCAL_SORTS.items() if sort == row.get("sort")), "")


def _plan(row: Mapping[str, Any]) -> list[str]:
    parts = [("goals", plan.TEXTS["goals"]), ("key_work", plan.TEXTS["key_work"]),
             ("steps", plan.STEPS), ("safeguards", plan.TEXTS["safeguards"])]  # fmt: skip
    lines = []
    for key, name in parts:
        if key == "steps" and row.get(key):
            lines += [
                f"{name}：",
                *(f"  {s.get('by', '')}　{one_line(s['text'])}" for s in row[key]),
            ]
        elif row.get(key):
            lines.append(f"{name}：{row[key]}")
    return lines


def roster_row(unit: Unit, event: Event | None) -> dict[str, Any]:
    """Return `roster --json` of one unit; all is missing where it has said nothing."""
    body = body_of(event) if event else {}
    return {
        "unit": {"id": unit.id, "name": unit.name},
        "id": event.id if event else None,
        "at": event.at if event else None,
        "by": one_line(event.by) if event else None,
        "roster": body,
        "missing": roster.missing(body),
    }


def roster_table(row: Mapping[str, Any]) -> str:
    """Return a unit's roster for people, and what it lacks."""
    people = row["roster"]
    rows = [
        (word, *(one_line(str(people.get(role, {}).get(field, ""))) for field in roster.FIELDS))
        for role, word in roster.ROLES.items()
    ]
    heads = ("", "姓名（名称）", *list(roster.FIELDS.values())[1:])
    return "\n".join([f"{row['unit']['name']}　{_in_place(row)}", "", render(heads, rows)])


def rosters_table(rows: list[dict[str, Any]]) -> str:
    """Return for people which units have all in place, and what the others lack."""
    cells = [
        (
            row["unit"]["name"],
            _in_place(row),
            *(
                one_line(str(row["roster"].get("officer", {}).get(field, "")))
                for field in ("name", "phone")
            ),
        )
        for row in rows
    ]
    whole = sum(not row["missing"] for row in rows)
    table = render(("单位", "到位情况", "联络员", "办公电话"), cells, widest=40)
    return f"全到位 {whole} / {len(rows)} 家\n\n{table}"


def plan_row(unit: Unit, item: Item, event: Event | None) -> dict[str, Any]:
    """Return `plan --json`."""
    body = body_of(event) if event else {}
    return {
        "unit": {"id": unit.id, "name": unit.name},
        "item": item.id,
        "id": event.id if event else None,
        "at": event.at if event else None,
        "by": one_line(event.by) if event else None,
        **{key: body.get(key, "") for key in plan.TEXTS},
        "steps": body.get("steps", []),
    }


def plan_text(row: Mapping[str, Any]) -> str:
    """Return a plan for people, and which parts it leaves out."""
    title = f"{row['unit']['name']}　{row['item']} 实施方案"
    if row["id"] is None:
        return f"{title}：还没有填写"
    lacking = plan.missing_words(row)
    return "\n".join([title, *_plan(row), *([f"还缺{'、'.join(lacking)}"] if lacking else [])])


def local_items_json(unit: Unit, own: Sequence[LocalItem]) -> dict[str, Any]:
    """Return `local list --json`."""
    return {
        "unit": {"id": unit.id, "name": unit.name},
        "items": [local_item_row(each) for each in own],
    }


def local_item_row(own: LocalItem) -> dict[str, Any]:
    """Return one of a unit's own items as a row."""
    return {
        "id": own.item.id,
        "sort": own.item.sort,
        "text": own.item.text,
        "from": own.first_period,
        "withdrawn": own.withdrawn,
        "namesakes": [one_line(other.event.body["text"]) for other in own.namesakes],
    }


def renumbered_words(name: str, others: Sequence[str]) -> str:
    """Return what to say where namesakes of an item were given ids of their own; empty for none."""
    return f"；同事另用 {name} 的事项改编为 {'、'.join(others)}" if others else ""


def namesake_words(row: Mapping[str, Any]) -> str:
    """Return what to say of other items under a row's id; empty where there are none."""
    words = "；".join(row["namesakes"])
    if not words:
        return ""
    return f"同事的电脑也用了 {row['id']}：{words}。修改或撤销任一项，另一项就自动改用新编号。"


def local_items_table(answer: Mapping[str, Any]) -> str:
    """Return the same for people."""
    rows = [
        (row["id"], _sort(row), row["text"], row["from"], "已撤销" if row["withdrawn"] else "")
        for row in answer["items"]
    ]
    if not rows:
        return "还没有确定本地重点和亮点。"
    table = render(("编号", "类别", "内容", "起报月份", ""), rows, widest=64)
    return "\n".join([table, *filter(None, map(namesake_words, answer["items"]))])


def activities_json(
    unit: Unit, period: str, held: Sequence[Activity], fed: Sequence[Suggestion]
) -> dict[str, Any]:
    """Return `activity list --json`: what was held, and what it comes to for the items it feeds."""
    return {
        "unit": {"id": unit.id, "name": unit.name},
        "period": period,
        "activities": [activity_row(each) for each in held],
        "suggestions": [
            {
                "item": each.item.id,
                "period": each.period,
                "quantities": dict(each.quantities),
                "text": sanitise(each.text),
            }
            for each in fed
        ],
    }


def activity_words(held: Activity) -> str:
    """Return an activity in a line: when, of which sort, what it was called."""
    return one_line(f"{held.date} {activity.SORTS[held.sort]} {held.title}")


def fed_words(fed: Sequence[Suggestion]) -> str:
    """Return which items activities count for, first those with a number they come to."""
    numbered = [f"{each.item.id}：{_numbers(each)}" for each in fed if each.quantities]
    told = "、".join(each.item.id for each in fed if not each.quantities)
    return "；".join([*numbered, *([told] if told else [])])


def offered_words(fed: Suggestion) -> str:
    """Return in a line what activities come to for one item: how many of each sort, or a number."""
    return one_line(fed.text).split("。")[0] or _numbers(fed)


def _numbers(fed: Suggestion) -> str:
    return "，".join(
        f"{'本年累计' if measure.rule == 'cumulative' else '本期'} {number} {measure.unit}"
        for key, number in fed.quantities.items()
        if (measure := fed.item.measure(key))
    )


def activity_row(held: Activity) -> dict[str, Any]:
    """Return one activity as a row."""
    return {
        "id": held.event.id,
        "period": held.event.period,
        "sort": held.sort,
        "title": one_line(held.title),
        "date": held.date,
        "place": one_line(held.place),
        "people": held.people,
        "at": held.event.at,
        "by": one_line(held.event.by),
    }


def activities_table(answer: Mapping[str, Any]) -> str:
    """Return the same for people."""
    rows = [
        (row["date"], activity.SORTS[row["sort"]], row["title"], row["place"],
         "" if row["people"] is None else row["people"], row["id"][:8])
        for row in answer["activities"]
    ]  # fmt: skip
    heads = ("日期", "类别", "名称", "地点", "人数", "编号")
    title = (
        f"{answer['unit']['name']}　{wording.period_word(answer['period'])}　活动 {len(rows)} 次"
    )
    lines = [title, *(["", render(heads, rows, widest=40, right="人数")] if rows else [])]
    for each in answer["suggestions"]:
        numbers = "".join(f"　{key}={value}" for key, value in each["quantities"].items())
        month = wording.period_word(each["period"])
        lines += ["", f"【可填入 {each['item']} {month}】{numbers}".rstrip(), each["text"]]
    if answer["suggestions"]:
        first = answer["suggestions"][0]
        command = f"liaison record {first['item']} --period {first['period']} --from-activities"
        lines += ["", f"用 {command} 直接填入，填好后可再更正。"]
    return "\n".join(lines)


def body_of(event: Event) -> dict[str, Any]:
    """Return what a statement says, its text made inert."""
    clean = inert(dict(event.body))
    return clean if isinstance(clean, dict) else {}


def _in_place(row: Mapping[str, Any]) -> str:
    lacking = roster.missing_words(row["roster"])
    if row["id"] is None:
        return "还没有填写"
    return f"缺{'、'.join(lacking)}" if lacking else "全到位"
