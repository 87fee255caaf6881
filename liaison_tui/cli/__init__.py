"""The command line: wires the families of commands together, and turns every error into a sentence.

Imports no Textual and no spreadsheet library until a terminal wants the app.
"""

import os
import sys
import traceback
from contextlib import ExitStack
from pathlib import Path

import click

from liaison_tui import __version__
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Group, wrong_use
from liaison_tui.cli.families import Commands
from liaison_tui.cli.output import on_terminal, prepare_streams, say
from liaison_tui.cli.session import Session
from liaison_tui.errors import LiaisonError, Refused
from liaison_tui.storage.files import disk_problem


@click.group(cls=Group, commands=Commands(), invoke_without_command=True)
@click.option("-C", "named", type=options.FILE, metavar="文件夹", help="工作区所在的文件夹")
@click.version_option(__version__, message="liaison_tui %(version)s", help="显示版本")
@click.pass_context
def liaison(ctx: click.Context, named: Path | None) -> None:
    """信用工作报送：各单位按月报送任务进展，信用办汇总。"""
    resources = ctx.with_resource(ExitStack())
    ctx.obj = Session(named, resources)
    if ctx.invoked_subcommand is None:
        if on_terminal():
            ctx.obj.open_app()
            return
        click.echo(ctx.get_help())
        say("\n在终端里直接运行 liaison 打开界面。")
        say("常用：liaison tasks 查看应报事项，liaison record 填写，liaison export 导出报送包。")


def main() -> None:
    """Run the program; exits with 0, 1 (refused, damaged, problems) or 2 (wrong use)."""
    prepare_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit status; whatever goes wrong is one sentence."""
    try:
        status = liaison.main(arguments, prog_name="liaison", standalone_mode=False)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last line of defence before a user's eyes
        return _tell(error)
    except KeyboardInterrupt:
        say("已中断；此前显示“已保存”的内容都在。")
        return 1
    return status if isinstance(status, int) else 0


def _tell(error: Exception) -> int:
    """Say what went wrong and return the exit status for it."""
    if isinstance(error, LiaisonError):
        problem = error
    elif isinstance(error, OSError):
        problem = disk_problem(error)
    elif isinstance(error, click.exceptions.Abort):
        problem = Refused("已取消")
    elif isinstance(error, click.ClickException):
        problem = wrong_use(error)
    else:
        if os.environ.get("LIAISON_DEBUG"):
            traceback.print_exc()
        problem = LiaisonError(
            f"程序出错（{type(error).__name__}），没有完成", "请联系信用办并告知这句话"
        )
    say(str(problem))
    return problem.exit_status
