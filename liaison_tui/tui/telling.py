"""Saying what went wrong: one sentence on the screen, whatever it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App

from liaison_tui.errors import LiaisonError
from liaison_tui.storage.files import disk_problem

_SECONDS = 15


@contextmanager
def telling(app: App[Any]) -> Iterator[None]:
    """Say what goes wrong inside, and go on after it."""
    try:
        yield
    except LiaisonError as error:
        app.notify(str(error), severity="error", timeout=_SECONDS)
    except OSError as error:
        app.notify(str(disk_problem(error)), severity="error", timeout=_SECONDS)
