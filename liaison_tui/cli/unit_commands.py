"""A unit's commands: what is owed, writing entries, what was said, exporting."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from liaison_tui import clock, desk
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer, say
from liaison_tui.cli.session import Session
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange import sending
from liaison_tui.exchange.wrapping import Wrapping
from liaison_tui.journal.approval import in_words
from liaison_tui.journal.entry import MAX_TEXT
from liaison_tui.journal.quantity import read_percent, read_typed
from liaison_tui.journal.standing import standings
from liaison_tui.precheck import concerns
from liaison_tui.programme.model import Item, Unit
from liaison_tui.programme.names import find_unit
from liaison_tui.reports import concerns as concern_rows
from liaison_tui.reports import exchange as exchange_rows
from liaison_tui.reports import history as history_rows
from liaison_tui.reports import tasks as task_rows
from liaison_tui.reports import wording
from liaison_tui.reports.closing_words import amends_words
from liaison_tui.rulings.closed import closed_on
from liaison_tui.statements import approvals
from liaison_tui.text import sanitise, shorten
from liaison_tui.workspace import NoWorkspace, Workspace, load_programme, span_named

_MAX_STDIN = 8 * 1024 * 1024


@click.command(cls=Command, example="liaison tasks --unit 税务局 --period 2021-06")
@options.unit
@options.span
@click.option("--state", type=Word("状态", wording.STATES), help="只列这一状态的事项")
@options.as_json
@click.pass_obj
def tasks(
    session: Session, unit: str | None, period: str | None, state: str | None, as_json: bool
) -> None:
    """列出本单位应报事项和办理情况。"""
    if session.found is None and unit is not None:
        programme = load_programme(None)
        owing, span = find_unit(programme, unit), span_named(programme, period)
        found = standings(programme, owing, span.months, None, clock.today())
    elif session.found is None:
        raise NoWorkspace(session.named, "；只看应报哪些，写 liaison tasks --unit 单位名称")
    else:
        workspace = session.workspace
        programme = workspace.programme
        owing, span = workspace.unit_named(unit), workspace.span(period)
        found = workspace.standings(owing, span.months)
    today = clock.today()
    rows = task_rows.tasks(programme, owing, span, found)
    table = task_rows.tasks_table(rows, found, state, today)
    if state is not None:
        rows["items"] = [item for item in rows["items"] if item["state"] == state]
    answer(rows, as_json=as_json, table=lambda: table)


@click.command(
    cls=Command, example="liaison record T20 --status in-progress --percent 60"
    " --quantity certified=4 --text 新增贯标企业4家。"
)  # fmt: skip
@click.argument("item", metavar="事项")
@options.period
@click.option("--status", type=Word("办理状态", wording.STATUSES), help="办理状态")
@click.option("--percent", metavar="数", help="完成进度，0 至 100")
@click.option("--quantity", "quantities", multiple=True, metavar="名称=数", help="数量，可多次")
@click.option("--text", metavar="文字", help="工作进展；写 - 则从标准输入读")
@click.option("--problems", metavar="文字", help="存在问题")
@click.option("--next", "next_steps", metavar="文字", help="下一步打算")
@click.option("--practice", "practices", metavar="文字", help="经验做法")
@click.option("--nothing", type=Word("无进展类别", wording.NOTHINGS), help="零报告或无进展")
@click.option(
    "--attach",
    "attachments",
    multiple=True,
    type=options.FILE,
    metavar="文件",
    help="佐证材料，可多次",
)
@click.option("--from-activities", is_flag=True, help="按已登记的活动填数量和进展")
@click.option("--settle", is_flag=True, help="填报不一致时，以这一条为准")
@click.option("--reason", default="", metavar="文字", help="信用办核定的理由，与 --settle 同用")
@options.unit
@click.option("--channel", type=Word("报送方式", wording.CHANNELS), help="代录：怎样报来的")
@click.option("--informant", metavar="姓名", help="代录：由谁提供")
@options.as_json
@click.pass_obj
def record(
    session: Session,
    /,
    item: str,
    period: str | None,
    unit: str | None,
    from_activities: bool,
    settle: bool,
    reason: str,
    attachments: tuple[Path, ...],
    as_json: bool,
    percent: str | None,
    quantities: tuple[str, ...],
    text: str | None,
    **words: str | None,
) -> None:
    """填写一个事项的进展；再次填写同一事项即为更正（以新的一条为准）。"""
    workspace = session.to_write()
    owing = _who(workspace, unit, words)
    month = workspace.month(period)
    found = workspace.item_named(owing, item, month)
    body = {
        **words,
        "text": _stdin() if text == "-" else text,
        "percent": _percent(percent),
        "quantities": read_quantities(quantities, found),
    }
    if from_activities:
        body = _with_activities(workspace, owing, found, month, body)
    done = desk.record(
        workspace, owing, found, month, body, attachments=attachments, settle=settle, why=reason
    )
    if done.event is None:
        advice = "加上 --settle 再填一次，以那一条为准"
        heads_stand_in_the_way(
            workspace, owing, found, month, done.heads, advice=advice, as_json=as_json
        )
    saved = done.event
    warnings = [{"field": w.field, "kind": w.kind, "message": w.message} for w in done.warnings]
    result = {"id": saved.id, "item": found.id, "period": month, "warnings": warnings}
    for warning in done.warnings:
        say(f"提醒：{warning.message}。")
    if saved.kind == "settle" and not reason.strip():
        say("提醒：核定没有写理由，各单位看不到为什么；以后请加 --reason。")
    answer(
        result,
        as_json=as_json,
        table=lambda: (
            f"已保存 {wording.clock_time(saved.at)}　{owing.name} {month} {found.id} "
            f"{shorten(found.text, 40)}　编号 {saved.id[:8]}"
        ),
    )


@click.command(cls=Command, example="liaison history T20 --period 2021-06")
@click.argument("item", metavar="事项")
@options.span
@options.unit
@options.as_json
@click.pass_obj
def history(
    session: Session, item: str, period: str | None, unit: str | None, as_json: bool
) -> None:
    """列出一个事项的办理留痕，由早到晚。"""
    workspace = session.workspace
    owing = workspace.unit_named(unit)
    span = workspace.span(period)
    found = workspace.item_named(owing, item, span.months[-1])
    said = workspace.said_of(owing.id, found.id, span.months)
    rows = history_rows.history(*said)
    answer(rows, as_json=as_json, table=lambda: history_rows.history_table(rows, found))


@click.command(cls=Command, example="liaison export --period 2021-06 -o D:/报送")
@options.period
@click.option("-o", "target", type=options.FILE, metavar="文件或文件夹", help="写到哪里")
@click.option("--volume", metavar="大小", help="分卷：每个文件不超过这么大，如 20M；各卷都要发")
@click.option("--zip", "zipped", is_flag=True, help="装进普通的 .zip，供不收其他文件的邮箱使用")
@options.as_json
@click.pass_obj
def export(
    session: Session,
    period: str | None,
    target: Path | None,
    volume: str | None,
    zipped: bool,
    as_json: bool,
) -> None:
    """导出报送包，交信用办。"""
    wrapping = Wrapping(None if volume is None else options.size(volume), zipped)
    workspace = session.to_write()
    month = workspace.month(period)
    found = concerns(workspace, workspace.unit, month) if workspace.unit else []
    unapproved = approvals.before_export(workspace, month)
    if unapproved:
        say(f"提醒：{in_words(unapproved, month)}。")
    sent = sending.export(workspace.office, month, target or workspace.outbox, wrapping)
    missing = workspace.missing(workspace.unit, month) if workspace.unit else []
    result = exchange_rows.export_json(sent, month, missing)
    if volume is not None:
        result["volumes"] = exchange_rows.volumes_json(sent)
    answer(
        result,
        as_json=as_json,
        table=lambda: exchange_rows.export_text(
            sent, workspace.programme, missing, workspace.is_centre
        ),
    )
    if workspace.unit and sent.new_events and closed_on(workspace, workspace.unit, month):
        say(f"提醒：{amends_words(month)}。")
    if left := concern_rows.left_open(found):
        say(left)


def _with_activities(
    workspace: Workspace, unit: Unit, item: Item, period: str, body: dict[str, Any]
) -> dict[str, Any]:
    """Return a body with what the unit's activities come to; what is typed goes before it."""
    fed = next((s for s in workspace.suggestions(unit, period) if s.item == item), None)
    if fed is None:
        raise Refused(
            f"没有可填入 {item.id} {period} 的活动", "先用 liaison activity add 登记，或直接填写"
        )
    counted = {**fed.quantities, **body["quantities"]}
    return {**body, "quantities": counted, "text": body["text"] or fed.text}


