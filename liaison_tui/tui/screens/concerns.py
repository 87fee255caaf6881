"""What to see to before a month goes: listed, mended or explained, and looked at again."""

import asyncio
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType

from liaison_tui import desk
from liaison_tui.reports import concerns as concern_rows
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.looking_through import LookThrough, Seen
from liaison_tui.tui.passing import Duty, Saved
from liaison_tui.tui.screens.approving import ApprovalPage
from liaison_tui.tui.screens.explanation import ExplanationDialog
from liaison_tui.tui.screens.form import FormPage
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.concerns import ConcernList
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace

_LOOK = 0.1
_TOLD_LINES = 6


class ConcernsPage(Page[None]):
    """The page. Whoever extends it lays out a `Heading`, `#summary`, a list and `#concern`."""

    TITLE: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "mend", "处理", id="mend", tooltip="打开光标所在的事项去改"),
        Binding("f6", "explain", "说明", id="explain", tooltip="写明为什么不改，随报送包报送"),
        Binding(
            "f2", "approve", "审签", id="approve", show=False, tooltip="登记审签，打印审签表"
        ),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, month: Month) -> None:
        super().__init__(backroom)
        self.month = month
        self.seen: Seen | None = None
        self._through = LookThrough(month.unit, month.period)
        self._looking = asyncio.Lock()

    def on_mount(self) -> None:
        """Show the page at once, and look behind it."""
        self.head("")
        self.concern_list.focus()
        self.concern_list.wait()

    @property
    def concern_list(self) -> ConcernList:
        """The list of what to see to."""
        return self.query_one(ConcernList)

    @on(events.ScreenResume)
    def _come_to_the_front(self) -> None:
        """Look again: something may have been mended."""
        self.look()

    @work(group="look-through")
    async def look(self) -> None:
        """Look through what would go, unless nobody has written since."""
        with telling(self.app):
            await self.look_through()
        if self.seen is None and self.is_there:
            self.concern_list.show([])

    async def look_through(self) -> Seen:
        """Return what is to be seen to now; raises what goes wrong."""
        async with self._looking:
            if self.seen and self.seen.mark == await self.backroom.run(lambda w: w.mark()):
                return self.seen
            self._through.begin()
            looking = self.set_interval(_LOOK, self._show_progress)
            try:
                self.seen = await self.backroom.run(self._through.see)
            finally:
                looking.stop()
            if self.is_there:
                self._show(self.seen)
            return self.seen

    def _show_progress(self) -> None:
        number, count = self._through.progress
        self.head(f"正在核对 {number} / {count} 项" if count else "正在核对")

    def head(self, fact: str) -> None:
        """Show what the page is, and how things stand or what is being done."""
        period = wording.period_word(self.month.period)
        self.query_one(Heading).show(self.month.unit.name, self.TITLE, period, facts=[fact])

    def _show(self, seen: Seen) -> None:
        self.month = seen.month
        self.show_counts()
        self.query_one("#summary", Prose).show([Paragraph(seen.summary)])
        self.concern_list.list_concerns(seen.month, seen.concerns)

    def show_counts(self) -> None:
        """Show how much there is to see to."""
        found = self.seen.concerns if self.seen else ()
        must, look = (concern_rows.still_open(found, severity) for severity in ("must", "look"))
        self.head(concern_rows.counts(must, look))

    @on(Board.Moved, "#concerns")
    def _show_concern(self) -> None:
        concern = self.concern_list.concern
        self.query_one("#concern", Prose).show(
            self.concern_list.in_full(concern) if concern else ()
        )

    @on(Board.Chosen, "#concerns")
    def action_mend(self) -> None:
        """Go where the concern can be mended."""
        concern = self.concern_list.concern
        if concern is None:
            return
        if concern.item:
            self._open_form(concern.item, concern.period)
        elif concern.kind == "unapproved":
            self.action_approve()
        else:
            self.app.notify("不在哪一项的填报里，请返回清单，按 Ctrl+U 打开相应的一页去改。")

    @work(exclusive=True, group="mend")
    async def _open_form(self, item: str, period: str) -> None:
        with telling(self.app):
            month = await self.backroom.run(lambda w: w.read_month(self.month.unit, period))
            if month.standing(item) is None:
                word = wording.period_word(period)
                self.app.notify(
                    f"{item} 不是{word}的应报事项，没有表格可打开。", severity="warning"
                )
            elif self.is_current:
                self.app.push_screen(FormPage(self.backroom, Duty(month, item, None), self._saved))

    async def _saved(self, saved: Saved) -> None:
        """Say that the disk has it; the form goes, and the page looks again."""
        sentences = [
            f"{saved.item.id} 已保存 {saved.at}",
            *(f"提醒：{warning.message}" for warning in saved.warnings),
        ]
        self.app.notify(
            f"{'。'.join(sentences)}。", severity="warning" if saved.warnings else "information"
        )

    def action_explain(self) -> None:
        """Write why the concern one stands on stays as it is."""
        concern, unit = self.concern_list.concern, self.month.unit
        if concern is None:
            return
        if concern.why_not_explained:
            key = "（F2）" if concern.kind == "unapproved" else ""
            self.app.notify(f"{concern.why_not_explained}{key}。", severity="warning")
            return

        def keep(workspace: Workspace, text: str) -> None:
            item = workspace.item_named(unit, concern.item or "")
            desk.explain(
                workspace, unit, item, concern.period, concern.kind, text,
                seen=concern.about, instead_of=concern.explanation,
            )  # fmt: skip

        def explained(kept: bool | None) -> None:
            if kept:
                self.app.notify("已记下说明，随报送包报送。")

        title = f"说明  {concern.item}  {wording.CONCERNS[concern.kind]}"
        told = [Paragraph(f"{self.concern_list.sentence(concern)}。", lines=_TOLD_LINES)]
        dialog = ExplanationDialog(
            self.backroom, title, told, concern.explanation, keep, hint="写明为什么不改"
        )
        self.app.push_screen(dialog, explained)

    def action_approve(self) -> None:
        """Note who has approved the month."""
        self.app.push_screen(ApprovalPage(self.backroom, self.month))

    async def close_up(self) -> bool:
        """Look through no further."""
        self.stop()
        return True

    def stop(self) -> None:
        """Look through no further."""
        self._through.stop()
