"""Commands for scores (绩效评价): the trial, approval, objections, bonuses and deductions."""

from dataclasses import asdict

import click

from liaison_tui import clock
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer as tell
from liaison_tui.cli.output import say
from liaison_tui.cli.session import Session
from liaison_tui.errors import WrongUse
from liaison_tui.journal import approved_score, objection
from liaison_tui.programme.period import Span
from liaison_tui.programme.scoring import MOST_DAYS
from liaison_tui.reports import score_words as words
from liaison_tui.reports import scores as rows_of
from liaison_tui.reports import wording
from liaison_tui.rulings import adjustments, objections, scores
from liaison_tui.rulings import listing as listed
from liaison_tui.statements.objections import object_to
from liaison_tui.workspace import Workspace

_APPROVER = click.option("--approver", default="", metavar="姓名", help="批准人；不写则为填报人")


@click.command(
    "scores",
    cls=Command,
    example="liaison scores --period 2021-Q2 --unit 澄江街道 --parts",
)
@options.span
@click.option("--unit", "units", multiple=True, metavar="单位", help="只看（只批准）这些单位")
@click.option("--parts", is_flag=True, help="各部分背后的每个事项、月份和填报")
@click.option("--final", is_flag=True, help="只在可以印发时列出；不可以的说明原因")
@click.option("--approve", "approves", is_flag=True, help="批准试算，发给各单位申诉")
@_APPROVER
@click.option("--days", type=click.IntRange(1, MOST_DAYS), metavar="天数",
              help="批准后几个工作日内可以申诉；不写则按计分规则")  # fmt: skip
@click.option("--withdraw", is_flag=True, help="撤回批准，回到试算；用 --unit 写明单位")
@click.option("--rules", is_flag=True, help="把计分规则放到工作区里，供修改")
@options.as_json
@click.pass_obj
def scores_command(
    session: Session,
    period: str | None,
    units: tuple[str, ...],
    parts: bool,
    final: bool,
    approves: bool,
    approver: str,
    days: int | None,
    withdraw: bool,
    rules: bool,
    as_json: bool,
) -> None:
    """绩效评价：各单位报送工作的得分（试算和已批准的）；在单位看本单位的得分。"""
    if sum((final, approves, withdraw, rules)) > 1:
        raise WrongUse("--final、--approve、--withdraw、--rules 一次只能写一个")
    workspace = session.workspace
    if workspace.unit is not None and not (final or approves or withdraw or rules):
        _tell_own(workspace, as_json=as_json)
        return
    workspace = session.centre
    span = workspace.span(period)
    if rules:
        path = scores.copy_rules(session.to_write() and workspace)
        scores.read_rules(workspace)
        told = f"计分规则在 {path}，用记事本改；改后先看试算"
        tell({"path": str(path)}, as_json=as_json, table=lambda: told)
    elif approves:
        _approve(session, span, units, approver, days, as_json=as_json)
    elif withdraw:
        _withdraw(session, span, units, as_json=as_json)
    else:
        _tell_sheet(workspace, span, units, parts=parts, final=final, as_json=as_json)


def _tell_sheet(
    workspace: Workspace, span: Span, names: tuple[str, ...], *, parts: bool, final: bool,
    as_json: bool,
) -> None:  # fmt: skip
    read = scores.final_sheet if final else scores.read_sheet
    sheet = read(workspace, span)
    wanted = [workspace.unit_named(name) for name in names]
    found = rows_of.sheet_json(sheet, lines=parts)
    if wanted:
        ids = {unit.id for unit in wanted}
        found["units"] = [row for row in found["units"] if row["unit"] in ids]
    apart = [unit.name for unit in wanted if sheet.row(unit.id) is None]
    if apart:
        raise WrongUse(f"{'、'.join(apart)}不参加评价", "只评价参加评价的单位")

    def table() -> str:
        if not (wanted or parts):
            return rows_of.sheet_table(sheet)
        shown = [row for row in sheet.rows if not wanted or row.unit in wanted]
        return "\n\n".join(rows_of.unit_table(row, sheet, lines=parts) for row in shown)

    tell(found, as_json=as_json, table=table)


