"""A centre's commands for indicators measured from above: points, lost points, deductions."""

import re
from pathlib import Path
from typing import Any

import click

from liaison_tui import clock
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command, Group
from liaison_tui.cli.output import answer
from liaison_tui.cli.session import Session
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.measuring import assigning, looking, months, taking
from liaison_tui.papers import writing
from liaison_tui.programme.names import find_item
from liaison_tui.reports import indicators as rows_of
from liaison_tui.reports import measured_files as files_of
from liaison_tui.rulings import deductions
from liaison_tui.workspace import Workspace

_ROW = re.compile(r"(\d{1,5})\s*[=＝]\s*(\S.*)")
_NO_INDICATOR = ("无", "none", "-")
_MONTH = click.option(
    "--period", metavar="月份", help="监测的月份，如 2021-06；不写则为最近有得分的月份"
)
_SOURCE = click.option("--source", metavar="来源", help="省、国家或别的名称；不写则为最近导入的")
_ITEMS = click.option("--item", "items", multiple=True, metavar="指标", help="只要这些指标，可多次")
_UNITS = click.option("--unit", "units", multiple=True, metavar="单位", help="只要这些单位，可多次")


@click.group(
    cls=Group, invoke_without_command=True, example="liaison indicators --period 2021-06 --lost"
)
@_MONTH
@_SOURCE
@click.option("--lost", "lost_only", is_flag=True, help="只列失分的指标")
@options.as_json
@click.pass_context
def indicators(
    ctx: click.Context, period: str | None, source: str | None, lost_only: bool, as_json: bool
) -> None:
    """（汇总端）监测指标得分：不写命令则列出一个月的得分、失分、增减和合计。"""
    if ctx.invoked_subcommand is not None:
        return
    workspace = ctx.find_object(Session).centre  # type: ignore[union-attr]
    found = _month(workspace, period, source)
    answer(
        rows_of.month_json(found),
        as_json=as_json,
        table=lambda: rows_of.month_table(found, lost_only=lost_only),
    )


@indicators.command(
    "import",
    cls=Command,
    example="liaison indicators import 6月得分.xlsx --period 2021-06 --source 省",
)
@click.argument("path", type=options.FILE, metavar="文件")
@click.option("--period", metavar="月份", help="监测的月份；不写则看标题和文件名")
@click.option("--source", metavar="来源", help="省、国家或别的名称；不写则和上一次一样")
@click.option("--arrived", metavar="日期", help="哪天收到的，如 7-12；不写则为今天")
@click.option("--sheet", default="", metavar="名称", help="工作表；不写则为写得最全的一张")
@click.option("--name-column", default="", metavar="列", help="指标名称在哪一列，如 D")
@click.option("--points-column", default="", metavar="列", help="得分在哪一列，如 F")
@click.option("--full-column", default="", metavar="列", help="满分在哪一列")
@click.option("--rank-column", default="", metavar="列", help="排名在哪一列")
@click.option("--remark-column", default="", metavar="列", help="备注在哪一列")
@click.option("--row", "rows", multiple=True, metavar="行=指标",
              help="某一行是哪个指标，如 12=I05；不是指标的写 12=无；可多次")  # fmt: skip
@click.option("--note", default="", metavar="文字", help="备注，如“更正版”")
@click.option("--look", "only_look", is_flag=True, help="只看认出了什么，不导入")
@options.as_json
@click.pass_obj
def import_points(
    session: Session,
    /,
    path: Path,
    period: str | None,
    source: str | None,
    arrived: str | None,
    sheet: str,
    rows: tuple[str, ...],
    note: str,
    only_look: bool,
    as_json: bool,
    **columns: str,
) -> None:
    """导入上级发来的得分表（.xlsx、.xls、.ods），原件留存；列的位置记住，下次不用再写。"""
    workspace = session.centre
    stated = {name.removesuffix("_column"): column for name, column in columns.items() if column}
    month = None if period is None else looking.month_named(workspace, period)
    look = looking.look_at(
        workspace, path, period=month, sheet=sheet, columns=stated, said=_said(workspace, rows)
    )  # fmt: skip
    if only_look:
        answer(files_of.look_json(look), as_json=as_json, table=lambda: files_of.look_words(look))
        return
    day = taking.read_arrival(arrived)
    month = month or look.period
    if month is None and not taking.why_not_yet(look):
        raise WrongUse("标题和文件名里没有写是哪个月的得分", "请写 --period 2021-06")
    whose = source or months.last_source(workspace)
    made = taking.take_in(
        session.to_write(), look, month or "", source=whose, arrived=day, note=note
    )
    found = months.read_indicators(workspace, made.period, made.source)
    told = files_of.taken_json(found, look)
    answer(told, as_json=as_json, table=lambda: files_of.taken_words(found, look))


