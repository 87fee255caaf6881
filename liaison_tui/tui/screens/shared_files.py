"""Files that are evidence in several places: units, items, months; at the centre only."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from liaison_tui import survey
from liaison_tui.journal.evidence_uses import Place, UsedFile
from liaison_tui.reports import wording
from liaison_tui.storage.files import megabytes
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.drilling import open_obligation
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Column, Group, Row
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar

_COLUMNS = (
    Column("unit", "单位", 18),
    Column("item", "事项", 4),
    Column("period", "月份", 10),
    Column("name", "文件名", least=20, middle=True),
)
_TITLE = "同一文件多处使用"
_EMPTY = "没有同一文件多处使用的情况。"


class SharedFilesPage(Page[None]):
    """The page."""

    HELP = """\
内容完全一样的佐证材料用在不止一处的，都列在这里：哪些单位、哪些事项、哪几个月；改了文件名也算同一文件。
用得最多的在前。Enter 看那一条填报的全文。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看光标所在的一条填报"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom)
        self._files: Sequence[UsedFile] = ()
        self._places: Mapping[str, Place] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Heading()
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_EMPTY, id="files")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the page at once and read behind it."""
        self.query_one(Heading).show(_TITLE)
        board = self.query_one(Board)
        board.focus()
        board.wait()

    @on(events.ScreenResume)
    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Read the files and show them with their places."""
        with telling(self.app):
            await self._look()
        if self.is_there:
            self._show()

    async def _look(self) -> None:
        self._files = await self.backroom.run(lambda w: survey.evidence_files(w, least=2))

    def _show(self) -> None:
        files = self._files
        self._places = {
            f"{file.sha256}{number}": place
            for file in files
            for number, place in enumerate(file.places)
        }
        units = {place.unit for place in self._places.values()}
        facts = [f"涉及 {len(units)} 家", f"{len(files)} 个文件"] if files else []
        self.query_one(Heading).show(_TITLE, facts=facts)
        self.query_one(Board).show([self._group(file) for file in files])

    def _group(self, file: UsedFile) -> Group:
        programme = self.backroom.workspace.programme
        names = dict.fromkeys(place.name for place in file.places)
        many = f"等 {len(names)} 个名字" if len(names) > 1 else ""
        where = f"{len({place.unit for place in file.places})} 家单位 {len(file.places)} 处"
        return Group(
            f"{next(iter(names))}{many}  {megabytes(file.size)}  {where}",
            [
                Row(
                    f"{file.sha256}{number}",
                    {
                        "unit": programme.unit_name(place.unit),
                        "item": place.item,
                        "period": wording.period_word(place.period),
                        "name": place.name,
                    },
                )
                for number, place in enumerate(file.places)
            ],
        )

    @on(Board.Chosen)
    def action_open(self) -> None:
        """Look at the entry one stands on."""
        board = self.query_one(Board)
        place = self._places.get(board.cursor_key or "")
        if place:
            self.open_entry(place)
        else:
            self.app.notify(board.why_empty)

    @work(exclusive=True, group="open")
    async def open_entry(self, place: Place) -> None:
        """Open the entry that names a file."""
        await open_obligation(self, place.unit, place.item, place.period)
