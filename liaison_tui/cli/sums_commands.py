"""Commands for the city's sums against their targets, and for verified figures (核定数)."""

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.cli.unit_commands import read_quantities
from liaison_tui.errors import WrongUse
from liaison_tui.programme.names import find_item
from liaison_tui.reports import sums as rows_of
from liaison_tui.reports.closing_words import verified_words
from liaison_tui.reports.table import render
from liaison_tui.rulings import verifying


@click.command(cls=Command, example="liaison sums --period 2021-06 --item T20")
@options.period
@click.option("--item", metavar="事项", help="只列这一事项，并列出各单位的数")
@options.as_json
@click.pass_obj
def sums(session: Session, period: str | None, item: str | None, as_json: bool) -> None:
    """（汇总端）目标汇总：全市合计和目标，报送数和核定数，各月走势。"""
    workspace = session.centre
    month = workspace.month(period)
    wanted = None if item is None else find_item(workspace.programme, item)
    found = verifying.read_sums(workspace, month)
    found = [one for one in found if wanted is None or one.item.id == wanted.id]
    whole = wanted is not None
    answer(
        rows_of.sums_json(month, found),
        as_json=as_json,
        table=lambda: rows_of.sums_table(month, found, workspace.programme, whole=whole),
    )


@click.command(
    cls=Command,
    example="liaison verify T20 --unit 澄江街道 --period 2021-06 --quantity certified=3"
    " --reason 一家重复计算。",
)
@click.argument("item", required=False, metavar="[事项]")
@options.unit
@options.period
@click.option("--quantity", "quantities", multiple=True, metavar="名称=数", help="核定数，可多次")
@click.option("--reason", default="", metavar="文字", help="核定理由")
@click.option("--approver", default="", metavar="姓名", help="批准人；不写则为填报人")
@click.option("--withdraw", is_flag=True, help="撤销这个单位这个月的核定数")
@options.as_json
@click.pass_obj
def verify(
    session: Session,
    item: str | None,
    unit: str | None,
    period: str | None,
    quantities: tuple[str, ...],
    reason: str,
    approver: str,
    withdraw: bool,
    as_json: bool,
) -> None:
    """（汇总端）给单位的数量写核定数，或撤销；不写事项则列出核定数。"""
    workspace = session.centre
    if item is None:
        if quantities or withdraw or reason:
            raise WrongUse("没有写明哪个事项", "请写上事项，如 T20")
        rows = verifying.verified(workspace, None if unit is None else workspace.unit_named(unit))
        heads = ("单位", "事项", "月份", "核定数", "理由")
        cells = [
            (workspace.programme.unit_name(row["unit"]), row["item"], row["period"],
             verified_words(row, workspace.programme.item_by_id.get(row["item"])), row["reason"])
            for row in rows
        ]  # fmt: skip
        table = render(heads, cells, widest=40) if cells else "还没有核定数。"
        answer({"verified": rows}, as_json=as_json, table=lambda: table)
        return
    session.to_write()
    owing, month = workspace.unit_named(unit), workspace.month(period)
    found = workspace.item_named(owing, item, month)
    if withdraw:
        said = verifying.withdraw(workspace, owing, found, month)
        told = f"已撤销核定数：{owing.name} {found.id} {month}，随回执包告知该单位"
    else:
        said = verifying.verify(
            workspace, owing, found, month, read_quantities(quantities, found), reason=reason,
            approver=approver or workspace.config.officer,
        )  # fmt: skip
        words = verified_words(said.body, found)
        told = f"已核定：{owing.name} {found.id} {month}　{words}，随回执包告知该单位"
    answer(verifying.verified_row(said), as_json=as_json, table=lambda: told)
