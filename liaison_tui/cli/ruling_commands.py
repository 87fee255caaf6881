"""A centre's commands for what it rules besides judging entries; a unit's to look and to answer.

Without what is to be ruled each lists what was: at a centre all, at a unit its own.
"""

import click

from liaison_tui import clock
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer as tell
from liaison_tui.cli.session import Session
from liaison_tui.cli.statement_commands import day
from liaison_tui.errors import WrongUse
from liaison_tui.journal import discharge as discharge_rules
from liaison_tui.journal import grant
from liaison_tui.programme.model import Unit
from liaison_tui.programme.names import find_item
from liaison_tui.reports import rulings as rows_of
from liaison_tui.rulings import calls, discharges, extensions, listing
from liaison_tui.statements import answers
from liaison_tui.workspace import Workspace

_APPROVER = click.option("--approver", default="", metavar="姓名", help="批准人；不写则为填报人")


@click.command(
    cls=Command,
    example="liaison extension I05 --unit 澄江街道 --period 2021-06 --grant 2021-07-20",
)
@click.argument("item", required=False, metavar="[事项]")
@options.unit
@options.period
@click.option("--grant", "until", metavar="日期", help="同意延到哪一天；没有申请也可以给")
@click.option("--refuse", is_flag=True, help="不同意延期，并用 --reason 写明理由")
@click.option("--reason", default="", metavar="文字", help="理由")
@_APPROVER
@options.as_json
@click.pass_obj
def extension(
    session: Session,
    item: str | None,
    unit: str | None,
    period: str | None,
    until: str | None,
    refuse: bool,
    reason: str,
    approver: str,
    as_json: bool,
) -> None:
    """（汇总端）答复延期申请；不写事项则列出申请和答复。"""
    workspace = session.workspace
    if item is None:
        rows = listing.extensions(workspace, asked_for(workspace, unit))
        table = rows_of.extensions_table(rows, workspace.programme)
        tell({"extensions": rows}, as_json=as_json, table=lambda: table)
        return
    workspace = to_rule(session)
    if (until is None) == (not refuse):
        raise WrongUse("延期要么同意，要么不同意", "请写 --grant 日期 或 --refuse --reason 理由")
    owing = workspace.unit_named(unit)
    month = workspace.month(period)
    found = workspace.item_named(owing, item, month)
    said = extensions.answer(
        workspace, owing, found, month, until=None if until is None else day(until),
        reason=reason, approver=approver or workspace.config.officer,
    )  # fmt: skip
    [row] = [
        row
        for row in listing.extensions(workspace, owing)
        if (row["item"], row["period"]) == (found.id, month)
    ]
    word = grant.DECISIONS[said.body["decision"]]
    to = f"，延至 {said.body['until']}" if "until" in said.body else ""
    told = f"{word}：{owing.name} {found.id} {month}{to}，随这个月的回执包发给该单位"
    tell(row, as_json=as_json, table=lambda: told)


@click.command(
    cls=Command,
    example="liaison discharge T13 --unit 澄江街道 --period 2021-06 --reason 任务已完成并验收。",
)
@click.argument("item", required=False, metavar="[事项]")
@options.unit
@options.period
@click.option("--reason", default="", metavar="文字", help="事由")
@click.option("--resume", is_flag=True, help="恢复报送，从这个月起")
@_APPROVER
@options.as_json
@click.pass_obj
def discharge(
    session: Session,
    item: str | None,
    unit: str | None,
    period: str | None,
    reason: str,
    resume: bool,
    approver: str,
    as_json: bool,
) -> None:
    """（汇总端）事项办结销号，下月起不再报送；或恢复报送。不写事项则列出。"""
    workspace = session.workspace
    if item is None:
        rows = [
            rows_of.discharge_row(event)
            for event in listing.ruled(workspace, asked_for(workspace, unit), discharge_rules.KIND)
        ]
        table = rows_of.discharges_table(rows, workspace.programme)
        tell({"discharges": rows}, as_json=as_json, table=lambda: table)
        return
    workspace = to_rule(session)
    owing = workspace.unit_named(unit)
    month = workspace.month(period)
    found = workspace.item_named(owing, item, month)
    rule = discharges.resume if resume else discharges.strike_off
    who = approver or workspace.config.officer
    row = rows_of.discharge_row(rule(workspace, owing, found, month, reason=reason, approver=who))
    told = f"{owing.name} {found.id}：{rows_of.turn_words(row)}，随{month}的回执包发给该单位"
    tell(row, as_json=as_json, table=lambda: told)


