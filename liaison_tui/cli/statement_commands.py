"""A unit's commands for all it says besides its entries."""

from datetime import date
from typing import Any

import click

from liaison_tui import desk, statements
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.cli.unit_commands import heads_stand_in_the_way
from liaison_tui.errors import WrongUse
from liaison_tui.programme.names import find_item
from liaison_tui.text import shorten


@click.command(
    cls=Command, example="liaison withdraw I05 --period 2021-06 --reason 报错了月份，改在下月报送。"
)
@click.argument("item", metavar="事项")
@options.period
@click.option("--reason", required=True, metavar="文字", help="撤回原因")
@click.option("--settle", is_flag=True, help="填报不一致时，一并撤回")
@options.as_json
@click.pass_obj
def withdraw(
    session: Session, item: str, period: str | None, reason: str, settle: bool, as_json: bool
) -> None:
    """撤回一个事项已填的内容，并写明原因；撤回后这一事项又是待报。"""
    workspace = session.to_write()
    unit = workspace.unit_named(None)
    found, month = find_item(workspace.programme, item), workspace.month(period)
    done = desk.withdraw(workspace, unit, found, month, reason, settle=settle)
    if done.event is None:
        heads_stand_in_the_way(workspace, unit, found, month, done.heads, as_json=as_json)
    else:
        saved = done.event
        result = {"id": saved.id, "item": found.id, "period": month}
        answer(
            result,
            as_json=as_json,
            table=lambda: (
                f"已撤回 {saved.at[11:16]}　{month} {found.id} {shorten(found.text, 40)}"
                f"　编号 {saved.id[:8]}"
            ),
        )


@click.command(
    cls=Command,
    example="liaison extend I05 --period 2021-06 --until 2021-07-20 --reason 数据月中才出。",
)
@click.argument("item", metavar="事项")
@options.period
@click.option("--until", required=True, metavar="日期", help="申请延到哪一天，如 2021-07-20")
@click.option("--reason", required=True, metavar="文字", help="申请理由")
@options.as_json
@click.pass_obj
def extend(
    session: Session, item: str, period: str | None, until: str, reason: str, as_json: bool
) -> None:
    """截止日前申请延期报送一个事项；再次申请即代替上一次。"""
    workspace = session.to_write()
    unit = workspace.unit_named(None)
    found, month = find_item(workspace.programme, item), workspace.month(period)
    saved = statements.ask_extension(workspace, unit, found, month, _day(until), reason)
    result: dict[str, Any] = {"id": saved.id, "item": found.id, "period": month}
    result["until"] = saved.body["until"]
    answer(
        result,
        as_json=as_json,
        table=lambda: (
            f"已申请 {month} {found.id} {shorten(found.text, 40)} 延至 {result['until']}"
            f"　编号 {saved.id[:8]}，随报送包交信用办"
        ),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip().replace("/", "-"))
    except ValueError:
        raise WrongUse(f"看不懂日期“{text}”", "请写成 2021-07-20 这样的日期") from None