def _tell_own(workspace: Workspace, *, as_json: bool) -> None:
    """List what the centre has approved of a unit, and sent it."""
    unit = workspace.unit_named(None)
    found = listed.ruled(workspace, unit, approved_score.KIND)
    rows = [rows_of.approved_row(event) for event in found]

    def table() -> str:
        told = []
        for event in found:
            when = wording.period_word(event.body["span"])
            head = f"{unit.name}　{when}　{words.padded(event.body['total'])} 分"
            told.append("\n".join([head, *rows_of.body_lines(event.body, approved=True)]))
        return "\n\n".join(told) or "还没有收到信用办批准的得分。"

    tell({"scores": rows}, as_json=as_json, table=table)


def _approve(
    session: Session, span: Span, names: tuple[str, ...], approver: str, days: int | None, *,
    as_json: bool,
) -> None:  # fmt: skip
    workspace = session.to_write()
    units = [workspace.unit_named(name) for name in names]
    who = approver or workspace.config.officer
    if remark := scores.read_sheet(workspace, span).not_counted:
        say(f"注意：{remark}。")
    said = scores.approve(workspace, span, units, approver=who, days=days)
    until = said[0].body["until"]
    told = (
        f"已批准 {len(said)} 家单位{wording.period_word(span.name)}的得分，批准人 {who}；"
        f"随回执包发给各单位，{until} 以前可以申诉"
    )
    rows = [{"unit": event.unit, **rows_of.approved_row(event)} for event in said]
    tell({"scores": rows}, as_json=as_json, table=lambda: told)


def _withdraw(session: Session, span: Span, names: tuple[str, ...], *, as_json: bool) -> None:
    workspace = session.to_write()
    if not names:
        raise WrongUse("没有写撤回哪个单位的批准", "请加上 --unit 单位名称")
    units = [workspace.unit_named(name) for name in names]
    said = scores.withdraw(workspace, span, units)
    row = {"units": [event.unit for event in said], "period": span.name, "withdrawn": True}
    told = f"已撤回 {'、'.join(unit.name for unit in units)}的批准，回到试算；随回执包告知单位"
    tell(row, as_json=as_json, table=lambda: told)


@click.command(
    "objection",
    cls=Command,
    example="liaison objection --period 2021-Q2 --text T12 的培训已于6月办完，佐证材料已补。",
)
@options.span
@options.unit
@click.option("--text", default="", metavar="文字", help="申诉的内容；答复时为答复的话")
@click.option("--channel", type=Word("方式", wording.CHANNELS), metavar="方式",
              help="（汇总端）代记：电话、纸质、邮件、会议")  # fmt: skip
@click.option("--informant", default="", metavar="姓名", help="（汇总端）代记：谁提出的")
@click.option("--received", default="", metavar="日期", help="（汇总端）代记：哪一天收到的")
@click.option("--answer", "answered", metavar="编号", help="（汇总端）答复一条申诉")
@click.option("--decision", type=Word("答复", approved_score.DECISIONS), default="uphold",
              help="（汇总端）维持，或改按现在的试算")  # fmt: skip
@click.option("--withdraw", metavar="编号", help="（汇总端）撤销一条代记的申诉")
@options.as_json
@click.pass_obj
def objection_command(
    session: Session,
    period: str | None,
    unit: str | None,
    text: str,
    channel: str | None,
    informant: str,
    received: str,
    answered: str | None,
    decision: str,
    withdraw: str | None,
    as_json: bool,
) -> None:
    """对得分申诉；汇总端代记、答复。不写内容则列出申诉和答复。"""
    workspace = session.workspace
    span = workspace.span(period)
    if answered is not None:
        centre = session.centre and session.to_write()
        said = objections.answer(centre, span, answered, decision, text)
        name = centre.programme.unit_name(said.unit)
        done = f"已答复{name}：{approved_score.DECISIONS[decision]}，得分 {said.body['total']}"
        row = {"unit": said.unit, **rows_of.approved_row(said)}
        tell(row, as_json=as_json, table=lambda: f"{done}，随回执包告知单位")
    elif withdraw is not None:
        gone = objections.withdraw(session.centre and session.to_write(), span, withdraw)
        row = {"id": gone.name, "unit": gone.unit, "withdrawn": True}
        tell(row, as_json=as_json, table=lambda: f"已撤销 {gone.name}")
    elif not text:
        _tell_objections(workspace, span, unit, as_json=as_json)
    elif workspace.is_centre:
        owing = workspace.unit_named(unit)
        if channel is None:
            raise WrongUse("没有写申诉是怎样来的", "请写 --channel 电话 --informant 姓名")
        noted = objections.note(
            session.to_write(), owing, span, text, channel=channel, informant=informant,
            day=clock.read_day(received, until=clock.today()) if received else "",
        )  # fmt: skip
        told = f"已记申诉 {noted.number}：{owing.name}，只记在本机；答复随回执包告知单位"
        tell(asdict(noted), as_json=as_json, table=lambda: told)
    else:
        own = session.to_write()
        event = object_to(own, own.unit_named(unit), span.name, text)
        row = {"id": event.id, "about": list(event.about), "text": event.body["text"]}
        tell(row, as_json=as_json, table=lambda: "已写申诉，随报送包交信用办")


