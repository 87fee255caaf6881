"""Reports on paper and as tables: one command, a kind for each word of `printing.kinds`."""

from pathlib import Path
from typing import Any

import click

from liaison_tui.cli import centre_reports, options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer, progress
from liaison_tui.cli.session import Session
from liaison_tui.errors import WrongUse
from liaison_tui.papers import writing
from liaison_tui.printing import kinds
from liaison_tui.programme.model import Unit
from liaison_tui.storage.files import megabytes
from liaison_tui.workspace import Workspace

# A summary is a table (.xlsx, .csv), or, of all units, the director's page (the other formats).
_TABLES = {name: f"{kind.word}（{kind.about}）" for name, kind in kinds.KINDS.items()}
_TABLES["summary"] += "；信用办写成 .docx 的是工作情况专报"
_ARCHIVE = "archive"
_OFFICIAL = {
    name: f"{word}（信用办）" for name, word in centre_reports.KINDS.items() if name not in _TABLES
}
_OFFICIAL[_ARCHIVE] = "归档（信用办：各表、文稿、报送包、佐证材料和清单，写到一个新文件夹）"
_WORDS = {name: kind.word for name, kind in kinds.KINDS.items()}
_WORDS |= {name: word for name, word in centre_reports.KINDS.items() if name not in _WORDS}
_WORDS[_ARCHIVE] = "归档"
_LONGEST = max(map(len, _WORDS))
# A backspace keeps the lines below it as they are.
_HELP = (
    "制作报表：汇总表、监测指标表、名单和清单，审签表，半年稿、全年稿，专报、通报和看板。\n\n\b\n"
    + "\n".join(
        f"{name:{_LONGEST}}  {about}"
        for each in (_TABLES, _OFFICIAL)
        for name, about in each.items()
    )
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
@centre_reports.switches
@click.pass_obj
def report(
    session: Session, /, kind: str, period: str | None, unit: str | None, target: Path, **asked: Any
) -> None:
    """Write one kind of paper; its help is made of the kinds there are."""
    workspace = session.workspace
    if kind == _ARCHIVE:
        _file_away(session.centre, period, target)
        return
    if _is_official(workspace, kind, unit, target):
        title = centre_reports.write(kind, session.centre, period, target, asked)
        answer({}, as_json=False, table=lambda: f"已写好 {target}（{title}）。")
        return
    with progress("正在制表") as tell:
        wanted = kinds.Wanted(workspace, period, _whose(workspace, unit), tell)
        title = kinds.write(kinds.KINDS[kind], wanted, target)
    answer({}, as_json=False, table=lambda: f"已写好 {target}（{title}）。")


def _file_away(workspace: Workspace, period: str | None, target: Path) -> None:
    """File some months away into a folder, and say what lies there and what does not."""
    from liaison_tui.printing import archive  # noqa: PLC0415 - only when it is asked for

    span = workspace.span(period or workspace.programme.last_period[:4])
    with progress("正在归档") as tell:
        filed, left_out = archive.archive(workspace, span, target.absolute(), tell)
    size = megabytes(sum(each.size for each in filed))
    told = [f"已归档到 {target}：{len(filed)} 个文件，{size}，清单是 {archive.LIST}。"]
    told += [f"  没有归入：{words}。" for words in left_out]
    answer({}, as_json=False, table=lambda: "\n".join(told))


def _is_official(workspace: Workspace, kind: str, unit: str | None, target: Path) -> bool:
    """Tell whether a paper of the centre's is wanted, not a table."""
    if kind not in kinds.KINDS:
        return True
    of_all = workspace.is_centre and unit is None
    return kind in centre_reports.KINDS and of_all and target.suffix.lower() in writing.ENDINGS


def _whose(workspace: Workspace, unit: str | None) -> Unit | None:
    """Return the unit that is named; left out, a unit's own, and at a centre all."""
    if unit is None:
        return workspace.unit
    owing = workspace.unit_named(unit)
    if not workspace.is_centre and not workspace.is_of(owing):
        raise WrongUse(f"这里是{workspace.unit_named(None).name}的工作区，没有别的单位的填报")
    return owing
