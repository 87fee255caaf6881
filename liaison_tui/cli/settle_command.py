"""Settling what contradicts (核定): the versions side by side, and the one that stands."""

from collections.abc import Mapping
from typing import Any

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.cli.unit_commands import heads_stand_in_the_way
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal.event import Event
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.reports.table import render
from liaison_tui.reports.versions import compared
from liaison_tui.settling import settle as settle_by
from liaison_tui.text import one_line


@click.command(
    cls=Command,
    example="liaison settle T20 --unit 澄江街道 --choose 3f9a1c20 --reason 与台账相符",
)
@click.argument("item", metavar="事项")
@options.unit
@options.period
@click.option("--choose", metavar="编号", help="以这一条为准；不写则对照列出各条")
@click.option("--reason", default="", metavar="文字", help="核定理由；信用办核定要写")
@options.as_json
@click.pass_obj
def settle(
    session: Session,
    item: str,
    unit: str | None,
    period: str | None,
    choose: str | None,
    reason: str,
    as_json: bool,
) -> None:
    """核定不一致的填报：对照列出各条，或写明以哪一条为准。"""
    workspace = session.workspace if choose is None else session.to_write()
    owing = workspace.unit_named(unit)
    if workspace.unit is not None and not workspace.is_of(owing):
        raise WrongUse(f"这里是{workspace.unit.name}的工作区，没有别的单位的内容")
    month = workspace.month(period)
    found = workspace.item_named(owing, item, month)
    reports = workspace.reports(units=[owing.id], items=[found.id], periods=[month])
    report = reports.get((owing.id, found.id, month))
    if report is None or not report.conflict:
        raise Refused(f"{found.id} {month} 没有不一致的填报", "用 liaison entries 查看现行填报")
    heads = {head.event.id: head.event for head in report.heads}
    if choose is None:
        row = {"unit": owing.id, "item": found.id, "period": month, "heads": list(heads)}
        answer(row, as_json=as_json, table=lambda: _side_by_side(heads, found))
        return
    chosen = [name for name in heads if name.startswith(choose.strip().lower())]
    if len(choose.strip()) < 4 or len(chosen) != 1:
        raise Refused(f"没有编号为“{choose}”的一条", "不写 --choose 查看各条的编号")
    done = settle_by(workspace, owing, found, month, chosen[0], list(heads), reason)
    if done.event is None:
        heads_stand_in_the_way(
            workspace, owing, found, month, done.heads,
            advice="刚有新的填报，请看过再核定", as_json=as_json,
        )  # fmt: skip
    saved = done.event
    told = f"已核定：{owing.name} {found.id} {month}，以 {chosen[0][:8]} 为准"
    row = {"id": saved.id, "unit": owing.id, "item": found.id, "period": month}
    answer({**row, "chosen": chosen[0]}, as_json=as_json, table=lambda: told)


def _side_by_side(heads: Mapping[str, Event], item: Item) -> str:
    """Return what each version says in each field, those that differ first."""
    rows: list[tuple[Any, ...]] = [
        (row.name, "不同" if row.differs else "", *(said.text or "—" for said in row.versions))
        for row in compared([event.body for event in heads.values()], item)
    ]
    who = [f"{one_line(event.by)} {wording.moment(event.at)}" for event in heads.values()]
    return render(("编号", "", *(name[:8] for name in heads)), [("填报人", "", *who), *rows])
