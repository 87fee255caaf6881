"""The command for joint meetings (联席会议): called, their agenda on paper, what they decided."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from liaison_tui import clock
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal.register import STATES, Meeting
from liaison_tui.meetings import holding
from liaison_tui.meetings.agenda import paper_of
from liaison_tui.meetings.docket import Docket, read_docket
from liaison_tui.meetings.naming import office_named
from liaison_tui.papers import plain_text, writing
from liaison_tui.reports import register as rows_of

_ACTIONS = {
    "list": "列出", "add": "新增", "change": "更改", "agenda": "议题", "decide": "记决定",
    "cancel": "不开了",
}  # fmt: skip
_STATES = {**STATES["problem"], **STATES["practice"]}


@click.command(
    cls=Command,
    example="liaison meeting add --date 2021-07-15 --place 发改委三楼会议室",
)
@click.argument("action", type=Word("动作", _ACTIONS), default="list", metavar="|".join(_ACTIONS))
@click.argument("name", required=False, metavar="[会议编号]")
@click.argument("matter", required=False, metavar="[议题编号]")
@click.option("--date", "day", metavar="日期", help="开会日期")
@click.option("--place", metavar="文字", help="地点")
@click.option("--subject", metavar="文字", help=f"会议名称，不写则为{holding.SUBJECT}")
@click.option("--participants", metavar="文字", help="参加人员；不写则为议题所涉各单位")
@click.option("--item", "items", multiple=True, metavar="编号",
              help="议题，如 W01、J02，可多次，按先后；不写则为全部待办的问题和经验")  # fmt: skip
@click.option("--decision", metavar="文字", help="议定的内容")
@click.option("--state", type=Word("办理状态", _STATES), help="议定后的办理状态")
@click.option("--answers", multiple=True, metavar="单位", help="由谁答复，可多次")
@click.option("--by", metavar="日期", help="哪一天前答复")
@click.option("--to", metavar="文字", help="经验推广到哪些单位")
@click.option("-o", "target", type=options.FILE, metavar="文件",
              help="议题写成哪个文件；后缀定格式：" + "、".join(writing.ENDINGS))  # fmt: skip
@options.as_json
@click.pass_obj
def meeting(
    session: Session,
    /,
    action: str,
    name: str | None,
    matter: str | None,
    items: Sequence[str],
    target: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """（汇总端）联席会议：时间、地点、议题、议定事项；议题可写成文档。"""
    workspace = session.centre
    docket = read_docket(workspace)
    if action == "list":
        found = docket.meetings()
        rows = {"meetings": [rows_of.meeting_row(each) for each in found]}
        table = rows_of.meetings_table(found) if found else "还没有联席会议。"
        answer(rows, as_json=as_json, table=lambda: table)
        return
    if action == "agenda":
        _write_agenda(docket, _named(docket, name), target, as_json=as_json)
        return
    session.to_write()
    if action == "decide":
        _decide(session, docket, _named(docket, name), matter, given, as_json=as_json)
        return
    fields = _fields(docket, items, given)
    if action == "add":
        if "date" not in fields:
            raise WrongUse("没有写开会日期", "请写 --date 2021-07-15")
        held = holding.call_meeting(workspace, {**holding.proposed(docket, items), **fields})
    else:
        changes = {"cancelled": True} if action == "cancel" else fields
        held = holding.change_meeting(workspace, _named(docket, name), changes)
    told = f"{held.id}　{held.date} {held.subject}　议题 {len(held.agenda)}"
    answer(rows_of.meeting_row(held), as_json=as_json, table=lambda: told)


def _write_agenda(docket: Docket, held: Meeting, target: Path | None, *, as_json: bool) -> None:
    """Write the agenda to a file; without one, print it as text."""
    paper = paper_of(docket, held)
    row: dict[str, Any] = {**rows_of.meeting_row(held), "path": str(target) if target else None}
    if target is None:
        answer(row, as_json=as_json, table=lambda: plain_text.text(paper).rstrip())
        return
    if not held.agenda:
        raise Refused(f"{held.id} 还没有议题", "请用 liaison meeting change 加上 --item")
    writing.write_paper(target, paper)
    answer(row, as_json=as_json, table=lambda: f"已写好 {target}（{paper.title}）。")


def _decide(
    session: Session,
    docket: Docket,
    held: Meeting,
    name: str | None,
    given: dict[str, Any],
    *,
    as_json: bool,
) -> None:
    if name is None:
        raise WrongUse("没有写明是哪个议题", "请写上编号，如 liaison meeting decide H01 W01")
    if not given["decision"]:
        raise WrongUse("没有写议定的内容", "请用 --decision 写上")
    fields: dict[str, Any] = {k: given[k] for k in ("state", "to") if given[k] is not None}
    if given["answers"]:
        fields["answers"] = [office_named(docket.programme, each) for each in given["answers"]]
    if given["by"]:
        fields["by"] = clock.read_day(given["by"], since=docket.today)
    asked = docket.matter(name)
    done = holding.decide(session.centre, held, asked, given["decision"], fields)
    today = docket.today.isoformat()
    told = f"{held.id} 议定 {done.id}　{done.title}　{rows_of.state_word(done, today)}"
    answer(rows_of.matter_row(done, today), as_json=as_json, table=lambda: told)


def _fields(docket: Docket, items: Sequence[str], given: dict[str, Any]) -> dict[str, Any]:
    keys = ("place", "subject", "participants")
    fields: dict[str, Any] = {key: given[key] for key in keys if given[key] is not None}
    if given["day"] is not None:
        fields["date"] = clock.read_day(given["day"], since=docket.today)
    if items:
        fields["agenda"] = [docket.matter(each).id for each in items]
    return fields


def _named(docket: Docket, name: str | None) -> Meeting:
    """Return the meeting named, or the latest."""
    if name is not None:
        return docket.meeting(name)
    if not (found := docket.meetings()):
        raise Refused("还没有联席会议", "先用 liaison meeting add --date 日期 新增")
    return found[0]
