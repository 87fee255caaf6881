"""Commands of upkeep: making a workspace, its device, checking what lies on the disk, the plan."""

from pathlib import Path

import click
from click.shell_completion import get_completion_class

from liaison_tui import desk
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer, say
from liaison_tui.cli.session import Session
from liaison_tui.errors import Damaged, UnknownName, WrongUse
from liaison_tui.exchange.checking import check_file, check_workspace
from liaison_tui.journal.phone_words import spoken
from liaison_tui.journal.submission import fingerprint
from liaison_tui.measuring.months import lost_originals
from liaison_tui.programme.names import nearest
from liaison_tui.storage.centre_store import CentreStore
from liaison_tui.storage.store import Trouble
from liaison_tui.storage.unit_store import UnitStore
from liaison_tui.workspace import Workspace, create


@click.command(cls=Command, example="liaison init 报送 --unit 澄江街道 --officer 张三")
@click.argument("folder", required=False, type=options.FILE, metavar="[文件夹]")
@options.unit
@click.option("--centre", is_flag=True, help="建立信用办（汇总端）的工作区")
@click.option(
    "--programme",
    "programme_file",
    type=options.FILE,
    metavar="文件",
    help="另一年度的工作意见文件",
)
@click.option("--officer", default="", metavar="姓名", help="填报人姓名")
@click.pass_obj
def init(
    session: Session,
    folder: Path | None,
    unit: str | None,
    centre: bool,
    programme_file: Path | None,
    officer: str,
) -> None:
    """建立工作区：设置、台账和本机密钥。"""
    if centre and unit is not None:
        raise WrongUse("--unit 和 --centre 只能选一个")
    if not centre and unit is None:
        raise WrongUse("要指明是哪个单位", "请写 --unit 单位名称；信用办请写 --centre")
    root = folder or session.named or Path()
    workspace = create(root.absolute(), unit=unit, officer=officer, programme_file=programme_file)
    name = workspace.unit.name if workspace.unit else workspace.programme.centre_name
    say("本工作区只存放非涉密内容。请勿填写国家秘密、工作秘密和个人信息。")
    click.echo(
        f"已建立 {name} 的工作区：{workspace.root}\n"
        f"本机指纹：{fingerprint(workspace.office.key.device)}"
    )
    _say_in_words(workspace)


@click.command(cls=Command, example="liaison device")
@click.option("--renew", is_flag=True, help="更换本机密钥（备份恢复或复制文件夹之后）")
@click.option("--yes", is_flag=True, help="不再询问")
@click.pass_obj
def device(session: Session, renew: bool, yes: bool) -> None:
    """显示本机指纹，供信用办登记时核对。"""
    workspace = session.workspace
    if renew:
        if not yes and not click.confirm("更换后要请信用办重新登记，确定更换吗", err=True):
            raise click.exceptions.Exit(1)
        carried = desk.renew_device(workspace)
        say("已更换密钥，以前报送的仍在；请信用办登记新指纹。")
        if carried:
            say(f"还没有报送的 {carried} 条已转到新密钥下。")
    click.echo(fingerprint(workspace.office.key.device))
    _say_in_words(workspace)


def _say_in_words(workspace: Workspace) -> None:
    """Say the fingerprint in words too; not on stdout, which programs read."""
    say("也可以念成词：")
    for line in spoken(workspace.office.key.device):
        say(line)


@click.command(cls=Command, example="liaison check")
@click.argument("paths", nargs=-1, type=options.FILE, metavar="[文件]…")
@click.option("--repair", is_flag=True, help="留存损坏的原件，用完好的内容继续")
@click.option("--rebuild", is_flag=True, help="（汇总端）重做数据库索引")
@options.as_json
@click.pass_obj
def check(
    session: Session, paths: tuple[Path, ...], repair: bool, rebuild: bool, as_json: bool
) -> None:
    """逐字节核对工作区，或核对报送包文件。"""
    if paths:
        found = [check_file(path) for path in paths]
        events, troubles = sum(n for n, _ in found), [t for _, some in found for t in some]
    else:
        try:
            events, troubles = _check_here(session, repair=repair, rebuild=rebuild)
        except Damaged as error:
            events, troubles = 0, [Trouble(str(session.named or Path.cwd()), "store", str(error))]
    result = {
        "ok": not troubles,
        "events": events,
        "problems": [{"where": t.where, "kind": t.kind, "message": t.message} for t in troubles],
    }
    answer(result, as_json=as_json, table=lambda: _check_text(events, troubles))
    if troubles:
        raise click.exceptions.Exit(1)


@click.command(cls=Command, example="liaison completion bash")
@click.argument("shell", metavar="bash|zsh|fish")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """输出命令补全脚本；在终端的启动文件里执行它即可按 Tab 补全。"""
    kind = get_completion_class(shell)
    if kind is None:
        raise UnknownName("终端", shell, nearest(shell, ("bash", "zsh", "fish")))
    click.echo(kind(ctx.find_root().command, {}, "liaison", "_LIAISON_COMPLETE").source())


def _check_here(session: Session, *, repair: bool, rebuild: bool) -> tuple[int, list[Trouble]]:
    """Check the workspace, first mending what is asked to be mended."""
    workspace = session.workspace
    store = workspace.store
    if repair and isinstance(store, UnitStore):
        for kept in store.repair():
            say(f"损坏的原件已留存为 {kept}。")
            if kept.name.startswith("ledger"):
                say("报送记录有损坏：请先汇入信用办的回执包（或以前导出的报送包），再导出。")
    if rebuild and isinstance(store, CentreStore):
        store.rebuild()
        say("索引已重做。")
    events, troubles = check_workspace(workspace.office)
    if workspace.is_centre:
        troubles = [*troubles, *lost_originals(workspace)]
    return events, troubles


def _check_text(events: int, troubles: list[Trouble]) -> str:
    if not troubles:
        return f"核对 {events} 条记录，没有发现问题。"
    lines = [f"{trouble.where}　{trouble.message}" for trouble in troubles]
    return "\n".join([f"核对 {events} 条记录，发现 {len(troubles)} 处问题：", *lines])
