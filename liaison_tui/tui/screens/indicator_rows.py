"""The rows of a month's indicators by the headings of annex 2, and what is told beside them."""

from collections.abc import Collection, Iterator, Sequence

from liaison_tui.journal.measured import Mark, Sum, headed, sum_of
from liaison_tui.measuring.assigning import Handed
from liaison_tui.programme.model import Heading
from liaison_tui.reports import indicators as rows_of
from liaison_tui.reports import wording
from liaison_tui.reports.indicators import IndicatorMonth, change_word, number_word
from liaison_tui.tui.widgets.board import Cell, Group, Row
from liaison_tui.tui.widgets.prose import AIR, Paragraph, title

_UNITS = 12
_NUMERALS = "〇一二三四五六七八九"


def groups_of(
    month: IndicatorMonth, marks: Sequence[Mark], handed: Collection[str], *, plain: bool
) -> Iterator[Group]:
    """Give the first headings with all of some marks below each; `handed` are ids handed out."""
    sums = {(h.level, h.no): sum_of(some) for h, some in headed(month.marks)}
    top, rows = None, list[Row]()
    told: list[Heading | None] = [None, None, None]
    for mark in marks:
        if mark.headings[0] != top and rows:
            yield Group(_title(top, sums), rows)
            rows = []
        top = mark.headings[0]
        for level in (1, 2):
            heading = mark.headings[level]
            if heading and heading != told[level] and _is_told(month, heading):
                rows.append(_heading_row(heading, sums[heading.level, heading.no]))
            told[level] = heading
        is_handed = any(item.id in handed for item in mark.items)
        rows.append(_row(month, mark, handed=is_handed, plain=plain))
    if rows:
        yield Group(_title(top, sums), rows)


def _row(month: IndicatorMonth, mark: Mark, *, handed: bool, plain: bool) -> Row:
    change = mark.change or 0
    return Row(
        mark.key,
        {
            "id": mark.name,
            "text": mark.text,
            "full": number_word(mark.full),
            "got": Cell(number_word(mark.got), "" if mark.got is not None else "quiet"),
            "lost": Cell(number_word(mark.lost) if mark.lost else "", "strong"),
            "before": Cell(number_word(mark.before), "quiet"),
            "change": Cell(change_word(mark.change), "strong" if change < 0 else ""),
            "trend": rows_of.trend_word(month, mark, plain=plain),
            "handed": "已交办" if handed else "",
        },
        selectable=bool(mark.lost),
    )


def _title(heading: Heading | None, sums: dict[tuple[int, int], Sum]) -> str:
    if heading is None:
        return ""
    found = sums[heading.level, heading.no]
    lost = f"，失 {number_word(found.lost)}" if found.lost else ""
    change = f"，比上月 {change_word(found.change)}" if found.change else ""
    got = f"得 {number_word(found.got)} / {number_word(found.full)}"
    numeral = _NUMERALS[heading.no] if heading.no < len(_NUMERALS) else str(heading.no)
    return f"{numeral}、{heading.title} {got}{lost}{change}"


def _is_told(month: IndicatorMonth, heading: Heading) -> bool:
    """Tell whether a heading has a line: one of level 3 where it says other than those around."""
    if heading.level == 2:
        return True
    own = [mark for mark in month.marks if heading in mark.headings]
    above = [mark for mark in month.marks if own[0].headings[1] in mark.headings]
    return 1 < len(own) < len(above)


def _heading_row(heading: Heading, found: Sum) -> Row:
    cells: dict[str, Cell | str] = {
        "id": Cell("二级" if heading.level == 2 else "三级", "quiet"),
        "text": Cell(f"{heading.no}. {heading.title}", "quiet"),
        "full": Cell(number_word(found.full), "quiet"),
        "got": Cell(number_word(found.got), "quiet"),
        "lost": Cell(number_word(found.lost) if found.lost else "", "quiet"),
        "change": Cell(change_word(found.change), "quiet"),
    }
    return Row(f"{heading.level}-{heading.no}", cells, selectable=False)


def total_row(month: IndicatorMonth) -> Row:
    """Return the row of the whole month, which stays in sight."""
    total, (whole, counts) = month.total, month.deducted
    off = f"（扣 {number_word(counts)}，计 {number_word(month.net)}）" if whole else ""
    return Row(
        "total",
        {
            "text": f"合计{off}",
            "full": number_word(total.full),
            "got": number_word(total.got),
            "lost": number_word(total.lost),
            "change": change_word(total.change),
        },
    )


def told_of_mark(
    month: IndicatorMonth, mark: Mark, handed: Sequence[Handed]
) -> Iterator[Paragraph]:
    """Give all that is known of a mark."""
    for item in mark.items:
        yield Paragraph(f"{item.id} {item.text}", style="bold")
    where = [f"{heading.no}. {heading.title}" for heading in mark.headings if heading]
    yield Paragraph(" › ".join(where), "所属")
    yield Paragraph(mark.items[0].source or "—", "信息来源")
    if mark.got is not None:
        yield Paragraph(rows_of.lost_words(mark), "本月")
    if remark := rows_of.remark_of(month, mark):
        yield Paragraph(remark, "上级备注", lines=4)
    yield AIR
    yield title("各月得分")
    for period, got in month.trend.get(mark.key, ()):
        yield Paragraph(number_word(got), wording.period_word(period))
    units = [unit.name for unit in month.units(mark)]
    yield AIR
    yield title(f"责任单位 {len(units)} 家")
    more = f"等 {len(units)} 家" if len(units) > _UNITS else ""
    yield Paragraph("、".join(units[:_UNITS]) + more or "没有")
    ids = {item.id for item in mark.items}
    sent = [each for each in handed if ids & set(each.items)]
    for name in dict.fromkeys(each.id for each in sent):
        some = [each for each in sent if each.id == name]
        due = wording.full_moment(some[0].due)
        yield Paragraph(f"{name}，{len(some)} 家，{due} 前", "交办")


def told_of_month(month: IndicatorMonth) -> Iterator[Paragraph]:
    """Give what is known of the month as a whole."""
    if month.measurement is None:
        return
    yield title(wording.period_word(month.period))
    yield Paragraph(rows_of.total_words(month))
    yield Paragraph(rows_of.measurement_words(month.measurement), "来自")
    for each in month.deductions:
        if each.counts_in(month.period):
            yield Paragraph(rows_of.case_words(each), "扣分")
