"""The dialogs that lead to a next version of the plan; each goes on to what it would change."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui.errors import Refused
from liaison_tui.journal.plan_version import REASON
from liaison_tui.programme.model import Item, LightRules, Programme, Unit
from liaison_tui.programme.period import following
from liaison_tui.reports.plan_versions import ASSIGNED_ROLES
from liaison_tui.reports.trial import rules_words
from liaison_tui.rulings import plan_versions
from liaison_tui.rulings.plan_versions import Proposal
from liaison_tui.storage.files import read_bytes
from liaison_tui.storage.programmes import MOST
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.screens.proposal import ProposalPage
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace, month_named


class _Proposing(SheetDialog[Programme]):
    """What the dialogs share: they propose a version, and show what it would change."""

    DOES = "看变化，还不执行"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s", "save", "看变化", id="save", priority=True, tooltip="看会有什么变化，再决定"
        )
    ]

    proposal: Proposal | None = None

    def fetch(self, workspace: Workspace) -> Programme:
        """Return the year's plan."""
        return workspace.programme

    @abstractmethod
    def propose(self, workspace: Workspace, kept: Mapping[str, Any]) -> Proposal:
        """Return the version that is asked for; called in the backroom."""

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep nothing yet, but find out what would change."""
        self.proposal = self.propose(workspace, kept)
        return ""

    def _say(self, said: str) -> None:
        """Say nothing: the page that follows does."""

    def _close(self) -> None:
        super()._close()
        if self.proposal:
            self.app.push_screen(ProposalPage(self.backroom, self.proposal))

    def since(self, found: Programme) -> Blank:
        """Return the blank for the month it begins with: the next one, since this is under way."""
        after = min(following(month_named(found, None)), found.last_period)
        first = max(after, found.in_force_from)
        return Blank(
            "since", "起始月份", LineField(first, hint="如 2021-07，已过截止日的月份不能写"),
            lambda typed: month_named(found, typed.strip() or first),
        )  # fmt: skip


class AssignDialog(_Proposing):
    """From when on units report an item, in which role and why; or, to `drop` it, report it not."""

    HELP = """\
写责任和起始月份，Ctrl+S 看变化，还不执行。起始月份以前的应报事项不变。"""

    def __init__(
        self, backroom: Backroom, item: Item, units: Sequence[Unit], *, drop: bool
    ) -> None:
        super().__init__(backroom, "取消指定" if drop else "指定承担单位", item.id)
        self._item = item
        self._units = units
        self._drop = drop

    def notice(self, found: Programme) -> Iterator[Paragraph]:  # noqa: ARG002 - all is known
        """Give what it is about."""
        yield Paragraph("、".join(unit.name for unit in self._units), "单位", lines=3)
        yield AIR

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for the role, the first month and the reason."""
        role = blanks.choice("role", "责任", ASSIGNED_ROLES, "support")
        return [
            *([] if self._drop else [role]),
            self.since(found),
            blanks.line("reason", REASON, hint="如会议或文号，可以不写"),
        ]

    def propose(self, workspace: Workspace, kept: Mapping[str, Any]) -> Proposal:
        """Propose it."""
        if self._drop:
            return plan_versions.withdrawal(
                workspace, self._item, self._units, since=kept["since"], reason=kept["reason"]
            )
        return plan_versions.assignment(
            workspace, self._item, self._units,
            since=kept["since"], role=kept["role"], reason=kept["reason"],
        )  # fmt: skip


class ThresholdsDialog(_Proposing):
    """From when on the tried thresholds of the lights hold, and why."""

    HELP = """\
写起始月份和事由，Ctrl+S 看变化，还不执行。起始月份以前的灯不变。"""

    def __init__(self, backroom: Backroom, rules: LightRules, effect: str) -> None:
        super().__init__(backroom, "按试算的界限执行")
        self._rules = rules
        self._effect = effect

    def notice(self, found: Programme) -> Iterator[Paragraph]:  # noqa: ARG002 - all is known
        """Give the thresholds, and what they came to on the month that was tried."""
        yield Paragraph(rules_words(self._rules))
        yield Paragraph(self._effect, "试算")
        yield AIR

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for the first month and the reason."""
        return [self.since(found), blanks.line("reason", REASON, hint="可以不写")]

    def propose(self, workspace: Workspace, kept: Mapping[str, Any]) -> Proposal:
        """Propose them."""
        return plan_versions.thresholds(
            workspace, self._rules, since=kept["since"], reason=kept["reason"]
        )


class AdoptDialog(_Proposing):
    """A file that somebody has edited, or another year's, and why."""

    HELP = """\
写改好的文件在哪里（可以粘贴位置），Ctrl+S 看变化，还不执行。

下一版要与现行的同一编号，版次加 1，写明起始月份；新年度的要另起编号。写法不对的会指出在第几行。"""

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom, "执行改好的文件")

    def blanks(self, found: Programme) -> Sequence[Blank]:  # noqa: ARG002 - all is known
        """Ask for the file and the reason."""

        def read(typed: str) -> Path:
            found = paths_typed(typed)
            if len(found) != 1:
                raise Refused("请写一个文件的位置")
            return found[0]

        field = LineField(hint="文件的位置，可以粘贴")
        return [Blank("path", "文件", field, read), blanks.line("reason", REASON, hint="可以不写")]

    def propose(self, workspace: Workspace, kept: Mapping[str, Any]) -> Proposal:
        """Propose what is in the file."""
        data = read_bytes(kept["path"], MOST)
        return plan_versions.in_file(workspace, data, reason=kept["reason"])
