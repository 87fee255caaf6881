"""Saying what went wrong: one sentence on the screen, whatever it was."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from textual.app import App

from liaison_tui.errors import LiaisonError
from liaison_tui.storage.files import disk_problem


@contextmanager
def collecting(problems: list[str]) -> Iterator[None]:
    """Note what goes wrong inside, and go on after it; whoever called tells of all at once."""
    try:
        yield
    except LiaisonError as error:
        problems.append(str(error))
    except OSError as error:
        problems.append(str(disk_problem(error)))


@contextmanager
def telling(app: App[Any]) -> Iterator[None]:
    """Say what goes wrong inside, and go on after it."""
    problems: list[str] = []
    with collecting(problems):
        yield
    tell(app, problems)


def tell(app: App[Any], problems: Sequence[str]) -> None:
    """Say what went wrong, all at once, if anything did."""
    if problems:
        app.notify("\n".join(problems), severity="error")
