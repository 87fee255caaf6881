"""What the unit's activities come to for an item, offered to its form: nothing is typed twice."""

from textual import work
from textual.content import Content
from textual.widgets import Static

from liaison_tui.journal.feeding import Suggestion, is_fed
from liaison_tui.programme.model import Item, Unit
from liaison_tui.reports import statements as rows_of
from liaison_tui.text import sanitise
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.telling import telling

_NONE = "活动记录：还没有。在清单按 Ctrl+U 登记活动，次数和文字就可以带入。"


class Offer(Static):
    """One line above the fields of an item that activities feed; other items have none.

    `found` is what is offered, None where there is nothing.
    """

    def __init__(self, backroom: Backroom, unit: Unit, item: Item, period: str) -> None:
        super().__init__()
        self._backroom = backroom
        self._unit = unit
        self._item = item
        self._period = period
        self.found: Suggestion | None = None

    def on_mount(self) -> None:
        """Look for it, behind the form."""
        self.display = is_fed(self._item)
        if self.display:
            self._look()

    @work(exclusive=True)
    async def _look(self) -> None:
        with telling(self.app):
            found = await self._backroom.run(lambda w: w.suggestions(self._unit, self._period))
            self.found = next((each for each in found if each.item == self._item), None)
            # Activities are the unit's to keep: a centre is not told to.
            self.display = self.found is not None or not self._backroom.workspace.is_centre
            self.update(self._line())

    def _line(self) -> Content:
        if self.found is None:
            return Content.styled(_NONE, "$quiet")
        words = sanitise(rows_of.offered_words(self.found))
        return Content.assemble(f"活动记录：{words}  按 ", ("F3", "bold $primary"), " 带入")
