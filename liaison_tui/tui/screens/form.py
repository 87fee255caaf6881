"""The entry form: on the left the duty, on the right the page to write on.

What is typed is kept as a draft within a second; Ctrl+S makes it an entry, which is on the disk
before anything says so.
"""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from liaison_tui import desk
from liaison_tui.journal.entry import Finding
from liaison_tui.journal.event import Event
from liaison_tui.journal.form import left_empty
from liaison_tui.reports import wording
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.passing import Duty, Saved
from liaison_tui.tui.screens.picking import PickingPage
from liaison_tui.tui.screens.question import Question, leave_or_ask
from liaison_tui.tui.screens.writing import WritingPage
from liaison_tui.tui.taking_over import take_over
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.detail import Detail
from liaison_tui.tui.widgets.offer import Offer
from liaison_tui.workspace import Workspace


class FormPage(WritingPage):
    """The form of one obligation after the other: `go_on` gives the next one, or None."""

    HELP = """\
左边（窄屏按 F2）是任务全文和上次的填报，右边填写。Tab 到下一栏，Shift+Tab 回上一栏。

* 没有进展时按 F6 到“本期情况”，按数字选一种，不必写字；再按一次同一数字取消。
  1 零报告，2 本期无新进展，3 不涉及，4 前期已完成。
* 数量的“本期”和“本年累计”填一个，另一个自动算出；可以写 12.5万。
* 佐证材料：按 F4 选文件；也可以把文件位置粘贴进来或把文件拖到窗口里，按 Enter 附上。
* F7 把上次填报的文字、状态和进度带到空着的栏目，再改成本期的；一字未改会在栏目下提醒。
* Ctrl+Z 撤销，Ctrl+Y 恢复，可以连续按。
* 开展活动的次数和情况（I18、T21、T22）：登记过的活动按 F3 带入，不用重写。
* 写到一半离开也不会丢：停笔一秒内存为草稿，下次打开自动带出；Ctrl+R 放弃草稿。
* Ctrl+S 保存。显示“已保存”时内容已经写在磁盘上；再次填写同一事项即为更正。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "保存", id="save", priority=True, tooltip="保存为填报"),
        Binding("escape", "back", "返回", id="back", tooltip="返回清单，没有保存的留作草稿"),
        Binding("f2", "detail", "详情", id="detail", tooltip="显示事项全文和上次填报"),
        Binding(
            "f6", "nothing", "无进展", id="nothing", priority=True,
            tooltip="到“本期情况”，按数字选一种",
        ),
        # Not at the foot: the line that offers it names the key.
        Binding(
            "f3", "take_over", "带入活动", id="take-over", show=False, priority=True,
            tooltip="把活动记录的次数和文字带进来，已写的不会改动",
        ),
        # Not at the foot: the field itself names the key.
        Binding("f4", "pick", "选文件", id="pick", show=False, tooltip="选要附上的佐证材料"),
        Binding(
            "f7", "carry", "带上期", id="carry", priority=True,
            tooltip="把上次填报的文字和进度带到空着的栏目",
        ),
        Binding(
            "ctrl+z", "undo", "撤销", id="undo", show=False, priority=True,
            tooltip="退回到改动以前",
        ),
        Binding(
            "ctrl+y", "redo", "恢复", id="redo", show=False, priority=True,
            tooltip="恢复刚才撤销的",
        ),
        # Not at the foot: where there is a draft, the line above the fields names the key.
        Binding(
            "ctrl+r", "discard", "弃稿", id="discard", show=False,
            tooltip="放弃草稿，恢复已保存的内容",
        ),
    ]  # fmt: skip

    def __init__(
        self,
        backroom: Backroom,
        duty: Duty,
        go_on: Callable[[Saved], Awaitable[Duty | None]],
    ) -> None:
        super().__init__(backroom, duty)
        self._go_on = go_on
        self._gone = False
        self._at: Widget | None = None

    def take_up(self, duty: Duty) -> None:
        """Turn to an obligation, about whose conflict nothing is answered yet."""
        super().take_up(duty)
        self._answered_for: tuple[str, ...] = ()

    def action_save(self) -> None:
        """Save, once the keys pressed before have come to their field; later ones wait."""
        if self.opening:
            self.call_later(self._save_once_open)
            return
        if self.waiting:
            return
        self.waiting = True
        self._at = self.focused
        self.set_focus(None)
        (self._at or self).call_later(self._save_or_ask)

    def _save_once_open(self) -> None:
        """Save when the fields are there, and have what was typed before."""
        if self.opening:
            self.ahead.add(events.Key("ctrl+s", None))
        else:
            self.action_save()

    def _save_or_ask(self) -> None:
        """Save, once a conflict has been answered for."""
        if len(self.drafting.heads) > 1:
            self._ask_to_settle(self.drafting.heads)
        else:
            self.save()

    def save(self, *, settle: bool = False) -> None:
        """Save what the form says now, unless something in it is no number or out of bounds."""
        body, findings = self.read_fields()
        findings = findings or self.wrong_in(body)
        if findings:
            self._release()
            self.sheet.show_findings(findings)
        else:
            self.sheet.disabled = True
            self.query_one("#promise", Static).update(Content("正在保存…"))
            self._save(body, settle=settle)

    @work(exclusive=True, group="save")
    async def _save(self, body: dict[str, Any], *, settle: bool) -> None:
        """Make the form an entry; the disk has it before the page turns to the next one."""
        recorded = None
        with telling(self.app):
            await self.flush()
            if not await self.sheet.evidence.settle():
                self._at = self.sheet.evidence.field
            else:
                recorded = await self.backroom.run(self._recording(body, settle=settle))
        if recorded and recorded.event:
            await self._turn_over(recorded.event, recorded.warnings)
            return
        if recorded:
            self._ask_to_settle(recorded.heads)
        else:
            self._release()

    async def _turn_over(self, event: Event, warnings: tuple[Finding, ...]) -> None:
        """Turn to the obligation that comes next, or go."""
        self.app.clear_notifications()
        at, empty = wording.clock_time(event.at), tuple(left_empty(self.item, event.body))
        duty = await self._go_on(Saved(self.item, self.duty.following, at, warnings, empty))
        if duty is None:
            self._close()
        else:
            self.others.leave()
            self.take_up(duty)
            self.remove_class("-detail")
            await self.recompose()
            self.begin()

    def _close(self) -> None:
        """Go, once; what lies above the page goes first."""
        if self._gone:
            return
        self._gone = True
        while self.app.screen is not self:
            self.app.pop_screen()
        self.dismiss(None)

    def _recording(
        self, body: dict[str, Any], *, settle: bool
    ) -> Callable[[Workspace], desk.Recorded]:
        """Return the work of keeping the entry, and of giving up the draft that it was."""
        evidence = self.sheet.evidence
        full = {**body, "evidence": list(evidence.kept)}
        files, seen = list(evidence.files), self._answered_for if settle else self.drafting.seen

        def keep(workspace: Workspace) -> desk.Recorded:
            recorded = desk.record(
                workspace, self.month.unit, self.item, self.month.period, full,
                attachments=files, seen=seen, settle=settle,
            )  # fmt: skip
            if recorded.event:
                self.drafting.give_up(workspace.drafts)
            return recorded

        return keep

    def _release(self) -> None:
        """Let one write on where one stood, beginning with what was typed meanwhile."""
        self.waiting = False
        self.sheet.disabled = False
        self.query_one("#promise", Static).update(self.promise())
        if self._at:
            self._at.focus()
        self.ahead.give(self.app)

    def _ask_to_settle(self, heads: tuple[str, ...]) -> None:
        """Ask what shall count; the answer is about these heads, and no others."""
        count = len(heads)
        if count > 1:
            text = f"这一项有 {count} 条不一致的填报（见详情）。保存后以现在这一条为准，其余留痕。"
        else:
            text = "打开之后，这一项在别处（另一个窗口或同事）又有了新的填报。"
            text += "" if self.drafting.is_kept_out else "你写的已存为草稿。"
        answers = {"settle": "以我写的为准", "back": "先返回查看"}

        def answered(answer: str | None) -> None:
            if answer == "settle":
                self._answered_for = heads
                self.save(settle=True)
            elif answer == "back" and count == 1 and not self.drafting.is_kept_out:
                self._close()
            else:
                self._release()

        self.app.push_screen(Question("填报不一致，待核定", text, answers), answered)

    def _is_busy(self, key: str) -> bool:
        """Tell whether a key cannot act yet: while the form opens it waits, in a save it says."""
        if self.opening:
            self.ahead.add(events.Key(key, None))
        elif self.waiting:
            self.app.notify("正在保存，请稍候再按。")
        return self.waiting

    @work
    async def action_back(self) -> None:
        """Go back; what is not saved stays as a draft."""
        if self.has_class("-detail"):
            self.action_detail()
        elif not self._is_busy("escape"):
            await self.flush()
            leave_or_ask(self.app, changed=self.drafting.is_kept_out, leave=self._close)

    def action_detail(self) -> None:
        """Show or hide the duty, where it has no room beside the form."""
        self.toggle_class("-detail")
        if self.has_class("-detail"):
            self.query_one(Detail).focus()
        else:
            self.sheet.start()

    def action_nothing(self) -> None:
        """Go to the kinds of nothing, from whichever field."""
        if self._is_busy("f6"):
            return
        self.remove_class("-detail")
        if self.query_one("#nothing").has_focus:
            self.app.notify("已在“本期情况”，按数字选一种。")
        self.sheet.go_to("nothing")

    def action_take_over(self) -> None:
        """Fill in what the unit's activities come to."""
        offered = self.query_one(Offer).found
        if offered and not self.waiting:
            take_over(self.app, self.sheet, offered)
        elif not self.waiting:
            self.app.notify("这一项没有可带入的活动记录。")

    def action_carry(self) -> None:
        """Bring in what was said last time, where nothing is written yet."""
        if self._is_busy("f7"):
            return
        before = self.month.before(self.item.id)
        if before is None:
            self.app.notify("以前各期没有填报过这一项，没有可带入的。", severity="warning")
            return
        month, entry = before
        if self.sheet.carry(entry.event.body):
            period = wording.period_word(month)
            self.app.notify(f"已带入{period}的填报，请改成本期的。Ctrl+Z 撤销。")
        else:
            self.app.notify("各栏已有内容，没有带入。", severity="warning")

    def action_undo(self) -> None:
        """Go back to what stood in the form before."""
        if not self._is_busy("ctrl+z") and not self.sheet.undo():
            self.app.notify("没有可撤销的了。")

    def action_redo(self) -> None:
        """Do again what was undone."""
        if not self._is_busy("ctrl+y") and not self.sheet.redo():
            self.app.notify("没有可恢复的了。")

    @work
    async def action_discard(self) -> None:
        """Give up the draft, after a question."""
        if self._is_busy("ctrl+r"):
            return
        await self.flush()
        if not self.drafting.is_kept and not self.drafting.is_kept_out:
            self.app.notify("没有草稿：这里写的就是已保存的内容。")
            return
        answers = {"keep": "留着草稿", "discard": "放弃草稿"}
        text = "草稿放弃后找不回来，表格恢复为已保存的内容。"

        def answered(answer: str | None) -> None:
            if answer == "discard":
                self.drafting.begin_again()
                self.query_one("#notice").display = False
                self.sheet.put(self.drafting.saved)
                self.sheet.evidence.replace(self.drafting.attached, ())
                self.keep_soon()

        self.app.push_screen(Question("放弃草稿", text, answers), answered)

    def action_pick(self) -> None:
        """Go to the evidence and pick files for it."""
        if not self.waiting:
            self.remove_class("-detail")
            evidence = self.sheet.evidence
            evidence.field.focus()
            self.app.push_screen(PickingPage(self.backroom, evidence.folder), evidence.take)
