"""Settling what two PCs of one unit said differently: the versions side by side, one to choose."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from liaison_tui.journal.event import Event
from liaison_tui.journal.standing import Standing
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.reports.versions import Compared, Said, compared
from liaison_tui.settling import settle
from liaison_tui.text import one_line, shorten
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.input_methods import typed_digit
from liaison_tui.tui.passing import Decision
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose, Span, title
from liaison_tui.workspace import Workspace

# One digit each, and one for rewriting.
MOST = 8
_BESIDE = 3
_NAME = 8

# Underlined too, for screens without colour.
_DIFFERS = "bold underline $primary"


def versions_of(standing: Standing) -> list[Event]:
    """Return the entries of an obligation that stand beside each other, the newest last."""
    heads = standing.report.heads if standing.report else ()
    # People tell it so; of what was written in one second the id decides, for there is no other.
    return sorted((head.event for head in heads), key=lambda event: (event.at, event.id))


class SettlingPage(Page[Decision | None]):
    """The page, about an obligation that stands in conflict; `said` is what was just done."""

    HELP = """\
本机和同事的电脑各填了这一项，说法不一样。先列不一样的栏目，不同的字加了下划线；一样的栏目在后面。

* 按数字选一条为准：佐证材料一并采用，其余的留在办理留痕里，不会丢。
* “合并改写”打开表格，几条的文字和佐证材料都带进去，改好按 Ctrl+S 保存。
* 上下键滚动；Tab 到下面的按钮，Enter 确定；Esc 返回，什么也不改变。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("escape", "leave", "返回", id="back", tooltip="返回清单，什么也不改变"),
    ]

    def __init__(self, backroom: Backroom, month: Month, item: str, said: str = "") -> None:
        super().__init__(backroom)
        self._said = said
        self._busy = False
        self._take_up(month, item)

    def _take_up(self, month: Month, item: str) -> None:
        standing = month.standing(item)
        if standing is None or standing.report is None or not standing.report.conflict:
            raise ValueError(f"{item} is not in conflict in {month.period}")
        self._month = month
        self._standing: Standing = standing
        self._heads = versions_of(standing)

    def compose(self) -> ComposeResult:
        """Lay out the versions, field by field, and what one may do."""
        item, count = self._standing.item, len(self._heads)
        yield Heading()
        notice = [Paragraph(f"{count} 条填报不一致，按数字选一条为准，或合并改写。")]
        notice += [Paragraph(self._said, style="$quiet")] if self._said else []
        yield Prose(notice, id="notice")
        stacked = "-stacked" if count > _BESIDE else ""
        with VerticalScroll(id="versions", classes=stacked):
            yield _row("", [_who(event) for event in self._heads], "version-who")
            rows = compared([event.body for event in self._heads], item)
            for row in rows:
                if row.differs:
                    yield _row(row.name, row.versions, "version")
            yield from _the_same([row for row in rows if not row.differs])
        with Horizontal(classes="answers"):
            for number, event in enumerate(self._heads[:MOST], start=1):
                name = shorten(one_line(event.by), _NAME)
                yield Button(
                    Content(f"{number} 以{name}的为准"), id=f"choose-{number}", compact=True
                )
            number = min(count, MOST) + 1
            yield Button(Content(f"{number} 合并改写"), id=f"choose-{number}", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll; no Enter of the page before shall choose here."""
        self._begin()

    def _begin(self) -> None:
        item, month = self._standing.item, self._month
        facts = [month.unit.name, wording.period_word(month.period)]
        self.query_one(Heading).show(item.id, item.text, facts=facts)
        self.query_one("#versions").focus()

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        digit = typed_digit(event)
        if digit and digit <= len(self._heads[:MOST]) + 1:
            event.stop()
            self._choose(digit)
        else:
            super().on_key(event)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self._choose(int((event.button.id or "").removeprefix("choose-")))

    def action_leave(self) -> None:
        """Go back, unless a choice is being written."""
        if not self._busy:
            self.dismiss(None)

    def _choose(self, number: int) -> None:
        if self._busy:
            return
        if number > len(self._heads[:MOST]):
            self.dismiss(Decision(self._standing.item.id, None))
        else:
            self._busy = True
            self.query_one("#notice", Prose).show([Paragraph("正在保存…")])
            self.settle(self._heads[number - 1])

    @work(exclusive=True, group="settle")
    async def settle(self, chosen: Event) -> None:
        """Let one version stand alone; the disk has it before the page goes."""
        item, unit, period = self._standing.item, self._month.unit, self._month.period
        seen = [event.id for event in self._heads]
        with telling(self.app):
            done = await self.backroom.run(lambda w: settle(w, unit, item, period, chosen.id, seen))
            if done.event:
                self.dismiss(Decision(item.id, chosen, done.warnings))
            else:
                await self._read_again()
        self._busy = False

    async def _read_again(self) -> None:
        """Show what others have said meanwhile; where they have settled it, go."""
        unit, period, item = self._month.unit, self._month.period, self._standing.item.id

        def read(workspace: Workspace) -> Month:
            return workspace.read_month(unit, period)

        month = await self.backroom.run(read)
        standing = month.standing(item)
        if standing is None or standing.state != "conflict":
            self.app.notify(f"{item} 已在别处核定，没有改动。", severity="warning")
            self.dismiss(None)
            return
        self._take_up(month, item)
        await self.recompose()
        self._begin()
        self.app.notify("刚才又有了新的填报，已重新列出，请再选。", severity="warning")


def _button(number: int, word: str) -> Button:
    return Button(Content(f"{number} {word}"), id=f"choose-{number}", compact=True)


def _who(event: Event) -> Said:
    deed = "  撤回" if event.kind == "withdraw" else ""
    return Said(f"{one_line(event.by)}  {wording.moment(event.at)}{deed}")


def _row(name: str, versions: Sequence[Said], style: str) -> Horizontal:
    """Return a field's row: its name, and what each version says, beside or below each other."""
    cells = [
        Horizontal(
            Static(Content(str(number)), classes="version-number"),
            Prose([_words(said)], classes=style),
            classes="version-cell",
        )
        for number, said in enumerate(versions, start=1)
    ]
    label = Static(Content(name), classes="version-name")
    return Horizontal(label, Container(*cells, classes="version-cells"), classes="version-row")


def _words(said: Said) -> Paragraph:
    if not said.text:
        return Paragraph("—", style="$quiet")
    spans = tuple(Span(start, end, _DIFFERS) for start, end in said.marks)
    return Paragraph(said.text, spans=spans)


def _the_same(rows: Sequence[Compared]) -> Iterator[Prose]:
    if rows:
        lines = [Paragraph(row.versions[0].text, row.name, "$quiet") for row in rows]
        yield Prose([title("相同的"), *lines], classes="version-same")
