"""The entry form: on the left the duty, on the right the page to write on.

What is typed is kept as a draft within a second; Ctrl+S makes it an entry, which is on the disk
before anything says so.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from liaison_tui import clock, desk
from liaison_tui.journal.entry import FIELD_NAMES, Finding, refusals
from liaison_tui.journal.form import (
    QUANTITIES,
    fields_of,
    form_values,
    nothings_of,
    quantity_field,
    read_form,
)
from liaison_tui.journal.totals import so_far
from liaison_tui.programme.period import following
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.storage.drafts import Draft
from liaison_tui.storage.files import require_regular
from liaison_tui.text import sanitise, shorten
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.detail import Detail
from liaison_tui.tui.widgets.evidence import EvidenceField
from liaison_tui.tui.widgets.fields import LineField, TextField
from liaison_tui.tui.widgets.figures import Figure
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace

_DRAFT_AFTER = 0.4
_HINTS = {
    "text": "本期做了什么，到哪一步；可粘贴多行",
    "problems": "没有可不填",
    "next_steps": "没有可不填",
    "practices": "值得推广的做法，没有可不填",
}
_NOTHING = "本期情况"


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
        self._editors: dict[str, Choice | LineField | TextField] = {}
        self._figures: dict[str, Figure] = {}
        self._timer: Timer | None = None
        self._saving = False
        heads = standing.report.heads if standing.report else ()
        self._heads = tuple(head.event.id for head in heads)
        self._seen = self._draft.seen if self._draft else self._heads

    def compose(self) -> ComposeResult:
        """Lay out the fields the item asks for, filled from the draft or the current entry."""
        values = dict(self._draft.values) if self._draft else self._saved
        yield Heading()
        with Horizontal(id="panes"):
            yield Detail()
            with VerticalScroll(id="sheet", can_focus=False):
                yield Prose(self._notice(), id="notice")
                for field in fields_of(self.item, self.standing.body):
                    yield from self._field(field, values)
        yield Static(self._promise(), id="promise")
        yield KeyBar()

    def on_mount(self) -> None:
        """Put the cursor where the writing begins."""
        period = wording.period_word(self.month.period)
        title = shorten(self.item.text, 60)
        self.query_one(Heading).show(self.item.id, title, facts=[self.month.unit.name, period])
        self.query_one(Detail).show(self.month, self.item.id)
        self.query_one("#notice").display = bool(self._notice())
        if self._draft:
            kept = self._draft.evidence
            self._restore_files(kept, self._draft.files)
        # Once the fields have their places, so that the page does not jump to this one.
        self.call_after_refresh(self._first_field().focus)

    def _field(self, field: str, values: Mapping[str, str]) -> ComposeResult:
        if field == "quantities":
            for measure in self.item.measures:
                value = values.get(quantity_field(measure), "")
                figure = Figure(measure, self._before(measure.key), value)
                self._figures[figure.field] = figure
                yield from _labelled(FIELD_NAMES[field], figure, figure.field)
            return
        if field == "evidence":
            kept = self.standing.body.get("evidence", ())
            yield from _labelled(FIELD_NAMES[field], EvidenceField(kept), field)
            return
        editor = self._editor(field, values.get(field, ""))
        self._editors[field] = editor
        label = _NOTHING if field == "nothing" else FIELD_NAMES[field]
        yield from _labelled(label, editor, field)

    def _editor(self, field: str, value: str) -> Choice | LineField | TextField:
        if field == "nothing":
            words = {key: wording.NOTHINGS[key] for key in nothings_of(self.item)}
            return Choice(words, value, id=field)
        if field == "status":
            return Choice(wording.STATUSES, value, id=field)
        if field == "percent":
            return LineField(value, hint="0 至 100", id=field)
        return TextField(value, hint=_HINTS[field], id=field)

    def _first_field(self) -> Widget:
        if self.item.reports == "zero":
            return self._editors["nothing"]
        if self._figures and self.item.reports == "data":
            return next(iter(self._figures.values())).query(LineField).first()
        return self._editors["text"]

    @property
    def values(self) -> dict[str, str]:
        """Every field as it was typed, without the empty ones."""
        found = {
            field: editor.text if isinstance(editor, TextField) else editor.value
            for field, editor in self._editors.items()
        }
        found |= {field: figure.value for field, figure in self._figures.items()}
        return {field: typed for field, typed in found.items() if typed.strip()}

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(Figure.Changed)
    @on(EvidenceField.Changed)
    def _changed(self, _: Message) -> None:
        if self._timer is None and not self._saving:
            self._timer = self.set_timer(_DRAFT_AFTER, self._keep_soon)

    def _keep_soon(self) -> None:
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
        saved = self._saved == draft.values and not draft.files
        same = saved and list(draft.evidence) == list(self.standing.body.get("evidence", ()))
        with telling(self.app):
            if same:
                await self.backroom.run(lambda workspace: workspace.drafts.drop(self.key))
            else:
                await self.backroom.run(lambda workspace: workspace.drafts.keep(draft))

    def _as_draft(self) -> Draft:
        evidence = self.query_one(EvidenceField)
        return Draft(
            *self.key, values=self.values, evidence=tuple(evidence.kept),
            files=tuple(str(path) for path in evidence.files), seen=self._seen, at=clock.stamp(),
        )  # fmt: skip

    def action_save(self) -> None:
        """Save, once a conflict or words unseen so far have been answered for."""
        if self._saving:
            return
        if len(self._heads) > 1:
            self._ask_to_settle(len(self._heads))
        else:
            self.save()

    @work(exclusive=True, group="save")
    async def save(self, *, settle: bool = False) -> None:
        """Make the form an entry; the disk has it before the page closes."""
        labels = {measure.key: measure.label for measure in self.item.measures}
        body, findings = read_form(self.values, labels)
        findings += refusals(body, self.item)
        self._show_findings(findings)
        if findings:
            return
        recorded = None
        with telling(self.app):
            await self.flush()
            self._hold(saving=True)
            recorded = await self.backroom.run(self._recording(body, settle=settle))
        if recorded and recorded.event:
            self.dismiss(Saved(recorded.event.at[11:16], recorded.warnings))
            return
        self._hold(saving=False)
        if recorded:
            self._ask_to_settle(len(recorded.heads))

    def _hold(self, *, saving: bool) -> None:
        """Let nothing be typed while the form is being saved."""
        self._saving = saving
        self.query_one("#sheet").disabled = saving
        self.query_one("#promise", Static).update(
            Content("正在保存…") if saving else self._promise()
        )
        if not saving:
            self._first_field().focus()

    def _recording(self, body: dict[str, Any], *, settle: bool) -> Any:
        evidence = self.query_one(EvidenceField)
        full = {**body, "evidence": list(evidence.kept)}
        files, seen = list(evidence.files), self._seen

        def work(workspace: Workspace) -> desk.Recorded:
            recorded = desk.record(
                workspace, self.month.unit, self.item, self.month.period, full,
                attachments=files, seen=seen, settle=settle,
            )  # fmt: skip
            if recorded.event:
                workspace.drafts.drop(self.key)
            return recorded

        return work

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
                self.dismiss(None)

        self.app.push_screen(Question("填报不一致，待核定", text, answers), answered)

    @work
    async def action_back(self) -> None:
        """Go back; what is not saved stays as a draft."""
        if self.has_class("-detail"):
            self.action_detail()
            return
        await self.flush()
        self.dismiss(None)

    def action_detail(self) -> None:
        """Show or hide the duty, where it has no room beside the form."""
        self.toggle_class("-detail")
        if self.has_class("-detail"):
            self.query_one(Detail).focus()
        else:
            self._first_field().focus()

    def action_discard(self) -> None:
        """Give up the draft, after a question."""
        answers = {"keep": "留着草稿", "discard": "放弃草稿"}
        text = "草稿放弃后找不回来，表格恢复为已保存的内容。"

        def answered(answer: str | None) -> None:
            if answer == "discard":
                self._discard()

        self.app.push_screen(Question("放弃草稿", text, answers), answered)

    def _discard(self) -> None:
        for field, editor in self._editors.items():
            value = self._saved.get(field, "")
            if isinstance(editor, TextField):
                editor.text = sanitise(value)
            else:
                editor.value = value
        for field, figure in self._figures.items():
            figure.set_value(self._saved.get(field, ""))
        self._seen = self._heads
        self.query_one(EvidenceField).replace(self.standing.body.get("evidence", ()), {})
        self.query_one("#notice").display = False
        self._changed(Message())

    @on(EvidenceField.Wanted)
    def _files_wanted(self, wanted: EvidenceField.Wanted) -> None:
        self._look_at_files([str(path) for path in paths_typed(wanted.text)])

    @work(group="files")
    async def _look_at_files(self, paths: list[str]) -> None:
        field = self.query_one(EvidenceField)
        for path in map(Path, paths):
            with telling(self.app):
                field.add(path, await self.backroom.run(partial(_size_of, path)))

    def _restore_files(self, kept: tuple[Mapping[str, Any], ...], files: tuple[str, ...]) -> None:
        self.query_one(EvidenceField).replace(kept, {})
        self._look_at_files(list(files))

    def _before(self, key: str) -> Any:
        month = self.month
        measure = self.item.measure(key)
        if measure is None:
            return None
        earlier = following(month.period, -1)
        return so_far(month.programme, month.reports, month.unit.id, self.item, measure, earlier)

    def _show_findings(self, findings: list[Finding]) -> None:
        shown: dict[str, str] = {}
        for finding in findings:
            shown.setdefault(finding.field, finding.message)
        for line in self.query(".error").results(Static):
            field = line.name or ""
            sentence = shown.get(field) or (
                shown.get("quantities") if field.startswith(QUANTITIES) else None
            )
            line.update(Content(sanitise(f"{sentence}。")) if sentence else Content(""))
            line.display = bool(sentence)
            if sentence:
                line.scroll_visible(animate=False)

    def _notice(self) -> list[Paragraph]:
        lines = []
        if self.standing.comment:
            lines.append(f"退回意见：{self.standing.comment}（按意见修改，或在工作进展里说明）")
        if len(self._heads) > 1:
            lines.append("这一项有不一致的填报，保存后以这里写的为准。")
        if self._draft:
            at = self._draft.at[5:16].replace("T", " ")
            lines.append(f"已带出 {at} 的草稿，还没有保存。Ctrl+R 放弃草稿。")
        return [Paragraph(line, style="bold $primary") for line in lines]

    def _promise(self) -> Content:
        then = f"保存并到下一项（{self._following}）" if self._following else "保存"
        return Content.assemble(("Ctrl+S ", "bold $primary"), then)


def _size_of(path: Path, workspace: Workspace) -> int:
    return require_regular(path, workspace.office.evidence.limit)


def _labelled(label: str, editor: Widget, field: str) -> ComposeResult:
    """Lay out a field under or beside its name, and a line for what is wrong with it."""
    with Horizontal(classes="field"):
        yield Static(Content(label), classes="label")
        with Vertical(classes="editor"):
            yield editor
            error = Static(classes="error", name=field)
            error.display = False
            yield error
