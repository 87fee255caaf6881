"""Entries as rows: the current ones of many obligations, and all that was said of one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from liaison_tui.journal import approval
from liaison_tui.journal.concern import EXPLANATION
from liaison_tui.journal.entry import FIELD_NAMES, TEXTS, has_content
from liaison_tui.journal.event import ENTRY_KINDS, Event
from liaison_tui.journal.fold import Report
from liaison_tui.journal.history import in_order
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Item, Programme
from liaison_tui.reports import statements, wording
from liaison_tui.reports.table import render
from liaison_tui.text import inert, one_line

_BODY = ("status", "percent", "quantities", "text", "problems", "next_steps", "practices",
         "nothing", "evidence")  # fmt: skip
_OPINIONS = (("comment", "意见"), ("opinion", "意见"))


def entries(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Return `entries --json`: a row for each head, so that conflicts show all their sides."""
    return [_row(report, head) for report in reports for head in report.heads]


def entries_table(rows: Sequence[Mapping[str, Any]], programme: Programme) -> str:
    """Return current entries for people."""
    heads = ("单位", "事项", "月份", "状态", "填报人", "内容", "编号")
    cells = [
        (
            programme.unit_name(row["unit"]), row["item"], row["period"],
            wording.STATES[row["state"]], row["by"],
            _gist(row, programme),
            row["id"][:8],
        )
        for row in rows
    ]  # fmt: skip
    return render(heads, cells, widest=50) if cells else "还没有填报。"


def history(reports: Sequence[Report], others: Sequence[Event]) -> list[dict[str, Any]]:
    """Return `history --json`: all that was said of an item, oldest first."""
    entries = [entry.event for report in reports for entry in report.entries]
    heads = {head.event.id for report in reports for head in report.heads}
    return [
        {
            **_body(event),
            "id": event.id,
            "kind": event.kind,
            "at": event.at,
            "by": one_line(event.by),
            "device": event.device,
            "replaces": list(event.replaces),
            "head": event.id in heads,
        }
        for event in in_order([*entries, *others])
    ]


def history_table(rows: Sequence[Mapping[str, Any]], item: Item) -> str:
    """Return a history for people, each statement with its full text."""
    if not rows:
        return "这一事项本期还没有填报。"
    lines = []
    for row in rows:
        mark = "（现行）" if row["head"] and row["kind"] != "withdraw" else ""
        kind = wording.kind_word(row["kind"], replaces=row["replaces"])
        decision = wording.DECISIONS.get(str(row.get("decision")), "")
        if row["kind"] == EXPLANATION:
            kind += f"（{_what_for(row)}）"
        lines.append(f"{wording.full_moment(row['at'])}　{row['by']}　{decision or kind}{mark}")
        figures = {**row, "text": "", "problems": ""} if row["kind"] in ENTRY_KINDS else {}
        texts = [wording.gist(figures, item)]
        texts += [
            f"{name}：{row[key]}"
            for key, name in (*_texts_of(row["kind"]), *_OPINIONS)
            if isinstance(row.get(key), str)
        ]  # fmt: skip
        texts += statements.said(row)
        if row["kind"] == approval.KIND:
            texts.insert(0, _who_signed(row))
        if row["kind"] in (*ENTRY_KINDS, approval.KIND):
            texts += [f"佐证材料：{one_line(e['name'])}" for e in row.get("evidence") or ()]
        lines += [f"    {line}" for text in texts if text for line in text.split("\n")]
    return "\n".join(lines)


def _what_for(row: Mapping[str, Any]) -> str:
    """Return the word for what an explanation is of."""
    words = {**wording.CONCERNS, **wording.ANSWERED}
    return words.get(str(row.get("concern")), "其他")


def _gist(row: Mapping[str, Any], programme: Programme) -> str:
    """Return what a row says in one line; a head that says nothing at all is a withdrawal."""
    body = {key: row[key] for key in _BODY if row[key] is not None}
    if not has_content(body):
        return wording.KINDS["withdraw"]
    return wording.gist(body, programme.item_by_id.get(row["item"]))


def _texts_of(kind: str) -> list[tuple[str, str]]:
    """Return the texts to show of a kind of statement, with their names."""
    if kind == "local_item":
        return []
    if kind == EXPLANATION:
        return [("text", wording.KINDS[kind])]
    return [(key, FIELD_NAMES[key]) for key in TEXTS]


def _body(event: Event) -> dict[str, Any]:
    """Return what an event says; the concern it explains is its `concern`, as `kind` is taken."""
    body = _inert(event.body)
    if event.kind == EXPLANATION and "kind" in body:
        body["concern"] = body["kind"]
    return body


def _who_signed(row: Mapping[str, Any]) -> str:
    post = wording.POSTS.get(str(row.get("post")), "")
    manner = wording.MANNERS.get(str(row.get("manner")), "")
    return one_line(f"{post} {row.get('approver', '')}　{row.get('date', '')}　{manner}")


def _row(report: Report, head: Vouched) -> dict[str, Any]:
    event = head.event
    body = _inert(event.body)
    return {
        "id": event.id,
        "unit": event.unit,
        "item": event.item,
        "period": event.period,
        **{key: body.get(key) for key in _BODY},
        "quantities": body.get("quantities", {}),
        "evidence": body.get("evidence", []),
        "at": event.at,
        "by": one_line(event.by),
        "received_at": head.received,
        "state": report.state,
        "replaces": list(event.replaces),
    }


def _inert(body: Mapping[str, Any]) -> dict[str, Any]:
    clean = inert(dict(body))
    return clean if isinstance(clean, dict) else {}
