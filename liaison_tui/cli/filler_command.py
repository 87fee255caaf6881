"""The command for who in this office fills an item in."""

import click

from liaison_tui import fillers
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.errors import WrongUse
from liaison_tui.reports import fillers as rows_of


@click.command(cls=Command, example="liaison filler T18 T19 --name 张三")
@click.argument("items", metavar="[事项]…", nargs=-1)
@click.option("--name", metavar="姓名", help="由谁承办")
@click.option("--clear", is_flag=True, help="不再写明由谁承办")
@options.as_json
@click.pass_obj
def filler(
    session: Session, items: tuple[str, ...], name: str | None, clear: bool, as_json: bool
) -> None:
    """事项的承办人：列出，或写明由谁承办；只记在本机，不随报送包发出。"""
    workspace = session.workspace
    unit = fillers.own_unit(workspace)
    found = [workspace.item_named(unit, item) for item in items]
    if name is not None or clear:
        if name is not None and clear:
            raise WrongUse("--name 和 --clear 只能写一个")
        if name is not None and not name.strip():
            raise WrongUse("没有写姓名", "请写 --name 姓名，或用 --clear 取消")
        if not found:
            raise WrongUse("没有写明是哪些事项", "请写上编号，如 T18 T19")
        fillers.assign(workspace, found, name or "")
    known = workspace.config.fillers
    texts = {item.id: item.text for item in fillers.items_of(workspace, unit)}
    shown = [item.id for item in found] or sorted(known)
    rows = rows_of.fillers(unit, shown, texts, known)
    answer(rows, as_json=as_json, table=lambda: rows_of.fillers_table(rows))
