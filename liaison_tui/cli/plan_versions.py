"""Keeping a next version of the plan from a command: what it changes is shown and asked about."""

import click

from liaison_tui.cli.output import answer, say
from liaison_tui.reports import plan_versions as rows
from liaison_tui.reports import wording
from liaison_tui.rulings import plan_versions
from liaison_tui.rulings.plan_versions import Proposal
from liaison_tui.workspace import Workspace


def keep(workspace: Workspace, proposal: Proposal, *, yes: bool, as_json: bool) -> None:
    """Show what a version changes, and keep it once that is agreed to.

    With `--json` nobody is asked: without `--yes` nothing is kept, and the answer says so.
    """
    old, new = proposal.before, proposal.programme
    if not as_json:
        answer(None, as_json=False, table=lambda: rows.changes_table(old, new))
        if not yes and not click.confirm("按以上调整执行吗", err=True):
            raise click.exceptions.Exit(1)
    if yes or not as_json:
        _adopt(workspace, proposal)
    if as_json:
        path = str(workspace.plans.path(new.name)) if yes else None
        answer({**rows.changes_json(old, new), "kept": yes, "path": path}, as_json=True, table=str)
        return
    since = wording.period_word(new.in_force_from)
    say(f"调整件第 {new.version} 版已存入 {workspace.plans.path(new.name)}，{since}起执行。")
    say("发回执包时随文件发给各单位：liaison feedback。")


def add_year(workspace: Workspace, proposal: Proposal, *, yes: bool, as_json: bool) -> None:
    """Show what another year's plan is, and keep it once that is agreed to, as `keep` does."""
    old, new = proposal.before, proposal.programme
    if not as_json:
        answer(None, as_json=False, table=lambda: rows.year_table(old, new))
        if not yes and not click.confirm("加上这一年度的工作意见吗", err=True):
            raise click.exceptions.Exit(1)
    if yes or not as_json:
        _adopt(workspace, proposal)
    if as_json:
        path = str(workspace.plans.path(new.name)) if yes else None
        answer({**rows.year_json(old, new), "kept": yes, "path": path}, as_json=True, table=str)
        return
    say(f"{new.title}已存入 {workspace.plans.path(new.name)}。")
    say("发回执包时随文件发给各单位：liaison feedback。")


def _adopt(workspace: Workspace, proposal: Proposal) -> None:
    """Keep it, and say which files that had waited for it are merged now."""
    _, merged = plan_versions.adopt(workspace, proposal)
    if merged:
        say(f"此前等着这一版的 {len(merged)} 个文件已随之汇入。")
