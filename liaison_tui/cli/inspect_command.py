"""The command for inspections (督查): found, answered by the unit, judged; listed at both ends."""

from typing import Any

import click

from liaison_tui import clock
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer as tell
from liaison_tui.cli.ruling_commands import asked_for, to_rule
from liaison_tui.cli.session import Session
from liaison_tui.cli.statement_commands import day
from liaison_tui.errors import WrongUse
from liaison_tui.journal import inspection
from liaison_tui.journal.inspection import MANNERS, SORTS, SUBJECTS, VERDICTS
from liaison_tui.reports import inspections as words_of
from liaison_tui.reports.rulings import inspection_row
from liaison_tui.rulings import inspections
from liaison_tui.workspace import Workspace

_FIRST = {"sort": "regular", "manner": "daily", "subject": "special"}


@click.command(
    cls=Command,
    example="liaison inspect T20 --unit 澄江街道 --sort 不定期 --manner 集中检查 --subject 专项督查"
    " --finding 贯标企业走访台账不全。 --deadline 2021-07-20",
)
@click.argument("items", nargs=-1, metavar="[事项]…")
@options.unit
@click.option("--sort", type=Word("安排", SORTS), help="定期（不写即是）或不定期")
@click.option("--manner", type=Word("方式", MANNERS), help="日常调度（不写即是）或集中检查")
@click.option("--subject", type=Word("类别", SUBJECTS), help="专项督查（不写即是）或重点督查")
@click.option("--finding", metavar="文字", help="督查发现")
@click.option("--deadline", metavar="日期", help="整改期限")
@click.option("--judge", metavar="编号", help="复核一条督查的整改，同时写 --verdict")
@click.option("--verdict", type=Word("复核结果", VERDICTS), help="整改到位或继续整改")
@click.option("--text", default="", metavar="文字", help="复核意见；继续整改的要写")
@click.option("--undo", metavar="编号", help="撤销一条督查最近的复核")
@click.option("--withdraw", metavar="编号", help="撤销一条督查")
@click.option("--open", "only_open", is_flag=True, help="未办结的：各单位几条、逾期几条，逐条往来")
@options.as_json
@click.pass_obj
def inspect(
    session: Session,
    /,
    unit: str | None,
    judge: str | None,
    undo: str | None,
    withdraw: str | None,
    as_json: bool,
    **given: Any,
) -> None:
    """（汇总端）记一条督查，发给被督查的单位，复核整改；都不写则列出督查和答复。"""
    if judge is not None:
        _judge(session, judge, given, as_json=as_json)
    elif undo is not None:
        gone = inspections.take_back_judgement(to_rule(session), undo)
        row: dict[str, Any] = {"id": gone.id, "unit": gone.unit, "withdrawn": True}
        tell(row, as_json=as_json, table=lambda: "已撤销复核，随回执包告知该单位")
    elif withdraw is not None:
        workspace = to_rule(session)
        gone = inspections.withdraw(workspace, withdraw)
        row = {"id": gone.id, "unit": gone.unit, "withdrawn": True}
        name = workspace.programme.unit_name(gone.unit)
        tell(row, as_json=as_json, table=lambda: f"已撤销对{name}的督查，随回执包告知该单位")
    elif given["finding"] is None:
        _list(session.workspace, unit, given, as_json=as_json)
    else:
        _keep(to_rule(session), unit, given, as_json=as_json)


def _list(workspace: Workspace, unit: str | None, given: dict[str, Any], *, as_json: bool) -> None:
    """List inspections of the sorts that are asked for, what is most pressing first."""
    today, programme = clock.today().isoformat(), workspace.programme
    found = [
        thread
        for thread in inspections.read_threads(workspace, asked_for(workspace, unit))
        if all(given[key] in (None, thread.found.body[key]) for key in _FIRST)
    ]
    found = words_of.in_order(found, today)
    if not given["only_open"]:
        rows = {"inspections": [inspection_row(each) for each in found]}
        table = words_of.register_table(found, programme, today)
        tell(rows, as_json=as_json, table=lambda: table)
        return
    found = [thread for thread in found if thread.state(today) != "done"]
    units = words_of.open_by_unit(found, programme, today)
    row = {"units": units, "inspections": [words_of.thread_row(each, today) for each in found]}
    told = "没有未办结的督查。"
    if found:
        table = words_of.register_table(found, programme, today)
        told = f"{words_of.units_table(units)}\n\n{table}"
    tell(row, as_json=as_json, table=lambda: told)


def _judge(session: Session, name: str, given: dict[str, Any], *, as_json: bool) -> None:
    if given["verdict"] is None:
        raise WrongUse("没有写复核结果", "请写 --verdict 整改到位 或 --verdict 继续整改")
    workspace = to_rule(session)
    until = day(given["deadline"]).isoformat() if given["deadline"] else ""
    said = inspections.judge(workspace, name, given["verdict"], text=given["text"], deadline=until)
    thread = inspections.thread_named(workspace, said.id)
    whose = workspace.programme.unit_name(said.unit)
    told = f"{VERDICTS[given['verdict']]}：{whose}　编号 {thread.found.id[:8]}，随回执包发给该单位"
    row = words_of.thread_row(thread, clock.today().isoformat())
    tell(row, as_json=as_json, table=lambda: told)


def _keep(workspace: Workspace, unit: str | None, given: dict[str, Any], *, as_json: bool) -> None:
    owing = workspace.unit_named(unit)
    found = [workspace.item_named(owing, item) for item in given["items"]]
    body = {key: given[key] or first for key, first in _FIRST.items()}
    body["finding"] = given["finding"]
    if given["deadline"] is not None:
        body["deadline"] = day(given["deadline"]).isoformat()
    said = inspections.inspect(workspace, owing, found, body)
    (thread,) = inspection.threads([said], ())
    told = f"已记督查：{owing.name}　编号 {said.id[:8]}，随回执包发给该单位"
    tell(inspection_row(thread), as_json=as_json, table=lambda: told)
