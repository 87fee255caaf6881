"""The command for the roll-call: who is missing, what to send them, and the calls noted."""

from dataclasses import asdict, replace
from datetime import date

import click

from liaison_tui import clock, reminding
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.errors import WrongUse
from liaison_tui.reports import roll_call


@click.command(cls=Command, example="liaison remind --period 2021-06 --message")
@click.option("--unit", "units", multiple=True, metavar="单位", help="只列这些单位；可以写几次")
@options.period
@click.option("--message", "messages", is_flag=True, help="每个单位一段可以直接发送的话")
@click.option("--by", metavar="日期", help="请对方在哪天前报送；不写则为截止日，过了则为下一工作日")
@click.option("--log", "called", metavar="单位", help="记一次给这个单位的电话；只记在本机")
@click.option("--person", default="", metavar="姓名", help="和谁通的话；不写则为名册里的联络员")
@click.option("--promised", default="", metavar="日期", help="对方答应哪一天报送，如 7-6")
@click.option("--note", default="", metavar="文字", help="通话的备注")
@options.as_json
@click.pass_obj
def remind(
    session: Session,
    units: tuple[str, ...],
    period: str | None,
    messages: bool,
    by: str | None,
    called: str | None,
    person: str,
    promised: str,
    note: str,
    as_json: bool,
) -> None:
    """（汇总端）催报：未报单位、联络员和电话，催报的话，通话记录。"""
    workspace = session.centre
    month = workspace.month(period)
    if called is not None:
        unit = session.to_write().unit_named(called)
        made = reminding.log(
            workspace, unit, month, person=person, promised=promised, note=note
        )  # fmt: skip
        told = f"已记下：{unit.name}　{roll_call.reminder_words(made)}"
        answer(asdict(made), as_json=as_json, table=lambda: told)
        return
    if person or promised or note:
        raise WrongUse("没有写是给哪个单位的电话", "请加上 --log 单位名称")
    until = date.fromisoformat(clock.read_day(by, since=clock.today())) if by else None
    found = reminding.read_roll_call(workspace, month)
    if units:
        wanted = {workspace.unit_named(name).id for name in units}
        found = replace(found, missing=[m for m in found.missing if m.unit.id in wanted])
    if messages and not as_json and found.missing:
        told = "\n\n".join(roll_call.message(found, each, until) for each in found.missing)
        answer(None, as_json=False, table=lambda: told)
    else:
        table = roll_call.roll_call_table
        answer(roll_call.roll_call_json(found, until), as_json=as_json, table=lambda: table(found))
