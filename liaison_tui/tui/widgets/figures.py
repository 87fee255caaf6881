"""The fields for an item's numbers: the month's and the year's, each computed by the other."""

from decimal import Decimal
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from liaison_tui.journal.form import quantity_field, share_of, spelled, total_of
from liaison_tui.journal.quantity import read_typed, spell
from liaison_tui.programme.model import Measure
from liaison_tui.tui.widgets.fields import LineField, NumberField

_WORDS = {
    "cumulative": ("本期", "本年累计"), "period": ("本期", "本年累计"), "level": ("现有数", ""),
}  # fmt: skip
Side = Literal["month", "total"]


class Figure(Vertical):
    """One measure. `before` is what the months before came to; `value` what the entry will hold.

    Where nobody has said what came before, a year's total tells nothing of the month's share: that
    stays empty, and is not computed again once the total was typed.
    """

    class Changed(Message):
        """A number was typed."""

        def __init__(self, figure: "Figure") -> None:
            super().__init__()
            self.figure = figure

    def __init__(self, measure: Measure, before: Decimal | None, value: str) -> None:
        super().__init__()
        self.measure = measure
        self.before = before or Decimal(0)
        self._known = before is not None
        self._kept: Side = "total" if measure.rule == "cumulative" else "month"
        is_number = _number(value) is not None or not value
        # What is no number was typed, most likely, where one begins to write.
        self._typed: Side = self._kept if is_number else "month"
        self._first = value
        self._total_typed = bool(value)

    @property
    def _is_open(self) -> bool:
        """Whether the month's share cannot be told from the year's total."""
        return not self._known and self.measure.rule == "cumulative"

    @property
    def field(self) -> str:
        """The name of the form's field."""
        return quantity_field(self.measure)

    @property
    def value(self) -> str:
        """What was typed or computed on the side that the entry keeps.

        Where what was typed on the other side comes to no number, that itself: it must not vanish.
        """
        kept, typed = (self._input(side).value.strip() for side in (self._kept, self._typed))
        if kept or not typed:
            return kept
        return typed if _number(typed) is None else f"{typed}（超出范围）"

    def compose(self) -> ComposeResult:
        """Lay out the label and the one or two fields."""
        measure = self.measure
        target = f"    全市目标 {spell(measure.target)} {measure.unit}" if measure.target else ""
        yield Static(Content.assemble(f"{measure.label}（{measure.unit}）", (target, "$quiet")))
        with Horizontal(classes="figure"):
            for side, word in zip(("month", "total"), _WORDS[measure.rule], strict=True):
                if word:
                    yield Static(Content.styled(word, "$quiet"), classes="figure-word")
                    yield NumberField(self._at_first(side), id=f"{measure.key}-{side}")
            yield Static(self._hint(), classes="figure-hint")

    def set_value(self, value: str) -> None:
        """Show another value."""
        self._input(self._kept).value = value

    @on(Input.Changed)
    def _compute(self, event: Input.Changed) -> None:
        event.stop()
        side: Side = "total" if event.input.id == f"{self.measure.key}-total" else "month"
        if event.input.has_focus or side == self._kept:
            self._typed = side
            self._fill_other(side, event.value)
        self.post_message(self.Changed(self))

    @on(Input.Blurred)
    @on(Input.Submitted)
    def _spell_out(self, event: Input.Blurred | Input.Submitted) -> None:
        """Show a number back as it will be kept: 12.5万 becomes 125000."""
        number = _number(event.value)
        if number is not None:
            event.input.value = spelled(number)

    def _fill_other(self, side: Side, typed: str) -> None:
        if self.measure.rule == "level":
            return
        other = self._input("month" if side == "total" else "total")
        if self._is_open and side == "month" and self._total_typed:
            return
        if side == "total":
            self._total_typed = bool(typed.strip())
        with other.prevent(Input.Changed):
            other.value = self._other(side, typed)

    def _other(self, side: Side, typed: str) -> str:
        """Return what the other side comes to; empty where this one is no number."""
        number = _number(typed)
        if number is None or (self._is_open and side == "total"):
            return ""
        compute = total_of if side == "month" else share_of
        return spelled(compute(self.measure, number, self.before))

    def _at_first(self, side: str) -> str:
        if side == self._typed or not self._first:
            return self._first
        return self._other(self._typed, self._first)

    def _hint(self) -> Content:
        if self.measure.rule == "level":
            before = f"上次 {spelled(self.before)}" if self._known else ""
        else:
            first = "首次，按累计报" if self._is_open else "首次填报"
            before = f"此前累计 {spelled(self.before)}" if self._known else first
        return Content.styled(before, "$quiet")

    def _input(self, side: Side) -> LineField:
        return self.query_one(f"#{self.measure.key}-{side}", LineField)


def _number(typed: str) -> Decimal | None:
    """Return the number that was typed, or None where it is none."""
    try:
        return Decimal(read_typed(typed))
    except ValueError:
        return None
