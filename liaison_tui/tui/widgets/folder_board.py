"""The list of what lies in a folder, as far as it matches what was typed; files can be selected."""

from liaison_tui.pinyin import spelled_by
from liaison_tui.reports import wording
from liaison_tui.storage.files import megabytes
from liaison_tui.storage.folders import Entry, Listing, by_name
from liaison_tui.text import normal
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row

_COLUMNS = (
    Column("name", "名称", least=20, middle=True),
    Column("size", "大小", 9, right=True),
    Column("modified", "修改日期", 16, rank=1),
)
_KINDS = {"folder": "文件夹", "link": "链接"}
_TONES = {"folder": "strong", "file": "", "link": "quiet"}
_EMPTY = "这里没有可选的文件。按退格键回上一级，按 F6 换一个位置。"
_NO_MATCH = "没有符合的文件。按 Esc 取消筛选。"


class FolderBoard(Board):
    """The list. What is selected stays so while other folders are shown."""

    def __init__(self) -> None:
        super().__init__(*_COLUMNS, selectable=True, id="folder")
        self._entries: dict[str, Entry] = {}

    def show_folder(
        self, listing: Listing, typed: str, *, named: bool, at: str | None = None
    ) -> int:
        """Show what matches, the cursor on the path `at`; returns how many that are.

        `named` puts files by their names, not the newest first.
        """
        self._entries |= {str(entry.path): entry for entry in listing.entries}
        found = [entry for entry in listing.entries if _matches(entry, typed)]
        if named and listing.folder:
            found = sorted(by_name(found), key=lambda entry: entry.kind != "folder")
        self.empty = _NO_MATCH if typed else _EMPTY
        self.show([Group("", [_row(entry) for entry in found])], at=at)
        return len(found)

    @property
    def here(self) -> Entry | None:
        """What one stands on."""
        return self._entries.get(self.cursor_key or "")

    @property
    def chosen(self) -> list[Entry]:
        """The files that are selected, in this folder and in others."""
        return [self._entries[key] for key in sorted(self.selected_anywhere)]


def _row(entry: Entry) -> Row:
    is_file = entry.kind == "file"
    cells: dict[str, Cell | str] = {
        "name": Cell(entry.name, _TONES[entry.kind]),
        "size": megabytes(entry.size) if is_file else Cell(_KINDS[entry.kind], "quiet"),
        "modified": Cell(wording.full_moment(entry.modified), "quiet"),
    }
    return Row(str(entry.path), cells, selectable=is_file)


def _matches(entry: Entry, typed: str) -> bool:
    return normal(typed) in normal(entry.name) or spelled_by(entry.name, typed)
