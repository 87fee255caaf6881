"""All workbooks taken in from above: which stands, what each has corrected; taking one back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from liaison_tui.measuring import months, taking
from liaison_tui.reports import measured_files as files_of
from liaison_tui.reports import wording
from liaison_tui.reports.indicators import (
    change_word,
    correction_words,
    corrections,
    measurement_words,
    number_word,
)
from liaison_tui.storage.measurements import Measurement
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.list_page import ListPage
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.screens.taking_back import TakingBackDialog
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace


class Came(NamedTuple):
    """A file that was taken in: how it stands, and the one it has taken the place of."""

    measurement: Measurement
    state: str
    former: Measurement | None


class MeasuredFilesPage(ListPage[Mapping[str, Came]]):
    """The page."""

    TITLE = "得分表导入记录"
    COLUMNS = (
        Column("id", "编号", 4),
        Column("state", "状态", 6),
        Column("source", "来源", 8),
        Column("period", "监测月份", 10),
        Column("arrived", "到达", 10, rank=1),
        Column("changed", "更正", 7),
        Column("file", "文件", least=14, middle=True),
    )
    EMPTY = "还没有导入过得分表。返回后按 F4 导入。"
    HELP = """\
导入过的得分表，新的在前。同一来源同一月份以最后导入的为准，以前的写“已更正”；原件都留着。

* Enter 新旧对照：每项指标更正前、更正后各是多少。
* Del 撤销导错的一份（要写事由）；它代替的那一份重新有效。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "对照", id="change", tooltip="和它代替的一份逐项对照"),
        Binding("f6", "add", "新增", id="add", show=False, tooltip="返回后按 F4 导入"),
        Binding("delete", "withdraw", "撤销", id="withdraw", tooltip="撤销光标所在的一份"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回"),
    ]

    def fetch(self, workspace: Workspace) -> Mapping[str, Came]:
        """Find them, the newest first."""
        every = months.read_log(workspace)
        return {
            each.id: Came(each, state, next(iter(files_of.before(every, place)), None))
            for place, (each, state) in enumerate(every)
        }

    def groups(self, found: Mapping[str, Came]) -> Sequence[Group]:
        """Return them as rows."""
        rows = [self._row(came) for came in found.values()]
        return [Group("", rows)] if rows else []

    def _row(self, came: Came) -> Row:
        each, changed = came.measurement, self._changed(came)
        return Row(
            each.id,
            {
                "id": each.id,
                "state": Cell(files_of.STATES[came.state], _TONES[came.state]),
                "source": each.source,
                "period": wording.period_word(each.period),
                "arrived": each.arrived,
                "changed": f"{len(changed)} 项" if came.former else "",
                "file": str(each.file.get("name", "")),
            },
        )

    def _changed(self, came: Came) -> list[Any]:
        programme = self.backroom.workspace.programme
        return corrections(programme, came.measurement, came.former) if came.former else []

    def notes(self, found: Mapping[str, Came], key: str | None) -> Iterable[Paragraph]:
        """Give what one has corrected, and what in it was no indicator or lacking."""
        came = found.get(key or "")
        return self._whole(came) if came else ()

    def _whole(self, came: Came) -> Iterator[Paragraph]:
        each = came.measurement
        yield Paragraph(f"{each.by} {wording.full_moment(each.at)}  {each.note}", "导入")
        if came.former:
            told = "；".join(map(correction_words, self._changed(came))) or "各项得分没有变化"
            yield Paragraph(told, f"代替 {came.former.id}", lines=3)
        if each.lacking:
            yield Paragraph("、".join(each.lacking), "没有得分", lines=1)
        if each.unmatched:
            yield Paragraph("；".join(each.unmatched), "不是指标", lines=1)

    def sheet(self, key: str | None) -> SheetDialog[Any]:
        """Return the dialog that takes one back: files are taken in on the page before."""
        came = (self.found or {}).get(key or "")
        what = measurement_words(came.measurement) if came else ""
        return TakingBackDialog(self.backroom, what, _taking_back(key or ""))

    def action_add(self) -> None:
        """Say where one takes in files."""
        self.app.notify("在前一页按 F4 导入；按 Esc 返回。")

    def action_change(self) -> None:
        """Compare the one one stands on with what it has taken the place of."""
        key = self._standing_one()
        if key and self.found:
            came = self.found[key]
            self.app.push_screen(ComparedPage(self.backroom, came.measurement, came.former))

    def action_withdraw(self) -> None:
        """Take back the one one stands on, with a reason."""
        key = self._standing_one()
        if key:
            self.app.push_screen(self.sheet(key))

    def called(self, found: Mapping[str, Came], key: str) -> str:
        """Return what a person calls one; empty for one that is withdrawn."""
        came = found[key]
        return "" if came.state == "withdrawn" else measurement_words(came.measurement)

    def withdraw(self, workspace: Workspace, key: str) -> None:
        """Take one back."""
        taking.withdraw(workspace, key, "撤销")


class ComparedPage(Page[None]):
    """A file's points beside those it has taken the place of."""

    HELP = """\
一份得分表和它代替的那一份，逐项对照；有改动的在前。Esc 返回。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, backroom: Backroom, now: Measurement, former: Measurement | None) -> None:
        super().__init__(backroom)
        self._now = now
        self._former = former

    def compose(self) -> ComposeResult:
        """Lay out the points beside each other."""
        old = self._former.id if self._former else "更正前"
        yield Heading()
        with Horizontal(id="panes"):
            yield Board(
                Column("id", "编号", 4),
                Column("text", "指标", least=20),
                Column("old", old, 7, right=True),
                Column("new", self._now.id, 7, right=True),
                Column("change", "增减", 7, right=True),
                empty="这一份没有得分。",
                id="compared",
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Show them."""
        self.query_one(Heading).show("新旧对照", measurement_words(self._now))
        programme = self.backroom.workspace.programme
        before = self._former.points if self._former else {}
        now = self._now.points
        changed, same = list[Row](), list[Row]()
        for item in programme.items:
            old, new = before.get(item.id), now.get(item.id)
            if old is None and new is None:
                continue
            is_changed = self._former is not None and old != new
            change = new - old if old is not None and new is not None else None
            cells: dict[str, Cell | str] = {
                "id": item.id,
                "text": item.text,
                "old": number_word(old),
                "new": Cell(number_word(new), "strong" if is_changed else ""),
                "change": change_word(change),
            }
            (changed if is_changed else same).append(Row(item.id, cells))
        groups = [Group(f"有改动 {len(changed)} 项", changed)] if changed else []
        title = "没有改动" if self._former else "没有代替别的，只有这一份"
        board = self.query_one(Board)
        board.show([*groups, *([Group(title, same)] if same else [])])
        board.focus()


_TONES = {"current": "strong", "replaced": "quiet", "withdrawn": "quiet"}


def _taking_back(name: str) -> Callable[[Workspace, str], str]:
    def take_back(workspace: Workspace, reason: str) -> str:
        gone = taking.withdraw(workspace, name, reason)
        left = [each for each, state in months.read_log(workspace) if state == "current"]
        own = (gone.source, gone.period)
        back = next((each.id for each in left if (each.source, each.period) == own), "")
        return f"已撤销 {gone.id}" + (f"，现在以 {back} 为准" if back else "，这个月没有别的得分")

    return take_back