def _tell_objections(workspace: Workspace, span: Span, unit: str | None, *, as_json: bool) -> None:
    """List objections: at a unit its own, at a centre all, or one unit's."""
    approved = {name: s.event for name, s in scores.approved_of(workspace, span).items()}
    every = objection.judged(scores.all_objections(workspace), span.name, approved)
    wanted = None if unit is None else workspace.unit_named(unit).id
    found = [o for name, each in sorted(every.items()) for o in each if wanted in (None, name)]
    found.sort(key=lambda o: not o.waits)
    rows = [rows_of.objection_row(o) for o in found]
    tell(
        {"objections": rows},
        as_json=as_json,
        table=lambda: rows_of.objections_table(
            found, workspace.programme, at_unit=not workspace.is_centre
        ),
    )


@click.command(
    "adjust",
    cls=Command,
    example="liaison adjust --unit 澄江街道 --period 2021-06 --bonus 2 --reason 经验做法被推广。"
    " --basis 信用办工作简报第6期",
)
@options.span
@options.unit
@click.option("--bonus", metavar="分值", help="加几分，如 2 或 0.5")
@click.option("--deduct", metavar="分值", help="减几分")
@click.option("--reason", default="", metavar="文字", help="事由")
@click.option("--basis", default="", metavar="文字", help="依据：文件、台账、核查记录")
@click.option("--withdraw", metavar="编号", help="撤销一笔加减分")
@options.as_json
@click.pass_obj
def adjust_command(
    session: Session,
    period: str | None,
    unit: str | None,
    bonus: str | None,
    deduct: str | None,
    reason: str,
    basis: str,
    withdraw: str | None,
    as_json: bool,
) -> None:
    """（汇总端）给一个单位记加分或减分，写明事由和依据；不写分值则列出。"""
    workspace = session.centre
    if withdraw is not None:
        gone = adjustments.withdraw(session.to_write(), withdraw)
        row = {"id": gone.id, "unit": gone.unit, "withdrawn": True}
        name = workspace.programme.unit_name(gone.unit)
        tell(row, as_json=as_json, table=lambda: f"已撤销{name}的一笔加减分，随回执包告知单位")
        return
    if bonus is None and deduct is None:
        wanted = None if unit is None else workspace.unit_named(unit).id
        every = scores.adjustments_of(workspace, workspace.span(period))
        found = [event for event in every if wanted in (None, event.unit)]
        rows = [rows_of.adjustment_row(event) for event in found]
        table = rows_of.adjustments_table(found, workspace.programme)
        tell({"adjustments": rows}, as_json=as_json, table=lambda: table)
        return
    if bonus is not None and deduct is not None:
        raise WrongUse("一笔不能又加又减", "请分两次记")
    owing, month = workspace.unit_named(unit), workspace.month(period)
    sort = "bonus" if bonus is not None else "deduction"
    said = adjustments.adjust(
        session.to_write(), owing, month, sort, bonus or deduct or "", reason=reason, basis=basis
    )
    told_words = words.adjustment_words(rows_of.adjustment_row(said))
    told = f"已记：{owing.name}　{told_words}；编号 {said.id[:8]}"
    tell(rows_of.adjustment_row(said), as_json=as_json, table=lambda: told)
