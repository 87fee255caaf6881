"""The files that were taken in, a row for each: its outcome, whose it is, what it brought."""

from collections.abc import Mapping, Sequence

from liaison_tui.exchange.taking import Row as Taken
from liaison_tui.exchange.unreadable import Noted
from liaison_tui.programme.model import Programme
from liaison_tui.reports import exchange as exchange_rows
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row

_COLUMNS = (
    Column("file", "文件", weight=2, least=24, middle=True),
    Column("outcome", "结果", 10),
    Column("unit", "单位", 12, rank=2),
    Column("new", "新增", 4, right=True),
    Column("known", "已有", 4, rank=4, right=True),
    Column("code", "核对码", 9, rank=3),
    Column("reason", "说明", weight=3, least=20, rank=1),
)
_TONES = {"refused": "strong", "held": "strong", "merged": "", "nothing-new": "quiet"}

# What was noted of unreadable files, by their SHA-256.
NotedFiles = Mapping[str, Sequence[Noted]]


class TakenBoard(Board):
    """The list; a row's key is its place in the order in which files were taken in."""

    def __init__(self) -> None:
        super().__init__(*_COLUMNS, empty="汇入的每个文件在这里各占一行。", id="files")

    def show_taken(
        self,
        rows: Sequence[Taken],
        noted: NotedFiles,
        programme: Programme,
        *,
        at: int | None = None,
    ) -> None:
        """Show what became of files, the cursor on the row `at` if given."""
        shown = [_row(n, row, noted, programme) for n, row in enumerate(rows)]
        self.show([Group("", shown)], at=None if at is None else str(at))


def _row(number: int, row: Taken, noted: NotedFiles, programme: Programme) -> Row:
    made = noted.get(row.sha256 or "", ())
    whose = [f"{programme.unit_name(one.note.unit)} {one.note.period}" for one in made]
    told = f"已记到达：{'、'.join(whose)}" if whose else ""
    cells: dict[str, Cell | str] = {
        "file": row.path.name,
        "outcome": Cell(exchange_rows.outcome_word(row), _TONES[row.outcome]),
        "unit": programme.unit_name(row.unit),
        "new": str(row.new_events),
        "known": str(row.known_events),
        "code": row.receipt or "",
        "reason": "；".join(filter(None, (told, row.reason))),
    }
    return Row(str(number), cells)
