"""Filling what activities come to into a form.

What a person has typed is never overwritten: words go after it, and a number that differs is asked
about.
"""

from decimal import Decimal
from typing import Any

from textual.app import App

from liaison_tui.journal.feeding import Suggestion
from liaison_tui.journal.form import quantity_field
from liaison_tui.journal.quantity import read_typed
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.widgets.sheet import Sheet

_ANSWERS = {"take": "改为活动记录的数", "keep": "保留已填的数"}


def take_over(app: App[Any], sheet: Sheet, offered: Suggestion) -> None:
    """Fill in what is offered; where another number stands, ask first."""
    typed = sheet.values
    numbers, differing = {}, []
    for measure in offered.item.measures:
        field, number = quantity_field(measure), offered.quantities.get(measure.key, "")
        if number and typed.get(field) and not _same(typed[field], number):
            differing.append(field)
        if number:
            numbers[field] = number

    def fill(answer: str | None) -> None:
        if answer:
            left = differing if answer == "keep" else ()
            taken = {field: number for field, number in numbers.items() if field not in left}
            words = _after(typed.get("text", ""), offered.text)
            sheet.fill({**typed, **taken, "text": words})
            app.notify("已带入活动记录，可以再改。Ctrl+Z 撤销。")

    if differing:
        text = "；".join(f"已填 {typed[f]}，活动记录是 {numbers[f]}" for f in differing)
        app.push_screen(Question("数量不一样", text, _ANSWERS), fill)
    else:
        fill("take")


def _after(typed: str, words: str) -> str:
    """Return words put after what was typed, unless they stand there already."""
    if not words or words in typed:
        return typed
    return f"{typed}\n{words}" if typed.strip() else words


def _same(typed: str, number: str) -> bool:
    """Tell whether what was typed is a number, and this one."""
    try:
        return Decimal(read_typed(typed)) == Decimal(number)
    except ValueError:
        return False
