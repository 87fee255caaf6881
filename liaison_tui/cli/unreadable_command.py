"""The command for files that arrived in time but cannot be read."""

from pathlib import Path

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer, say
from liaison_tui.cli.session import Session
from liaison_tui.errors import WrongUse
from liaison_tui.exchange import runs
from liaison_tui.exchange import unreadable as noting
from liaison_tui.reports import unreadable as rows
from liaison_tui.workspace import Workspace


@click.command(
    cls=Command,
    example="liaison unreadable D:/收到/坏文件.liaison --unit 青阳镇 --period 2021-06"
    " --received 2021-07-05 --reason 邮件7月5日送达",
)
@click.argument("path", required=False, type=options.FILE, metavar="[文件]")
@options.unit
@options.period
@click.option("--received", metavar="时间", help="实际到达时间；不写则为首次汇入的时间")
@click.option("--reason", metavar="文字", help="为什么另写到达时间")
@click.option("--withdraw", metavar="编号", help="撤销一条记录，写编号（列表里有）")
@options.as_json
@click.pass_obj
def unreadable(
    session: Session,
    path: Path | None,
    unit: str | None,
    period: str | None,
    received: str | None,
    reason: str | None,
    withdraw: str | None,
    as_json: bool,
) -> None:
    """（汇总端）记下按时送达但打不开的文件：补发的按到达日计；不写文件则列出。"""
    workspace = session.centre
    office, programme = workspace.office, workspace.programme
    if withdraw is not None:
        if path:
            raise WrongUse("--withdraw 不要同时写文件")
        taken_back = noting.withdraw(session.to_write().office, withdraw)
        told = "、".join(f"{programme.unit_name(n.unit)} {n.period}" for n in taken_back)
        result = {"withdrawn": [{"unit": n.unit, "period": n.period} for n in taken_back]}
        answer(result, as_json=as_json, table=lambda: f"已撤销：{told}")
    elif path is None:
        if unit or received or reason:
            raise WrongUse("没有写是哪个文件", "请写上打不开的文件的位置")
        found = noting.noted(office)
        listed = [rows.unreadable_row(one, programme) for one in found]
        table = rows.unreadable_table
        answer({"unreadable": listed}, as_json=as_json, table=lambda: table(found, programme))
    else:
        made = _note(session.to_write(), path, unit, period, received, reason)
        if not rows.is_in_time(made.note, programme):
            say("提醒：到达日已过截止日，补发的仍是逾期报送。")
        words = rows.message(made.note, programme)
        told = f"已记下：{rows.noted_words(made, programme)}（编号 {made.id}）\n\n{words}"
        answer(rows.unreadable_row(made, programme), as_json=as_json, table=lambda: told)


def _note(
    workspace: Workspace,
    path: Path,
    unit: str | None,
    period: str | None,
    received: str | None,
    reason: str | None,
) -> noting.Noted:
    office = workspace.office
    if unit is None or period is None:
        raise WrongUse("没有写是哪个单位、哪个月的报送", "请加上 --unit 单位 --period 月份")
    owing, month = workspace.unit_named(unit), workspace.month(period)
    stated = None
    if received or reason:
        stated = runs.state_receipt(office, received or "", reason or "")
    row = noting.take_unreadable(office, path)
    return noting.note(office, row, unit=owing.id, period=month, stated=stated)
