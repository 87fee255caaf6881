"""Keeping a month's points that came from above, with the original, and taking them back."""

from collections.abc import Sequence

from liaison_tui import clock
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal.shape import MAX_LINE, wrong_text
from liaison_tui.measuring.looking import Look
from liaison_tui.programme import layouts
from liaison_tui.programme.measured_rows import SheetPoints, learned_names
from liaison_tui.programme.sheet import plain_number
from liaison_tui.reports import wording
from liaison_tui.rulings.centre import centre_office
from liaison_tui.storage.measurements import (
    Measurement,
    MeasurementNotes,
    SheetShape,
    Withdrawal,
    of_month,
    standing,
)
from liaison_tui.text import one_line
from liaison_tui.workspace import Workspace

PROVINCE, NATION = "省", "国家"
_LONGEST_SOURCE = 20
WHY = "撤销事由"


def take_in(
    workspace: Workspace,
    look: Look,
    period: str,
    *,
    source: str,
    arrived: str = "",
    note: str = "",
) -> Measurement:
    """Keep a workbook that was looked at as a month's points; `arrived` is a day, else today.

    For a month that has points of the same source already it takes their place; both are kept. How
    its columns and names were read is remembered. Raises Refused for a row that is still doubtful,
    for a sheet without points, for what stands already, and where the file has changed since.
    """
    office = centre_office(workspace)
    reading = _ready(look)
    whose = read_source(source)
    if period > clock.today().isoformat()[:7]:
        raise Refused(f"{wording.period_word(period)}还没有到，不会有得分", "请核对监测月份")
    if wrong := wrong_text({"": note}, "", "备注", limit=MAX_LINE):
        raise Refused(wrong)
    kept = office.evidence.attach(look.path)
    if kept.sha256 != look.sha256:
        raise Refused(f"{kept.name} 刚才又改过", "请再看一次再导入")
    notes = MeasurementNotes(workspace.store_folder)
    with office.writing():
        every = notes.measurements()
        made = Measurement(
            _next_id(every), clock.stamp(), workspace.config.officer, whose, period,
            arrived or clock.today().isoformat(),
            {"sha256": kept.sha256, "name": kept.name, "size": kept.size}, look.layout.sheet,
            look.columns, _rows(reading), [row.label for row in reading.unmatched],
            list(reading.lacking), one_line(note),
        )  # fmt: skip
        former = of_month(every, whose, period)
        if former and _tells_the_same(former[-1], made):
            raise Refused(f"这个文件已经导入过（{former[-1].id}），没有变化")
        notes.add_measurement(made)
        _remember(notes, look, reading)
    return made


def withdraw(workspace: Workspace, name: str, reason: str) -> Measurement:
    """Take back what was taken in; what it had taken the place of stands again.

    Raises Refused for one there is not, and without a reason.
    """
    office = centre_office(workspace)
    wanted = name.strip().upper()
    if wrong := wrong_text({"": reason}, "", WHY, limit=MAX_LINE, needed=True):
        raise Refused(wrong)
    notes = MeasurementNotes(workspace.store_folder)
    with office.writing():
        kept = standing(notes.measurements())[0]
        found = next((each for each in kept if each.id == wanted), None)
        if found is None:
            raise Refused(f"没有编号为“{name}”的得分", "用 liaison indicators log 查看编号")
        notes.add_measurement(
            Withdrawal(wanted, clock.stamp(), workspace.config.officer, one_line(reason))
        )
    return found


def read_source(text: str) -> str:
    """Return the name of a source as it is kept; raises WrongUse for none, or one too long."""
    said = one_line(text.strip())
    if not said or len(said) > _LONGEST_SOURCE:
        raise WrongUse("来源没有写或太长", f"请写“{PROVINCE}”“{NATION}”或别的名称")
    return said


def read_arrival(text: str | None) -> str:
    """Return the day a person says a file came; left out it is today. Raises as `read_day`."""
    today = clock.today()
    if text is None or not text.strip():
        return today.isoformat()
    day = clock.read_day(text, until=today)
    if day > today.isoformat():
        raise Refused("到达日期不能晚于今天")
    return day


def why_not_yet(look: Look) -> str:
    """Return what a person must still say before a file can be taken in; empty where nothing."""
    try:
        _ready(look)
    except Refused as problem:
        return problem.sentence
    return ""


def _ready(look: Look) -> SheetPoints:
    reading = look.reading
    if reading is None:
        told = "；".join(layouts.candidate_words(each) for each in look.layout.candidates)
        advice = f"请用 --points-column 写明是哪一列：{told}" if told else "请核对这张表"
        raise Refused("看不出哪一列是得分", advice)
    if reading.doubtful:
        first, count = reading.doubtful[0], len(reading.doubtful)
        like = "、".join(first.candidates)
        rest = f"；这样的共 {count} 行" if count > 1 else ""
        said = f"--row {first.number}={first.candidates[0]}"
        raise Refused(
            f"第 {first.number} 行“{first.label}”像是 {like}，请确认{rest}",
            f"是的写 {said}，不是指标的写 --row {first.number}=无",
        )
    if not reading.points:
        raise Refused("表里没有一项指标的得分", "请核对得分在哪一列")
    return reading


def _rows(reading: SheetPoints) -> list[dict[str, str | int]]:
    by_item = {row.item: row for row in reading.rows}
    found: list[dict[str, str | int]] = []
    for item, points in reading.points.items():
        row = by_item.get(item)
        told: dict[str, str | int] = {"item": item, "points": plain_number(points)}
        if row:
            told |= {"row": row.number, "label": row.label}
            told |= {k: v for k, v in (("rank", row.rank), ("remark", row.remark)) if v}
        found.append(told)
    return found


def _tells_the_same(former: Measurement, made: Measurement) -> bool:
    return former.file.get("sha256") == made.file["sha256"] and former.points == made.points


def _remember(notes: MeasurementNotes, look: Look, reading: SheetPoints) -> None:
    """Keep what is not known yet: how columns are read, and which names a person has said."""
    every = [*reading.rows, *reading.skipped, *reading.unmatched]
    names = learned_names(every, look.said)
    former = notes.shapes().get(look.layout.signature)
    if names or former is None or dict(former.columns) != look.columns:
        notes.add_shape(SheetShape(look.layout.signature, look.columns, names))


def _next_id(every: Sequence[Measurement | Withdrawal]) -> str:
    count = sum(isinstance(each, Measurement) for each in every)
    return f"M{count + 1:02d}"
