"""The entry form: on the left the duty, on the right the page to write on.

What is typed is kept as a draft within a second; Ctrl+S makes it an entry, which is on the disk
before anything says so.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from liaison_tui import clock, desk
from liaison_tui.journal.entry import Finding, refusals
from liaison_tui.journal.form import form_values, read_form
from liaison_tui.journal.totals import so_far
from liaison_tui.programme.period import following
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.storage.drafts import Draft
from liaison_tui.storage.files import require_regular
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.detail import Detail
from liaison_tui.tui.widgets.evidence import EvidenceField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.sheet import Sheet
from liaison_tui.workspace import Workspace

_DRAFT_AFTER = 0.4


class Saved(NamedTuple):
    """What a saved form leaves: when, as people read it, and what was odd in it."""

    at: str
    warnings: tuple[Finding, ...]


class FormPage(Page[Saved | None]):
    """The form of one obligation. It comes back with what was saved, or None."""

    HELP = """\
左边（窄屏按 F2）是任务全文和上次的填报，右边填写。Tab 到下一栏，Shift+Tab 回上一栏。

* 没有进展时在“本期情况”里选一种，不必写字：按左右键或数字选择，再按一次同一数字取消。
* 数量的“本期”和“本年累计”填一个，另一个自动算出；可以写 12.5万。
* 佐证材料：把文件位置粘贴进来，按 Enter 附上；拖到窗口里也可以。
* 写到一半离开也不会丢：停笔一秒内存为草稿，下次打开自动带出；Ctrl+R 放弃草稿。
* Ctrl+S 保存。显示“已保存”时内容已经写在磁盘上；再次填写同一事项即为更正。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "保存", id="save", priority=True, tooltip="保存为填报"),
        Binding("escape", "back", "返回", id="back", tooltip="返回清单，没有保存的留作草稿"),
        Binding("f2", "detail", "详情", id="detail", tooltip="显示事项全文和上次填报"),
        Binding("ctrl+r", "discard", "弃稿", id="discard", tooltip="放弃草稿，恢复已保存的内容"),
    ]  # fmt: skip

    AUTO_FOCUS = ""

    def __init__(
        self, backroom: Backroom, month: Month, item: str, following_item: str | None
    ) -> None:
        super().__init__(backroom)
        standing = month.standing(item)
        if standing is None:
            raise ValueError(f"{item} is not owed in {month.period}")
        self.month = month
        self.standing = standing
        self.item = standing.item
        self.key = standing.obligation.key
        self._following = following_item
        self._draft = month.drafts.get(self.key)
        self._saved = form_values(standing.body)
        self._last = self._draft
        self._timer: Timer | None = None
        self._saving = False
        self._at: Widget | None = None
        heads = standing.report.heads if standing.report else ()
        self._heads = tuple(head.event.id for head in heads)
        self._seen = self._draft.seen if self._draft else self._heads

    def compose(self) -> ComposeResult:
        """Lay out the duty, and the fields filled from the draft or the current entry."""
        values = self._draft.values if self._draft else self._saved
        yield Heading()
        with Horizontal(id="panes"):
            yield Detail()
            yield Sheet(self.item, self.standing.body, values, self._before(), self._notice())
        yield Static(self._promise(), id="promise")
        yield KeyBar()

    def on_mount(self) -> None:
        """Put the cursor where the writing begins."""
        period = wording.period_word(self.month.period)
        facts = [self.month.unit.name, period]
        self.query_one(Heading).show(self.item.id, self.item.text, facts=facts)
        self.query_one(Detail).show(self.month, self.item.id)
        if self._draft:
            paths = [Path(name) for name in self._draft.files]
            self.sheet.evidence.replace(self._draft.evidence, paths)
            self._look_at_files(paths)
        self.sheet.start()
        # Once the fields have their places: the page has jumped to that one.
        self.call_after_refresh(self.sheet.settle)

    @property
    def sheet(self) -> Sheet:
        """The page to write on."""
        return self.query_one(Sheet)

    @on(Sheet.Changed)
    def _keep_soon(self) -> None:
        if self._timer is None and not self._saving:
            self._timer = self.set_timer(_DRAFT_AFTER, self._keep_now)

    def _keep_now(self) -> None:
        self._timer = None
        self.run_worker(self._keep(), group="draft")

    async def flush(self) -> None:
        """Keep what was typed since the last draft, before the page goes."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        await self._keep()

    async def _keep(self) -> None:
        """Keep the form as a draft; one that says what is saved already is none."""
        draft = self._as_draft()
        if self._last and replace(draft, at=self._last.at) == self._last:
            return
        attached = list(self.standing.body.get("evidence", ()))
        same = draft.values == self._saved and list(draft.evidence) == attached
        with telling(self.app):
            if not same or draft.files:
                await self.backroom.run_on_drafts(lambda drafts: drafts.keep(draft))
                self._last = draft
            elif self._last:
                await self.backroom.run_on_drafts(lambda drafts: drafts.drop(self.key))
                self._last = None

    def _as_draft(self) -> Draft:
        evidence = self.sheet.evidence
        return Draft(
            *self.key, values=self.sheet.values, evidence=tuple(evidence.kept),
            files=tuple(str(path) for path in (*evidence.files, *evidence.typed)),
            seen=self._seen, at=clock.stamp(),
        )  # fmt: skip

    def action_save(self) -> None:
        """Save, once the keys that were pressed before have come to their field."""
        (self.focused or self).call_later(self._save_or_ask)

    def _save_or_ask(self) -> None:
        """Save, once a conflict has been answered for."""
        if self._saving:
            return
        if len(self._heads) > 1:
            self._ask_to_settle(len(self._heads))
        else:
            self.save()

    def save(self, *, settle: bool = False) -> None:
        """Save what the form says now, unless something in it is no number or out of bounds."""
        labels = {measure.key: measure.label for measure in self.item.measures}
        body, findings = read_form(self.sheet.values, labels)
        findings = findings or refusals(body, self.item)
        self.sheet.show_findings(findings)
        if not findings:
            self._hold()
            self._save(body, settle=settle)

    @work(exclusive=True, group="save")
    async def _save(self, body: dict[str, Any], *, settle: bool) -> None:
        """Make the form an entry; the disk has it before the page closes."""
        recorded = None
        with telling(self.app):
            await self.flush()
            if await self._add_files(self.sheet.evidence.typed):
                recorded = await self.backroom.run(self._recording(body, settle=settle))
        if recorded and recorded.event:
            self.finish(Saved(recorded.event.at[11:16], recorded.warnings))
            return
        self._release()
        if recorded:
            self._ask_to_settle(len(recorded.heads))

    def _recording(
        self, body: dict[str, Any], *, settle: bool
    ) -> Callable[[Workspace], desk.Recorded]:
        """Return the work of keeping the entry, and of giving up the draft that it was."""
        evidence = self.sheet.evidence
        full = {**body, "evidence": list(evidence.kept)}
        files, seen = list(evidence.files), self._seen

        def keep(workspace: Workspace) -> desk.Recorded:
            recorded = desk.record(
                workspace, self.month.unit, self.item, self.month.period, full,
                attachments=files, seen=seen, settle=settle,
            )  # fmt: skip
            if recorded.event:
                workspace.drafts.drop(self.key)
            return recorded

        return keep

    def _hold(self) -> None:
        """Let nothing be typed while the form is being saved."""
        self._saving = True
        self._at = self.focused
        self.sheet.disabled = True
        self.query_one("#promise", Static).update(Content("正在保存…"))

    def _release(self) -> None:
        """Let one write on where one stood."""
        self._saving = False
        self.sheet.disabled = False
        self.query_one("#promise", Static).update(self._promise())
        if self._at:
            self._at.focus()

    def _ask_to_settle(self, count: int) -> None:
        if count > 1:
            text = f"这一项有 {count} 条不一致的填报（见详情）。保存后以现在这一条为准，其余留痕。"
        else:
            text = "打开之后，这一项在别处（另一个窗口或同事）又有了新的填报。你写的已存为草稿。"
        answers = {"settle": "以我写的为准", "back": "先返回查看"}

        def answered(answer: str | None) -> None:
            if answer == "settle":
                self.save(settle=True)
            elif answer == "back" and count == 1:
                self.finish(None)

        self.app.push_screen(Question("填报不一致，待核定", text, answers), answered)

    @work
    async def action_back(self) -> None:
        """Go back; what is not saved stays as a draft."""
        if self.has_class("-detail"):
            self.action_detail()
        elif not self._saving:
            await self.flush()
            self.finish(None)

    def action_detail(self) -> None:
        """Show or hide the duty, where it has no room beside the form."""
        self.toggle_class("-detail")
        if self.has_class("-detail"):
            self.query_one(Detail).focus()
        else:
            self.sheet.start()

    def action_discard(self) -> None:
        """Give up the draft, after a question."""
        answers = {"keep": "留着草稿", "discard": "放弃草稿"}
        text = "草稿放弃后找不回来，表格恢复为已保存的内容。"

        def answered(answer: str | None) -> None:
            if answer == "discard":
                self._seen = self._heads
                self.sheet.put(self._saved)
                self.sheet.evidence.replace(self.standing.body.get("evidence", ()), ())
                self._keep_soon()

        self.app.push_screen(Question("放弃草稿", text, answers), answered)

    @on(EvidenceField.Wanted)
    def _files_wanted(self, wanted: EvidenceField.Wanted) -> None:
        self._look_at_files(wanted.field.typed)

    @work(group="files")
    async def _look_at_files(self, paths: list[Path]) -> None:
        await self._add_files(paths)

    async def _add_files(self, paths: list[Path]) -> bool:
        """Attach files that are there, and tell of others; returns whether all were there."""
        attached = 0
        for path in paths:
            with telling(self.app):
                self.sheet.evidence.add(path, await self.backroom.run(partial(_size_of, path)))
                attached += 1
        return attached == len(paths)

    def _before(self) -> dict[str, Any]:
        """Return what each measure came to in the months before."""
        month, earlier = self.month, following(self.month.period, -1)
        return {
            measure.key: so_far(
                month.programme, month.reports, month.unit.id, self.item, measure, earlier
            )
            for measure in self.item.measures
        }

    def _notice(self) -> list[str]:
        lines = []
        if self.standing.comment:
            lines.append(f"退回意见：{self.standing.comment}（按意见修改，或在工作进展里说明）")
        if len(self._heads) > 1:
            lines.append("这一项有不一致的填报，保存后以这里写的为准。")
        if self._draft:
            at = self._draft.at[5:16].replace("T", " ")
            lines.append(f"已带出 {at} 的草稿，还没有保存。Ctrl+R 放弃草稿。")
        return lines

    def _promise(self) -> Content:
        then = f"保存并到下一项（{self._following}）" if self._following else "保存"
        return Content.assemble(("Ctrl+S ", "bold $primary"), then)


def _size_of(path: Path, workspace: Workspace) -> int:
    return require_regular(path, workspace.office.evidence.limit)
