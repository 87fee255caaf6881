"""Settling at the centre (核定): one version is chosen, or a merged text written, and why."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui.desk import Recorded
from liaison_tui.errors import Refused
from liaison_tui.journal.entry import FIELD_NAMES, TEXTS
from liaison_tui.journal.event import Event
from liaison_tui.journal.form import QUANTITIES, fields_of, form_values
from liaison_tui.journal.joining import joined
from liaison_tui.journal.quantity import read_percent, read_typed
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.settling import settle, settle_anew
from liaison_tui.text import one_line
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.passing import Decision
from liaison_tui.tui.screens.explanation import ExplanationDialog
from liaison_tui.tui.screens.settling import MOST, SettlingPage
from liaison_tui.tui.screens.sheet_page import SheetPage
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace

WHY = "核定理由"
_UNSEEN = "刚才又收到新的填报，没有核定"


class CentreSettlingPage(SettlingPage):
    """The page, about an obligation of a unit that reached the centre contested."""

    HELP = """\
这个单位对同一事项报来几种说法。先列不一样的栏目，不同的字加了下划线；一样的栏目在后面。

* 按数字选一条为准，再写明理由；佐证材料一并采用，其余的留在办理留痕里。
* “合并改写”另写一条，代替各条。
* 核定后视同审核通过，理由随回执包告知该单位。拿不准的，按 Esc 返回，请单位自己核定。"""

    def _choose(self, number: int) -> None:
        if number > len(self._heads[:MOST]):
            self._write()
        elif self._heads[number - 1].kind == "withdraw":
            sentence = "撤回的一条不能由信用办定为准：选另一条，或请单位自己核定。"
            self.app.notify(sentence, severity="warning")
        else:
            self._ask_why(self._heads[number - 1])

    def _ask_why(self, chosen: Event) -> None:
        item, unit, period = self._standing.item, self._month.unit, self._month.period
        seen = [event.id for event in self._heads]

        def keep(workspace: Workspace, why: str) -> None:
            _require_kept(settle(workspace, unit, item, period, chosen.id, seen, why))

        def answered(kept: bool | None) -> None:
            if kept:
                self.dismiss(Decision(item.id, chosen))

        whose = f"{one_line(chosen.by)}  {wording.moment(chosen.at)}"
        told = [
            Paragraph(f"{unit.name}  {item.id}", style="bold"),
            Paragraph(f"{whose} 的为准", "核定"),
            Paragraph(wording.gist(chosen.body, item), "内容", lines=2),
        ]
        self.app.push_screen(
            WhyDialog(self.backroom, WHY, told, "", keep, hint="为什么以这一条为准"), answered
        )

    def _write(self) -> None:
        def done() -> None:
            self.dismiss(Decision(self._standing.item.id, None))

        page = MergedPage(self.backroom, self._month, self._standing.item, self._heads, done)
        self.app.push_screen(page)


class WhyDialog(ExplanationDialog):
    """The dialog in which one writes why a version is to stand."""

    HELP = """\
写明为什么以这一条为准，如“与台账相符”“已同联络员电话核实”。Ctrl+S 核定，理由随回执包告知该单位。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "核定", id="save", priority=True, tooltip="以这一条为准"),
        Binding("escape", "back", "返回", id="back", tooltip="返回对照，不核定；写了的先问一声"),
    ]


class MergedPage(SheetPage[Mapping[str, Any]]):
    """A text of one's own in place of all versions; it begins with all that they say."""

    HELP = """\
几条的文字都带到了这里，改成一条；数量、进度先取最近的一条。佐证材料全部保留。

最后写明理由，按 Ctrl+S 核定：这一条代替各条，视同审核通过，随回执包告知该单位。"""
    DOES = "核定：以这里写的代替各条"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "核定", id="save", priority=True, tooltip="以这里写的代替各条"),
    ]

    def __init__(
        self,
        backroom: Backroom,
        month: Month,
        item: Item,
        heads: Sequence[Event],
        done: Callable[[], None],
    ) -> None:
        period = wording.period_word(month.period)
        super().__init__(backroom, f"合并改写  {month.unit.name}  {item.id}", period)
        self._month = month
        self._item = item
        self._heads = heads
        self._done = done
        self._settled = False

    def fetch(self, workspace: Workspace) -> Mapping[str, Any]:  # noqa: ARG002 - the versions are what was shown
        """Return all that the versions say, as one body."""
        return joined([event.body for event in self._heads])

    def notice(self, found: Mapping[str, Any]) -> Sequence[Paragraph]:
        """Give the item, and how many files stay."""
        files = len(found.get("evidence", ()))
        kept = [Paragraph(f"{files} 份，全部保留", FIELD_NAMES["evidence"])] if files else []
        return [Paragraph(self._item.text, style="bold", lines=2), *kept]

    def blanks(self, found: Mapping[str, Any]) -> Sequence[Blank]:
        """Ask for what the item asks for, and why."""
        values = form_values(found)
        asked = []
        for field in fields_of(self._item, found):
            if field == "quantities":
                asked += [
                    _number(f"{QUANTITIES}{m.key}", m.label, values.get(f"{QUANTITIES}{m.key}", ""))
                    for m in self._item.measures
                ]
            elif field == "percent":
                asked.append(_number(field, FIELD_NAMES[field], values.get(field, "")))
            elif field in ("nothing", "status"):
                words = wording.NOTHINGS if field == "nothing" else wording.STATUSES
                editor = Choice(words, values.get(field, ""))
                asked.append(Blank(field, FIELD_NAMES[field], editor, str))
            elif field in TEXTS:
                asked.append(blanks.text(field, FIELD_NAMES[field], values.get(field, "")))
        return [*asked, blanks.text("why", WHY, needed=True, hint="为什么这样核定")]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Let it stand in place of all versions."""
        body = {key: value for key, value in kept.items() if not key.startswith(QUANTITIES)}
        why = body.pop("why")
        body["quantities"] = {
            key.removeprefix(QUANTITIES): value
            for key, value in kept.items()
            if key.startswith(QUANTITIES) and value
        }
        if self.found and self.found.get("evidence"):
            body["evidence"] = self.found["evidence"]
        seen = [event.id for event in self._heads]
        unit, period = self._month.unit, self._month.period
        _require_kept(settle_anew(workspace, unit, self._item, period, body, seen, why))
        self._settled = True
        return f"{unit.name} {self._item.id} 已核定"

    def _close(self) -> None:
        super()._close()
        if self._settled:
            self._done()


def _number(key: str, label: str, first: str) -> Blank:
    """Return a blank for a number: a percentage, or how much of a measure."""

    def read(typed: str) -> Any:
        if not typed.strip():
            return None
        try:
            return read_percent(typed) if key == "percent" else read_typed(typed)
        except ValueError:
            raise Refused(f"{label}应为数字，请改正") from None

    return Blank(key, label, LineField(first), read)


def _require_kept(done: Recorded) -> None:
    if done.event is None:
        raise Refused(_UNSEEN, "按 Esc 返回，重新对照")
