"""What a part of a score follows from: each item and month, what it got, and why not all of it."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from liaison_tui.journal.scores import FULL, Line
from liaison_tui.programme.period import Span
from liaison_tui.programme.scoring import PARTS, SIDES
from liaison_tui.reports import score_words as words
from liaison_tui.reports import wording
from liaison_tui.reports.score_sheet import Scored
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.drilling import open_obligation
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar

_COLUMNS = (
    Column("item", "事项", 4),
    Column("period", "月份", 10),
    Column("side", "类别", 4, rank=1),
    Column("credit", "得", 5, right=True),
    Column("why", "说明", 18),
    Column("text", "内容", least=16, rank=2),
)
_EMPTY = "这一部分没有逐项的依据。"


class ScoreLinesPage(Page[None]):
    """The page of one part of one unit's score."""

    HELP = """\
这一部分背后的每个事项和月份：得百分之几，为什么没有全得。没有全得的在前。Enter 看填报。

已经批准的，最上面是批准时失分的，不再变动；下面是现在的试算。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看光标所在的填报"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回这个单位的得分"),
    ]

    def __init__(self, backroom: Backroom, row: Scored, part: str, span: Span) -> None:
        super().__init__(backroom)
        self._row = row
        self._part = part
        self._span = span
        self._places: dict[str, tuple[str, str]] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Heading()
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_EMPTY, id="lines")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the items and months."""
        unit = self._row.unit
        shown = words.part_of(words.figures(self._row), self._part)
        points = f"{words.padded(shown['points'])} / {words.padded(shown['full'])}" if shown else ""
        self.query_one(Heading).show(
            PARTS[self._part], unit.name, wording.period_word(self._span.name), facts=[points]
        )
        board = self.query_one(Board)
        board.empty = f"{words.side_words(shown)}。" if shown and "lost" in shown else _EMPTY
        board.focus()
        board.show([Group(name, rows) for name, rows in self._groups() if rows])

    def _groups(self) -> Iterator[tuple[str, Sequence[Row]]]:
        now = ""
        if self._row.approved:
            now = "现在的试算："
            part = words.part_of(self._row.approved.body, self._part) or {}
            short = part.get("short", ())
            rows = [
                self._listed("approved", each["item"], each["period"], each["credit"], each["why"])
                for each in short
            ]
            yield f"批准时没有全得的 {len(rows)}", rows
        trial = self._row.trial.part(self._part)
        lines = trial.lines if trial else ()
        short_now = [self._line(line) for line in lines if line.credit < FULL]
        whole = [self._line(line) for line in lines if line.credit == FULL]
        yield f"{now}没有全得的 {len(short_now)}", short_now
        yield f"{now}全得的 {len(whole)}", whole

    def _line(self, line: Line) -> Row:
        return self._listed("trial", line.item, line.period, line.credit, line.why, line.side)

    def _listed(
        self, which: str, item: str, period: str, credit: int, why: str, side: str = ""
    ) -> Row:
        key = f"{which} {item} {period}"
        self._places[key] = (item, period)
        known = self.backroom.workspace.programme.item_by_id.get(item)
        cells: dict[str, Cell | str] = {
            "item": item,
            "period": wording.period_word(period),
            "side": Cell(SIDES.get(side, ""), "quiet"),
            "credit": Cell(f"{credit}%", "strong" if credit < FULL else ""),
            "why": words.WHYS.get(why, why) if credit < FULL else "",
            "text": Cell(known.text if known else "", "quiet"),
        }
        return Row(key, cells)

    @on(Board.Chosen)
    def action_open(self) -> None:
        """Look at the entry one stands on."""
        place = self._places.get(self.query_one(Board).cursor_key or "")
        if place:
            self.open_entry(*place)
        else:
            self.app.notify(self.query_one(Board).why_empty)

    @work(exclusive=True, group="open")
    async def open_entry(self, item: str, period: str) -> None:
        """Open the entry of an item and month."""
        await open_obligation(self, self._row.unit.id, item, period)
