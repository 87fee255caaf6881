"""What the centre hands on; `report` calls it by the word for its kind, with what was asked."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from liaison_tui import clock, handing_on, survey
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.handing_on import Switches
from liaison_tui.papers import letterhead as letterheads
from liaison_tui.papers import writing
from liaison_tui.papers.dashboard import page
from liaison_tui.papers.letter import DISCLOSURES, Letter
from liaison_tui.reports import wording
from liaison_tui.reports.circular import Struck
from liaison_tui.storage.files import write_whole
from liaison_tui.workspace import Workspace

KINDS = {
    "summary": "工作情况专报", "circular": "情况通报", "slip": "督办通知单", "dashboard": "看板",
}  # fmt: skip
F = TypeVar("F", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--id", "about", metavar="编号", help="督办通知单：哪一条督查的编号"),
    click.option("--ask", "asks", multiple=True, metavar="文字", help="专报：拟请事项，可写几条"),
    click.option("--strike", multiple=True, metavar="单位", help="通报：不列名的单位，可写几家"),
    click.option("--reason", "reasons", multiple=True, metavar="文字",
                 help="通报：不列名的理由，和 --strike 一一对应"),
    click.option("--by", metavar="日期", help="通报：请在哪一天前补报"),
    click.option("--number", type=click.IntRange(1, 9999), metavar="序号", help="发文序号"),
    click.option("--red-head", is_flag=True, help="印红头"),
    click.option("--internal", is_flag=True, help="印“内部资料”"),
    click.option("--disclosure", type=Word("公开属性", DISCLOSURES), default=None,
                 help="印公开属性"),
)  # fmt: skip


def switches(command: F) -> F:
    """Add what may be asked for of the papers here."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def write(
    kind: str, workspace: Workspace, period: str | None, target: Path, asked: Mapping[str, Any]
) -> str:
    """Write a paper of a kind of `KINDS` and return its title."""
    if kind == "dashboard":
        return _write_dashboard(workspace, period, target)
    writing.require_ending(target)
    letter = _MAKERS[kind](workspace, period, asked, _switches(asked))
    writing.write_paper(target, letter)
    return letter.title


def _switches(asked: Mapping[str, Any]) -> Switches:
    return Switches(
        red_head=asked["red_head"],
        internal=asked["internal"],
        disclosure=asked["disclosure"] or "",
        number=asked["number"],
    )


def _summary(
    workspace: Workspace, period: str | None, asked: Mapping[str, Any], how: Switches
) -> Letter:
    return handing_on.director_page(workspace, workspace.month(period), asked["asks"], how)


def _circular(
    workspace: Workspace, period: str | None, asked: Mapping[str, Any], how: Switches
) -> Letter:
    today = clock.today()
    by = date.fromisoformat(clock.read_day(asked["by"], since=today)) if asked["by"] else None
    if by is not None and by < today:
        raise Refused("补报的日期不能早于今天")
    struck = _struck(workspace, asked["strike"], asked["reasons"])
    return handing_on.circular(workspace, workspace.month(period), struck, how, by)


def _struck(workspace: Workspace, units: Sequence[str], reasons: Sequence[str]) -> list[Struck]:
    if len(units) != len(reasons):
        raise WrongUse(
            "不列名的单位和理由要一一对应", "请每写一个 --strike 单位，就写一个 --reason 理由"
        )
    return [
        Struck(workspace.unit_named(unit), reason)
        for unit, reason in zip(units, reasons, strict=True)
    ]


def _slip(
    workspace: Workspace, _period: str | None, asked: Mapping[str, Any], how: Switches
) -> Letter:
    if not asked["about"]:
        raise WrongUse("没有写是哪一条督查", "请写 --id 编号，编号用 liaison inspect 查看")
    return handing_on.supervision_slip(workspace, asked["about"], how)


_MAKERS: dict[str, Callable[[Workspace, str | None, Mapping[str, Any], Switches], Letter]] = {
    "summary": _summary,
    "circular": _circular,
    "slip": _slip,
}


def _write_dashboard(workspace: Workspace, period: str | None, target: Path) -> str:
    if target.suffix.lower() not in (".html", ".htm"):
        raise WrongUse(f"看板是网页，写不成 {target}", "文件名请以“.html”结尾")
    if target.is_dir():
        raise Refused(f"{target} 是一个文件夹", "请写明文件名")
    month = workspace.month(period)
    write_whole(target, page.html(survey.read_dashboard(workspace, month)).encode("utf-8"))
    return f"{wording.period_word(month)}{page.TITLE}"


@click.command("letterhead", cls=Command, example="liaison letterhead --write")
@click.option("--write", "is_write", is_flag=True, help="把样式文件放进工作区，供修改")
@click.pass_obj
def letterhead(session: Session, is_write: bool) -> None:
    """（汇总端）公文样式：红头、发文机关代字、署名、主送机关和字体。"""
    workspace = session.centre
    if is_write:
        path = handing_on.write_letterhead(workspace)
        answer({}, as_json=False, table=lambda: f"已写好 {path}，请用记事本修改。")
        return
    letter = handing_on.blank_letter(workspace, Switches())
    head = letter.letterhead
    own = (workspace.root / letterheads.NAME).exists()
    rows = [
        ("样式文件", f"{workspace.root / letterheads.NAME}" if own else "程序自带的"),
        ("红头", head.heading),
        ("发文机关代字", head.number_prefix or "（未写）"),
        ("署名", letter.signature),
        ("主送机关", head.addressees),
        ("内部资料字样", head.internal),
        ("标题字体", "、".join(head.fonts.title)),
        ("正文字体", "、".join(head.fonts.body)),
    ]
    answer({}, as_json=False, table=lambda: "\n".join(f"{key}：{value}" for key, value in rows))
