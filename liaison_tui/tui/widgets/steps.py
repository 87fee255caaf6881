"""The steps of a plan: each a day and words, with an empty one at the end to go on with."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from liaison_tui import clock
from liaison_tui.journal.plan import MAX_STEPS
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.fields import LineField


class Step(Horizontal):
    """One step; emptied it is none."""

    def __init__(self, text: str = "", by: str = "") -> None:
        super().__init__(classes="step")
        self.by = DayField(by, since=clock.today(), hint="完成日期")
        self.text = LineField(text, hint="做什么，做到哪一步")

    def compose(self) -> ComposeResult:
        """Lay out the day and the words."""
        yield self.by
        yield self.text

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return not self.by.value.strip() and not self.text.value.strip()


class Steps(Vertical):
    """The list."""

    def __init__(self, first: Sequence[Mapping[str, str]]) -> None:
        super().__init__()
        self._first = first

    def compose(self) -> ComposeResult:
        """Lay out the steps there are, and an empty one."""
        for step in self._first:
            yield Step(step.get("text", ""), step.get("by", ""))
        yield Step()

    @property
    def steps(self) -> list[Step]:
        """The steps that say something, in order."""
        return [step for step in self.query(Step) if not step.is_empty]

    @property
    def value(self) -> list[tuple[str, str]]:
        """The day and the words of each, as they were typed."""
        return [(step.by.value.strip(), step.text.value.strip()) for step in self.steps]

    @on(Input.Changed)
    def _go_on(self) -> None:
        """Offer another empty step once the last one says something."""
        steps = list(self.query(Step))
        if steps and not steps[-1].is_empty and len(steps) < MAX_STEPS:
            self.mount(Step())