def heads_stand_in_the_way(
    workspace: Workspace,
    unit: Unit,
    item: Item,
    period: str,
    heads: Sequence[str],
    *,
    advice: str,
    as_json: bool,
) -> NoReturn:
    """Tell which entries of an obligation stand beside each other, and that nothing was written."""
    if as_json:
        answer({"id": None, "heads": list(heads)}, as_json=True, table=str)
    say(f"{item.id} {period} 有 {len(heads)} 条不一致的填报，没有写入：")
    for report in workspace.reports(units=[unit.id], items=[item.id], periods=[period]).values():
        for head in report.heads:
            event = head.event
            say(f"  {event.id[:8]}　{event.by}　{wording.gist(event.body, item)}")
    say(f"{advice}。")
    raise click.exceptions.Exit(1)


def _who(workspace: Workspace, unit: str | None, words: dict[str, str | None]) -> Unit:
    owing = workspace.unit_named(unit)
    if not workspace.is_centre:
        if not workspace.is_of(owing):
            raise WrongUse(f"这里是{workspace.unit_named(None).name}的工作区，不能替别的单位填报")
        if words.get("channel") or words.get("informant"):
            raise WrongUse("--channel 和 --informant 只在信用办代录时使用")
    return owing


def _stdin() -> str:
    data = sys.stdin.buffer.read(_MAX_STDIN + 1) if sys.stdin else b""
    if len(data) > _MAX_STDIN:
        raise Refused(f"工作进展太长，超过 {MAX_TEXT} 字的上限", "没有写入，请改短后再填")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return sanitise(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Refused("标准输入不是文字", "请用 UTF-8 编码的文字")


def _percent(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return read_percent(text)
    except ValueError:
        raise Refused(f"完成进度“{text}”不是整数", "请填 0 至 100 的整数") from None


def read_quantities(texts: tuple[str, ...], item: Item) -> dict[str, str]:
    """Return quantities by key; a measure may also be named by its label."""
    keys = {measure.label: measure.key for measure in item.measures}
    found: dict[str, str] = {}
    for name, number in map(_quantity, texts):
        key = keys.get(name, name)
        if key in found:
            raise WrongUse(f"数量 {key} 写了两次", "请只写一次")
        found[key] = number
    return found


def _quantity(text: str) -> tuple[str, str]:
    key, equals, number = text.partition("=")
    if not equals or not key:
        raise WrongUse(f"数量“{text}”的写法不对", "请写成 名称=数，如 certified=4")
    try:
        return key.strip(), read_typed(number)
    except ValueError:
        raise Refused(f"数量 {key} 的“{number}”不是数", "请填数字，如 4 或 12.5万") from None
