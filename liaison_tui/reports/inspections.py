"""Inspections with what came of them, as rows for JSON, tables for people, and words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from liaison_tui.journal.inspection import (
    FINDING,
    MANNERS,
    OPINION,
    SORTS,
    STATES,
    SUBJECTS,
    VERDICTS,
    Round,
    State,
    Thread,
)
from liaison_tui.programme.model import Programme
from liaison_tui.reports import wording
from liaison_tui.reports.rulings import inspection_row, inspection_words, part
from liaison_tui.reports.statements import body_of
from liaison_tui.reports.table import render
from liaison_tui.text import normal, one_line


def in_order(threads: Iterable[Thread], today: str) -> list[Thread]:
    """Return inspections as they are to be dealt with: overdue ones first, what is done last."""
    order = list(STATES)

    def place(thread: Thread) -> tuple[int, str, str, str]:
        state = order.index(thread.state(today))
        return state, thread.last.deadline or "9999", thread.found.at, thread.found.id

    return sorted(threads, key=place)


def thread_row(thread: Thread, today: str) -> dict[str, Any]:
    """Return an inspection with its rounds, for JSON."""
    return {
        **inspection_row(thread),
        "state": thread.state(today),
        "until": thread.last.deadline or None,
        "rounds": [_round_row(each) for each in thread.rounds],
    }


def _round_row(each: Round) -> dict[str, Any]:
    return {
        "id": each.asked.id,
        "text": body_of(each.asked).get("text") or body_of(each.asked).get("finding"),
        "deadline": each.deadline or None,
        "answer": part(each.answer, "text"),
        "verdict": part(each.verdict, "verdict", "text", "deadline"),
    }


def open_by_unit(
    threads: Iterable[Thread], programme: Programme, today: str
) -> list[dict[str, Any]]:
    """Return how many inspections are open for each unit that has any, the worst first."""
    counts: dict[str, dict[str, int]] = {}
    for thread in threads:
        state = thread.state(today)
        if state != "done":
            own = counts.setdefault(thread.found.unit, dict.fromkeys(STATES, 0))
            own[state] += 1
    rows = [
        {
            "unit": unit,
            "name": programme.unit_name(unit),
            "open": sum(own.values()),
            "overdue": own["overdue"],
            "answered": own["answered"],
        }
        for unit, own in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row["overdue"], -row["open"], row["name"]))


def register_table(threads: Sequence[Thread], programme: Programme, today: str) -> str:
    """Return inspections for people, the most pressing first."""
    if not threads:
        return "还没有督查记录。"
    cells = [
        (
            programme.unit_name(t.found.unit), kind_words(t), t.last.deadline,
            STATES[t.state(today)], one_line(str(t.found.body["finding"])), t.found.id[:8],
        )
        for t in threads
    ]  # fmt: skip
    return render(("单位", "类别", "整改期限", "办理", FINDING, "编号"), cells, widest=40)


def units_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return how many are open for each unit, for people."""
    cells = [(row["name"], row["open"], row["overdue"], row["answered"]) for row in rows]
    heads = ("单位", "未办结", STATES["overdue"], STATES["answered"])
    return render(heads, cells, right=" ".join(heads[1:]))


def kind_words(thread: Thread) -> str:
    """Return of which sort an inspection was: 定期日常调度 重点督查."""
    return inspection_words(thread.found.body)


def thread_words(thread: Thread, today: str, *, of_unit: bool = False) -> Iterator[tuple[str, str]]:
    """Give all that came of an inspection, each with the name of what it is.

    `of_unit`: as the unit reads it.
    """
    body = thread.found.body
    yield FINDING, str(body["finding"])
    yield "督查", kind_words(thread)
    if thread.found.body.get("deadline"):
        yield "整改期限", str(body["deadline"])
    for each in thread.rounds:
        if "verdict" in each.asked.body and each.deadline:
            yield "期限延至", each.deadline
        if each.answer:
            yield "本单位答复" if of_unit else "单位答复", f"{each.answer.body['text']}{_who(each)}"
        if each.verdict:
            word = VERDICTS[each.verdict.body["verdict"]]
            text = str(each.verdict.body.get("text", ""))
            yield OPINION, "：".join(filter(None, (word, text)))
    yield "办理", state_word(thread.state(today), of_unit=of_unit)


def state_word(state: State, *, of_unit: bool = False) -> str:
    """Return how an inspection stands; a unit reads of its own answer that it was given."""
    return "已答复" if of_unit and state == "answered" else STATES[state]


def is_asked(thread: Thread, programme: Programme, typed: str) -> bool:
    """Tell whether an inspection holds every word that was typed.

    A word of its sort, manner or subject means just that: 定期 finds none that is 不定期.
    """
    body = thread.found.body
    own = [SORTS[body["sort"]], MANNERS[body["manner"]], SUBJECTS[body["subject"]]]
    known = {*SORTS.values(), *MANNERS.values(), *SUBJECTS.values()}
    unit = programme.unit_name(thread.found.unit)
    said = [unit, str(body["finding"]), *body.get("items", ()), thread.found.id[:8], *own]
    text = normal(" ".join(said))
    return all(word in own if word in known else normal(word) in text for word in typed.split())


def _who(each: Round) -> str:
    return f"（{one_line(each.answer.by)} {wording.moment(each.answer.at)}）" if each.answer else ""
