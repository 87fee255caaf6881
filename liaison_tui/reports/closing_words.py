"""A close, and a verified figure, in the words in which a unit and a history read them."""

from collections.abc import Mapping
from typing import Any

from liaison_tui.journal import verifying
from liaison_tui.journal.closing import APPROVER, DECISIONS, NOTE, REASON
from liaison_tui.journal.event import Event
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.text import one_line

# Said to a unit that writes for a month that is closed.
AMENDS = "已定稿，报送后列为定稿后更正"
_COUNTS = (("owed", "应报"), ("on_time", "按时"), ("nothing_new", "无新进展"), ("late", "逾期报送"),
           ("missing", "未报"))  # fmt: skip
Pairs = tuple[tuple[str, str], ...]


def closed_words(body: Mapping[str, Any]) -> str:
    """Return that a month is closed, or open again."""
    return DECISIONS["reopen"] if body["decision"] == "reopen" else "已定稿"


def amends_words(period: str) -> str:
    """Return what becomes of words that are written for a month that is closed."""
    return f"{wording.period_word(period)}{AMENDS}"


def figures_words(figures: Mapping[str, int]) -> str:
    """Return what a unit's month came to: 应报 33，按时 31，未报 2."""
    return "，".join(
        f"{word} {figures[key]}" for key, word in _COUNTS if key == "owed" or figures.get(key)
    )


def close_pairs(event: Event) -> Pairs:
    """Return all that a close says, each part with its name; an amendment has a line each."""
    body = event.body
    figures = body.get("figures", {})
    amended = [
        ("已接受更正", one_line(f"{each['day']} {'、'.join(each.get('items', ()))}："
                           f"{each['reason']}"))
        for each in body.get("amended", ())
    ]  # fmt: skip
    reason = REASON if body["decision"] == "reopen" else "仍定稿理由"
    return (
        (NOTE, str(body.get("note", ""))),
        ("定稿时", figures_words(figures) if figures else ""),
        ("日期", str(body.get("day", ""))),
        *amended,
        (reason, str(body.get("reason", ""))),
        (APPROVER, str(body.get("approver", ""))),
    )


def ruling_words(event: Event, item: Item | None) -> str:
    """Return in a few words what the centre has ruled of an obligation besides judging it."""
    body = event.body
    if event.kind == verifying.KIND:
        return "" if body.get("withdrawn") else f"核定数 {verified_words(body, item)}"
    until = f"至 {body['until']}" if "until" in body else ""
    return wording.DECISIONS.get(str(body.get("decision")), "") + until


def verified_words(body: Mapping[str, Any], item: Item | None) -> str:
    """Return verified figures with the names of their measures; empty for withdrawn ones."""
    quantities = body.get("quantities")
    return wording.gist({"quantities": quantities}, item) if isinstance(quantities, dict) else ""
