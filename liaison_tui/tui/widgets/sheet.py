"""The page to write on: an item's fields, what was typed in them, and what is wrong there."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from liaison_tui.journal.entry import Finding
from liaison_tui.journal.form import QUANTITIES, carried, fields_of, quantity_field
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.text import sanitise
from liaison_tui.tui.undoing import Undoing
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.evidence import EvidenceField
from liaison_tui.tui.widgets.field import Field, show_errors
from liaison_tui.tui.widgets.fields import LineField, PercentField, TextField
from liaison_tui.tui.widgets.figures import Figure

_HINTS = {
    "text": "本期做了什么，到哪一步；可粘贴多行",
    "problems": "没有可不填",
    "next_steps": "没有可不填",
    "practices": "值得推广的做法，没有可不填",
}
Editor = Choice | LineField | TextField


class State(NamedTuple):
    """What a sheet holds at a moment: the fields' values, what is attached, what is to be."""

    values: dict[str, str]
    kept: list[Mapping[str, Any]]
    files: list[Path]


class Sheet(VerticalScroll, can_focus=False):
    """The fields of one item.

    `body` is the entry before, `values` what to show in the fields (journal/form), `before` what
    each measure came to in the months before.
    """

    class Changed(Message):
        """Something was typed, chosen, added or removed."""

    def __init__(
        self,
        item: Item,
        body: Mapping[str, Any],
        values: Mapping[str, str],
        before: Mapping[str, Decimal | None],
    ) -> None:
        super().__init__()
        self._item = item
        self._body = body
        self._first_values = values
        self._before = before
        self._editors: dict[str, Editor] = {}
        self._figures: dict[str, Figure] = {}
        self._undoing: Undoing[State] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        # What a draft says, or what several say together, has its field too.
        for field in fields_of(self._item, {**self._first_values, **self._body}):
            yield from self._field(field)

    def first_value(self, field: str) -> str:
        """Return what a field shows at first."""
        return self._first_values.get(field, "")

    def add_editor(self, field: str, editor: Editor) -> None:
        """Take what is written in an editor for a field's value."""
        self._editors[field] = editor

    @property
    def values(self) -> dict[str, str]:
        """Every field as it was typed, without the empty ones."""
        found = {
            field: editor.text if isinstance(editor, TextField) else editor.value
            for field, editor in self._editors.items()
        }
        found |= {field: figure.value for field, figure in self._figures.items()}
        return {field: typed for field, typed in found.items() if typed.strip()}

    @property
    def evidence(self) -> EvidenceField:
        """The field for evidence."""
        return self.query_one(EvidenceField)

    @property
    def state(self) -> State:
        """All that one could want back."""
        return State(self.values, list(self.evidence.kept), list(self.evidence.files))

    def start(self, *, whole: bool = False) -> None:
        """Put the cursor where the writing begins; a page read as a `whole` stays at its top."""
        begin: Widget = self.query_one("#text", TextField)
        if self._item.reports == "zero":
            begin = self._editors["nothing"]
        elif self._figures and self._item.reports == "data":
            begin = next(iter(self._figures.values())).query(LineField).first()
        if isinstance(begin, TextField):
            begin.move_cursor(begin.document.end)
        begin.focus(scroll_visible=not whole)

    def go_to(self, key: str) -> None:
        """Put the cursor in a field."""
        self._editors[key].focus()

    def settle(self, *, whole: bool = False) -> None:
        """Show the page from its top, as far as the field one writes in stays in sight.

        What is read again as a `whole` is shown from its top in any case, each text too. What the
        sheet holds now is what undoing goes back to.
        """
        self._undoing = Undoing(self.state)
        self.scroll_home(animate=False)
        if whole:
            for text in self.query(TextField):
                text.scroll_home(animate=False)
        elif self.screen.focused:
            self.screen.focused.scroll_visible(animate=False)

    def put(self, values: Mapping[str, str]) -> None:
        """Show other values; in a text the cursor goes where it has changed."""
        for field, editor in self._editors.items():
            value = values.get(field, "")
            if not isinstance(editor, TextField):
                editor.value = value
            elif editor.text != value:
                editor.show_changed(value)
        for field, figure in self._figures.items():
            figure.set_value(values.get(field, ""))

    def fill(self, values: Mapping[str, str]) -> None:
        """Show other values, as a step of its own that can be undone."""
        self.note()
        self.put(values)
        if self._undoing:
            self._undoing.note(self.state, None, monotonic())

    def carry(self, before: Mapping[str, Any]) -> bool:
        """Bring in what an earlier entry said, where nothing is written; tell whether any was."""
        now = self.values
        values = carried(self._item, now, before)
        self.fill(values)
        self.go_to("text")
        return values != now

    def note(self) -> None:
        """Note what the sheet holds, as a step that can be undone."""
        focused = self.screen.focused
        if self._undoing:
            self._undoing.note(self.state, focused.id if focused else None, monotonic())

    def undo(self) -> bool:
        """Go back a step; tell whether there was one."""
        return self._restore(self._undoing.back() if self._undoing else None)

    def redo(self) -> bool:
        """Go forth again a step that was undone; tell whether there was one."""
        return self._restore(self._undoing.forth() if self._undoing else None)

    def _restore(self, state: State | None) -> bool:
        if state is None:
            return False
        before = self.values
        self.put(state.values)
        self._follow(
            key for key in before | state.values if before.get(key) != state.values.get(key)
        )
        if (state.kept, state.files) != self.state[1:]:
            self.evidence.replace(state.kept, state.files)
        return True

    def _follow(self, changed: Iterable[str]) -> None:
        """Put the cursor in the first field that has changed, unless it is in one of them."""
        keys = set(changed)
        fields = [field for field in self.query(Field) if field.key in keys]
        if fields and not any(field.has_focus_within for field in fields):
            fields[0].start()

    def show_remarks(self, findings: Sequence[Finding]) -> None:
        """Say at each field what is odd in it, and at the others nothing."""
        sentences = {finding.field: finding.message for finding in reversed(findings)}
        for field in self.query(Field):
            field.show_remark(sentences.get(field.key, ""))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say at each field what is wrong with it; the cursor goes to the first of them."""
        sentences: dict[str, str] = {}
        for finding in findings:
            sentences.setdefault(finding.field, finding.message)
        of_all = sentences.get("quantities", "")
        show_errors(
            self.query(Field),
            lambda key: sentences.get(key) or (of_all if key.startswith(QUANTITIES) else ""),
        )

    @on(Choice.Mistyped)
    def _take_words(self, mistyped: Choice.Mistyped) -> None:
        """Write words where they belong that were typed where one only chooses."""
        text = self.query_one("#text", TextField)
        text.insert(sanitise(mistyped.text), text.document.end, maintain_selection_offset=False)
        text.move_cursor(text.document.end)
        text.focus()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(Figure.Changed)
    @on(EvidenceField.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed())

    def _field(self, field: str) -> ComposeResult:
        if field == "quantities":
            for measure in self._item.measures:
                value = self._first_values.get(quantity_field(measure), "")
                figure = Figure(measure, self._before.get(measure.key), value)
                self._figures[figure.field] = figure
                yield Field(figure.field, field, figure)
        elif field == "evidence":
            yield Field(field, field, EvidenceField(self._body.get("evidence", ())))
        else:
            editor = self._editor(field, self.first_value(field))
            self.add_editor(field, editor)
            yield Field(field, field, editor)

    def _editor(self, field: str, value: str) -> Editor:
        if field == "nothing":
            return Choice(wording.NOTHINGS, value, id=field)
        if field == "status":
            return Choice(wording.STATUSES, value, id=field)
        if field == "percent":
            return PercentField(value, hint="0 至 100", id=field)
        return TextField(value, hint=_HINTS[field], id=field)
