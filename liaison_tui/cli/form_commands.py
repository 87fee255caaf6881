"""Commands for the monthly form as a workbook: written for a unit, and taken in again."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer, on_terminal, progress, say
from liaison_tui.cli.session import Session
from liaison_tui.errors import LiaisonError, Refused, WrongUse
from liaison_tui.forms import taking, telling
from liaison_tui.forms.finding import workbooks
from liaison_tui.forms.making import save_form
from liaison_tui.forms.opening import Opened, look_of, open_workbook
from liaison_tui.forms.taking import Source
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording
from liaison_tui.workspace import Workspace

_CONFIRM = "请核对上面的对应，无误后加上 --yes 再导入；不对的用 --row 行=事项 指定"
_SAID_ROW = re.compile(r"\s*(\d{1,6})\s*=\s*([TtIiLl]\d{1,2})\s*", re.ASCII)


@click.command(cls=Command, example="liaison form --period 2021-06 -o D:/填报表.xlsx")
@options.unit
@options.period
@click.option(
    "-o", "target", type=options.FILE, required=True, metavar="文件或文件夹", help="写到哪里"
)
@options.as_json
@click.pass_obj
def form(
    session: Session, unit: str | None, period: str | None, target: Path, as_json: bool
) -> None:
    """把一个单位的月度填报表写成工作簿（.xlsx），填好后用 import 导入。"""
    workspace = session.workspace
    owing = workspace.unit_named(unit)
    path = save_form(workspace, owing, workspace.month(period), target).absolute()
    answer(
        {"path": str(path), "unit": owing.id},
        as_json=as_json,
        table=lambda: f"已写出 {path}。填好后运行 liaison import {path.name} 导入。",
    )


@click.command(
    "import", cls=Command,
    example="liaison import D:/收到的填报表 --channel 邮件 --informant 周敏",
)  # fmt: skip
@click.argument("paths", nargs=-1, required=True, type=options.FILE, metavar="文件或文件夹…")
@options.unit
@options.period
@click.option("--partial", is_flag=True, help="有要改的地方时，其余的先写入")
@click.option("--channel", type=Word("报送方式", wording.CHANNELS), help="代录：怎样报来的")
@click.option("--informant", metavar="姓名", help="代录：由谁提供")
@click.option(
    "--row", "said", multiple=True, metavar="行=事项", help="自编的表：哪一行是哪一项，可多次"
)
@click.option("--yes", is_flag=True, help="自编的表：对应无误，写入")
@options.as_json
@click.pass_obj
def import_form(
    session: Session,
    paths: tuple[Path, ...],
    unit: str | None,
    period: str | None,
    partial: bool,
    channel: str | None,
    informant: str | None,
    said: tuple[str, ...],
    yes: bool,
    as_json: bool,
) -> int:
    """导入填好的填报表；也可导入自编的、有“任务”和“进展情况”两列的表。文件夹里的工作簿逐个导入。"""
    workspace = session.to_write()
    importing = _Importing(
        workspace,
        workspace.unit_named(unit) if unit or not workspace.is_centre else None,
        workspace.month(period),
        Source(channel, informant) if channel and informant else None,
        dict(map(_said_row, said)),
        is_month_said=period is not None,
        partial=partial,
        yes=yes,
        asks=on_terminal() and not as_json,
    )
    if workspace.is_centre and importing.source is None:
        raise WrongUse(
            "信用办代为录入要说明来源",
            "请加上 --channel 电话、纸质、邮件或会议，和 --informant 提供人",
        )
    files = workbooks(paths)
    rows = []
    with progress("正在导入") as show:
        for number, path in enumerate(files, start=1):
            rows.append(importing.take(path))
            show(number, len(files))
    answer(
        {"files": rows},
        as_json=as_json,
        table=lambda: telling.files_text(rows, workspace.programme),
    )
    return int(any(row["error"] or row["problems"] for row in rows))


class _Importing:
    """Takes workbooks in, one after the other; what is wrong with one stops no other."""

    def __init__(
        self,
        workspace: Workspace,
        unit: Unit | None,
        period: str,
        source: Source | None,
        said: Mapping[int, str],
        *,
        is_month_said: bool,
        partial: bool,
        yes: bool,
        asks: bool,
    ) -> None:
        self.source = source
        self._is_month_said = is_month_said
        self._workspace, self._unit, self._period, self._said = workspace, unit, period, said
        self._partial, self._yes, self._asks = partial, yes, asks

    def take(self, path: Path) -> dict[str, Any]:
        """Take a file in and return its row."""
        try:
            opened = open_workbook(self._workspace, path, self._unit, self._period, self._said)
            self._require_month(opened)
            matches = telling.matches_of(opened)
            if matches and not self._is_confirmed(opened, matches):
                return telling.file_row(
                    path, unit=opened.unit.id, period=opened.period, matches=matches, error=_CONFIRM
                )
            look = look_of(self._workspace, opened)
            taken = taking.take_in(self._workspace, look, self.source, partial=self._partial)
            return telling.taken_row(taken) | {"matches": matches}
        except LiaisonError as error:
            return telling.file_row(path, error=str(error))

    def _require_month(self, opened: Opened) -> None:
        """Raise Refused for a form of another month than the one that was asked for."""
        if self._is_month_said and opened.period != self._period:
            own, wanted = map(wording.period_word, (opened.period, self._period))
            advice = "请换一个文件；不写 --period 则按表里的月份导入"
            raise Refused(f"这是{own}的填报表，不是{wanted}的", advice)

    def _is_confirmed(self, opened: Opened, matches: Sequence[Mapping[str, Any]]) -> bool:
        """Show how rows are understood, and tell whether a person agrees."""
        when = wording.period_word(opened.period)
        say(f"{opened.path.name}：按 {opened.unit.name} {when}导入，各行对应如下。")
        say(telling.matches_table(matches, self._workspace.programme))
        if self._yes or not self._asks:
            return self._yes
        return click.confirm("对应的行是否都对？没有对应的行不导入", err=True)


def _said_row(text: str) -> tuple[int, str]:
    match = _SAID_ROW.fullmatch(text)
    if not match:
        raise WrongUse(f"“{text}”的写法不对", "请写成 12=T05：表里第 12 行是 T05")
    return int(match[1]), f"{match[2][0].upper()}{int(match[2][1:]):02d}"