@indicators.command("log", cls=Command, example="liaison indicators log")
@options.as_json
@click.pass_obj
def log(session: Session, as_json: bool) -> None:
    """列出导入过的得分表：来源、月份、哪天到的，更正了什么，撤销没有。"""
    found = months.read_log(session.centre)
    table = files_of.log_table(session.centre.programme, found)
    rows = files_of.log_json(session.centre.programme, found)
    answer({"measurements": rows}, as_json=as_json, table=lambda: table)


@indicators.command(
    "withdraw", cls=Command, example="liaison indicators withdraw M02 --reason 发错了月份"
)
@click.argument("name", metavar="编号")
@click.option("--reason", required=True, metavar="文字", help="为什么撤销")
@options.as_json
@click.pass_obj
def withdraw(session: Session, name: str, reason: str, as_json: bool) -> None:
    """撤销一次导入；它代替的那一次重新有效。"""
    workspace = session.centre
    gone = taking.withdraw(session.to_write(), name, reason)
    now = months.read_indicators(workspace, gone.period).measurement
    back = now.id if now and now.source == gone.source else None
    told = {"id": gone.id, "period": gone.period, "source": gone.source, "current": back}
    after = f"现在以 {back} 为准" if back else "这个月没有别的得分"
    answer(told, as_json=as_json, table=lambda: f"已撤销 {gone.id}，{after}")


@indicators.command(
    "assign", cls=Command, example="liaison indicators assign --period 2021-06 --due 2021-07-20"
)
@_MONTH
@_SOURCE
@_ITEMS
@_UNITS
@click.option("--due", required=True, metavar="时间", help="办理时限，如 2021-07-20 或带时间")
@click.option("--text", default="", metavar="文字", help="另外要说的话")
@options.as_json
@click.pass_obj
def assign(
    session: Session,
    period: str | None,
    source: str | None,
    items: tuple[str, ...],
    units: tuple[str, ...],
    due: str,
    text: str,
    as_json: bool,
) -> None:
    """把失分指标交办给责任单位，随回执包发出；不写指标则为全部失分指标。"""
    workspace = session.centre
    session.to_write()
    found = _month(workspace, period, source)
    events = assigning.assign(
        workspace, found, clock.read_moment(due),
        items=[find_item(workspace.programme, item) for item in items],
        units=[workspace.unit_named(unit) for unit in units], text=text,
    )  # fmt: skip
    rows = [{"unit": e.unit, "items": e.body["items"], "event": e.id} for e in events]
    name = events[0].body["id"]
    told = {"id": name, "period": found.period, "due": events[0].body["due"], "units": rows}
    done = f"已交办 {name}，共 {len(rows)} 家，随回执包发给各单位；撤销用 liaison call --withdraw"
    answer(told, as_json=as_json, table=lambda: f"{done} {name}")


@indicators.command(
    "slip", cls=Command, example="liaison indicators slip --unit 税务局 -o 交办单.docx"
)
@_MONTH
@_SOURCE
@_ITEMS
@_UNITS
@click.option("--due", default="", metavar="时间", help="办理时限；不写则用已交办的")
@click.option("-o", "target", required=True, type=options.FILE, metavar="文件或文件夹",
              help="一个单位的写成文件（.docx、.html、.txt）；文件夹则每个单位一份")  # fmt: skip
