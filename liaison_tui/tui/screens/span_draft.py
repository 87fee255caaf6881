"""A half-year's or a year's draft, put together from the months: to read, copy, write to a file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen

from liaison_tui import clock
from liaison_tui.papers import span_draft as papers
from liaison_tui.papers.writing import write_beside
from liaison_tui.programme.due import periods_of, settled_period
from liaison_tui.programme.model import Unit
from liaison_tui.programme.period import spans
from liaison_tui.reports import wording
from liaison_tui.reports.span_draft import ItemDraft, SpanDraft, kind_word, left_to_do, lines_of
from liaison_tui.text import sanitise
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.beside import BesidePage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("id", "编号", 4),
    Column("text", "事项", least=20),
    Column("percent", "进度", 4, rank=1, right=True),
    Column("reported", "已填", 8, right=True),
)
_ENDINGS = (".docx", ".txt")
_MOST = 9
_TOO_EARLY = "这个时段还没有开始，按数字换一个时段。"
_NOTHING_YET = "这个时段还没有填报"


class SpanDraftPage(BesidePage, inherit_bindings=False):
    """The page of one unit."""

    HELP = """\
把各月的填报按事项汇总成半年稿、全年稿：数量按各自的口径合计，进度取最近一次，各月文字标明月份，重复的只写一次。

* 按 1 至 9 换时段；上下键选事项，右边（窄屏按 F2）是汇总出来的文字。
* F4 复制光标所在事项的文字；F5 把整篇写成文档和文本文件，再打开修改定稿。
* 汇总只取已保存的填报，草稿不在内；没有填报、被退回的月份会写明，先补齐再定稿。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "copy", "复制", id="copy", tooltip="复制光标所在事项的文字"),
        Binding("f5", "write", "写成文件", id="write-file", tooltip="把整篇写成文档和文本文件"),
        *BesidePage.BINDINGS,
        *Screen.BINDINGS,
        *(
            Binding(str(number), f"span({number})", show=False, tooltip=f"看第 {number} 个时段")
            for number in range(1, _MOST + 1)
        ),
    ]

    def __init__(self, backroom: Backroom, unit: Unit) -> None:
        super().__init__(backroom)
        programme = backroom.workspace.programme
        self._unit = unit
        self._spans = spans(periods_of(programme))[:_MOST]
        settled = settled_period(programme, clock.today())
        self._first = f"{settled[:4]}-{'H1' if settled[5:] <= '06' else 'H2'}"
        self._found: SpanDraft | None = None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Heading()
        with Horizontal(id="views"):
            words = {name: wording.period_word(name).partition("年")[2] for name in self._spans}
            words |= {name: "全年" for name in self._spans if "-" not in name}
            yield Choice(words, self._first, id="span")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_TOO_EARLY, id="items")
            with VerticalScroll(id="aside"):
                yield Prose(id="draft")
        yield Prose(id="notice")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the page at once and read behind it."""
        self.query_one(Heading).show(self._unit.name, "半年稿、全年稿")
        self.query_one("#notice").display = False
        self.query_one(Board).wait()
        self.query_one(Board).focus()
        self.read()

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Put the chosen span's draft together, and show it."""
        name = self.query_one(Choice).value or self._first

        def fetch(workspace: Workspace) -> SpanDraft:
            return workspace.read_span_draft(self._unit, workspace.span(name))

        with telling(self.app):
            self._found = await self.backroom.run(fetch)
        self.show()

    def show(self, at: str | None = None) -> None:
        """Show the items of the draft, the cursor on `at`, or where it was."""
        found = self._found
        areas = found.areas if found else []
        groups = [Group(area, [_row(draft) for draft in drafts]) for area, drafts in areas]
        self.query_one(Board).show(groups, at=at)
        if found:
            when = wording.period_word(found.span.name)
            facts = [f"应报 {found.owed} 项次", f"已填 {found.reported}"] if found.owed else []
            kind = kind_word(found.span)
            self.query_one(Heading).show(self._unit.name, when, kind, facts=facts)

    @on(Choice.Changed, "#span")
    def _change_span(self) -> None:
        self.query_one(Board).wait()
        self.query_one("#notice").display = False
        self.read()

    @on(Board.Moved, "#items")
    def _show_item(self, moved: Board.Moved) -> None:
        draft = self._found.item(moved.key) if self._found else None
        self.query_one("#draft", Prose).show(self._paragraphs(draft) if draft else ())
        self.query_one("#aside").scroll_home(animate=False)

    def _paragraphs(self, draft: ItemDraft) -> Iterator[Paragraph]:
        yield title(draft.item.id)
        yield Paragraph(draft.item.text, style="bold")
        yield AIR
        lines, left = self._lines(draft), left_to_do(draft)
        for line in lines or ([] if left else [f"{_NOTHING_YET}。"]):
            yield Paragraph(line)
        if left:
            yield AIR
            yield title("定稿前请处理")
            for line in left:
                yield Paragraph(line)

    def _lines(self, draft: ItemDraft) -> list[str]:
        return lines_of(draft, self._found.span) if self._found else []

    def action_span(self, number: int) -> None:
        """Look at a span by its number."""
        if number <= len(self._spans):
            self.query_one(Choice).value = self._spans[number - 1]

    def action_copy(self) -> None:
        """Put the text of the item one stands on where it can be pasted from."""
        draft = self._found.item(self.query_one(Board).cursor_key) if self._found else None
        lines = self._lines(draft) if draft else []
        if draft is None or not lines:
            self.app.notify("这一项没有可复制的文字。", severity="warning")
            return
        self.app.copy_to_clipboard(sanitise("\n".join(lines)))
        self.app.notify(f"已复制 {draft.item.id} 的文字；粘贴不出来时，请按 F5 写成文件。")

    @work(exclusive=True, group="write")
    async def action_write(self) -> None:
        """Write the whole draft, as a document and as text, beside what was written before."""
        draft = self._found
        if draft is None or not draft.reported:
            self.app.notify(f"{_NOTHING_YET}，没有可以写成文件的内容。", severity="warning")
            return

        def write(workspace: Workspace) -> list[Path]:
            paper, stem = papers.span_paper(draft), papers.file_stem(draft)
            return write_beside(workspace.outbox, stem, _ENDINGS, paper)

        with telling(self.app):
            paths = await self.backroom.run(write)
            notice = self.query_one("#notice", Prose)
            notice.show(Paragraph(line) for line in _written(paths))
            notice.display = True


def _written(paths: Sequence[Path]) -> list[str]:
    """Return what says where the files lie and what to do with them."""
    names = "、".join(path.name for path in paths)
    return [f"已写成 {names}，请打开修改定稿。", f"文件夹：{paths[0].parent}"]


def _row(draft: ItemDraft) -> Row:
    asked = len({*draft.reported, *draft.missing})
    return Row(
        draft.item.id,
        {
            "id": draft.item.id,
            "text": draft.item.text,
            "percent": f"{draft.percent.text}%" if draft.percent else "",
            "reported": Cell(
                f"{len(draft.reported)} / {asked}", "strong" if draft.missing else "quiet"
            ),
        },
    )
