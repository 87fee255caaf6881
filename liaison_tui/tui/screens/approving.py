"""Approval (审签): which of a month's entries somebody in the unit has put a name to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal.approval import Approval, Signing, code_over
from liaison_tui.programme.model import Item
from liaison_tui.programme.period import months
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.statements import approvals
from liaison_tui.statements.approvals import Approved
from liaison_tui.text import one_line
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.picking import PickingPage
from liaison_tui.tui.screens.question import leave_or_ask, may_quit
from liaison_tui.tui.screens.sheet_printing import PrintDialog
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import LineField, PathsField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("item", "编号", 4),
    Column("text", "事项", weight=2, least=20),
    Column("state", "审签", 14),
    Column("who", "审签人", 22, rank=2),
    Column("said", "本期填报", weight=2, least=20, rank=3),
)
_EMPTY = "本期还没有填报，填写以后再审签。"
_HINTS = {
    "approver": "姓名",
    "opinion": "审签意见，没有可不填",
    "scans": "F4 选签字页的扫描件或照片，或写位置，没有可不填",
}


@dataclass(frozen=True, slots=True)
class _Seen:
    """How far the month is approved, in the order of its items, and who approved last."""

    signings: Sequence[Signing]
    items: Mapping[str, Item]
    last: Approval | None

    @property
    def entries(self) -> dict[str, str]:
        """The ids of the entries that are shown, by item."""
        return {s.item: s.current.event.id for s in self.signings if s.current}


class ApprovalPage(Page[None]):
    """The page of one month."""

    HELP = """\
领导看过、签过以后，在这里登记：谁、什么职务、哪一天、怎样签的。已审签的填报再有改动，要重新审签。

* 打开时选中还没有审签的；空格逐项选中或取消，Ctrl+A 选中全部。
* 科室、分管、主要负责人分别审签的，各登记一次。
* F5 打印审签表，上面有每条填报的指纹和核对码，签字盖章后扫描，按 F4 附上。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s", "keep", "登记审签", id="keep", priority=True, tooltip="登记选中事项的审签"
        ),
        Binding("f4", "pick", "选文件", id="pick", tooltip="选签字页的扫描件或照片"),
        Binding("f5", "print", "审签表", id="print", tooltip="打印本期的审签表"),
        Binding("escape", "leave", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, backroom: Backroom, month: Month) -> None:
        super().__init__(backroom)
        self.month = month
        self._seen: _Seen | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the entries, and what there is to say of an approval."""
        yield Heading()
        yield Board(*_COLUMNS, empty=_EMPTY, selectable=True, id="signings")
        yield from _labelled("审签人", LineField(hint=_HINTS["approver"], id="approver"))
        yield from _labelled("职务", Choice(wording.POSTS, "deputy", id="post"))
        yield from _labelled("日期", LineField(self.month.today.isoformat(), id="date"))
        yield from _labelled("方式", Choice(wording.MANNERS, "paper", id="manner"))
        yield from _labelled("意见", LineField(hint=_HINTS["opinion"], id="opinion"))
        yield from _labelled("扫描件", PathsField(hint=_HINTS["scans"], id="scans"))
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what there is to approve."""
        self._head()
        self.query_one(Board).focus()
        self.query_one(Board).wait()
        self.read()

    @work(exclusive=True, group="read")
    async def read(self, *, refused: bool = False) -> None:
        """Read and show how far the month is approved; select what is not.

        After a refusal stays selected what was, but for what has changed since it was seen.
        """
        before = self._seen.entries if self._seen else {}
        with telling(self.app):
            self._seen = await self.backroom.run(partial(_see, self.month))
        if not self.is_there:
            return
        chosen = self.query_one(Board).selected
        self._show()
        if refused and self._seen:
            now = self._seen.entries
            self.query_one(Board).select(n for n in chosen if n in now and before.get(n) == now[n])

    def _head(self, *facts: str) -> None:
        period = wording.period_word(self.month.period)
        self.query_one(Heading).show(self.month.unit.name, "审签", period, facts=facts)

    def _show(self) -> None:
        signings = self._seen.signings if self._seen else ()
        board = self.query_one(Board)
        board.show([Group("", [self._row(signing) for signing in signings])])
        board.select(s.item for s in signings if s.is_wanted and not s.report.conflict)
        done = sum(s.is_approved for s in signings)
        self._head(f"已审签 {done} / 已填 {len(signings)}")
        last = self._seen.last if self._seen else None
        approver = self.query_one("#approver", LineField)
        if last and not approver.value:
            approver.value = last.approver
            self.query_one("#post", Choice).value = last.post
            self.query_one("#manner", Choice).value = last.manner

    def _row(self, signing: Signing) -> Row:
        item = self._seen.items.get(signing.item) if self._seen else None
        body = signing.current.event.body if signing.current else {}
        state, tone = _state(signing)
        who = "、".join(f"{wording.POSTS[a.post]} {a.approver}" for a in signing.approvals)
        return Row(
            signing.item,
            {
                "item": signing.item,
                "text": item.text if item else "",
                "state": Cell(state, tone),
                "who": Cell(who, "quiet"),
                "said": wording.gist(body, item),
            },
        )

    @on(Input.Submitted)
    @on(PathsField.Done)
    def _go_on(self) -> None:
        self.focus_next()

    @on(Choice.Mistyped)
    def _take_words(self, mistyped: Choice.Mistyped) -> None:
        """Write words where they belong that were typed where one only chooses."""
        opinion = self.query_one("#opinion", LineField)
        opinion.value += one_line(mistyped.text)
        opinion.cursor_position = len(opinion.value)
        opinion.focus()

    @property
    def _selected(self) -> list[str]:
        """What is selected, but for what the centre entered, where there is anything besides."""
        selected = self.query_one(Board).selected
        signings = self._seen.signings if self._seen else ()
        ours = {s.item for s in signings if s.current and not s.current.by_centre}
        return [name for name in selected if name in ours] or selected

    def action_keep(self) -> None:
        """Keep the approval of what is selected, unless that is being done."""
        if self._busy:
            return
        chosen = self._selected
        if not chosen:
            self.app.notify("没有选中的事项：在清单里按空格选择，Ctrl+A 全选。", severity="warning")
            return
        self._busy = True
        # What was typed just before comes to its field first.
        (self.focused or self).call_later(self._keep, chosen)

    @work(exclusive=True, group="keep")
    async def _keep(self, chosen: Sequence[str]) -> None:
        given, refused = self._given(), True
        try:
            with telling(self.app):
                seen = self._seen.entries if self._seen else {}
                work = partial(_approve, self.month, chosen, {**given, "seen": seen})
                done = await self.backroom.run(work)
                self.query_one("#opinion", LineField).value = ""
                self.query_one("#scans", PathsField).text = ""
                self.app.notify(_said(done))
                refused = False
        finally:
            self._busy = False
            self.read(refused=refused)

    def _given(self) -> dict[str, Any]:
        """Return what was typed and chosen, by the names `approve` has for it."""
        return {
            **{
                name: self.query_one(f"#{name}", LineField).value
                for name in ("approver", "date", "opinion")
            },
            **{name: self.query_one(f"#{name}", Choice).value for name in ("post", "manner")},
            "attachments": paths_typed(self.query_one("#scans", PathsField).text),
        }

    def action_pick(self) -> None:
        """Pick scans of what was signed."""

        def picked(paths: list[Path] | None) -> None:
            field = self.query_one("#scans", PathsField)
            all_of_them = dict.fromkeys([*paths_typed(field.text), *(paths or ())])
            field.text = "\n".join(map(str, all_of_them))
            field.focus()

        self.app.push_screen(PickingPage(self.backroom), picked)

    def action_print(self) -> None:
        """Print the sheet to be signed."""
        self.app.push_screen(PrintDialog(self.backroom, self.month))

    def action_leave(self) -> None:
        """Go back; what was typed is lost only where that is wanted."""
        leave_or_ask(self.app, changed=self._is_changed, leave=lambda: self.dismiss(None))

    @property
    def _is_changed(self) -> bool:
        """Whether something was typed that is not kept."""
        given = self._given()
        return bool(given["opinion"].strip() or given["attachments"])

    async def close_up(self) -> bool:
        """Ask about what was typed and is not kept."""
        return may_quit(self.app, changed=self._is_changed)


