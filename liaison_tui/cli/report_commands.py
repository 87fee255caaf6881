"""Reports on paper: one command, a kind of paper for each word."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from liaison_tui.cli import centre_reports, options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.papers import span_draft, writing
from liaison_tui.papers.paper import Paper
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording
from liaison_tui.statements import approvals
from liaison_tui.workspace import Workspace

KINDS = {"approval": "审签表", "draft": "半年稿、全年稿", **centre_reports.KINDS}


@click.command(
    cls=Command,
    example="liaison report approval --period 2021-06 -o 审签表.docx",
)
@click.argument("kind", type=Word("报表", KINDS), metavar="|".join(KINDS))
@options.span
@options.unit
@click.option(
    "-o",
    "target",
    required=True,
    type=options.FILE,
    metavar="文件",
    help="写成哪个文件；后缀定格式：" + "、".join(writing.ENDINGS) + "，看板只有 .html",
)
@centre_reports.switches
@click.pass_obj
def report(
    session: Session, /, kind: str, period: str | None, unit: str | None, target: Path, **asked: Any
) -> None:
    """制作报表：供签字的审签表（approval）；由各月填报汇总的半年稿、全年稿（draft）。

    （汇总端）工作情况专报（summary）、情况通报（circular）、督办通知单（slip）、看板（dashboard）。
    """
    if kind in centre_reports.KINDS:
        title = centre_reports.write(kind, session.centre, period, target, asked)
        answer({}, as_json=False, table=lambda: f"已写好 {target}（{title}）。")
        return
    workspace = session.workspace
    writing.require_ending(target)
    paper = _MAKERS[kind](workspace, _whose(workspace, unit), period)
    writing.write_paper(target, paper)
    answer({}, as_json=False, table=lambda: f"已写好 {target}（{paper.title}）。")


def _approval_sheet(workspace: Workspace, unit: Unit, period: str | None) -> Paper:
    return approvals.sheet(workspace, unit, workspace.month(period))


def _span_draft(workspace: Workspace, unit: Unit, period: str | None) -> Paper:
    """Return the draft of a span; left out, it is the whole year."""
    span = workspace.span(period or workspace.programme.last_period[:4])
    draft = workspace.read_span_draft(unit, span)
    if not draft.reported:
        raise Refused(f"{wording.period_word(span.name)}还没有填报，没有可以汇总的内容")
    return span_draft.span_paper(draft)


_MAKERS: dict[str, Callable[[Workspace, Unit, str | None], Paper]] = {
    "approval": _approval_sheet,
    "draft": _span_draft,
}


def _whose(workspace: Workspace, unit: str | None) -> Unit:
    owing = workspace.unit_named(unit)
    if not workspace.is_centre and not workspace.is_of(owing):
        raise WrongUse(f"这里是{workspace.unit_named(None).name}的工作区，没有别的单位的填报")
    return owing
