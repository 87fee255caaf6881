"""The command for closing a month (定稿), opening it again, and what came later."""

from collections.abc import Sequence

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer, say
from liaison_tui.cli.session import Session
from liaison_tui.errors import WrongUse
from liaison_tui.programme.model import Unit
from liaison_tui.programme.names import find_item, local_id
from liaison_tui.reports import closing as rows_of
from liaison_tui.reports import wording
from liaison_tui.rulings import closed, closing
from liaison_tui.workspace import Workspace


@click.command(cls=Command, example="liaison close --period 2021-06 --finish --approver 李主任")
@options.period
@click.option("--unit", "units", multiple=True, metavar="单位", help="只对这些单位；可以写几次")
@click.option("--finish", is_flag=True, help="定稿：现在已收到的算数，以后来的为定稿后更正")
@click.option("--anyway", default="", metavar="理由", help="还有未办完的仍要定稿，写明理由")
@click.option("--amend", is_flag=True, help="接受 --unit、--item 所指的定稿后更正，计入定稿")
@click.option("--item", "items", multiple=True, metavar="事项", help="接受哪些事项；可以写几次")
@click.option("--undo", is_flag=True, help="撤回 --unit 上一次接受的更正")
@click.option("--reopen", is_flag=True, help="撤销定稿，要写 --reason")
@click.option("--reason", default="", metavar="文字", help="接受更正或撤销定稿的理由")
@click.option("--note", default="", metavar="文字", help="定稿的说明，随回执包告知各单位")
@click.option("--approver", default="", metavar="姓名", help="批准人；不写则为填报人")
@options.as_json
@click.pass_obj
def close(
    session: Session,
    /,
    period: str | None,
    units: tuple[str, ...],
    items: tuple[str, ...],
    finish: bool,
    amend: bool,
    undo: bool,
    reopen: bool,
    as_json: bool,
    **words: str,
) -> None:
    """本月定稿、定稿后更正；不写要办什么，则列出定稿情况。"""
    workspace = session.workspace
    if sum((finish, amend, undo, reopen)) > 1:
        raise WrongUse("一次只办一件", "请在 --finish、--amend、--undo、--reopen 里写一个")
    doing = finish or amend or undo or reopen
    if not doing and (items or any(words.values())):
        raise WrongUse("没有写明要办什么", "请加上 --finish、--amend、--undo 或 --reopen")
    month = workspace.month(period)
    asked = [workspace.unit_named(name) for name in units] or None
    if doing:
        workspace = session.centre
        session.to_write()
        who = words["approver"] or workspace.config.officer
        if finish:
            said = closing.close_month(
                workspace, month, asked, approver=who, note=words["note"], anyway=words["anyway"]
            )
            say(f"{wording.period_word(month)}已定稿，{len(said)} 家，随回执包告知各单位。")
        elif reopen:
            said = closing.reopen(workspace, month, asked, reason=words["reason"], approver=who)
            say(f"{wording.period_word(month)}已撤销定稿，{len(said)} 家，随回执包告知。")
        elif undo:
            for unit in _named(asked):
                closing.take_back_amendment(workspace, month, unit)
                say(f"已撤回 {unit.name} 上一次接受的更正。")
        else:
            wanted = _wanted(workspace, month, asked, items)
            closing.amend(workspace, month, wanted, reason=words["reason"], approver=who)
            say(f"已接受 {len(wanted)} 项定稿后更正，随回执包告知。")
    found = closed.read_month(workspace, month, asked)
    answer(rows_of.closed_json(found), as_json=as_json, table=lambda: rows_of.closed_table(found))


def _named(units: Sequence[Unit] | None) -> Sequence[Unit]:
    if not units:
        raise WrongUse("没有写明是哪个单位", "请加上 --unit 单位名称")
    return units


def _wanted(
    workspace: Workspace, month: str, units: Sequence[Unit] | None, items: Sequence[str]
) -> list[tuple[str, str]]:
    """Return which later changes are meant: those of some units, of some items, or of both."""
    if not units and not items:
        raise WrongUse("没有写明接受哪些更正", "请加上 --unit 单位名称，或 --item 事项")
    names = [local_id(text) or find_item(workspace.programme, text).id for text in items]
    waiting = [
        (each.unit.id, change.key[1])
        for each, change in closed.read_closed(workspace, month, units).changes
    ]
    return [place for place in waiting if not names or place[1] in names]
