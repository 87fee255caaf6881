"""What a next version of the plan (调整件) would change: one looks at it before it is kept."""

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from liaison_tui.programme.changes import changes_for_all
from liaison_tui.reports import wording
from liaison_tui.reports.plan_versions import other_changes, role_words, year_lines
from liaison_tui.rulings import plan_versions
from liaison_tui.rulings.plan_versions import Proposal
from liaison_tui.text import one_line
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose

_COLUMNS = (
    Column("unit", "单位", 18),
    Column("sort", "调整", 4),
    Column("role", "责任", 18, rank=1),
    Column("text", "事项", least=20),
)
_NOBODY = "各单位的应报事项没有变化。"
_YEAR = "新年度的事项另起编号，不逐条对照；“接续”的事项接着上年的留痕。"
_SAVING = "正在存，请稍候。"


class ProposalPage(Page[bool]):
    """The page. It comes back with True once the version is in force, with None for Esc."""

    HELP = """\
这一版执行以后，哪些单位新增、取消或改变哪些事项，别的规则有什么变化，都列在这里。现在还没有改动。

* Ctrl+S 执行：从所写的月份起按新的一版，以前月份的应报事项、截止日和灯都不变。
* 随回执包发给各单位（Ctrl+U 发回执包），单位汇入即执行。
* 执行以后要改回来，再办一次即可，各版都留着。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "执行", id="keep", tooltip="执行这一版，随回执包发给各单位"),
        Binding("escape", "leave", "返回", id="back", tooltip="返回，什么都不改"),
        *Screen.BINDINGS,
    ]

    def __init__(self, backroom: Backroom, proposal: Proposal) -> None:
        super().__init__(backroom)
        self.proposal = proposal
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out what can be said of all of it, and who is concerned."""
        yield Heading()
        yield Prose(id="notice")
        empty = _YEAR if self.proposal.is_another_year else _NOBODY
        yield Board(*_COLUMNS, empty=empty, id="changes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what changes."""
        since = f"{wording.period_word(self.proposal.since)}起"
        self.query_one(Heading).show(self._called, since, facts=["还没有执行，Ctrl+S 执行"])
        self.query_one("#notice", Prose).show(list(self._notes()))
        board = self.query_one(Board)
        board.show(self._groups())
        board.focus()

    @property
    def _called(self) -> str:
        new = self.proposal.programme
        return (
            one_line(new.title) if self.proposal.is_another_year else f"调整件第 {new.version} 版"
        )

    def _notes(self) -> Iterator[Paragraph]:
        if self.proposal.is_another_year:
            for line in year_lines(self.proposal.before, self.proposal.programme):
                yield Paragraph(line, lines=3)
        else:
            for sentence in other_changes(self.proposal.before, self.proposal.programme):
                yield Paragraph(sentence, "规则")
        if self.proposal.reason.strip():
            yield Paragraph(self.proposal.reason, "事由", lines=2)
        since = wording.period_word(self.proposal.since)
        yield Paragraph(f"{since}以前的不变；随回执包发给各单位，汇入即执行。", style="$quiet")

    def _groups(self) -> list[Group]:
        """Return the changes by their sorts, each once for every unit it concerns."""
        if self.proposal.is_another_year:
            return []
        groups: dict[str, list[Row]] = {}
        for unit, changed in changes_for_all(self.proposal.before, self.proposal.programme):
            for change in changed:
                cells: dict[str, Cell | str] = {
                    "unit": unit.name,
                    "sort": wording.CHANGES[change.sort],
                    "role": role_words(change),
                    "text": f"{change.item.id} {change.item.text}",
                }
                row = Row(f"{unit.id} {change.item.id}", cells)
                groups.setdefault(wording.CHANGES[change.sort], []).append(row)
        return [Group(f"{word} {len(rows)} 项", rows) for word, rows in groups.items()]

    def action_keep(self) -> None:
        """Put the version in force."""
        if self._busy:
            self.app.notify(_SAVING)
            return
        self._busy = True
        self.keep()

    @work(exclusive=True, group="save")
    async def keep(self) -> None:
        """Keep the version; it is in force, here, once the disk has it."""
        merged = None
        with telling(self.app):
            _, merged = await self.backroom.run(lambda w: plan_versions.adopt(w, self.proposal))
        self._busy = False
        if merged is not None:
            since = wording.period_word(self.proposal.since)
            also = f"等着这一版的 {len(merged)} 个文件已随之汇入。" if merged else ""
            self.app.notify(f"{self._called}已存，{since}起执行；发回执包时发给各单位。{also}")
            if self.is_there:
                self.dismiss(True)

    def action_leave(self) -> None:
        """Go back and change nothing."""
        if self._busy:
            self.app.notify(_SAVING)
        else:
            self.dismiss(None)
