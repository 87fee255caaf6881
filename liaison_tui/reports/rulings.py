"""What a centre has ruled besides judging entries: rows for JSON, and tables for people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from liaison_tui.journal import discharge, grant, inspection
from liaison_tui.journal.concern import explanations_of
from liaison_tui.journal.event import Event
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Programme
from liaison_tui.reports import wording
from liaison_tui.reports.statements import body_of
from liaison_tui.reports.table import render
from liaison_tui.text import one_line


def extension_rows(
    programme: Programme, requests: Iterable[Event], answers: Iterable[Event]
) -> list[dict[str, Any]]:
    """Return for every obligation with a request or an answer both, requests that wait first."""
    asked = {event.key: event for event in requests}
    answered = {event.key: event for event in answers}
    rows: list[dict[str, Any]] = [
        {
            "unit": place[0],
            "item": place[1],
            "period": place[2],
            "due": due_day(programme, place[2]).isoformat(),
            "request": part(asked.get(place), "until", "reason"),
            "answer": part(answered.get(place), "decision", "until", "reason", "approver"),
            "waits": is_waiting(asked.get(place), answered.get(place)),
        }
        for place in sorted({*asked, *answered})
    ]
    return sorted(rows, key=lambda row: not row["waits"])


def is_waiting(request: Event | None, answer: Event | None) -> bool:
    """Tell whether a request has no answer yet; a newer request asks anew."""
    return request is not None and (answer is None or request.id not in answer.about)


def extensions_table(rows: Sequence[Mapping[str, Any]], programme: Programme) -> str:
    """Return the same for people."""
    if not rows:
        return "没有延期申请，也没有延期答复。"
    cells = [
        (
            programme.unit_name(row["unit"]), row["item"], row["period"], row["due"],
            (row["request"] or {}).get("until") or "",
            "待答复" if row["waits"] else grant.DECISIONS[row["answer"]["decision"]],
            (row["answer"] or {}).get("until") or "",
            (row["request"] or row["answer"])["reason"] or "",
        )
        for row in rows
    ]  # fmt: skip
    heads = ("单位", "事项", "月份", "截止日", "申请延至", "答复", "延至", "理由")
    return render(heads, cells, widest=36)


def discharge_row(event: Event) -> dict[str, Any]:
    """Return one word by which an item is struck off or put on again."""
    body = body_of(event)
    return {
        "id": event.id,
        "unit": event.unit,
        "item": event.item,
        "period": event.period,
        **{key: body.get(key) for key in ("decision", "ground", "reason", "approver")},
        "at": event.at,
        "by": one_line(event.by),
    }


def discharges_table(rows: Sequence[Mapping[str, Any]], programme: Programme) -> str:
    """Return the same for people."""
    if not rows:
        return "还没有销号的事项。"
    cells = [
        (programme.unit_name(row["unit"]), row["item"], discharge.DECISIONS[row["decision"]],
         turn_words(row), row["reason"] or "")
        for row in rows
    ]  # fmt: skip
    return render(("单位", "事项", "决定", "从哪一月起", "事由"), cells, widest=48)


def turn_words(row: Mapping[str, Any]) -> str:
    """Return from when an item is owed again or no more, in words."""
    if row["decision"] == "resume":
        return f"{wording.period_word(row['period'])}起恢复报送"
    ground = discharge.GROUNDS.get(str(row["ground"]), "")
    after = f"{wording.period_word(row['period'])}以后不再报送"
    return f"{after}（{ground}）" if ground else after


def inspection_row(thread: inspection.Thread) -> dict[str, Any]:
    """Return an inspection and the unit's last answer."""
    event, body = thread.found, body_of(thread.found)
    keys = ("sort", "manner", "subject", "finding", "deadline")
    return {
        "id": event.id,
        "unit": event.unit,
        **{key: body.get(key) for key in keys},
        "items": body.get("items", []),
        "at": event.at,
        "by": one_line(event.by),
        "answer": part(thread.answer, "text"),
    }


def inspection_words(row: Mapping[str, Any]) -> str:
    """Return of which sort an inspection was: 定期日常调度 重点督查."""
    manner = inspection.SORTS[row["sort"]] + inspection.MANNERS[row["manner"]]
    return f"{manner} {inspection.SUBJECTS[row['subject']]}"


def call_row(event: Event, said: Sequence[Event]) -> dict[str, Any]:
    """Return a call to one unit and the unit's answer; `said` are the unit's explanations."""
    body = body_of(event)
    return {
        "id": body["id"],
        "event": event.id,
        "unit": event.unit,
        "title": body.get("title"),
        "text": body.get("text"),
        "due": body.get("due"),
        "items": body.get("items", []),
        "at": event.at,
        "by": one_line(event.by),
        "answer": answer_to(event, said),
    }


def calls_table(rows: Sequence[Mapping[str, Any]], programme: Programme) -> str:
    """Return calls for people, a line for each unit."""
    if not rows:
        return "还没有临时调度。"
    cells = [
        (row["id"], programme.unit_name(row["unit"]), row["title"],
         wording.full_moment(row["due"]), "、".join(row["items"]),
         "有" if row["answer"] else "—")
        for row in rows
    ]  # fmt: skip
    return render(("编号", "单位", "调度名称", "报送时限", "事项", "书面答复"), cells, widest=40)


def answer_to(asked: Event, said: Sequence[Event]) -> dict[str, Any] | None:
    """Return a unit's answer to an inspection or a call; None where it has not answered."""
    own = [event for event in said if event.unit == asked.unit]
    found = [e for e in explanations_of(asked.kind, own) if asked.id in e.about]
    return part(found[-1], "text") if found else None


def part(event: Event | None, *keys: str) -> dict[str, Any] | None:
    """Return some fields of an event with its id, and who said it when; None for none."""
    if event is None:
        return None
    body = body_of(event)
    told = {key: body.get(key) for key in keys}
    return {"id": event.id, **told, "at": event.at, "by": one_line(event.by)}
