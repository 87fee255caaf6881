"""The command for a unit's own items: its focus and its highlights."""

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.cli.several import done, takes_action, which
from liaison_tui.cli.statement_commands import own_unit
from liaison_tui.errors import WrongUse
from liaison_tui.programme.model import LOCAL_SORTS
from liaison_tui.reports import statements as rows_of
from liaison_tui.statements import local_items


@click.command(
    cls=Command, example="liaison local add --sort 亮点 --text 建设信用示范街区"
    " --period 2021-06"
)  # fmt: skip
@takes_action
@click.option("--sort", type=Word("类别", LOCAL_SORTS), help="类别")
@click.option("--text", metavar="文字", help="做什么")
@options.period
@options.unit
@options.as_json
@click.pass_obj
def local(
    session: Session,
    action: str,
    name: str | None,
    sort: str | None,
    text: str | None,
    period: str | None,
    unit: str | None,
    as_json: bool,
) -> None:
    """本单位自己确定的本地重点和亮点：列出、增加、更正、撤销；按月填写进展。"""
    if action == "list":
        workspace = session.workspace
        owing = workspace.unit_named(unit)
        rows = rows_of.local_items_json(owing, workspace.local_items(owing))
        answer(rows, as_json=as_json, table=lambda: rows_of.local_items_table(rows))
        return
    workspace = session.to_write()
    owing = own_unit(workspace, unit)
    if action == "add":
        if not text or not sort:
            raise WrongUse("没有写明内容或类别", "请写 --text 文字 --sort 本地重点 或 亮点")
        saved = local_items.add(workspace, owing, workspace.month(period), text, sort)
        renumbered: tuple[str, ...] = ()
    else:
        found = workspace.item_named(owing, which(name, "个本地事项", "local"))
        given = {"text": text, "sort": sort}
        changes = {key: word for key, word in given.items() if word is not None}
        saved, renumbered = (
            local_items.change(workspace, owing, found.id, changes)
            if action == "change"
            else local_items.withdraw(workspace, owing, found.id)
        )
    [kept] = [each for each in workspace.local_items(owing) if each.item.id == saved.item]
    row = rows_of.local_item_row(kept)
    answer(
        row,
        as_json=as_json,
        table=lambda: (
            f"{done(action)}　{kept.item.id} {LOCAL_SORTS[row['sort']]}　{kept.item.text}"
            + rows_of.renumbered_words(kept.item.id, renumbered)
        ),
    )
