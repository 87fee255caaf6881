"""The command that looks before an export, and keeps a unit's explanations."""

import click

from liaison_tui import desk
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer, say
from liaison_tui.cli.session import Session
from liaison_tui.errors import WrongUse
from liaison_tui.journal.sensitive import ADVICE
from liaison_tui.precheck import concerns
from liaison_tui.reports import concerns as concern_rows
from liaison_tui.reports import wording


@click.command(
    cls=Command,
    example="liaison precheck --period 2021-06 --explain T20 unchanged 本期确无变化，下月开标",
)
@options.period
@click.option(
    "--explain",
    "explained",
    type=(str, Word("核对问题", wording.CONCERNS), str),
    metavar="事项 问题 说明",
    help="写明一处为什么不改，随包报送；填报更正后要重新说明",
)
@options.as_json
@click.pass_obj
def precheck(
    session: Session,
    period: str | None,
    explained: tuple[str, str, str] | None,
    as_json: bool,
) -> None:
    """导出前核对：未填、退回、数字倒退、与上期雷同、个人信息、密级标志、佐证材料。"""
    workspace = session.workspace if explained is None else session.to_write()
    unit = workspace.unit
    if unit is None:
        raise WrongUse("这个命令在报送单位的工作区使用")
    month = workspace.month(period)
    if explained is not None:
        name, kind, text = explained
        item = workspace.item_named(unit, name)
        # What it was found in besides the entry is explained with it.
        look = concerns(workspace, unit, month) if kind in ADVICE else []
        seen = [c.about for c in look if (c.item, c.period, c.kind) == (item.id, month, kind)]
        desk.explain(workspace, unit, item, month, kind, text, seen=seen[0] if seen else None)
        say(f"已记下说明：{item.id} {month}　{wording.CONCERNS[kind]}，随下一次导出报送。")
    found = concerns(workspace, unit, month)
    answer(
        concern_rows.concerns_json(found, unit, month),
        as_json=as_json,
        table=lambda: concern_rows.concerns_table(found, unit, month),
    )