def _labelled(label: str, editor: Widget) -> ComposeResult:
    with Horizontal(classes="row"):
        yield Static(Content.styled(label, "$quiet"), classes="label")
        yield editor


def _see(month: Month, workspace: Workspace) -> _Seen:
    """Read, in the backroom, how far a month is approved."""
    unit, programme = month.unit, workspace.programme
    items = {standing.item.id: standing.item for standing in month.standings}
    order = {name: place for place, name in enumerate(items)}
    earlier = months(programme.at(month.period).first_period, month.period)
    known = workspace.signings(unit, earlier)
    given = [a for s in known for a in (*s.approvals, *s.lapsed)]
    now = [s for s in known if s.period == month.period and s.current]
    return _Seen(
        sorted(now, key=lambda s: order.get(s.item, len(order))),
        dict(programme.item_by_id) | items,
        max(given, key=lambda a: a.event.at, default=None),
    )


def _approve(
    month: Month, chosen: Sequence[str], given: Mapping[str, Any], workspace: Workspace
) -> Approved:
    """Keep an approval, in the backroom."""
    if not given["post"] or not given["manner"]:
        raise Refused("没有选职务或方式", "请到那一栏按数字选择")
    items = [workspace.item_named(month.unit, name) for name in chosen]
    how = {**given, "date": clock.read_day(given["date"], until=month.today)}
    return approvals.approve(workspace, month.period, items, **how)


def _state(signing: Signing) -> tuple[str, str]:
    """Return the word for how far an entry is approved, and its tone."""
    if signing.report.conflict:
        return "填报不一致", "strong"
    if signing.current and signing.current.by_centre:
        return "信用办代录", "quiet"
    if signing.is_approved:
        return "已审签", "quiet"
    return ("审签后有改动" if signing.is_changed else "未审签"), "strong"


def _said(done: Approved) -> str:
    body = done.event.body
    who = f"{wording.POSTS[body['post']]} {body['approver']}"
    code = code_over(done.event.about)
    return f"已登记审签：{who}，{len(done.items)} 项，核对码 {code}。按 F5 打印审签表，Esc 返回。"
