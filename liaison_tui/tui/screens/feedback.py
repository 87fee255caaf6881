"""What the centre has said to this unit (信用办反馈), what asks for something first."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from liaison_tui import desk
from liaison_tui.programme.model import Unit
from liaison_tui.reports.feedback import ANSWERABLE, SORTS, Notice, asking, in_sections, notices
from liaison_tui.statements import answers, objections
from liaison_tui.text import one_line, shorten
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.passing import Goal
from liaison_tui.tui.screens.explanation import ExplanationDialog
from liaison_tui.tui.screens.menu import Doing, Menu
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.receiving import ReceivingPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("new", "", 2),
    Column("what", "内容", least=24),
    Column("state", "办理", 12),
    Column("when", "时间", 16),
    Column("said", "摘要", least=24, rank=1),
)
_EMPTY = "还没有收到信用办的回执包，收到后按 F4 汇入。"
_MOST = 9
_PEEK_LINES = 3
_BUTTON = 60
# What a dialog that answers is called, and what to write there.
_HOW_DONE = "写明怎样办的、何时办好"
_ASKED = {
    "returned": ("说明为什么不改", "写明为什么不改"),
    "score": ("申诉", "写明哪一部分、哪一项不对，实际情况怎样"),
}


class FeedbackPage(Page[Goal | None]):
    """The page. It comes back with the item to open, if one was chosen."""

    HELP = """\
信用办发回来的都在这里，要办的在最上面；上次看过以后新到的标“新”。

* 退回修改：Enter 打开填报，按意见改；不改的，按 F6 写明说明，随下一次报送包交信用办。
* 临时调度、督查：Enter 打开所列事项填写，或按 F6 答复。
* 绩效评价：本单位的得分和失分事项；有不同意见的，按 F6 写申诉，在申诉期内报信用办。
* 延期、办结销号、扣分、定稿、核定数、回执（核对码可在电话里核对）、调整件：看一看即可。
* 右边（窄屏按 F2）是全文。F4 汇入新收到的回执包。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "open", "打开", id="open", priority=True, tooltip="打开所说的事项；或看全文"
        ),
        Binding(
            "f6", "answer", "说明", id="answer",
            tooltip="不改而写明说明；答复督查和临时调度；对得分申诉",
        ),
        Binding("f4", "receive", "汇入", id="receive", tooltip="汇入新收到的回执包"),
        Binding("f2", "detail", "详情", id="detail", tooltip="显示或收起右边的全文"),
        Binding("escape", "back", "返回", id="back", tooltip="返回"),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, unit: Unit) -> None:
        super().__init__(backroom)
        self._unit = unit
        self._notices: list[Notice] = []
        self._looked: frozenset[str] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list, and beside it the whole text."""
        yield Heading()
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_EMPTY, id="notices")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield Prose(id="peek")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what was said."""
        self.query_one(Heading).show("信用办反馈", self._unit.name)
        self.query_one(Board).focus()
        self.query_one(Board).wait()
        self.read()

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Read what was said, show it, and remember that it was looked at."""
        with telling(self.app):
            self._notices, looked = await self.backroom.run(self._fetch)
            if self._looked is None:
                self._looked = looked
        self._show()
        keys = {notice.key for notice in self._notices}
        with telling(self.app):
            if keys - (self._looked or frozenset()):
                await self.backroom.run(lambda w: w.looked.keep(keys))

    def _fetch(self, workspace: Workspace) -> tuple[list[Notice], frozenset[str]]:
        return notices(workspace.read_feedback(self._unit)), workspace.looked.keys()

    def _show(self) -> None:
        groups = [
            Group(_heading(name, found), [self._row(notice) for notice in found])
            for name, found in in_sections(self._notices)
        ]
        self.query_one(Board).show(groups)
        todo = asking(self._notices)
        facts = [todo or "没有要办的"] if self._notices else []
        self.query_one(Heading).show("信用办反馈", self._unit.name, facts=facts)

    def _row(self, notice: Notice) -> Row:
        is_new = notice.key not in (self._looked or frozenset())
        return Row(
            notice.key,
            {
                "new": Cell("新" if is_new else "", "quiet"),
                "what": notice.what,
                "state": Cell(notice.state, "strong" if notice.asks else "quiet"),
                "when": notice.when,
                "said": Cell(_gist(notice), "quiet"),
            },
        )

    @property
    def notice(self) -> Notice | None:
        """What one stands on."""
        key = self.query_one(Board).cursor_key
        return next((notice for notice in self._notices if notice.key == key), None)

    @on(Board.Moved, "#notices")
    def _tell(self) -> None:
        """Show what one stands on in whole, and its first words where that has no room."""
        notice = self.notice
        aside, peek = self.query_one("#aside-text", Prose), self.query_one("#peek", Prose)
        aside.show(whole(notice) if notice else ())
        self.query_one("#aside").scroll_home(animate=False)
        first = notice.told[0] if notice else None
        peek.show([Paragraph(first[1], first[0], lines=_PEEK_LINES)] if first else ())

    @on(Board.Chosen, "#notices")
    def action_open(self) -> None:
        """Go on to the item that is spoken of, or to the whole text where none is."""
        notice = self.notice
        if notice is None:
            self.app.notify(_EMPTY, severity="warning")
            return
        goals = [Goal(item, notice.period) for item in notice.items[:_MOST]]
        if not goals:
            self._to_text()
        elif len(goals) == 1:
            self.dismiss(goals[0])
        else:
            words = {goal.item: self._words(notice, goal.item) for goal in goals}
            doings = [Doing(words[goal.item], partial(self.dismiss, goal)) for goal in goals]
            self.app.push_screen(Menu(notice.what, doings))

    def action_answer(self) -> None:
        """Write why a return is left as it is, or how a call or an inspection was answered."""
        notice = self.notice
        if notice is None:
            self.app.notify(_EMPTY, severity="warning")
            return
        if notice.sort not in ANSWERABLE:
            self.app.notify(f"{SORTS[notice.sort]}不用说明。", severity="warning")
            return
        if notice.closed:
            self.app.notify(f"{notice.closed}。", severity="warning")
            return

        def answered(kept: bool | None) -> None:
            if kept:
                self.app.notify("已保存说明，随下一次报送包交信用办（F5 导出）。")
                self.read()

        heading, hint = _ASKED.get(notice.sort, (f"答复{SORTS[notice.sort]}", _HOW_DONE))
        told = [Paragraph(notice.what, style="bold", lines=2)]
        told += [p for p in _paragraphs(notice)[:2] if p.text != notice.what]
        keep = partial(keep_answer, self._unit, notice)
        dialog = ExplanationDialog(self.backroom, heading, told, notice.answer, keep, hint=hint)
        self.app.push_screen(dialog, answered)

    def action_receive(self) -> None:
        """Take a bundle in."""

        def received(_: bool | None) -> None:
            self.read()

        self.app.push_screen(ReceivingPage(self.backroom), received)

    def action_detail(self) -> None:
        """Show or hide the whole text, where it has no room beside the list."""
        self.toggle_class("-detail")
        self.query_one("#aside" if self.has_class("-detail") else Board).focus()

    def action_back(self) -> None:
        """Go back: from the whole text to the list, from the list to where one came from."""
        if self.has_class("-detail"):
            self.action_detail()
        else:
            self.dismiss(None)

    def _to_text(self) -> None:
        if self.query_one("#aside").display:
            self.query_one("#aside").focus()
        else:
            self.action_detail()

    def _words(self, notice: Notice, item: str) -> str:
        """Return an item's words as the notice tells them."""
        told = (text for label, text in notice.told if label == "事项")
        words = next((text for text in told if text.split(" ")[0] == item), item)
        return shorten(one_line(words), _BUTTON)


