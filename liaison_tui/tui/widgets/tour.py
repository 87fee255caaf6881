"""Three hints for newcomers at the foot of a first page, one at a time; nothing is taken away.

Each goes once its deed is done, and all go by one key. They never have the focus.
"""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

_AWAY = "Ctrl+N 收起"


class Step(NamedTuple):
    """A hint, and the deed after which the next one comes."""

    deed: str
    text: str


class Tour(Widget):
    """The line of hints; where there is none to give it takes no room."""

    ALLOW_SELECT = False

    class Over(Message):
        """The last deed is done."""

    def __init__(self, steps: Sequence[Step], *, over: bool) -> None:
        super().__init__()
        self._steps = steps
        self._place = 0
        self.display = bool(steps) and not over

    def on_mount(self) -> None:
        """Keep messages off its line."""
        self._show(shown=self.display)

    def _show(self, *, shown: bool) -> None:
        self.display = shown
        self.screen.set_class(shown, "-tour")

    def begin(self) -> None:
        """Show the hints from the first one on."""
        self._place = 0
        self._show(shown=bool(self._steps))
        self.refresh()

    def put_away(self) -> None:
        """Show no hint any more."""
        self._show(shown=False)

    def did(self, deed: str) -> None:
        """Go on behind a deed, also over hints that were left out."""
        for place in range(self._place, len(self._steps)):
            if self.display and self._steps[place].deed == deed:
                self._place = place + 1
                self.refresh()
                break
        if self.display and self._place == len(self._steps):
            self.put_away()
            self.post_message(self.Over())

    def render(self) -> Content:
        """Draw the hint whose turn it is."""
        if self._place == len(self._steps):
            return Content("")
        number = f"{self._place + 1}/{len(self._steps)}  "
        text = self._steps[self._place].text
        return Content.assemble((number, "bold $primary"), text, (f"    {_AWAY}", "$quiet"))
