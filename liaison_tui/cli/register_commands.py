"""A centre's commands for what units raise: problems (难点疑点) and good practices (经验做法)."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from liaison_tui import clock
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.errors import WrongUse
from liaison_tui.journal.raised import Raised
from liaison_tui.journal.register import STATES, Matter, Sort
from liaison_tui.meetings import asking, keeping
from liaison_tui.meetings.docket import Docket, read_docket
from liaison_tui.meetings.naming import office_named, unit_ids
from liaison_tui.programme.names import find_item
from liaison_tui.reports import register as rows_of

F = TypeVar("F", bound=Callable[..., Any])

_ACTIONS = {
    "list": "列出", "take": "登记", "aside": "不登记", "add": "新增", "change": "办理",
    "call": "发调度", "undo": "撤销",
}  # fmt: skip
_ID = re.compile(r"[WJ]\d{2,5}", re.ASCII | re.IGNORECASE)
_LISTS: dict[Sort, str] = {"problem": "problems", "practice": "practices"}


class _Action(Word):
    """What is to be done; an id alone asks to see what it names."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the action in its English spelling, or the id."""
        return value if _ID.fullmatch(value) else super().convert(value, param, ctx)


def _shared(sort: Sort) -> Callable[[F], F]:
    """Return what adds what both commands take."""
    words = {key: word for key, word in _ACTIONS.items() if sort == "problem" or key != "call"}

    def add(command: F) -> F:
        for option in reversed(
            (
                click.argument("action", type=_Action("动作", words), default="list",
                               metavar="|".join(words)),
                click.argument("names", nargs=-1, metavar="[编号]…"),
                click.option("--title", metavar="文字", help="标题；不写则取原话的开头"),
                click.option("--text", metavar="文字", help="内容：信用办自己的话"),
                click.option("--state", type=Word("办理状态", STATES[sort]), help="办理状态"),
                click.option("--unit", "units", multiple=True, metavar="单位",
                             help="只列这个单位的；新增时写所涉单位；可多次"),
                click.option("--item", "items", multiple=True, metavar="事项",
                             help="只列这一事项的；新增时写所涉事项；可多次"),
                click.option("--aside", "with_aside", is_flag=True, help="一并列出看过不登记的"),
                click.option("--into", default="", metavar="编号", help="并入已登记的一条"),
                click.option("--on", "decided", metavar="日期", help="答复日期，不写则为今天"),
                options.as_json,
                click.pass_obj,
            )
        ):  # fmt: skip
            command = option(command)
        return command

    return add


@click.command(
    cls=Command,
    example="liaison problems change W01 --answers 税务局 --by 7-20 --state 研究中",
)
@_shared("problem")
@click.option("--answers", multiple=True, metavar="单位", help="谁答复，可多次；信用办写 信用办")
@click.option("--by", metavar="日期", help="哪一天前答复")
@click.option("--decision", metavar="文字", help="答复或决定的内容")
@click.option("--due", metavar="时间", help="发调度的报送时限，如 2021-06-30T16:00")
def problems(session: Session, /, due: str | None, **given: Any) -> None:
    """（汇总端）各单位反映的难点疑点：登记、谁答复、办到哪一步；没看过的先列出。"""
    if given["action"] == "call":
        _call(session, due=due, **given)
    else:
        _run(session, "problem", **given)


@click.command(
    cls=Command,
    example="liaison practices change J01 --state 已推广 --to 各镇街园区",
)
@_shared("practice")
@click.option("--to", metavar="文字", help="推广到哪些单位，如 各镇街园区")
@click.option("--note", "decision", metavar="文字", help="说明，如怎样推广、为什么不推广")
def practices(session: Session, /, **given: Any) -> None:
    """（汇总端）各单位的经验做法：登记，推广或不推广，推广到哪里；没看过的先列出。"""
    _run(session, "practice", **given)


def _run(
    session: Session,
    sort: Sort,
    /,
    action: str,
    names: Sequence[str],
    into: str,
    as_json: bool,
    **given: Any,
) -> None:
    workspace = session.centre
    docket = read_docket(workspace)
    if action not in _ACTIONS:
        action, names = "list", (action, *names)
    if action == "list":
        rows, told = _listed(docket, sort, names, given)
        answer(rows, as_json=as_json, table=lambda: told)
        return
    session.to_write()
    if action == "undo":
        act = keeping.undo(workspace, _one(sort, names))
        row = {"id": act.id, "entries": [each["id"] for each in act.sets]}
        answer(row, as_json=as_json, table=lambda: f"已撤销 {act.by} {act.at[:16]} 办的一步")
        return
    if action == "aside":
        act = keeping.put_aside(workspace, sort, _raised(docket, sort, names))
        row = {"id": act.id, "sources": [source._asdict() for source in act.aside]}
        told = f"已看过，不登记；撤销用 liaison {_LISTS[sort]} undo {act.id}"
        answer(row, as_json=as_json, table=lambda: told)
        return
    fields = _fields(docket, action, given)
    if action == "take":
        raised = _raised(docket, sort, names)
        if not into:
            fields.setdefault("title", rows_of.first_title(raised[0].words))
        matter = keeping.take_up(workspace, sort, raised, fields, into=into)
    elif action == "add":
        if not given["title"]:
            raise WrongUse("没有写标题", "请用 --title 写上")
        matter = keeping.add(workspace, sort, fields)
    else:
        if not fields:
            raise WrongUse("没有写改什么", f"请看 liaison {_LISTS[sort]} --help")
        matter = keeping.change(workspace, docket.matter(_one(sort, names)), fields)
    _tell(read_docket(workspace), matter, as_json=as_json)


