"""The demo command."""

from pathlib import Path

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import progress, say


@click.command(cls=Command, example="liaison demo")
@click.argument("folder", required=False, type=options.FILE, metavar="[文件夹]")
def demo(folder: Path | None) -> None:
    """演示：十二个单位和信用办，2021年4月至6月，已汇总（内容全部虚构）。"""