@options.as_json
@click.pass_obj
def slip(
    session: Session,
    period: str | None,
    source: str | None,
    items: tuple[str, ...],
    units: tuple[str, ...],
    due: str,
    target: Path,
    as_json: bool,
) -> None:
    """写出失分指标交办单：文件夹里每个单位一份；几个单位写成一个文件的是内部一览。"""
    from liaison_tui.printing import letters  # noqa: PLC0415 - only when it is asked for

    workspace = session.centre
    is_folder = target.is_dir() or not target.suffix
    if not is_folder:
        writing.require_ending(target)
    found = _month(workspace, period, source)
    every = assigning.slips(
        workspace, found, due=clock.read_moment(due) if due else "",
        items=[find_item(workspace.programme, item) for item in items],
        units=[workspace.unit_named(unit) for unit in units],
    )  # fmt: skip
    paths = [target]
    if is_folder:
        paths = letters.write_assignments(workspace, found, every, target)
    elif len(every) == 1:
        letter = letters.assignment(workspace, found, every[0], letters.Switches())
        writing.write_paper(target, letter)
    elif len({each.unit.id for each in every}) == 1:
        raise WrongUse(
            f"{every[0].unit.name}有 {len(every)} 份交办单", "请写 -o 文件夹，每份一个文件"
        )
    else:
        writing.write_paper(target, assigning.overview_of(workspace, found, every))
    told = {"period": found.period, "files": [str(path) for path in paths]}
    done = f"已写好 {len(paths)} 份，在 {target}" if is_folder else f"已写好 {target}"
    answer(told, as_json=as_json, table=lambda: done)


@click.command(
    cls=Command,
    example="liaison deduct 2 --period 2021-06 --reason 政务系统数据泄露。 --attach 通报.pdf",
)
@click.argument("case", required=False, type=int, metavar="[情形]")
@click.option("--period", metavar="月份", help="从哪个月起扣；不写则为当前应报的月份")
@click.option("--reason", default="", metavar="文字", help="扣分事由；撤销的写撤销事由")
@click.option("--attach", "evidence", multiple=True, type=options.FILE, metavar="文件",
              help="依据，可多次；只留在信用办")  # fmt: skip
@click.option("--unit", metavar="单位", help="由哪个单位引起；写了就随回执包告知该单位")
@click.option("--withdraw", "gone", metavar="编号", help="撤销一次扣分，如 K01")
@options.as_json
@click.pass_obj
def deduct(
    session: Session,
    case: int | None,
    period: str | None,
    reason: str,
    evidence: tuple[Path, ...],
    unit: str | None,
    gone: str | None,
    as_json: bool,
) -> None:
    """（汇总端）第40项扣分：按情形记下扣分和依据；不写情形则列出情形和已记的扣分。"""
    workspace = session.centre
    if gone is not None:
        note = deductions.withdraw(session.to_write(), gone, reason)
        told: dict[str, Any] = {"id": note.id, "withdrawn": True}
        answer(told, as_json=as_json, table=lambda: f"已撤销 {note.id} {note.trigger}的扣分")
        return
    if case is None:
        found = files_of.deductions_json(
            workspace.programme, deductions.notes_of(workspace), deductions.cap_of(workspace)
        )
        answer(found, as_json=as_json, table=lambda: files_of.deductions_table(found))
        return
    month = looking.month_named(workspace, period) if period else workspace.month(None)
    note = deductions.deduct(
        session.to_write(), case, month, reason=reason, evidence=evidence,
        unit=workspace.unit_named(unit) if unit else None,
    )  # fmt: skip
    row = files_of.deduction_json(note)
    answer(row, as_json=as_json, table=lambda: f"已记扣分：{files_of.deduction_words(note)}")


def _month(workspace: Workspace, period: str | None, source: str | None) -> rows_of.IndicatorMonth:
    month = looking.month_named(workspace, period) if period else months.latest_month(workspace)
    return months.read_indicators(workspace, month, source)


def _said(workspace: Workspace, rows: tuple[str, ...]) -> dict[int, str]:
    """Return what a person says of rows: numbers to indicators, empty for none."""
    found = {}
    for words in rows:
        match = _ROW.fullmatch(words.strip())
        if not match:
            raise WrongUse(f"看不懂“{words}”", "请写成 12=I05，不是指标的写 12=无")
        if match[2] in _NO_INDICATOR:
            found[int(match[1])] = ""
            continue
        item = find_item(workspace.programme, match[2])
        if item.kind != "indicator":
            raise Refused(f"{item.id} 不是监测指标")
        found[int(match[1])] = item.id
    return found
