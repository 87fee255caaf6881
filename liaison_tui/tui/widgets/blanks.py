"""What a page asks for: labelled fields, what was typed in them, and what is wrong there.

Which fields these are is data (`Blank`); the form of an item has a sheet of its own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events, on
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, TextArea

from liaison_tui.errors import LiaisonError, Refused
from liaison_tui.journal.entry import MAX_TEXT, Finding, exposed_in
from liaison_tui.journal.shape import MAX_LINE, wrong_text
from liaison_tui.text import one_line
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.field import Field, show_errors
from liaison_tui.tui.widgets.fields import LineField, TextField
from liaison_tui.tui.widgets.person import PersonField
from liaison_tui.tui.widgets.steps import Steps

Editor = LineField | TextField | Choice | PersonField | Steps
# The one field in which a mobile number is what is asked for.
_MAY_EXPOSE = "mobile"


@dataclass(frozen=True, slots=True)
class Blank:
    """Something a page asks for: its key, its label, where one writes it, and how that is read.

    `read` takes what was typed and returns what is kept; it raises a LiaisonError for what is none.
    """

    key: str
    label: str
    editor: Editor
    read: Callable[[Any], Any]

    @property
    def typed(self) -> Any:
        """What was typed, as its editor gives it."""
        return self.editor.text if isinstance(self.editor, TextField) else self.editor.value


def line(key: str, label: str, first: str = "", *, needed: bool = False, hint: str = "") -> Blank:
    """Return a blank of one line."""
    return Blank(key, label, LineField(first, hint=hint), _words(label, MAX_LINE, needed=needed))


def text(key: str, label: str, first: str = "", *, needed: bool = False, hint: str = "") -> Blank:
    """Return a blank of several lines."""
    return Blank(key, label, TextField(first, hint=hint), _words(label, MAX_TEXT, needed=needed))


def choice(key: str, label: str, words: Mapping[str, str], first: str = "") -> Blank:
    """Return a blank for one of a few words."""

    def read(chosen: str) -> str:
        if not chosen:
            raise Refused(f"没有选{label}，请按数字选一种")
        return chosen

    return Blank(key, label, Choice(words, first), read)


def day(key: str, label: str, field: DayField, wrong: Callable[[str], str | None]) -> Blank:
    """Return a blank for a day that must be given; `wrong` tells what is wrong with one."""

    def read(_: str) -> str:
        if not field.day:
            raise Refused(f"没有填写{label}")
        if sentence := wrong(field.day):
            raise Refused(sentence)
        return field.day

    return Blank(key, label, field, read)


def _words(label: str, limit: int, *, needed: bool) -> Callable[[str], str]:
    def read(typed: str) -> str:
        if sentence := wrong_text({"": typed}, "", label, limit=limit, needed=needed):
            raise Refused(sentence)
        return typed.strip()

    return read


class Blanks(VerticalScroll, can_focus=False):
    """The fields. Enter goes on to the next one."""

    class Changed(Message):
        """Something was typed or chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._blanks: Sequence[Blank] = ()
        self._first: dict[str, Any] = {}

    async def ask(self, blanks: Sequence[Blank]) -> None:
        """Lay out fields, and put the cursor into the first."""
        self._blanks = blanks
        fields = [Field(blank.key, blank.label, blank.editor) for blank in blanks]
        await self.mount_all(fields)
        self._first = self.typed
        fields[0].start()

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, by key."""
        return {blank.key: blank.typed for blank in self._blanks}

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed that was not there at first."""
        return self.typed != self._first

    @property
    def changed(self) -> set[str]:
        """The keys of what is not as it was at first."""
        return {key for key, typed in self.typed.items() if typed != self._first[key]}

    def read(self) -> tuple[dict[str, Any], list[Finding]]:
        """Return what is to be kept, by key, and what in it is wrong."""
        kept: dict[str, Any] = {}
        wrong: list[Finding] = []
        for blank in self._blanks:
            try:
                kept[blank.key] = blank.read(blank.typed)
            except LiaisonError as error:
                wrong.append(Finding(blank.key, "refused", str(error).removesuffix("。")))
        return kept, wrong

    def exposed(self) -> list[Finding]:
        """Return a warning for what must not travel as it is: identity numbers, secrecy marks."""
        return [
            finding
            for blank in self._blanks
            for text in _texts(blank.typed)
            for finding in exposed_in(blank.key, blank.label, text)
        ]

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say at each field what is wrong with it; the cursor goes to the first of them."""
        sentences = {finding.field: finding.message for finding in findings}
        show_errors(self.query(Field), lambda key: sentences.get(key, ""))

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    def on_key(self, event: events.Key) -> None:
        """Go on from a row of words, too."""
        if event.key == "enter" and isinstance(self.screen.focused, Choice):
            event.stop()
            self.screen.focus_next()

    @on(Choice.Mistyped)
    def _take_words(self, mistyped: Choice.Mistyped) -> None:
        """Write words that were typed where one only chooses into the first line for words."""
        mistyped.stop()
        lines = [blank.editor for blank in self._blanks if isinstance(blank.editor, LineField)]
        if lines:
            lines[0].insert(one_line(mistyped.text), len(lines[0].value))
            lines[0].cursor_position = len(lines[0].value)
            lines[0].focus()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _tell(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed())


def _texts(typed: Any) -> Iterator[str]:
    """Give all words in what was typed, but for mobile numbers that are asked for."""
    if isinstance(typed, str):
        yield typed
    elif isinstance(typed, dict):
        for key, value in typed.items():
            if key != _MAY_EXPOSE:
                yield from _texts(value)
    elif isinstance(typed, list | tuple):
        for value in typed:
            yield from _texts(value)
