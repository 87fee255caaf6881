"""Full-text search at the centre: entries of all months, former ones too, by their words."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from liaison_tui import survey
from liaison_tui.reports import wording
from liaison_tui.reports.searching import (
    Found,
    SearchResult,
    count_words,
    field_word,
    version_word,
)
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.drilling import open_obligation
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose, Span

_COLUMNS = (
    Column("unit", "单位", 14),
    Column("item", "事项", 4),
    Column("state", "填报", 6, rank=1),
    Column("field", "栏目", 10, rank=2),
    Column("said", "内容", least=20),
)
_TITLE = "全文检索"
_HINT = "写一个或几个词，用空格分开，按 Enter 检索。"
_NONE = "没有找到。换个说法，或少写几个词。"


class SearchPage(Page[None]):
    """The page."""

    HELP = """\
在全部单位、全部月份的填报里检索文字：工作进展、存在问题、下一步打算、经验做法和佐证材料的文件名，
更正以前的各版也在内。

* 写一个或几个词，用空格分开，按 Enter；几个词都有的才列出，最近的月份在前。
* 上下键选择，下面是那一段话，找到的词加了下划线；Enter 看全文，已更正的看全年的办理留痕。
* F3 回到检索栏。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看光标所在的一条填报"),
        Binding("f3,ctrl+f,slash", "find", "检索", id="find", tooltip="写要找的文字"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom)
        self._result: SearchResult | None = None
        self._found: dict[str, Found] = {}

    def compose(self) -> ComposeResult:
        """Lay out the words to find, and what is found."""
        yield Heading()
        with Horizontal(id="views"):
            yield LineField(hint="要找的文字", id="find")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_HINT, id="entries")
        yield Prose(id="cell")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the words."""
        self.query_one(Heading).show(_TITLE)
        self.query_one("#find").focus()

    def action_find(self) -> None:
        """Go to the words to find; what one types next is looked for instead."""
        find = self.query_one("#find", LineField)
        if find.has_focus:
            self.app.notify(_HINT)
        find.focus()
        find.action_select_all()

    @on(Input.Submitted, "#find")
    @work(exclusive=True, group="search")
    async def search(self) -> None:
        """Look for what was typed, and show what is found."""
        typed = self.query_one("#find", LineField).value
        board = self.query_one(Board)
        board.wait()
        self._result = None
        with telling(self.app):
            await self._look(typed)
        if self.is_there:
            self._show()

    async def _look(self, typed: str) -> None:
        self._result = await self.backroom.run(lambda w: survey.search(w, typed))

    def _show(self) -> None:
        board, programme = self.query_one(Board), self.backroom.workspace.programme
        result = self._result
        if result is None:
            board.stop_waiting()
            return
        self._found = {found.event.id: found for found in result.found}
        months: dict[str, list[Row]] = {}
        for key, found in self._found.items():
            event = found.event
            row = Row(
                key,
                {
                    "unit": programme.unit_name(event.unit),
                    "item": event.item or "",
                    "state": Cell(version_word(found), "" if found.current else "quiet"),
                    "field": Cell(field_word(found.hit), "quiet"),
                    "said": found.hit.marked,
                },
            )
            months.setdefault(event.period or "", []).append(row)
        board.empty = _NONE
        board.show([Group(wording.period_word(name), rows) for name, rows in months.items()])
        board.go_to_top()
        self.query_one(Heading).show(_TITLE, facts=[count_words(result).rstrip("。")])
        if self._found:
            board.focus()
        else:
            self.app.notify(_NONE)

    @on(Board.Moved)
    def _show_words(self, moved: Board.Moved) -> None:
        found = self._found.get(moved.key or "")
        prose = self.query_one("#cell", Prose)
        if found is None:
            prose.show([])
            return
        hit, event = found.hit, found.event
        who = f"{wording.full_moment(event.at)}  {event.by}  {field_word(hit)}"
        marked = Span(hit.start, hit.end, "bold underline")
        prose.show([Paragraph(who, style="$quiet", lines=1), Paragraph(hit.text, spans=(marked,))])

    @on(Board.Chosen)
    def action_open(self) -> None:
        """Look at the entry one stands on."""
        board = self.query_one(Board)
        found = self._found.get(board.cursor_key or "")
        if found:
            self.open_entry(found)
        else:
            self.app.notify(board.why_empty)

    @work(exclusive=True, group="open")
    async def open_entry(self, found: Found) -> None:
        """Open an entry; a former one in its year."""
        event = found.event
        await open_obligation(self, *event.key, former=not found.current)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter, and the slash, to the field for words to find."""
        if action == "open" and self.query_one("#find", LineField).has_focus:
            return False
        return super().check_action(action, parameters)
