"""Approval on the command line: who in the unit has approved which entries."""

from pathlib import Path

import click

from liaison_tui import clock
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.journal.approval import code_over
from liaison_tui.programme.names import find_item
from liaison_tui.reports import wording
from liaison_tui.statements import approvals


@click.command(
    cls=Command,
    example="liaison approve T20 --approver 陈志强 --post 分管负责人 --date 2021-06-28",
)
@click.argument("items", nargs=-1, metavar="[事项]…")
@options.period
@click.option("--approver", required=True, metavar="姓名", help="谁审签的")
@click.option(
    "--post", type=Word("职务", wording.POSTS), default="deputy", help="职务；不写为分管负责人"
)
@click.option(
    "--manner",
    type=Word("审签方式", wording.MANNERS),
    default="paper",
    help="怎样审签的；不写为纸质签字",
)
@click.option("--date", "day", metavar="日期", help="哪一天审签的，如 2021-07-02；不写为今天")
@click.option("--opinion", default="", metavar="文字", help="审签意见")
@click.option(
    "--attach",
    "attachments",
    multiple=True,
    type=options.FILE,
    metavar="文件",
    help="签字页的扫描件或照片，可多次",
)
@options.as_json
@click.pass_obj
def approve(
    session: Session,
    /,
    items: tuple[str, ...],
    period: str | None,
    approver: str,
    post: str,
    manner: str,
    day: str | None,
    opinion: str,
    attachments: tuple[Path, ...],
    as_json: bool,
) -> None:
    """登记审签：本期填报已经谁审签；不写事项即全部。填报以后再改动，须重新审签。"""
    workspace = session.to_write()
    month = workspace.month(period)
    unit = workspace.unit
    found = [
        workspace.item_named(unit, item) if unit else find_item(workspace.programme, item)
        for item in items
    ]
    done = approvals.approve(
        workspace,
        month,
        found or None,
        approver=approver,
        post=post,
        date=clock.read_day(day, until=clock.today()) if day else clock.today().isoformat(),
        manner=manner,
        opinion=opinion,
        attachments=attachments,
    )
    saved, code = done.event, code_over(done.event.about)
    answer(
        {"id": saved.id, "period": month, "items": list(done.items), "about": list(saved.about),
         "code": code, **saved.body},
        as_json=as_json,
        table=lambda: (
            f"已登记审签：{wording.POSTS[post]} {saved.body['approver']}，{saved.body['date']}，"
            f"{wording.period_word(month)} {len(done.items)} 项（{'、'.join(done.items)}）"
            f"　核对码 {code}"
        ),
    )  # fmt: skip
