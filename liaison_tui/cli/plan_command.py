"""The command for a unit's plan for an item."""

from typing import Any

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer, say
from liaison_tui.cli.session import Session
from liaison_tui.cli.statement_commands import day, own_unit
from liaison_tui.errors import WrongUse
from liaison_tui.journal.unreplaced import in_force
from liaison_tui.programme.names import find_item
from liaison_tui.reports import statements as rows_of
from liaison_tui.statements import plans


@click.command(
    cls=Command, example="liaison plan T20 --goals 新增贯标企业10家。 --step 2021-09-30=完成走访"
)
@click.argument("item", metavar="事项")
@click.option("--goals", metavar="文字", help="具体目标")
@click.option("--key-work", metavar="文字", help="重点工作")
@click.option("--step", "steps", multiple=True, metavar="日期=文字",
              help="实施步骤，如 2021-09-30=完成试点，可多次；写了就代替原来的各步")  # fmt: skip
@click.option("--safeguards", metavar="文字", help="保障措施")
@options.unit
@options.as_json
@click.pass_obj
def plan(
    session: Session,
    /,
    item: str,
    steps: tuple[str, ...],
    unit: str | None,
    as_json: bool,
    **words: str | None,
) -> None:
    """查看或填写一个事项的实施方案：目标、重点工作、步骤、保障措施。"""
    changes: dict[str, Any] = {key: word for key, word in words.items() if word is not None}
    if steps:
        changes["steps"] = [_step(text) for text in steps if text]
    workspace = session.to_write() if changes else session.workspace
    owing = workspace.unit_named(unit)
    found = find_item(workspace.programme, item)
    if changes:
        plans.change(workspace, own_unit(workspace, unit), found, changes)
        if odd := plans.oddity(workspace.programme, owing, found):
            say(f"提醒：{odd}。")
    standing = in_force(workspace.said(owing.id, "plan", items=[found.id]))
    row = rows_of.plan_row(owing, found, standing.event if standing else None)
    answer(row, as_json=as_json, table=lambda: rows_of.plan_text(row))


def _step(text: str) -> dict[str, str]:
    by, equals, words = text.partition("=")
    if not equals:
        raise WrongUse(f"步骤“{text}”的写法不对", "请写成 日期=文字，如 2021-09-30=完成试点")
    if not by.strip():
        return {"text": words}
    return {"text": words, "by": day(by).isoformat()}
