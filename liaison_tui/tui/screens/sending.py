"""Exporting: first what will go and what is missing, then where the file lies."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from liaison_tui.exchange import sending
from liaison_tui.journal.approval import in_words
from liaison_tui.journal.concern import Concern
from liaison_tui.journal.submission import fingerprint
from liaison_tui.precheck import concerns
from liaison_tui.reports import exchange as exchange_rows
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.statements import approvals
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.screens.page import Dialog
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title
from liaison_tui.workspace import Workspace

# What the summary names already.
_LISTED = {"missing", "draft", "returned", "conflict"}


class SendingDialog(Dialog[None]):
    """The export of one month, and of what earlier months still have to say."""

    HELP = """\
先看清楚还缺哪些，再按 F5 导出。文件写到所填的文件夹，用邮件、U 盘或聊天软件交信用办。

* 没填的事项以后可以补：填好再导出一次即可，信用办以新的为准。
* 草稿不会报送，要先打开按 Ctrl+S 保存。
* 核对码用于电话核对：信用办收到后，两边的核对码应当一样。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+s", "send", "导出", id="send", tooltip="导出报送包"),
        Binding("escape", "dismiss", "关闭", id="close", tooltip="关闭，回到清单"),
    ]

    def __init__(self, backroom: Backroom, month: Month) -> None:
        super().__init__(backroom)
        self.month = month
        self._sent = False

    def compose(self) -> ComposeResult:
        """Lay out what will go, and where to."""
        period = wording.period_word(self.month.period)
        with Vertical(classes="dialog"):
            yield Static(Content(f"导出报送包  {period}"), classes="dialog-title")
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Prose(self._summary(), id="summary")
            yield Static(Content.styled("写到哪个文件夹", "$quiet"), id="where")
            yield LineField(str(self.backroom.workspace.outbox), id="folder")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let Enter export at once."""
        self.query_one("#folder").focus()
        self.look()

    @work(exclusive=True, group="look-through")
    async def look(self) -> None:
        """Look through what would go, and say what to see to before it goes."""
        unit = self.backroom.workspace.unit
        if unit is None:
            return
        with telling(self.app):
            found = await self.backroom.run(lambda w: concerns(w, unit, self.month.period))
            seen_to = [c for c in found if not c.explained and c.kind not in _LISTED]
            if seen_to and not self._sent:
                self.query_one("#summary", Prose).show([*self._summary(), *_to_see_to(seen_to)])

    @on(Input.Submitted, "#folder")
    def action_send(self) -> None:
        """Export, unless it is done already."""
        if not self._sent:
            self.send()

    @work(exclusive=True, group="send")
    async def send(self) -> None:
        """Export and say where the file lies."""
        folder = paths_typed(self.query_one("#folder", LineField).value)
        target = folder[0] if folder else self.backroom.workspace.outbox
        summary = self.query_one("#summary", Prose)
        summary.show([Paragraph("正在导出…")])
        found = self._summary()
        with telling(self.app):
            found = await self.backroom.run(lambda w: _export(w, self.month.period, target))
            self._sent = True
            self.query_one("#where").display = False
            self.query_one("#folder").display = False
        summary.show(found)

    def _summary(self) -> list[Paragraph]:
        month = self.month
        states = Counter(s.state for s in month.standings)
        lines = [
            Paragraph(f"{month.done} 项，应报 {len(month.standings)} 项", "已填"),
            Paragraph(f"{states['reported']} 项", "新填待报"),
        ]
        for word, names in (
            ("还没有填", [s.item.id for s in month.standings if s.state == "unreported"]),
            ("草稿", [s.item.id for s in month.standings if s.state == "draft"]),
            ("退回未改", [s.item.id for s in month.standings if s.state == "returned"]),
            ("不一致", [s.item.id for s in month.standings if s.state == "conflict"]),
        ):
            if names:
                aside = "，不会报送" if word == "草稿" else ""
                lines.append(Paragraph(f"{len(names)} 项{aside}：{'、'.join(names)}", word))
        return lines


def _to_see_to(found: Sequence[Concern]) -> list[Paragraph]:
    """Return what to see to, each with what it is about."""
    lines = [AIR, title(f"核对：{len(found)} 处请看一看")]
    lines += [Paragraph(c.message, c.item or wording.CONCERNS[c.kind]) for c in found]
    return lines


def _export(workspace: Workspace, period: str, target: Path) -> list[Paragraph]:
    """Export, and say it in the words of the command, with the fingerprints to compare."""
    if target.suffix != ".liaison":
        target.mkdir(parents=True, exist_ok=True)
    unapproved = approvals.before_export(workspace, period)
    sent = sending.export(workspace.office, period, target)
    missing = workspace.missing(workspace.unit, period) if workspace.unit else []
    text = exchange_rows.export_text(
        sent, workspace.programme, missing, by_centre=workspace.is_centre
    )
    if unapproved:
        text += f"\n提醒：{in_words(unapproved, period)}。"
    own = fingerprint(workspace.office.key.device)
    return [
        *(Paragraph(line) for line in text.split("\n")),
        AIR,
        Paragraph("文件校验值", style="$quiet"),
        Paragraph(sent.sha256),
        Paragraph(own, "本机指纹"),
    ]
