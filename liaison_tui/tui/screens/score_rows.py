"""What the page of scores shows of each unit: its line of the ranking, and all of it beside."""

from collections.abc import Iterator

from liaison_tui.programme.scoring import PARTS
from liaison_tui.reports import score_words as words
from liaison_tui.reports.score_sheet import STATES, Scored, ScoreSheet
from liaison_tui.tui.widgets.board import Cell, Column, Row
from liaison_tui.tui.widgets.prose import AIR, Paragraph, title

_WIDTHS = {"timeliness": 6, "completeness": 6, "first_pass": 8, "progress": 8, "indicators": 8}
COLUMNS = (
    Column("place", "名次", 4, right=True),
    Column("unit", "单位", least=12),
    Column("total", "得分", 6, right=True),
    Column("state", "办理", 10),
    *(
        Column(key, name, _WIDTHS[key], rank=rank, right=True)
        for rank, (key, name) in enumerate(PARTS.items(), start=1)
    ),
    Column("added", "加减分", 6, rank=6, right=True),
    Column("now", "现试算", 6, rank=7, right=True),
)
_SHOWN = 3


def stage(sheet: ScoreSheet) -> str:
    """Return how far the whole is, in words."""
    counted = [row for row in sheet.rows if row.total is not None]
    approved = sum(row.approved is not None for row in counted)
    if not approved:
        return "试算"
    return f"已批准 {approved} / {len(counted)} 家"


def row_of(place: int | None, row: Scored, sheet: ScoreSheet) -> Row:
    """Return a unit's line of the ranking; `place` is None where it has no score."""
    shown, state = words.figures(row), row.state(sheet.today)
    parts = {key: words.part_of(shown, key) for key in PARTS}
    cells: dict[str, Cell | str] = {
        "place": str(place or "—"),
        "unit": row.unit.name,
        "total": Cell(words.points_word(row.total), "strong"),
        "state": Cell(STATES[state], "strong" if state == "objected" else "quiet"),
        **{
            key: words.padded(part["points"]) if part else Cell(words.NONE, "quiet")
            for key, part in parts.items()
        },
        "added": words.added_word(shown),
        "now": words.points_word(row.trial.total) if row.differs else "",
    }
    return Row(row.unit.id, cells)


def told(row: Scored, sheet: ScoreSheet) -> Iterator[Paragraph]:
    """Give a unit's parts and what lost points in each."""
    yield title(row.unit.name)
    state = STATES[row.state(sheet.today)]
    yield Paragraph(f"{words.points_word(row.total)} 分（{state}）", "得分", "bold")
    if row.differs:
        now = words.points_word(row.trial.total)
        yield Paragraph(f"{now} 分，已批准的不随之变动；按 F4 可以重新批准", "现在试算")
    if row.approved:
        yield Paragraph(f"{row.approved.body['approver']}，申诉至 {row.until}", "批准人")
    yield AIR
    for label, text in words.told_of(words.figures(row)):
        yield Paragraph(text, label, lines=_SHOWN)
    for objection in row.objections:
        yield Paragraph(words.objection_words(objection), "申诉", lines=_SHOWN)
