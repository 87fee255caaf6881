"""Reports on paper and as tables: one command, a kind for each word of `printing.kinds`."""

from pathlib import Path

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer, progress
from liaison_tui.cli.session import Session
from liaison_tui.errors import WrongUse
from liaison_tui.printing import kinds
from liaison_tui.programme.model import Unit
from liaison_tui.workspace import Workspace

_WORDS = {name: kind.word for name, kind in kinds.KINDS.items()}
_LONGEST = max(map(len, _WORDS))
# A backspace keeps the lines below it as they are.
_HELP = "制作报表：汇总表、监测指标表、名单和清单，审签表，半年稿、全年稿。\n\n\b\n" + "\n".join(
    f"{name:{_LONGEST}}  {kind.word}（{kind.about}）" for name, kind in kinds.KINDS.items()
)
_ENDINGS = dict.fromkeys(ending for kind in kinds.KINDS.values() for ending in kind.endings)


@click.command(
    cls=Command, help=_HELP, example="liaison report summary --period 2021-06 -o 汇总表.xlsx"
)
@click.argument("kind", type=Word("报表", _WORDS), metavar="|".join(_WORDS))
@options.span
@options.unit
@click.option(
    "-o",
    "target",
    required=True,
    type=options.FILE,
    metavar="文件",
    help="写成哪个文件；后缀定格式：" + "、".join(_ENDINGS),
)
@click.pass_obj
def report(session: Session, kind: str, period: str | None, unit: str | None, target: Path) -> None:
    """Write one kind of paper; its help is made of the kinds there are."""
    workspace = session.workspace
    with progress("正在制表") as tell:
        wanted = kinds.Wanted(workspace, period, _whose(workspace, unit), tell)
        title = kinds.write(kinds.KINDS[kind], wanted, target)
    answer({}, as_json=False, table=lambda: f"已写好 {target}（{title}）。")


def _whose(workspace: Workspace, unit: str | None) -> Unit | None:
    """Return the unit that is named; left out, a unit's own, and at a centre all."""
    if unit is None:
        return workspace.unit
    owing = workspace.unit_named(unit)
    if not workspace.is_centre and owing != workspace.unit:
        raise WrongUse(f"这里是{workspace.unit_named(None).name}的工作区，没有别的单位的填报")
    return owing