@click.command(
    cls=Command,
    example="liaison call T20 --title 贯标工作专题调度 --due 2021-06-30T16:00",
)
@click.argument("items", nargs=-1, metavar="[事项]…")
@click.option("--unit", "units", multiple=True, metavar="单位",
              help="发给哪个单位，可多次；不写则为承担所列事项的各单位")  # fmt: skip
@click.option("--title", metavar="文字", help="调度名称")
@click.option("--due", metavar="时间", help="报送时限，如 2021-06-30 或 2021-06-30T16:00")
@click.option("--text", default="", metavar="文字", help="调度内容和要求")
@click.option("--withdraw", metavar="编号", help="撤销一次临时调度，如 D01")
@options.as_json
@click.pass_obj
def call(
    session: Session,
    items: tuple[str, ...],
    units: tuple[str, ...],
    title: str | None,
    due: str | None,
    text: str,
    withdraw: str | None,
    as_json: bool,
) -> None:
    """（汇总端）发一次临时调度；不写名称则列出临时调度和答复。"""
    workspace = session.workspace
    if withdraw is not None:
        gone = calls.withdraw(to_rule(session), withdraw)
        row = {"id": gone[0].body["id"], "units": [e.unit for e in gone], "withdrawn": True}
        done = f"已撤销 {row['id']}，随回执包告知 {len(gone)} 家单位"
        tell(row, as_json=as_json, table=lambda: done)
        return
    if title is None:
        rows = [
            row
            for each in units or (None,)
            for row in listing.calls(workspace, asked_for(workspace, each))
        ]
        table = rows_of.calls_table(rows, workspace.programme)
        tell({"calls": rows}, as_json=as_json, table=lambda: table)
        return
    workspace = to_rule(session)
    if due is None:
        raise WrongUse("没有写明报送时限", "请写 --due 2021-06-30T16:00")
    asked = [workspace.unit_named(name) for name in units]
    found = [find_item(workspace.programme, item) for item in items]
    if not asked and not found:
        raise WrongUse("没有写明发给谁", "请写上事项，或用 --unit 写明单位")
    said = calls.send_out(
        workspace, asked, found, title=title, due=clock.read_moment(due), text=text
    )
    rows = [rows_of.call_row(event, ()) for event in said]
    done = f"已发临时调度 {rows[0]['id']}，共 {len(rows)} 家，随回执包发给各单位"
    tell({"calls": rows}, as_json=as_json, table=lambda: done)


@click.command(cls=Command, example="liaison answer D01 --text 已报 T20 截至6月30日的数。")
@click.argument("name", metavar="编号")
@click.option("--text", required=True, metavar="文字", help="怎样办的，或为什么没有办")
@options.as_json
@click.pass_obj
def answer(session: Session, name: str, text: str, as_json: bool) -> None:
    """答复信用办的督查或临时调度，随报送包交信用办。"""
    workspace = session.to_write()
    said = answers.answer(workspace, workspace.unit_named(None), name, text)
    row = {"id": said.id, "about": list(said.about), "text": said.body["text"]}
    tell(row, as_json=as_json, table=lambda: f"已答复 {name}，随报送包交信用办")


def to_rule(session: Session) -> Workspace:
    """Return a centre's workspace to write in; raises WrongUse at a unit."""
    workspace = session.centre
    session.to_write()
    return workspace


def asked_for(workspace: Workspace, name: str | None) -> Unit | None:
    """Return whose rulings to list: the unit named, the unit's own, or at a centre all (None)."""
    if name is None and workspace.is_centre:
        return None
    unit = workspace.unit_named(name)
    if workspace.unit is not None and not workspace.is_of(unit):
        raise WrongUse(f"这里是{workspace.unit.name}的工作区，没有别的单位的内容")
    return unit
