"""The list of what to see to before an export, under titles, the gravest first."""

from collections.abc import Sequence

from liaison_tui.journal.concern import Concern
from liaison_tui.reports import concerns as concern_rows
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.prose import Paragraph

_COLUMNS = (
    Column("item", "编号", 4),
    Column("text", "事项", weight=2, least=20, rank=1),
    Column("kind", "问题", 14),
    Column("said", "怎么办", weight=5, least=40),
)
_NOTHING = "没有要处理的，按 F5 导出。"


class ConcernList(Board):
    """The list, of one month and of what earlier ones still have to say."""

    def __init__(self, month: Month) -> None:
        super().__init__(*_COLUMNS, empty=_NOTHING, id="concerns")
        self._month = month
        self._concerns: Sequence[Concern] = ()

    def list_concerns(self, month: Month, found: Sequence[Concern]) -> None:
        """Show what was found; from what was mended or explained on to what comes next."""
        self._month, self._concerns = month, found
        to_do = {_key(concern) for concern in found if not concern.explained}
        place = self.keys.index(self.cursor_key) if self.cursor_key else 0
        groups = [
            Group(title, [self._row(concern) for concern in rows])
            for title, rows in concern_rows.in_groups(found)
        ]
        self.show(groups, at=next((key for key in self.keys[place:] if key in to_do), None))

    @property
    def concern(self) -> Concern | None:
        """The concern one stands on."""
        return next((c for c in self._concerns if _key(c) == self.cursor_key), None)

    def go_to_concern(self, concern: Concern) -> None:
        """Put the cursor on a concern."""
        self.go_to(_key(concern))

    def sentence(self, concern: Concern) -> str:
        """Return what is to be done, and for which month, where it is another one."""
        if concern.period == self._month.period:
            return concern.message
        return f"{wording.period_word(concern.period)}：{concern.message}"

    def in_full(self, concern: Concern) -> list[Paragraph]:
        """Return a concern in full: the list cuts it off."""
        said = []
        if concern.item:
            said.append(Paragraph(self._item_text(concern), concern.item, lines=1))
        kind = wording.CONCERNS[concern.kind]
        said.append(Paragraph(f"{kind}：{self.sentence(concern)}。", " ", lines=3))
        if concern.explanation:
            said.append(Paragraph(concern.explanation, "已说明", "$quiet", lines=2))
        return said

    def _row(self, concern: Concern) -> Row:
        quiet = "quiet" if concern.explained else ""
        return Row(
            _key(concern),
            {
                "item": Cell(concern.item or "—", quiet),
                "text": Cell(self._item_text(concern), quiet),
                "kind": Cell(wording.CONCERNS[concern.kind], quiet or "strong"),
                "said": Cell(concern.explanation or self.sentence(concern), quiet),
            },
        )

    def _item_text(self, concern: Concern) -> str:
        """Return what the item is; empty for what is about the whole."""
        name = concern.item or ""
        standing = self._month.standing(name)
        item = standing.item if standing else self._month.programme.item_by_id.get(name)
        return item.text if item else ""


def _key(concern: Concern) -> str:
    return f"{concern.item}:{concern.period}:{concern.kind}"
