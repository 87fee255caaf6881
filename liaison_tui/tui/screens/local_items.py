"""A unit's own items: the focus and the highlights it sets itself."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from liaison_tui.journal.local import LocalItem
from liaison_tui.programme.due import periods_of
from liaison_tui.programme.model import LOCAL_SORTS, Unit
from liaison_tui.programme.period import read_month
from liaison_tui.reports import statements as rows_of
from liaison_tui.reports import wording
from liaison_tui.statements import local_items
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.list_page import ListPage
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.board import Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace


class LocalItemsPage(ListPage[Sequence[LocalItem]]):
    """The list, withdrawn ones last."""

    HELP = """\
本单位自己确定的本地重点和亮点，编号 L01、L02 等等。定下以后就在清单里，每月和其他事项一样填写进展。

* F6 新增，Enter 修改，Del 撤销。撤销以后不再要填，已经填报的留着；编号不再使用。"""
    TITLE = "本地事项"
    EMPTY = "还没有确定本地重点和亮点。按 F6 新增一项。"
    COLUMNS = (
        Column("id", "编号", 4),
        Column("sort", "类别", 8),
        Column("text", "内容", least=20),
        Column("from", "起报月份", 10, rank=1),
        Column("state", "", 6),
    )

    def __init__(self, backroom: Backroom, unit: Unit, period: str) -> None:
        super().__init__(backroom)
        self._unit = unit
        self._period = period

    def fetch(self, workspace: Workspace) -> Sequence[LocalItem]:
        """Find them, withdrawn ones too."""
        return workspace.local_items(self._unit)

    def groups(self, found: Sequence[LocalItem]) -> Sequence[Group]:
        """Return them in order."""
        return [Group("", [_row(own) for own in sorted(found, key=lambda own: own.withdrawn)])]

    def sheet(self, key: str | None) -> "LocalItemDialog":
        """Return the dialog for one of them."""
        former = _named(self.found or (), key)
        return LocalItemDialog(self.backroom, self._unit, self._period, former)

    def called(self, found: Sequence[LocalItem], key: str) -> str:
        """Return its id and text."""
        own = _named(found, key)
        return f"{key} {own.item.text}" if own and not own.withdrawn else ""

    def notes(self, found: Sequence[LocalItem], key: str | None) -> Iterable[Paragraph]:
        """Return what another PC has given the same id."""
        own = _named(found, key)
        words = rows_of.namesake_words(rows_of.local_item_row(own)) if own else ""
        return [Paragraph(words)] if words else []

    def withdraw(self, workspace: Workspace, key: str) -> None:
        """Withdraw one of them."""
        local_items.withdraw(workspace, self._unit, key)


_NAMES = {"sort": "类别", "text": "内容"}


class LocalItemDialog(SheetDialog[Sequence[LocalItem]]):
    """One of a unit's own items: a new one, or one to be changed."""

    HELP = """\
一个本地事项：类别按数字选，内容用一句话写清做什么。新增的还要写明从哪个月开始填报。

Ctrl+S 保存，保存后就在清单里，随报送包交信用办。"""

    def __init__(
        self, backroom: Backroom, unit: Unit, period: str, former: LocalItem | None
    ) -> None:
        super().__init__(backroom, f"修改 {former.item.id}" if former else "新增本地事项")
        self._unit = unit
        self._period = period
        self._former = former

    def fetch(self, workspace: Workspace) -> Sequence[LocalItem]:
        """Return the one to be changed, as it stands."""
        name = self._former.item.id if self._former else None
        return [own for own in workspace.local_items(self._unit) if own.item.id == name]

    def said(self, found: Sequence[LocalItem]) -> Mapping[str, str]:
        """Return its sort and words."""
        return {
            name: words
            for own in found
            for name, words in (("类别", LOCAL_SORTS[own.item.sort or ""]), ("内容", own.item.text))
        }

    def blanks(self, found: Sequence[LocalItem]) -> Sequence[Blank]:
        """Ask for its sort and words; of a new one also for its first month."""
        former = found[0].item if found else None
        known = periods_of(self.backroom.workspace.programme)
        asked = [
            blanks.choice("sort", "类别", LOCAL_SORTS, former.sort or "" if former else ""),
            blanks.line("text", "内容", former.text if former else "", needed=True),
        ]
        if former is None:
            editor = LineField(wording.period_word(self._period))
            asked.append(
                Blank("period", "起报月份", editor, lambda typed: read_month(typed, known))
            )
        return asked

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str | None:
        """Keep what was changed of it, or a new one."""
        if self._former:
            words = {key: str(kept[key]) for key in _NAMES if key in self.changed}
            if self.is_overtaken(workspace, [_NAMES[key] for key in words]):
                return None
            name = self._former.item.id
            renumbered = local_items.change(workspace, self._unit, name, words).renumbered
            return f"{name} 已修改" + rows_of.renumbered_words(name, renumbered)
        saved = local_items.add(workspace, self._unit, kept["period"], kept["text"], kept["sort"])
        return f"已新增 {saved.item}，{wording.period_word(kept['period'])}起每月在清单里填写"


def _named(found: Sequence[LocalItem], key: str | None) -> LocalItem | None:
    return next((own for own in found if own.item.id == key), None)


def _row(own: LocalItem) -> Row:
    tone = "quiet" if own.withdrawn else ""
    cells = {
        "id": own.item.id,
        "sort": LOCAL_SORTS.get(own.item.sort or "", ""),
        "text": own.item.text,
        "from": wording.period_word(own.first_period),
        "state": "已撤销" if own.withdrawn else "",
    }
    return Row(own.item.id, {key: Cell(shown, tone) for key, shown in cells.items()})