def whole(notice: Notice) -> Sequence[Paragraph]:
    """Return all that is told of a notice."""
    return [
        title(SORTS[notice.sort]),
        Paragraph(notice.what, style="bold"),
        Paragraph(notice.state, "办理", "bold" if notice.asks else ""),
        AIR,
        *_paragraphs(notice),
    ]


def keep_answer(unit: Unit, notice: Notice, workspace: Workspace, text: str) -> None:
    """Keep why a return is left as it is, or the answer to a call or an inspection."""
    if notice.sort == "returned" and notice.period:
        item = workspace.item_named(unit, notice.items[0])
        desk.explain(
            workspace, unit, item, notice.period, "returned", text,
            seen=notice.about, instead_of=notice.answer,
        )  # fmt: skip
    elif notice.sort == "score":
        objections.object_to(workspace, unit, notice.key, text, instead_of=notice.answer)
    else:
        answers.answer(workspace, unit, notice.key, text, instead_of=notice.answer)


def _heading(name: str, found: Sequence[Notice]) -> str:
    """Return how many of a sort there are, and how many of them ask for something."""
    asks = sum(notice.asks for notice in found)
    return f"{name} {len(found)}" + (f"（要办 {asks}）" if 0 < asks < len(found) else "")


def _gist(notice: Notice) -> str:
    """Return what is most telling of a notice, unless its line says that already."""
    said = notice.told[0][1] if notice.told else ""
    return "" if one_line(said) in f"{notice.what} {notice.when}" else said


def _paragraphs(notice: Notice) -> list[Paragraph]:
    return [Paragraph(text, label or " ") for label, text in notice.told]
