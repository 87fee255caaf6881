"""Workbooks as forms: written for the month, looked at when they come back, taken in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from liaison_tui.errors import LiaisonError
from liaison_tui.forms.foreign import ForeignRow
from liaison_tui.forms.making import save_form
from liaison_tui.forms.opening import Opened, look_of, open_workbook
from liaison_tui.forms.reading import Problem
from liaison_tui.forms.taking import Look, Source, Taken, take_in
from liaison_tui.reports import wording
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.form_book_dialogs import RowDialog, SourceDialog
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.picking import PickingPage
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("place", "位置", 12, rank=1),
    Column("item", "编号", 4),
    Column("state", "", 8),
    Column("said", "内容", least=24),
)
_EMPTY = "按 F5 写出本月的填报表；填好以后按 F4 选工作簿导入，自编的表也可以。"
_FOLDER = "填报表"


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook that was picked: opened and judged, or why it cannot be."""

    path: Path
    opened: Opened | None
    look: Look | None
    why_not: str = ""


class FormBooksPage(Page[None]):
    """The page of a unit's form; of all units' at a centre."""

    HELP = """\
把本月的填报表写成工作簿（.xlsx），用表格软件填好，再导入。

* F5 写出：每行一个事项，上期的状态和数量已经带出；信用办写出每个单位一份。
* F4 选填好的工作簿，可以几个一起。要改的地方连同单元格位置列在这里，改好保存后再选一次。
* 自编的表（有“任务”和“进展情况”两列）按文字对应事项；Enter 改一行对应哪一项，拿不准的不会导入。
* Ctrl+S 写入。信用办为单位写入的记作代录，工作簿留作佐证；单位自己已报的不会覆盖。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "对应", id="choose", tooltip="自编的表：这一行对应哪一项"),
        Binding("f4", "pick", "选工作簿", id="pick", tooltip="选填好的工作簿"),
        Binding("f5", "write", "写出", id="write-forms", tooltip="写出本月的填报表"),
        Binding("ctrl+s", "take_in", "写入", id="take-in", priority=True, tooltip="写入填报"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回；没有写入的不留下"),
    ]

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom)
        self._period = period
        self._books: Sequence[_Book] = ()
        self._chosen: dict[Path, dict[int, str]] = {}
        self._rows: dict[str, tuple[Opened, ForeignRow]] = {}
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the list of what was found, and what comes next."""
        yield Heading()
        yield Board(*_COLUMNS, empty=_EMPTY, id="several")
        yield Prose(id="notes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with nothing picked."""
        workspace = self.backroom.workspace
        whose = "各单位" if workspace.unit is None else workspace.unit.name
        self.query_one(Heading).show("填报表（Excel）", whose, wording.period_word(self._period))
        self.query_one("#notes").display = False
        board = self.query_one(Board)
        board.show([])
        board.focus()

    def action_pick(self) -> None:
        """Pick workbooks and look at them."""

        def picked(paths: list[Path] | None) -> None:
            if paths:
                self._chosen = {}
                self.look_at(paths)

        self.app.push_screen(PickingPage(self.backroom), picked)

    @work(exclusive=True, group="look-at")
    async def look_at(self, paths: Sequence[Path], at: str | None = None) -> None:
        """Look at workbooks and show what each says."""
        board = self.query_one(Board)
        board.wait()
        with telling(self.app):
            books = [await self.backroom.run(partial(self._look_at, path)) for path in paths]
            if self.is_there:
                self._books = books
                self._show(at)

    def _look_at(self, path: Path, workspace: Workspace) -> _Book:
        chosen = self._chosen.get(path)
        try:
            opened = open_workbook(workspace, path, workspace.unit, self._period, chosen)
            return _Book(path, opened, look_of(workspace, opened))
        except LiaisonError as error:
            return _Book(path, None, None, str(error))

    def _show(self, at: str | None = None) -> None:
        self._rows = {}
        books = enumerate(self._books)
        groups = [Group(_title(book), list(self._rows_of(n, book))) for n, book in books]
        self.query_one(Board).show(groups, at=at)

    def _rows_of(self, number: int, book: _Book) -> Iterator[Row]:
        """Give what a workbook says: what is wrong, how rows are understood, what is written."""
        if book.look is None or book.opened is None:
            yield _row(f"{number}", "", "", "读不了", book.why_not, "red")
            return
        for at, problem in enumerate(book.look.problems):
            yield _row(
                f"{number} {at}", _place(problem), problem.row, "要改", problem.sentence, "red"
            )
        for foreign in book.opened.foreign:
            key = f"{number} row {foreign.number}"
            self._rows[key] = book.opened, foreign
            yield _matched(key, foreign, book.opened.meant(foreign))
        for ready in book.look.ready:
            item = ready.item
            gist = wording.gist(ready.body, item)
            yield _row(f"{number} {item.id}", ready.row.address, item.id, "可写入", gist)

    @on(Board.Moved)
    def _show_whole(self, moved: Board.Moved) -> None:
        """Show the whole of what a line has no room for."""
        row = self._rows.get(moved.key or "")
        shown = [Paragraph(row[1].words, "表里写的")] if row else []
        notes = self.query_one("#notes", Prose)
        notes.show(shown)
        notes.display = bool(shown)

    @on(Board.Chosen)
    def action_choose(self) -> None:
        """Say which item a row of somebody's own table is."""
        key = self.query_one(Board).cursor_key
        row = self._rows.get(key or "")
        if row is None:
            why = "这一行不用指定对应的事项。" if key else _EMPTY
            self.app.notify(why)
            return
        opened, foreign = row

        dialog = RowDialog(self.backroom, opened, foreign)

        def told(_: None) -> None:
            if dialog.chosen is not None:
                own = self._chosen.setdefault(opened.path, dict(opened.chosen))
                own[foreign.number] = dialog.chosen
                self.look_at([book.path for book in self._books], at=key)

        self.app.push_screen(dialog, told)

    def action_take_in(self) -> None:
        """Write what may be written; where something is wrong, or is entered for a unit, ask."""
        looks = [book.look for book in self._books if book.look]
        count = sum(len(look.ready) for look in looks)
        wrong = sum(len(look.problems) for look in looks)
        if self._busy:
            self.app.notify("正在写入，请稍候。")
        elif not count:
            self.app.notify("没有可以写入的内容。" if self._books else _EMPTY, severity="warning")
        elif wrong:
            self._ask(looks, count, wrong)
        else:
            self._from_whom(looks)

    def _ask(self, looks: Sequence[Look], count: int, wrong: int) -> None:
        def answered(answer: str | None) -> None:
            if answer == "partial":
                self._from_whom(looks)

        answers = {"back": "改好再导入", "partial": f"其余 {count} 项先写入"}
        self.app.push_screen(
            Question("有要改的地方", f"有 {wrong} 处要改，列在最上面。", answers), answered
        )

    def _from_whom(self, looks: Sequence[Look]) -> None:
        """Write at a unit; at a centre ask first how the workbooks came."""
        if not self.backroom.workspace.is_centre:
            self.write_entries(looks, None)
            return

        dialog = SourceDialog(self.backroom)

        def told(_: None) -> None:
            if dialog.source:
                self.write_entries(looks, dialog.source)

        self.app.push_screen(dialog, told)

    @work(exclusive=True, group="write")
    async def write_entries(self, looks: Sequence[Look], source: Source | None) -> None:
        """Write what the workbooks say, one after the other, and show what is left."""
        self._busy = True
        written, warnings = 0, 0
        try:
            with telling(self.app):
                for look in looks:
                    taken = await self.backroom.run(partial(_take_in, look, source))
                    written += len(taken.written)
                    warnings += len(taken.warnings)
        finally:
            self._busy = False
        also = f"；{warnings} 处提醒，导出前核对时会列出" if warnings else ""
        self.app.notify(f"已写入 {written} 项{also}。")
        if self.is_there:
            self.look_at([book.path for book in self._books])

    @work(exclusive=True, group="write")
    async def action_write(self) -> None:
        """Write the month's forms, and show where they lie."""

        def write(workspace: Workspace) -> list[Path]:
            folder = workspace.outbox / _FOLDER
            units = [workspace.unit] if workspace.unit else workspace.programme.units
            months = [workspace.read_month(unit, self._period) for unit in units if unit]
            owing = [month.unit for month in months if month.standings]
            return [save_form(workspace, unit, self._period, folder) for unit in owing]

        with telling(self.app):
            paths = await self.backroom.run(write)
            if self.is_there:
                done = f"已写出 {len(paths)} 份填报表"
                said = [Paragraph("填好保存后，在“填报表（Excel）”一页按 F4 选它导入。")]
                self.app.push_screen(WrittenPage(self.backroom, "填报表", paths, done, said))


def _take_in(look: Look, source: Source | None, workspace: Workspace) -> Taken:
    return take_in(workspace, look, source, partial=True)


def _title(book: _Book) -> str:
    if book.look is None:
        return book.path.name
    look = book.look
    same = f"，没有变化 {len(look.unchanged)} 项" if look.unchanged else ""
    wrong = f"要改 {len(look.problems)} 处，" if look.problems else ""
    when = wording.period_word(look.period)
    return f"{book.path.name}　{look.unit.name} {when}：{wrong}可写入 {len(look.ready)} 项{same}"


def _place(problem: Problem) -> str:
    return f"{problem.sheet} {problem.address}".strip()


def _matched(key: str, row: ForeignRow, item: str) -> Row:
    """Return how a row of somebody's own table is understood."""
    state = "对应" if item else "请指定" if row.candidates else "不导入"
    return _row(key, f"第 {row.number} 行", item, state, row.words, "" if item else "yellow")


def _row(key: str, place: str, item: str, state: str, said: str, tone: str = "") -> Row:
    cells: Mapping[str, Cell | str] = {
        "place": place, "item": item, "state": Cell(state, tone), "said": said,
    }  # fmt: skip
    return Row(key, cells)
