"""Judging entries: one by its id, or, with filters, all that say there is nothing to report."""

from collections.abc import Sequence
from typing import Any

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer, say
from liaison_tui.cli.session import Session
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal.event import Event
from liaison_tui.programme.names import find_item, local_id
from liaison_tui.reports import review_queue, wording
from liaison_tui.reports.review_queue import Waiting, Wanted
from liaison_tui.rulings import reviews
from liaison_tui.workspace import Workspace

# Not-applicable is no such kind: accepting it changes what is owed, so it is asked for by name.
_ALL_NOTHING = frozenset(("zero", "no-progress", "completed"))
# What one does not accept without having read it.
_ONE_BY_ONE = ("conflict", "explained")


@click.command(cls=Command, example="liaison review 3f9a1c20 --return 请补充参训人数")
@click.argument("entry", required=False, metavar="[编号]")
@click.option("--accept", is_flag=True, help="审核通过；不写编号则按下面的条件成批通过")
@click.option("--return", "comment", metavar="意见", help="退回修改，并写明意见")
@click.option("--undo", is_flag=True, help="撤回对这一条的审核")
@click.option("--queue", is_flag=True, help="列出等待审核的填报")
@click.option("--all-nothing", is_flag=True, help="成批通过零报告、无新进展、前期已完成的")
@click.option("--nothing", type=Word("类别", wording.NOTHINGS), help="只要这一类无进展的")
@options.unit
@click.option("--item", metavar="事项", help="只要这一事项")
@click.option("--area", type=int, metavar="领域", help="只要这一领域（序号）")
@options.period
@options.as_json
@click.pass_obj
def review(
    session: Session,
    /,
    entry: str | None,
    accept: bool,
    comment: str | None,
    undo: bool,
    queue: bool,
    all_nothing: bool,
    period: str | None,
    as_json: bool,
    **filters: Any,
) -> None:
    """（汇总端）审核填报：列出待审核的，通过、退回或撤回一条，或成批通过。"""
    workspace = session.centre
    wanted = _wanted(workspace, all_nothing=all_nothing, **filters)
    is_narrowed = wanted != Wanted()
    if queue:
        _list(workspace, period, wanted, as_json=as_json)
        return
    session.to_write()
    if entry is None:
        if undo or comment is not None or not (accept or all_nothing) or not is_narrowed:
            raise WrongUse(
                "没有写明审核哪一条",
                "用 --queue 查看；成批通过请写 --all-nothing，或 --accept 加上单位、事项等条件",
            )
        _accept_all(workspace, workspace.month(period), wanted, as_json=as_json)
        return
    if is_narrowed:
        raise WrongUse("写了编号就只审核这一条", "请去掉单位、事项等条件")
    if accept + undo + (comment is not None) != 1:
        raise WrongUse("审核要么通过，要么退回", "请写 --accept 或 --return 意见，二者选一")
    word = "审核通过" if comment is None else "已退回"
    if undo:
        judged = reviews.last_judgement(workspace, entry)
        [event] = reviews.take_back(workspace, [judged.id])
        word = "已撤回审核"
    else:
        event = judged = reviews.review(workspace, entry, comment=comment)
    name = workspace.programme.unit_name(event.unit)
    told = f"{word}：{name} {event.item} {event.period}。"
    if event.body.get("decision") == "accept" and _has_ended(workspace, event):
        told += f"已确认不涉及，{wording.period_word(event.period or '')}以后不再报送。"
    answer(_row(event, judged), as_json=as_json, table=lambda: told)


def _wanted(
    workspace: Workspace,
    *,
    all_nothing: bool,
    nothing: str | None,
    unit: str | None,
    item: str | None,
    area: int | None,
) -> Wanted:
    if all_nothing and nothing is not None:
        raise WrongUse("--all-nothing 和 --nothing 只写一个")
    areas = [known.no for known in workspace.programme.areas]
    if area is not None and area not in areas:
        raise WrongUse(f"没有第 {area} 个领域", f"请写 {areas[0]} 至 {areas[-1]}")
    nothings = frozenset((nothing,)) if nothing else None
    return Wanted(
        unit=None if unit is None else workspace.unit_named(unit).id,
        item=None if item is None else local_id(item) or find_item(workspace.programme, item).id,
        area=area,
        nothings=_ALL_NOTHING if all_nothing else nothings,
    )


def _list(workspace: Workspace, period: str | None, wanted: Wanted, *, as_json: bool) -> None:
    month = workspace.month(period)
    found = review_queue.asked_for(workspace.read_review_queue(month), wanted)
    answer(
        {"period": month, "waiting": review_queue.rows(found)},
        as_json=as_json,
        table=lambda: review_queue.table(found),
    )


def _accept_all(workspace: Workspace, month: str, wanted: Wanted, *, as_json: bool) -> None:
    """Accept what is asked for of one month, but for what has to be read or settled one by one."""
    queue = workspace.read_review_queue(month)
    in_month = [w for w in review_queue.asked_for(queue, wanted) if w.period == month]
    chosen = [w for w in in_month if _may_go_along(w, wanted)]
    done = reviews.judge_all(workspace, [w.entry for w in chosen], None)
    left = len(in_month) - len(done.events)
    if left:
        say(f"另有 {left} 条要逐条办理（不一致、已说明、不涉及或刚有变化），用 --queue 查看。")
    if not done.events:
        raise Refused("没有可以成批通过的填报", "用 liaison review --queue 查看待审核的")
    answer(
        {
            "period": month,
            "accepted": [name for event in done.events for name in event.about],
            "left": left,
        },
        as_json=as_json,
        table=lambda: _told(workspace, done.events),
    )


def _may_go_along(waiting: Waiting, wanted: Wanted) -> bool:
    asked_by_name = wanted.nothings == frozenset(("not-applicable",))
    if waiting.why == "not-applicable":
        return asked_by_name
    return waiting.why not in _ONE_BY_ONE


def _told(workspace: Workspace, events: Sequence[Event]) -> str:
    units = {event.unit for event in events}
    names = "、".join(workspace.programme.unit_name(unit) for unit in sorted(units)[:3])
    more = f"等 {len(units)} 家" if len(units) > 3 else ""
    return f"审核通过 {len(events)} 条：{names}{more}。随回执包告知各单位。"


def _has_ended(workspace: Workspace, event: Event) -> bool:
    """Tell whether an item is owed no more since an entry said that it does not apply."""
    word = workspace.rulings([event.unit]).struck_off(event.key)
    return word is not None and set(event.about) <= set(word.event.about)


def _row(event: Event, judged: Event) -> dict[str, Any]:
    """Return what was said of an entry: a judgement, or that one was taken back."""
    return {
        "id": event.id,
        "entry": next(iter(judged.about), None),
        "unit": event.unit,
        "item": event.item,
        "period": event.period,
        "decision": event.body.get("decision"),
        "comment": event.body.get("comment"),
    }
