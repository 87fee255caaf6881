"""The command for what a unit has held: meetings, trainings, publicity."""

from typing import Any

import click

from liaison_tui import clock
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.cli.several import done, takes_action, which
from liaison_tui.cli.statement_commands import own_unit
from liaison_tui.journal.activity import SORTS, read_people
from liaison_tui.journal.feeding import suggestions
from liaison_tui.programme.model import Unit
from liaison_tui.reports import statements as rows_of
from liaison_tui.statements import activities as writing
from liaison_tui.workspace import Workspace


@click.command(
    cls=Command, example="liaison activity add --sort 宣传活动 --date 2021-06-03"
    " --place 市民广场 --people 120 --title 信用记录关爱日宣传"
)  # fmt: skip
@takes_action
@click.option("--sort", type=Word("活动类别", SORTS), help="活动类别")
@click.option("--title", metavar="文字", help="活动名称")
@click.option("--date", "held_on", metavar="日期", help="哪天办的，如 2021-06-03")
@click.option("--place", metavar="文字", help="活动地点")
@click.option("--people", metavar="数", help="参加人数")
@options.span
@options.unit
@options.as_json
@click.pass_obj
def activity(
    session: Session,
    /,
    action: str,
    name: str | None,
    held_on: str | None,
    people: str | None,
    period: str | None,
    unit: str | None,
    as_json: bool,
    **words: str | None,
) -> None:
    """登记会议、培训和宣传活动；列出时给出可填入各事项的次数和文字。"""
    if action == "list":
        _list(session, unit, period, as_json=as_json)
        return
    workspace = session.to_write()
    owing = own_unit(workspace, unit)
    given: dict[str, Any] = {key: word for key, word in words.items() if word is not None}
    if held_on is not None:
        given["date"] = clock.read_day(held_on, until=clock.today())
    if people is not None:
        given["people"] = read_people(people)
    if action == "add":
        saved = writing.add(workspace, owing, given)
    elif action == "change":
        saved = writing.change(workspace, owing, which(name, "次活动", "activity"), given)
    else:
        saved = writing.withdraw(workspace, owing, which(name, "次活动", "activity"))
    kept = next((a for a in workspace.activities(owing) if a.event.id == saved.id), None)
    row = rows_of.activity_row(kept) if kept else {"id": saved.id, "period": saved.period}
    told = f"{kept.date} {SORTS[kept.sort]} {kept.title}" if kept else (name or "")
    answer(row, as_json=as_json, table=lambda: f"{done(action)}　{told}　编号 {saved.id[:8]}")


def _list(session: Session, unit: str | None, period: str | None, *, as_json: bool) -> None:
    workspace = session.workspace
    owing, span = workspace.unit_named(unit), workspace.span(period)
    rows = _listed(workspace, owing, span.name, span.months)
    answer(rows, as_json=as_json, table=lambda: rows_of.activities_table(rows))


def _listed(workspace: Workspace, unit: Unit, name: str, months: list[str]) -> dict[str, Any]:
    whole = workspace.activities(unit)
    held = [each for each in whole if each.event.period in months]
    fed = [s for month in months for s in suggestions(workspace.programme, unit, whole, month)]
    return rows_of.activities_json(unit, name, held, fed)
