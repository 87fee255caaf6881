"""One thing the centre has said to a unit, in words."""

from dataclasses import dataclass
from typing import Literal

from liaison_tui.journal.event import Event
from liaison_tui.reports import wording
from liaison_tui.text import one_line

Sort = Literal[
    "returned", "call", "inspection", "score", "extension", "discharge", "deduction", "close",
    "verify", "receipt", "programme",
]  # fmt: skip
# In the order in which they are listed; what asks for something goes before all that does not.
SORTS: dict[Sort, str] = {
    "returned": wording.STATES["returned"], "call": "临时调度", "inspection": "督查",
    "score": "绩效评价", "extension": "延期", "discharge": "办结销号", "deduction": "扣分",
    "close": "定稿", "verify": "核定数", "receipt": "回执", "programme": "调整件",
}  # fmt: skip
# What a unit may answer in words.
ANSWERABLE = frozenset(("returned", "call", "inspection", "score"))


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing the centre has said, in words: a line of the list, and `told` in whole text.

    What is most telling is told first. `key` names it for good; `asks` whether the unit still has
    something to do. `items` and `period` are what it is about, `period` None where that is no
    month. `when` is the day or moment that matters, `at` when it was said. `about` is what an
    explanation of a return names (`Report.to_explain`). `closed` is why it can be answered no
    more, in Chinese.
    """

    key: str
    sort: Sort
    what: str
    state: str
    asks: bool
    when: str
    at: str
    told: tuple[tuple[str, str], ...]
    items: tuple[str, ...] = ()
    period: str | None = None
    answer: str = ""
    about: tuple[str, ...] = ()
    closed: str = ""


def filled(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of label and text whose text says something, for `Notice.told`."""
    return tuple((label, text) for label, text in pairs if text.strip())


def said_by(event: Event) -> str:
    """Return when something was said and by whom."""
    return f"{wording.full_moment(event.at)} {one_line(event.by)}"
