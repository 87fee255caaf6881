"""A field for one day, which shows back as a whole date what was typed of it."""

from contextlib import suppress
from datetime import date

from textual import on
from textual.widgets import Input

from liaison_tui import clock
from liaison_tui.errors import WrongUse
from liaison_tui.tui.widgets.fields import LineField


class DayField(LineField):
    """The field. A day without its month is the first one `since` a day, or the last `until` one.

    With neither it is the one nearest to today.
    """

    def __init__(
        self,
        value: str = "",
        *,
        since: date | None = None,
        until: date | None = None,
        hint: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(value, hint=hint, id=id)
        self._since = since
        self._until = until

    @property
    def day(self) -> str:
        """The day that was typed, `2021-07-20`; empty for none. Raises WrongUse for other words."""
        if not self.value.strip():
            return ""
        return clock.read_day(self.value, since=self._since, until=self._until)

    @on(Input.Blurred)
    @on(Input.Submitted)
    def _spell_out(self) -> None:
        """Show the whole date; words that are none stay for the page to speak of."""
        # It says the same as before: nobody is told of a change.
        with suppress(WrongUse), self.prevent(Input.Changed):
            self.value = self.day
