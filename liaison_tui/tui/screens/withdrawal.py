"""Withdrawing what was reported of an item: what stands of it, and the reason."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui import desk
from liaison_tui.journal import withdrawal
from liaison_tui.journal.standing import Standing
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.text import one_line
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace

_MOST_LINES = 3


class WithdrawDialog(SheetDialog[Sequence[Vouched]]):
    """The dialog; it has found the entries that stand."""

    HELP = """\
撤回已经填报的内容：填错了事项、填错了月份，或者本期不该填。写明原因，按 Ctrl+S 撤回。

* 撤回以后这一项又是待报，可以重新填写；内容只是要改，不必撤回，直接打开修改。
* 撤回和原因留在办理留痕里；已经报送过的，下次导出时信用办会看到撤回。"""
    DOES = "撤回"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "撤回", id="save", priority=True, tooltip="撤回这一项的填报"),
    ]

    def __init__(self, backroom: Backroom, month: Month, item: Item) -> None:
        super().__init__(backroom, f"撤回填报  {item.id}", wording.period_word(month.period))
        self._month = month
        self._item = item
        self._seen: tuple[str, ...] | None = None
        self._is_new = False

    def fetch(self, workspace: Workspace) -> Sequence[Vouched]:
        """Find what stands of the item."""
        key = (self._month.unit.id, self._item.id, self._month.period)
        units, items, periods = ([part] for part in key)
        report = workspace.reports(units=units, items=items, periods=periods).get(key)
        heads = report.heads if report else ()
        ids = tuple(head.event.id for head in heads)
        self._is_new = self._seen is not None and set(ids) != set(self._seen)
        self._seen = ids
        return heads

    def blanks(self, found: Sequence[Vouched]) -> Sequence[Blank]:  # noqa: ARG002 - nothing stands in it yet
        """Ask for the reason."""
        hint = "如：填错了月份，改在下月报送"
        return [blanks.text("reason", withdrawal.REASON, needed=True, hint=hint)]

    def notice(self, found: Sequence[Vouched]) -> Iterator[Paragraph]:
        """Give what stands, each with who wrote it when."""
        if self._is_new:
            changed = "打开之后，这一项在别处又有了新的填报。请看过下面的内容，再按 Ctrl+S 撤回。"
            yield Paragraph(changed, style="bold $primary")
        elif len(found) > 1:
            yield Paragraph(f"有 {len(found)} 条不一致的填报，会一并撤回。", style="bold $primary")
        yield Paragraph(self._item.text, "事项", lines=1)
        for head in found:
            event = head.event
            at = f"{wording.moment(event.at)}  {one_line(event.by)}"
            yield Paragraph(at, "已填内容")
            said = wording.gist(event.body, self._item) or wording.KINDS["withdraw"]
            yield Paragraph(said, " ", "bold", lines=_MOST_LINES)
        yield AIR

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str | None:
        """Withdraw what one has seen; where others wrote meanwhile, nothing."""
        subject = (workspace, self._month.unit, self._item, self._month.period, kept["reason"])
        done = desk.withdraw(*subject, seen=self._seen)
        if done.event is None and set(done.heads) == set(self._seen or ()):
            # A conflict, all sides of which were seen.
            done = desk.withdraw(*subject, seen=self._seen, settle=True)
        if done.event is None:
            return None
        at = wording.clock_time(done.event.at)
        return f"已撤回 {at}：{self._item.id} 又是待报，需要的可重新填写"


def why_not(standing: Standing) -> str:
    """Return why nothing can be withdrawn; empty where something can."""
    conflict = standing.report is not None and standing.report.conflict
    return "" if standing.current or conflict else "还没有填报"
