"""A field of the form: its name on the left, what one writes in, what is wrong or odd there."""

from collections.abc import Callable, Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from liaison_tui.journal.entry import FIELD_NAMES
from liaison_tui.text import sanitise
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.figures import Figure

_LABELS = FIELD_NAMES | {"nothing": "本期情况"}


class Field(Horizontal):
    """The field `key` of a form, labelled as an entry's field is, or with other words."""

    def __init__(self, key: str, label: str, editor: Widget) -> None:
        super().__init__(classes="field")
        self.key = key
        self._label = label
        self._editor = editor

    def compose(self) -> ComposeResult:
        """Lay out the name, the editor, and a line for what is wrong."""
        yield Static(Content(_LABELS.get(self._label, self._label)), classes="label")
        with Vertical(classes="editor"):
            yield self._editor
            for kind in ("error", "remark"):
                line = Static(classes=kind)
                line.display = False
                yield line

    def show_error(self, sentence: str) -> None:
        """Say what is wrong here; an empty sentence for nothing."""
        line = self._say("error", sentence)
        if sentence:
            line.scroll_visible(animate=False)

    def show_remark(self, sentence: str) -> None:
        """Say what is odd here, which does not hinder; an empty sentence for nothing."""
        self._say("remark", sentence)

    def _say(self, kind: str, sentence: str) -> Static:
        line = self.query_one(f".{kind}", Static)
        line.update(Content(sanitise(f"{sentence}。")))
        line.display = bool(sentence)
        return line

    def start(self) -> None:
        """Put the cursor here."""
        inside = self._editor.walk_children(Widget, with_self=True)
        next(widget for widget in inside if widget.can_focus).focus()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(Figure.Changed)
    def _forget_error(self) -> None:
        """Somebody is mending it."""
        self.show_error("")


def show_errors(fields: Iterable[Field], sentence_of: Callable[[str], str]) -> None:
    """Say at each field what is wrong with it, by its key; the cursor goes to the first of them."""
    wrong = []
    for field in fields:
        sentence = sentence_of(field.key)
        field.show_error(sentence)
        if sentence:
            wrong.append(field)
    if wrong:
        wrong[0].start()
