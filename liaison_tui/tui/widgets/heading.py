"""The line at the top of a page: where one is, and how things stand."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from liaison_tui.text import one_line, shorten
from liaison_tui.tui.look import cut_mark

_GAP = "    "


class Heading(Widget):
    """A title on the left, facts on the right.

    Where there is no room the first facts go; the last one stays, and the title is cut.
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._facts: Sequence[str] = ()

    def show(self, *title: str, facts: Sequence[str] = ()) -> None:
        """Show the parts of a title, and facts, the most important one last."""
        self._title = "  ".join(one_line(part) for part in title if part)
        self._facts = [one_line(fact) for fact in facts if fact]
        self.refresh()

    def render(self) -> Content:
        """Draw the line at the width there is."""
        room = self.size.width
        facts = list(self._facts)
        while len(facts) > 1 and cell_len(self._title) + 2 + cell_len(_GAP.join(facts)) > room:
            facts.pop(0)
        right = _GAP.join(facts)
        title = shorten(self._title, room - cell_len(right) - (2 if right else 0), cut_mark(self))
        air = " " * max(0, room - cell_len(title) - cell_len(right))
        return Content.assemble((title, "bold $primary"), air, (right, "$foreground"))
