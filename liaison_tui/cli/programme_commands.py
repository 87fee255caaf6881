"""Commands of the year's plan: looking at it, checking a file, and (at a centre) changing it."""

import re
from pathlib import Path

import click

from liaison_tui import planning
from liaison_tui.cli import options, plan_versions
from liaison_tui.cli.chinese import Command, Group, Word
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.programme.model import Programme, Role
from liaison_tui.programme.names import find_item
from liaison_tui.programme.reading import BrokenProgramme, read_programme
from liaison_tui.programme.tables import Problem
from liaison_tui.reports import plan_draft as plan_draft_rows
from liaison_tui.reports import plan_versions as version_rows
from liaison_tui.reports import programme as programme_rows
from liaison_tui.rulings import plan_versions as proposals
from liaison_tui.storage.files import read_bytes
from liaison_tui.storage.programmes import MOST
from liaison_tui.workspace import load_programme, shipped_programme

_CHINESE = {"查看": "show", "检查": "check", "单位": "units"}


class _Actions(Group):
    """The commands of a plan; the oldest of them were words that could be written in Chinese."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return super().get_command(ctx, _CHINESE.get(name, name))


@click.group(cls=_Actions, example="liaison programme check 2022.toml")
def programme() -> None:
    """年度工作意见：查看、检查；（汇总端）指定相关成员单位、执行调整件。"""


@programme.command(cls=Command, example="liaison programme show --json")
@click.argument("path", required=False, type=options.FILE, metavar="[文件或编号]")
@options.as_json
@click.pass_obj
def show(session: Session, path: Path | None, as_json: bool) -> None:
    """查看年度工作意见；不写则看正在执行的一份。"""
    plan = _plan(session, path)
    answer(
        programme_rows.programme_json(plan),
        as_json=as_json,
        table=lambda: programme_rows.programme_table(plan),
    )


@programme.command(cls=Command, example="liaison programme units")
@click.argument("path", required=False, type=options.FILE, metavar="[文件或编号]")
@options.as_json
@click.pass_obj
def units(session: Session, path: Path | None, as_json: bool) -> None:
    """查看年度工作意见里的单位。"""
    plan = _plan(session, path)
    answer(
        programme_rows.units_json(plan),
        as_json=as_json,
        table=lambda: programme_rows.units_table(plan),
    )


@programme.command(cls=Command, example="liaison programme check 2022.toml")
@click.argument("path", required=False, type=options.FILE, metavar="[文件]")
@options.as_json
def check(path: Path | None, as_json: bool) -> None:
    """检查年度工作意见文件，逐处列出问题。"""
    try:
        load_programme(path)
        problems = []
    except BrokenProgramme as error:
        problems = error.problems
    except Refused as error:
        problems = [Problem(1, "（文件）", error.sentence)]
    result = {
        "ok": not problems,
        "problems": [
            {"where": f"{path or ''}:{p.line}", "line": p.line, "key": p.key, "kind": "programme",
             "message": p.message}
            for p in problems
        ],
    }  # fmt: skip
    lines = [f"第 {p.line} 行　{p.key}　{p.message}" for p in problems]
    text = "\n".join(lines) if problems else "没有发现问题。"
    answer(result, as_json=as_json, table=lambda: text)
    if problems:
        raise click.exceptions.Exit(1)


@programme.command(cls=Command, example="liaison programme versions")
@options.as_json
@click.pass_obj
def versions(session: Session, as_json: bool) -> None:
    """列出各版及起始月份。"""
    workspace = session.workspace
    rows = version_rows.versions_json(workspace.programme, workspace.month(None))
    answer(rows, as_json=as_json, table=lambda: version_rows.versions_table(rows))


@programme.command(
    cls=Command, example="liaison programme assign T09 --unit 教育局 --from 2021-07 --yes"
)
@click.argument("item", required=False, metavar="[事项]")
@click.option("--unit", "names", multiple=True, metavar="单位", help="指定的单位，可以写几个")
@click.option(
    "--role",
    type=Word("责任", version_rows.ASSIGNED_ROLES),
    default="support",
    help="责任，不写为配合单位",
)
@click.option("--from", "since", metavar="月份", help="从哪个月起，如 2021-07")
@click.option("--reason", default="", metavar="文字", help="事由，如会议或文号")
@click.option("--drop", is_flag=True, help="不再指定所写单位")
@click.option("--yes", is_flag=True, help="不再询问")
@options.as_json
@click.pass_obj
def assign(
    session: Session,
    item: str | None,
    names: tuple[str, ...],
    role: Role,
    since: str | None,
    reason: str,
    drop: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """（汇总端）指定“等相关成员单位”由谁承担；先列出变化，确认后生成下一版。"""
    workspace = session.centre
    if item is None:
        found = proposals.open_items(workspace.programme)
        answer(
            version_rows.open_items_json(found),
            as_json=as_json,
            table=lambda: version_rows.open_items_table(found),
        )
        return
    if not names or since is None:
        raise WrongUse("要写明单位和起始月份", "请加上 --unit 单位名称 --from 月份")
    session.to_write()
    month = workspace.month(since)
    known = find_item(workspace.plans.in_force(workspace.programme.at(month).id), item)
    wanted = [workspace.unit_named(name) for name in names]
    if drop:
        proposal = proposals.withdrawal(workspace, known, wanted, since=month, reason=reason)
    else:
        proposal = proposals.assignment(
            workspace, known, wanted, since=month, role=role, reason=reason
        )
    plan_versions.keep(workspace, proposal, yes=yes, as_json=as_json)


@programme.command(cls=Command, example="liaison programme adopt 第2版.toml --reason 会议纪要第3号")
@click.argument("path", type=options.FILE, metavar="文件")
@click.option("--reason", default="", metavar="文字", help="事由，如会议或文号")
@click.option("--yes", is_flag=True, help="不再询问")
@options.as_json
@click.pass_obj
def adopt(session: Session, path: Path, reason: str, yes: bool, as_json: bool) -> None:
    """（汇总端）执行改好的下一版文件；先列出变化，确认后执行，随回执包发给各单位。"""
    workspace = session.centre
    session.to_write()
    proposal = proposals.hand_edited(workspace, read_bytes(path, MOST), reason=reason)
    plan_versions.keep(workspace, proposal, yes=yes, as_json=as_json)


@programme.command(cls=Command, example="liaison programme add 2022.toml --yes")
@click.argument("path", type=options.FILE, metavar="文件")
@click.option("--reason", default="", metavar="文字", help="事由，如会议或文号")
@click.option("--yes", is_flag=True, help="不再询问")
@options.as_json
@click.pass_obj
def add(session: Session, path: Path, reason: str, yes: bool, as_json: bool) -> None:
    """（汇总端）加上新一年度的工作意见，随回执包发给各单位；上一年度的月份不变。"""
    workspace = session.centre
    session.to_write()
    proposal = proposals.next_year(workspace, read_bytes(path, MOST), reason=reason)
    plan_versions.add_year(workspace, proposal, yes=yes, as_json=as_json)


@programme.command(
    "import", cls=Command, example="liaison programme import 通知.docx --year 2022 -o 2022.toml"
)
@click.argument("source", type=options.FILE, metavar="文件")
@click.option(
    "--year", type=click.IntRange(2000, 2999), required=True, metavar="年", help="哪一年的"
)
@click.option("--title", default="", metavar="文字", help="工作意见的名称；不写则由上年的改年份")
@click.option("-o", "target", type=options.FILE, required=True, metavar="文件", help="写到哪里")
@options.as_json
@click.pass_obj
def import_plan(
    session: Session, source: Path, year: int, title: str, target: Path, as_json: bool
) -> None:
    """由通知的分工表、分解清单（.docx 或工作簿）起草下一年的工作意见，列出疑问和与上年的变化。"""
    workspace = session.found
    base = workspace.plans.data(workspace.programme.name) if workspace else shipped_programme()
    former = read_programme(base)
    draft = planning.draft_from(source, base)
    name = f"{re.sub(r'-?[0-9]{4}$', '', former.id)}-{year}"
    named = title or re.sub(r"[0-9]{4}", str(year), former.title, count=1)
    path = target.absolute()
    planning.write_plan(path, base, draft, name=name, year=year, title=named)
    answer(
        plan_draft_rows.plan_draft_json(str(path), name, former, draft),
        as_json=as_json,
        table=lambda: plan_draft_rows.plan_draft_text(str(path), former, draft),
    )


def _plan(session: Session, path: Path | None) -> Programme:
    """Return the plan of a file, or of the id of a year's plan that is known; else that at work."""
    workspace = session.found
    if workspace is None or (path and path.exists()):
        return load_programme(path)
    if path is None:
        return workspace.programme
    names = {version.id for version in workspace.programme.known}
    return workspace.plans.in_force(str(path)) if str(path) in names else load_programme(path)
