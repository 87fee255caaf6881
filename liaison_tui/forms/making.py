"""Making a unit's monthly form: its items, with what stands there and what stood last time."""

from decimal import Decimal
from pathlib import Path

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal.form import fields_of, form_values
from liaison_tui.journal.quantity import spell
from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording
from liaison_tui.reports.form_book import NOTHING_WORDS, RULES, Figure, FormBook, FormRow
from liaison_tui.reports.month import Month
from liaison_tui.storage.files import file_name, write_whole
from liaison_tui.text import sanitise
from liaison_tui.workspace import Workspace

ENDING = ".xlsx"
# So much of an entry's id tells it from any other of its obligation.
SHORT_ID = 12
_CARRIED = ("status", "percent")


def save_form(workspace: Workspace, unit: Unit, period: str, target: Path) -> Path:
    """Write a unit's form for a month to a file, or into a folder under its own name.

    Raises WrongUse for another ending, Refused where the unit owes nothing, DiskFailure.
    """
    book = form_book_of(workspace.read_month(unit, period))
    path = target
    if target.is_dir() or not target.suffix:
        path = target / f"{file_name(f'{unit.name}_{period}_填报表')}{ENDING}"
    if path.suffix.lower() != ENDING:
        raise WrongUse(f"不知道 {path} 要写成什么格式", f"文件名请以“{ENDING}”结尾")
    from liaison_tui.papers.workbook.form import form_xlsx  # noqa: PLC0415 - loads XlsxWriter

    write_whole(path, form_xlsx(book))
    return path


def form_book_of(month: Month) -> FormBook:
    """Return a month's form. Raises Refused where nothing is owed."""
    if not month.standings:
        raise Refused(f"{month.unit.name} {wording.period_word(month.period)}没有应报事项")
    title = f"{month.unit.name}{wording.period_word(month.period)}信用工作填报表"
    identity = {
        "programme": month.programme.name,
        "unit": month.unit.id,
        "period": month.period,
    }
    rows = [_row(month, standing) for standing in month.standings]
    return FormBook(title, f"{month.due:%Y-%m-%d}", identity, rows)


def _row(month: Month, standing: Standing) -> FormRow:
    """Return an item's row; state and percent of last time are there to be changed."""
    item, before = standing.item, month.before(standing.item.id)
    earlier = before[1].event.body if before else {}
    fields = fields_of(item, standing.body)
    typed = form_values(standing.body)
    if not standing.body:
        carried = form_values(earlier)
        typed = {key: carried[key] for key in _CARRIED if key in carried and key in fields}
    values = {
        **{key: sanitise(text) for key, text in typed.items()},
        "nothing": NOTHING_WORDS[typed["nothing"]] if typed.get("nothing") else "",
        "status": wording.STATUSES.get(typed.get("status", ""), ""),
        "area": month.programme.area_heading(item),
        "item": item.text,
        "asks": _asks(standing),
        "last": f"{wording.month_word(before[0])}：{wording.gist(earlier, item)}" if before else "",
        "comment": sanitise(standing.comment),
    }
    figures = [
        Figure(
            measure.key, measure.label, measure.unit, RULES[measure.rule], _plain(measure.target),
            str(earlier.get("quantities", {}).get(measure.key, "")),
            str(standing.body.get("quantities", {}).get(measure.key, "")),
        )
        for measure in item.measures
    ]  # fmt: skip
    head = standing.current.event.id[:SHORT_ID] if standing.current else ""
    return FormRow(item.id, values, fields, figures, head)


def _asks(standing: Standing) -> str:
    said = wording.REPORTS[standing.item.reports]
    return f"{said}，数量" if standing.item.measures and standing.item.reports != "data" else said


def _plain(target: Decimal | None) -> str:
    return "" if target is None else spell(target)