def _call(
    session: Session,
    /,
    names: Sequence[str],
    units: Sequence[str],
    title: str | None,
    text: str | None,
    due: str | None,
    as_json: bool,
    **_: Any,
) -> None:
    """Ask units about a problem; the words are the clerk's alone."""
    workspace = session.centre
    session.to_write()
    docket = read_docket(workspace)
    matter = docket.matter(_one("problem", names))
    if due is None:
        raise WrongUse("没有写明报送时限", "请写 --due 2021-06-30T16:00")
    asked = [workspace.unit_named(name) for name in units]
    first, _words = asking.first_words(docket.programme, matter)
    sent = asking.ask(
        workspace, matter, asked, title=title or first, due=clock.read_moment(due), text=text or ""
    )
    row = {"id": sent[0].body["id"], "matter": matter.id, "units": [e.unit for e in sent]}
    told = f"已就 {matter.id} 发临时调度 {row['id']}，共 {len(sent)} 家，随回执包发出"
    answer(row, as_json=as_json, table=lambda: told)


def _listed(
    docket: Docket, sort: Sort, names: Sequence[str], given: Mapping[str, Any]
) -> tuple[dict[str, Any], str]:
    """Return what is asked for as JSON and as text: what waits first, then the register."""
    programme, today = docket.programme, docket.today.isoformat()
    units = set(unit_ids(programme, given["units"]))
    items = {find_item(programme, item).id for item in given["items"]}
    wanted = {docket.matter(name).id for name in names}
    matters = [
        m
        for m in docket.matters(sort)
        if (not wanted or m.id in wanted)
        and (given["state"] is None or m.state == given["state"])
        and (not units or units & set(m.all_units))
        and (not items or items & set(m.all_items))
    ]
    waits = [
        each
        for each in ([] if wanted or given["state"] else docket.raised[sort])
        if (not units or units & set(each.units)) and (not items or each.item in items)
    ]
    rows = {
        "waiting": [rows_of.raised_row(each) for each in waits],
        _LISTS[sort]: [_row(docket, matter) for matter in matters],
        "aside": [rows_of.aside_row(act) for act in docket.register.aside.get(sort, ())],
    }
    word = rows_of.SORTS[sort]
    parts = []
    if waits:
        table = rows_of.raised_table(waits, programme)
        parts.append(f"{rows_of.WAITING}的{word} {len(waits)}：\n{table}")
    if len(matters) == 1 and wanted:
        parts.append(_whole(docket, matters[0]))
    elif matters:
        parts.append(f"已登记 {len(matters)}：\n{rows_of.matters_table(matters, programme, today)}")
    if given["with_aside"] and rows["aside"]:
        table = rows_of.aside_table(docket.register.aside[sort], programme)
        parts.append(f"看过不登记的：\n{table}")
    return rows, "\n\n".join(parts) or f"没有要登记的{word}，也没有登记过。"


def _whole(docket: Docket, matter: Matter) -> str:
    again = docket.again.get(matter.id, ())
    told = rows_of.matter_words(
        matter, docket.programme, docket.today.isoformat(), again, docket.calls
    )
    lines = [f"{matter.id}　{matter.title}", *(f"{name}：{text}" for name, text in told)]
    return "\n".join([*lines, "", *rows_of.history_words(matter)])


def _fields(docket: Docket, action: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields a person has named, by what the register calls them."""
    programme = docket.programme
    found = {k: given[k] for k in ("title", "state", "decision", "to") if given.get(k) is not None}
    if given["text"] is not None:
        found["words"] = given["text"]
    if given.get("answers"):
        found["answers"] = [office_named(programme, name) for name in given["answers"]]
    if given.get("by") is not None:
        found["by"] = clock.read_day(given["by"], since=docket.today) if given["by"] else ""
    if given["decided"] is not None:
        found["decided"] = clock.read_day(given["decided"], until=docket.today)
    if action in ("add", "change"):
        if given["units"]:
            found["units"] = unit_ids(programme, given["units"])
        if given["items"]:
            found["items"] = [find_item(programme, item).id for item in given["items"]]
    return found


def _raised(docket: Docket, sort: Sort, names: Sequence[str]) -> list[Raised]:
    if not names:
        raise WrongUse("没有写明是哪一条", f"编号用 liaison {_LISTS[sort]} 查看")
    return [docket.raised_named(sort, name) for name in names]


def _one(sort: Sort, names: Sequence[str]) -> str:
    if len(names) != 1:
        raise WrongUse("请写一个编号", f"编号用 liaison {_LISTS[sort]} 查看")
    return names[0]


def _row(docket: Docket, matter: Matter) -> dict[str, Any]:
    again = docket.again.get(matter.id, ())
    return rows_of.matter_row(matter, docket.today.isoformat(), again, docket.calls)


def _tell(docket: Docket, matter: Matter, *, as_json: bool) -> None:
    state = rows_of.state_word(matter, docket.today.isoformat())
    told = f"{matter.id}　{matter.title}　{state}"
    answer(_row(docket, matter), as_json=as_json, table=lambda: told)
