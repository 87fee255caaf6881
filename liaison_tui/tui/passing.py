"""What pages pass to each other, so that a page need not be loaded before it is opened."""

from collections.abc import Sequence
from typing import NamedTuple

from liaison_tui.journal.entry import Finding
from liaison_tui.journal.event import Event
from liaison_tui.programme.model import Item
from liaison_tui.reports.month import Month


class Duty(NamedTuple):
    """An obligation to write of: its month, its item, what comes after it, what was just said."""

    month: Month
    item: str
    following: str | None
    said: str = ""


class Saved(NamedTuple):
    """What a saved form leaves: its item and the one to follow, when, what was odd or left out."""

    item: Item
    following: str | None
    at: str
    warnings: tuple[Finding, ...]
    empty: tuple[str, ...]


class Goal(NamedTuple):
    """An item to go on to; `period` None means the month one came from."""

    item: str
    period: str | None


class Decision(NamedTuple):
    """What was decided of a contested item: the version that stands alone now.

    That is None where one is to be written. `warnings` are what is odd in that version.
    """

    item: str
    chosen: Event | None
    warnings: Sequence[Finding] = ()
