"""The demo command."""

from datetime import date
from pathlib import Path

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer, on_terminal, progress, say
from liaison_tui.errors import WrongUse
from liaison_tui.exchange.trusting import waiting_units
from liaison_tui.reports.overview import overview, overview_table
from liaison_tui.workspace import Workspace


@click.command(cls=Command, example="liaison demo")
@click.argument("folder", required=False, type=options.FILE, metavar="[文件夹]")
@options.as_json
def demo(folder: Path | None, as_json: bool) -> None:
    """演示：十二个单位和信用办，2021年4月至6月，已汇总（内容全部虚构）。"""
    from liaison_tui.demo.rehearsal import (  # noqa: PLC0415 - of no use to other commands
        PERIODS,
        TODAY,
        Rehearsal,
        free_folder,
    )

    root = free_folder(folder)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise WrongUse(f"{root} 不是空文件夹", "请换一个文件夹")
    with progress("正在排演") as show:
        centre = Rehearsal(root, show).play()
    if on_terminal() and not as_json:
        from liaison_tui import tui  # noqa: PLC0415 - Textual takes half a second to load

        opened = Workspace(centre.root)
        with opened.at_its_date():
            tui.run(opened, None)
        say(f"演示数据在 {root}，内容全部虚构。再看一次：liaison -C {centre.root}")
        return
    span = centre.span(PERIODS[-1])
    last = centre.store.vouching().last_received
    result = overview(
        centre.programme, span, centre.reports_up_to(span), last, date.fromisoformat(TODAY)
    )
    answer(
        result,
        as_json=as_json,
        table=lambda: overview_table(
            result, centre.programme, waiting_units(centre.office), date.fromisoformat(TODAY)
        ),
    )
    say(
        f"\n演示数据在 {root}，内容全部虚构，日期固定为 {TODAY}。接下来可以试试：\n"
        f"  liaison -C {centre.root} entries --unit 澄江街道 --period 2021-06\n"
        f"  liaison -C {centre.root} trust\n"
        f"  liaison -C {root / '单位' / '澄江街道'} tasks --period 2021-06"
    )
