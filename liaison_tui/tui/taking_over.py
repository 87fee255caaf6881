"""Filling what activities come to into a form.

What a person has typed is never overwritten: words go after it, and a number that differs is asked
about.
"""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from textual.app import App
from textual.widgets import TextArea

from liaison_tui.journal.feeding import Suggestion
from liaison_tui.journal.quantity import read_typed
from liaison_tui.text import sanitise
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.widgets.figures import Figure
from liaison_tui.tui.widgets.sheet import Sheet

_ANSWERS = {"take": "改为活动记录的数", "keep": "保留已填的数"}


def take_over(app: App[Any], sheet: Sheet, offered: Suggestion) -> None:
    """Fill in what is offered; where another number stands, ask first."""
    numbers = offered.quantities
    figures = [figure for figure in sheet.query(Figure) if figure.measure.key in numbers]
    other = [f for f in figures if f.value and not _same(f.value, numbers[f.measure.key])]

    def answered(answer: str | None) -> None:
        if answer:
            left = other if answer == "keep" else ()
            _fill(app, sheet, offered, [figure for figure in figures if figure not in left])

    if other:
        text = "；".join(
            f"{f.measure.label}已填 {f.value}，活动记录是 {numbers[f.measure.key]}" for f in other
        )
        app.push_screen(Question("数量不一样", text, _ANSWERS), answered)
    else:
        _fill(app, sheet, offered, figures)


def _fill(app: App[Any], sheet: Sheet, offered: Suggestion, figures: Collection[Figure]) -> None:
    for figure in figures:
        figure.set_value(offered.quantities[figure.measure.key])
    editor, words = sheet.query_one("#text", TextArea), sanitise(offered.text)
    if words and words not in editor.text:
        between = "\n" if editor.text.strip() else ""
        editor.insert(f"{between}{words}", editor.document.end)
    app.notify("已带入活动记录，可以再改。Ctrl+S 保存。")


def _same(typed: str, number: str) -> bool:
    """Tell whether what was typed is a number, and this one."""
    try:
        return Decimal(read_typed(typed)) == Decimal(number)
    except ValueError:
        return False
