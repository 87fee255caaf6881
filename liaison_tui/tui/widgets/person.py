"""Who answers for credit work in one role: name, post, telephone, and a mobile if one likes."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from liaison_tui.journal import roster
from liaison_tui.tui.widgets.fields import LineField

_ROWS = (("name", "post"), ("phone", "mobile"))
_HINTS = {"mobile": "可不填"}


class PersonField(Vertical):
    """The fields of one role of the roster, two beside each other, each with its word."""

    def __init__(self, role: str, first: Mapping[str, str]) -> None:
        super().__init__()
        self._role = role
        self._lines = {
            field: LineField(str(first.get(field, "")), hint=_HINTS.get(field, ""))
            for row in _ROWS
            for field in row
        }

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        for row in _ROWS:
            with Horizontal(classes="person-row"):
                for field in row:
                    word = roster.field_word(self._role, field)
                    yield Static(Content.styled(word, "$quiet"), classes="person-word")
                    yield self._lines[field]

    @property
    def value(self) -> dict[str, str]:
        """What was typed, by field of the roster."""
        return {field: line.value.strip() for field, line in self._lines.items()}
