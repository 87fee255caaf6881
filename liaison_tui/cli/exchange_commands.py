"""Commands of exchange, at either end: merging, devices, feedback."""

from collections.abc import Collection, Sequence
from pathlib import Path

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer, progress, say
from liaison_tui.cli.session import Session
from liaison_tui.cli.watching import watch
from liaison_tui.errors import WrongUse
from liaison_tui.exchange import runs, sending, trusting
from liaison_tui.exchange.taking import Row
from liaison_tui.journal.submission import fingerprint as spaced
from liaison_tui.reports import closing as rows_of
from liaison_tui.reports import exchange as exchange_rows
from liaison_tui.reports.runs import runs_table
from liaison_tui.rulings import closed
from liaison_tui.workspace import Workspace


@click.command(cls=Command, example="liaison merge D:/收到的报送包")
@click.argument("paths", nargs=-1, type=options.FILE, metavar="文件或文件夹…")
@click.option("--runs", "earlier", is_flag=True, help="不汇入，列出以前各次汇入")
@click.option("--received", metavar="时间", help="写明这一批的实际收到时间，如 2021-07-05")
@click.option("--reason", metavar="文字", help="为什么另写收到时间")
@click.option(
    "--watch",
    "watched",
    type=options.FILE,
    metavar="文件夹",
    help="看守一个文件夹，新来的自动汇入，直到按 Ctrl+C",
)
@click.option(
    "--every",
    type=click.FloatRange(0.1, 3600),
    default=3.0,
    metavar="秒",
    help="看守时隔几秒看一次；不写则 3 秒",
)
@options.as_json
@click.pass_obj
def merge(
    session: Session,
    paths: tuple[Path, ...],
    earlier: bool,
    received: str | None,
    reason: str | None,
    watched: Path | None,
    every: float,
    as_json: bool,
) -> None:
    """汇入报送包或回执包；文件夹里的每个文件都会查看。"""
    if earlier and paths:
        raise WrongUse("--runs 只列出以前各次汇入，不汇入文件", "请去掉 --runs 或文件")
    if earlier:
        made = runs.runs(session.centre.office)
        answer({"runs": made}, as_json=as_json, table=lambda: runs_table(made))
        return
    if watched and (paths or received or reason):
        raise WrongUse("--watch 只看守一个文件夹", "请去掉其他文件和 --received、--reason")
    if not paths and not watched:
        raise WrongUse("没有写要汇入的文件", "请写上文件或文件夹的位置")
    workspace = session.to_write()
    if watched:
        _answer_merge(workspace, watch(workspace, watched, every), as_json=as_json)
        return
    stated = None
    if received or reason:
        stated = runs.state_receipt(workspace.office, received or "", reason or "")
    before = closed.known_submissions(workspace)
    with progress("正在汇入") as show:
        rows = runs.take_in(workspace.office, paths, stated=stated, progress=show)
    _tell_late(workspace, before)
    _answer_merge(workspace, rows, as_json=as_json)


def _answer_merge(workspace: Workspace, rows: Sequence[Row], *, as_json: bool) -> None:
    """Print what became of files; a file held or refused makes the exit status 1."""
    conflicts = workspace.conflicts()
    result = exchange_rows.merge_json(rows, conflicts, workspace.store.vouching().state)
    answer(
        result,
        as_json=as_json,
        table=lambda: exchange_rows.merge_table(
            rows,
            conflicts,
            workspace.returned(),
            workspace.programme,
            centre=workspace.is_centre,
        ),
    )
    if any(row.outcome in ("held", "refused") for row in rows):
        raise click.exceptions.Exit(1)


def _tell_late(workspace: Workspace, before: Collection[str]) -> None:
    """Say which of what came is a change of a month that is closed, at a centre."""
    late = closed.late_for_closed(workspace, before) if workspace.is_centre else []
    if late:
        say(f"{rows_of.late_words(late, workspace.programme)}（liaison close --period 月份）。")


@click.command(cls=Command, example="liaison trust 7f3a91c2")
@click.argument("words", nargs=-1, metavar="[指纹]")
@click.option("--fingerprint", metavar="指纹", help="对方念来的完整指纹（或十六个词），用来核对")
@click.option("--revoke", is_flag=True, help="停用这台电脑")
@click.option("--after", metavar="编号或核对码", help="停用时，这一号报送（含）以前的仍然算数")
@options.as_json
@click.pass_obj
def trust(
    session: Session,
    words: tuple[str, ...],
    fingerprint: str | None,
    revoke: bool,
    after: str | None,
    as_json: bool,
) -> None:
    """列出、登记或停用报送用的电脑；登记后，待核验的文件随即汇入。"""
    device = "".join(words) or None
    workspace = session.workspace if device is None else session.to_write()
    office = workspace.office
    if device is None and (fingerprint or revoke or after):
        raise WrongUse("要指明是哪台电脑", "请写上指纹的前几位")
    if after is not None and not revoke:
        raise WrongUse("--after 要和 --revoke 一起用")
    if device is not None and revoke:
        done = trusting.revoke(office, device, after)
        say(f"已停用 {spaced(done.device)}。")
    elif device is not None:
        done = trusting.confirm(office, device, fingerprint)
        before = closed.known_submissions(workspace)
        waited = runs.take_waiting(office)
        for sentence in exchange_rows.confirmed(done, waited, workspace.programme):
            say(sentence)
        _tell_late(workspace, before)
    known = trusting.devices(office)
    answer(
        exchange_rows.devices_json(known),
        as_json=as_json,
        table=lambda: exchange_rows.devices_table(known, workspace.programme),
    )


@click.command(cls=Command, example="liaison feedback --unit 澄江街道 -o D:/回执包")
@options.unit
@options.period
@click.option("-o", "target", type=options.FILE, metavar="文件夹", help="写到哪个文件夹")
@options.as_json
@click.pass_obj
def feedback(
    session: Session, unit: str | None, period: str | None, target: Path | None, as_json: bool
) -> None:
    """（汇总端）为各单位写回执包；每份只含该单位自己的内容。"""
    workspace = session.centre
    session.to_write()
    month = workspace.month(period)
    units = [workspace.unit_named(unit).id] if unit else list(workspace.programme.unit_by_id)
    folder = target or workspace.outbox
    if folder.is_file():
        raise WrongUse(f"{folder} 是一个文件", "-o 后面请写文件夹")
    with progress("正在写回执包") as show:
        sent = sending.feedback_to(workspace.office, units, month, folder, show)
    answer(
        exchange_rows.feedback_json(sent),
        as_json=as_json,
        table=lambda: exchange_rows.feedback_table(sent, workspace.programme),
    )
