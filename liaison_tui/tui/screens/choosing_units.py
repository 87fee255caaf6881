"""Choosing units from a list, by name or pinyin: whom an item is assigned to."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from liaison_tui.programme.model import Unit
from liaison_tui.programme.names import is_unit_called
from liaison_tui.reports.unit_groups import UNIT_GROUPS, group_of
from liaison_tui.text import normal
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose

_EMPTY = "没有这样的单位，请换几个字。"


class ChoosingUnitsPage(Page[list[Unit]]):
    """The page. It comes back with the units that were chosen, or None for Esc.

    `remarks` says something of single units, by their ids.
    """

    HELP = """\
选单位：空格选中光标所在的单位，可以选几个；F3 按名称、简称或拼音首字母找，选中的不会丢。

选好按 Enter。没有用空格选的，就是光标所在的一个。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "选好", id="take", tooltip="就选这些单位"),
        Binding("f3,ctrl+f,slash", "find", "查找", id="find", tooltip="按名称或拼音首字母找单位"),
        Binding("escape", "back", "返回", id="back", tooltip="取消查找；不选，返回"),
        *Screen.BINDINGS,
    ]

    def __init__(
        self,
        backroom: Backroom,
        title: str,
        what: str,
        units: Sequence[Unit],
        remarks: dict[str, str],
    ) -> None:
        super().__init__(backroom)
        self._title = title
        self._what = what
        self._units = {unit.id: unit for unit in units}
        self._remarks = remarks

    def compose(self) -> ComposeResult:
        """Lay out the line to find with, the list, and what is chosen so far."""
        yield Heading()
        yield Prose(id="notice")
        yield LineField(hint="F3 查找：单位名称、简称或拼音首字母", id="find")
        yield Board(
            Column("name", "单位", least=16), Column("remark", "", 14),
            empty=_EMPTY, selectable=True, id="units",
        )  # fmt: skip
        yield Prose(id="hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show all of them."""
        self.query_one("#notice", Prose).show([Paragraph(self._what, lines=3)])
        self._show()
        self.query_one(Board).focus()

    @on(Input.Changed)
    def _show(self) -> None:
        wanted = normal(self.query_one("#find", LineField).value)
        groups: dict[str, list[Row]] = {name: [] for name in UNIT_GROUPS}
        for unit in self._units.values():
            if is_unit_called(unit, wanted):
                remark = Cell(self._remarks.get(unit.id, ""), "quiet")
                groups[group_of(unit)].append(Row(unit.id, {"name": unit.name, "remark": remark}))
        board = self.query_one(Board)
        board.show([Group(title, rows) for title, rows in groups.items() if rows])
        self._count()

    @on(Board.Selected)
    def _count(self) -> None:
        chosen = self._chosen
        names = "、".join(unit.name for unit in chosen)
        said = f"已选 {len(chosen)} 家：{names}" if chosen else "还没有选；空格选中，可以选几家。"
        self.query_one("#hint", Prose).show([Paragraph(said, lines=2)])
        self.query_one(Heading).show(self._title, facts=[f"已选 {len(chosen)} 家"])

    @property
    def _chosen(self) -> list[Unit]:
        selected = self.query_one(Board).selected_anywhere
        return [unit for name, unit in self._units.items() if name in selected]

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.query_one(Board).focus()

    @on(Board.Chosen)
    def action_take(self) -> None:
        """Take what is selected, or, where nothing is, the unit one stands on."""
        board = self.query_one(Board)
        here = self._units.get(board.cursor_key or "")
        chosen = self._chosen or ([here] if here else [])
        if chosen:
            self.dismiss(chosen)
        else:
            self.app.notify(board.why_empty)

    def action_find(self) -> None:
        """Go to the line to find with."""
        self.query_one("#find").focus()

    def action_back(self) -> None:
        """Show all again, or go back with nothing chosen."""
        line = self.query_one("#find", LineField)
        if line.value or line.has_focus:
            line.value = ""
            self.query_one(Board).focus()
        else:
            self.dismiss(None)
