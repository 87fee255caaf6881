"""What is asked about workbooks: which item a row is, and how a unit's workbook came."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui.forms.foreign import ForeignRow
from liaison_tui.forms.opening import Opened
from liaison_tui.forms.taking import Source
from liaison_tui.journal.entry import FIELD_NAMES
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace


class RowDialog(SheetDialog[Sequence[Item]]):
    """Which item a row of somebody's own table is; `chosen` once that was said, empty for none."""

    HELP = """\
自编的表里这一行是哪一个事项：写编号，如 T18，或写事项里的几个字；留空就不导入这一行。"""
    DOES = "确定对应"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "确定", id="save", priority=True, tooltip="确定对应的事项"),
    ]

    def __init__(self, backroom: Backroom, opened: Opened, row: ForeignRow) -> None:
        super().__init__(backroom, f"第 {row.number} 行对应哪一项")
        self._opened = opened
        self._row = row
        self.chosen: str | None = None

    def fetch(self, workspace: Workspace) -> Sequence[Item]:
        """Find the likeliest items."""
        return [workspace.item_named(self._opened.unit, name) for name in self._row.candidates]

    def notice(self, found: Sequence[Item]) -> Iterator[Paragraph]:
        """Say what the row says, and which items are like it."""
        yield Paragraph(self._row.words, "表里写的", lines=3)
        for item in found:
            yield Paragraph(item.text, item.id, lines=2)

    def blanks(self, found: Sequence[Item]) -> Sequence[Blank]:
        """Ask for the item; the likeliest is there already."""
        workspace = self.backroom.workspace
        first = self._opened.meant(self._row) or (found[0].id if found else "")

        def read(typed: str) -> str:
            wanted = typed.strip()
            return workspace.item_named(self._opened.unit, wanted).id if wanted else ""

        return [Blank("item", "事项", LineField(first, hint="编号或几个字；留空不导入"), read)]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:  # noqa: ARG002 - the page's
        """Hand over what was chosen."""
        self.chosen = kept["item"]
        number = self._row.number
        return f"第 {number} 行对应 {self.chosen}" if self.chosen else f"第 {number} 行不导入"


class SourceDialog(SheetDialog[bool]):
    """How workbooks came that the centre enters for their units; `source` once that was said."""

    HELP = """\
信用办为单位录入，写明工作簿怎样报来、由谁提供；随填报一起保存，单位自己报来后即以单位的为准。"""
    DOES = "写入，记作代录"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "写入", id="save", priority=True, tooltip="写入，记作代录"),
    ]

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom, "代录：怎样报来的")
        self.source: Source | None = None

    def fetch(self, workspace: Workspace) -> bool:
        """Find nothing: what is asked is new each time."""
        return workspace.is_centre

    def blanks(self, found: bool) -> Sequence[Blank]:  # noqa: ARG002 - nothing was found
        """Ask for the channel and the informant."""
        return [
            blanks.choice("channel", FIELD_NAMES["channel"], wording.CHANNELS, "mail"),
            blanks.line("informant", FIELD_NAMES["informant"], needed=True, hint="单位的联络员"),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:  # noqa: ARG002 - the page's
        """Hand over what was said."""
        self.source = Source(kept["channel"], kept["informant"])
        return f"按{wording.CHANNELS[self.source.channel]}报来代录"
