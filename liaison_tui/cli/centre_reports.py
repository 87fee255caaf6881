"""What the centre hands on; `report` calls it by the word for its kind, with what was asked."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.papers import letterhead as letterheads
from liaison_tui.papers.letter import DISCLOSURES
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
    click.option("--number", type=int, metavar="序号", help="发文序号"),
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
    from liaison_tui.cli import centre_papers  # noqa: PLC0415 - no other command needs the papers

    return centre_papers.write(kind, workspace, period, target, asked)


@click.command("letterhead", cls=Command, example="liaison letterhead --write")
@click.option("--write", "is_write", is_flag=True, help="把样式文件放进工作区，供修改")
@click.option(
    "--template", "is_template", is_flag=True, help="把公文模板（.docx）放进工作区，供修改版式"
)
@click.pass_obj
def letterhead(session: Session, is_write: bool, is_template: bool) -> None:
    """（汇总端）公文样式：红头、发文机关代字、署名、主送机关、字体和模板。"""
    from liaison_tui.printing import letters  # noqa: PLC0415 - as above

    workspace = session.centre
    if is_write:
        path = letters.write_letterhead(workspace)
        answer({}, as_json=False, table=lambda: f"已写好 {path}，请用记事本修改。")
    if is_template:
        made = letters.write_template(workspace)
        answer({}, as_json=False, table=lambda: f"已写好 {made}，请用文字处理软件修改。")
    if is_write or is_template:
        return
    letter = letters.blank_letter(workspace, letters.Switches())
    head = letter.letterhead
    own = (workspace.root / letterheads.NAME).exists()
    rows = [
        ("样式文件", f"{workspace.root / letterheads.NAME}" if own else "程序自带的"),
        ("公文模板", f"{head.template or '没有，按程序自带的版式'}"),
        ("红头", head.heading),
        ("发文机关代字", head.number_prefix or "（未写）"),
        ("署名", letter.signature),
        ("主送机关", head.addressees),
        ("内部资料字样", head.internal),
        ("标题字体", "、".join(head.fonts.title)),
        ("正文字体", "、".join(head.fonts.body)),
    ]
    answer({}, as_json=False, table=lambda: "\n".join(f"{key}：{value}" for key, value in rows))
