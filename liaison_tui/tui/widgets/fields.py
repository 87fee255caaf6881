"""Fields to write in. What comes in by paste is made inert, and keeps its lines where it may."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, TextArea

from liaison_tui.journal.quantity import read_percent
from liaison_tui.text import one_line, sanitise


class LineField(Input):
    """A field of one line. A paste of several lines becomes one.

    `REPLACES`: what one types on coming here takes the place of what stands here.
    """

    REPLACES: ClassVar[bool] = False

    def __init__(self, value: str = "", *, hint: str = "", id: str | None = None) -> None:
        super().__init__(
            one_line(value), placeholder=hint, id=id, compact=True,
            select_on_focus=self.REPLACES,
        )  # fmt: skip
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self.replace(one_line(event.text), start, end)


class NumberField(LineField):
    """A field for a number: nobody adds a digit to one that was computed."""

    REPLACES = True


class PercentField(NumberField):
    """A field for a percentage; the arrows up and down go by fives."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(5)", show=False, id="more", tooltip="完成进度加 5"),
        Binding("down", "step(-5)", show=False, id="less", tooltip="完成进度减 5"),
    ]

    def action_step(self, by: int) -> None:
        """Go to the next multiple of five; from what is no number nowhere."""
        try:
            now = read_percent(self.value) if self.value else 0
        except ValueError:
            return
        rest = now % by
        self.value = str(min(100, max(0, now + by - rest)))
        self.cursor_position = len(self.value)


class TextField(TextArea, inherit_bindings=False):
    """A field of several lines, which grows with its text; Tab goes on to the next field."""

    # Textual's F6 and F7 select: what one types next would take the place of all one has written.
    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in TextArea.BINDINGS
        if isinstance(binding, Binding) and binding.key not in ("f6", "f7")
    ]

    def __init__(self, value: str = "", *, hint: str = "", id: str | None = None) -> None:
        super().__init__(
            sanitise(value), placeholder=hint, id=id, soft_wrap=True, compact=True,
            tab_behavior="focus", show_line_numbers=False, highlight_cursor_line=False,
        )  # fmt: skip
        self.cursor_blink = False

    def show_changed(self, value: str) -> None:
        """Show another text, with the cursor behind what is other in it."""
        before, now = self.text, sanitise(value)
        shorter = min(len(before), len(now))
        same = 0
        while same < shorter and before[-1 - same] == now[-1 - same]:
            same += 1
        self.text = now
        lines = now[: len(now) - same].split("\n")
        self.move_cursor((len(lines) - 1, len(lines[-1])))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        start, end = sorted((self.selection.start, self.selection.end))
        result = self.replace(sanitise(event.text), start, end, maintain_selection_offset=False)
        self.move_cursor(result.end_location)


class PathsField(TextField):
    """Where paths are typed, pasted or dropped, one a line; Enter is done with them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", show=False, priority=True),
    ]

    class Done(Message):
        """Enter was pressed."""

        def __init__(self, field: "PathsField") -> None:
            super().__init__()
            self.field = field

    def action_done(self) -> None:
        """Tell that the paths are all there."""
        self.post_message(self.Done(self))
