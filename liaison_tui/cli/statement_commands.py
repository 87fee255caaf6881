"""A unit's commands for all it says besides its entries."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from liaison_tui import clock, desk
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.cli.unit_commands import heads_stand_in_the_way
from liaison_tui.errors import UnknownName, WrongUse
from liaison_tui.journal import roster as people
from liaison_tui.journal.unreplaced import in_force
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Unit
from liaison_tui.reports import statements as rows_of
from liaison_tui.statements import extensions, rosters
from liaison_tui.text import shorten
from liaison_tui.workspace import Workspace


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
    month = workspace.month(period)
    found = workspace.item_named(unit, item, month)
    done = desk.withdraw(workspace, unit, found, month, reason, settle=settle)
    if done.event is None:
        advice = "要一并撤回，请加上 --settle"
        heads_stand_in_the_way(
            workspace, unit, found, month, done.heads, advice=advice, as_json=as_json
        )
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
    month = workspace.month(period)
    found = workspace.item_named(unit, item, month)
    saved = extensions.ask(workspace, unit, found, month, day(until), reason)
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


@click.command(
    cls=Command,
    example="liaison roster --set officer.name=周敏 --set officer.phone=0510-86800001",
)
@click.option("--set", "changes", multiple=True, metavar="角色.栏目=内容",
              help="填写一栏，可多次；内容留空即清除")  # fmt: skip
@options.unit
@options.as_json
@click.pass_obj
def roster(session: Session, changes: tuple[str, ...], unit: str | None, as_json: bool) -> None:
    """查看或填写本单位的主要负责人、分管负责人、业务科室和联络员。"""
    if changes:
        workspace = session.to_write()
        own = own_unit(workspace, unit)
        rosters.change(workspace, own, dict(map(_roster_change, changes)))
    workspace = session.workspace
    if workspace.is_centre and unit is None:
        said = workspace.said(None, "roster")
        rows = [_roster_row(each, said) for each in workspace.programme.units]
        answer({"units": rows}, as_json=as_json, table=lambda: rows_of.rosters_table(rows))
    else:
        owing = workspace.unit_named(unit)
        row = _roster_row(owing, workspace.said(owing.id, "roster"))
        answer(row, as_json=as_json, table=lambda: rows_of.roster_table(row))


def own_unit(workspace: Workspace, named: str | None) -> Unit:
    """Return the unit whose workspace this is; raises WrongUse where another one is named."""
    unit = workspace.unit_named(named)
    if workspace.unit is not None and not workspace.is_of(unit):
        raise WrongUse(f"这里是{workspace.unit.name}的工作区，不能替别的单位填写")
    return unit


def _roster_row(unit: Unit, said: Sequence[Vouched]) -> dict[str, Any]:
    standing = in_force(each for each in said if each.event.unit == unit.id)
    return rows_of.roster_row(unit, standing.event if standing else None)


def _roster_change(text: str) -> tuple[tuple[str, str], str]:
    place, equals, word = text.partition("=")
    role, dot, field = place.strip().replace("．", ".").partition(".")
    if not equals or not dot:
        raise WrongUse(f"“{text}”的写法不对", "请写成 角色.栏目=内容，如 联络员.姓名=周敏")
    key = _key("角色", role, people.ROLES)
    return (
        key,
        _key("栏目", field, {**people.FIELDS, "name": people.field_word(key, "name")}),
    ), word


def _key(what: str, name: str, words: Mapping[str, str]) -> str:
    """Return the key of one of some words, given as the key or in Chinese."""
    for key, word in words.items():
        if name in (key, word):
            return key
    raise UnknownName(what, name, list(words.values()))


def day(text: str) -> date:
    """Return the day a person has typed, from today on where its month is left out."""
    return date.fromisoformat(clock.read_day(text, since=clock.today()))
