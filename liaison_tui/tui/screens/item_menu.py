"""What an officer may do with one item besides writing its form."""

from collections.abc import Sequence

from textual.app import App

from liaison_tui import desk
from liaison_tui.journal.standing import Standing
from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.explanation import ExplanationDialog
from liaison_tui.tui.screens.filler import FillerDialog
from liaison_tui.tui.screens.menu import Doing
from liaison_tui.tui.screens.unit import EntryPage
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace


def item_doings(
    app: App[None],
    backroom: Backroom,
    month: Month,
    standing: Standing,
    selected: Sequence[str] = (),
) -> list[Doing]:
    """Return them, in the order in which their numbers go; some are for all that is selected."""
    item = standing.item.id
    returned = standing.state == "returned"
    return [
        Doing("全文和办理留痕", lambda: app.push_screen(EntryPage(backroom, month, item))),
        Doing(
            "说明退回的为什么不改",
            lambda: app.push_screen(_explanation(backroom, month, standing)),
            "" if returned else "这一项没有被退回",
        ),
        Doing(
            f"承办人（选中的 {len(selected)} 项）" if selected else "承办人",
            lambda: app.push_screen(FillerDialog(backroom, month, selected or [item])),
        ),
    ]


def _explanation(backroom: Backroom, month: Month, standing: Standing) -> ExplanationDialog:
    """Return the dialog in which one writes why a returned entry stays as it is."""
    unit, item, period = month.unit, standing.item, month.period

    def keep(workspace: Workspace, text: str) -> None:
        desk.explain(workspace, unit, item, period, "returned", text)

    told = [Paragraph(f"{item.id} {item.text}", style="bold", lines=2),
            Paragraph(standing.comment, "退回意见")]  # fmt: skip
    return ExplanationDialog(backroom, "说明为什么不改", told, standing.explanation, keep)
