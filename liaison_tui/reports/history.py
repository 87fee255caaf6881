"""All that was said of one item, as rows: for JSON, for a command's answer, for a page's lines."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui.journal import approval, verifying
from liaison_tui.journal.concern import EXPLANATION
from liaison_tui.journal.entry import FIELD_NAMES, TEXTS
from liaison_tui.journal.event import CENTRE_KINDS, ENTRY_KINDS, UNIT_KINDS, Event
from liaison_tui.journal.fold import Report
from liaison_tui.journal.history import in_order
from liaison_tui.programme.model import Item
from liaison_tui.reports import statements, wording
from liaison_tui.reports.closing_words import verified_words
from liaison_tui.text import one_line

_OPINIONS = (("comment", "意见"), ("opinion", "意见"))


def history(reports: Sequence[Report], others: Sequence[Event]) -> list[dict[str, Any]]:
    """Return `history --json`: all that was said of an item, oldest first."""
    entries = [entry.event for report in reports for entry in report.entries]
    heads = {head.event.id for report in reports for head in report.heads}
    return [row_of(event, head=event.id in heads) for event in in_order([*entries, *others])]


def history_table(rows: Sequence[Mapping[str, Any]], item: Item) -> str:
    """Return a history for people, each statement with its full text."""
    if not rows:
        return "这一事项本期还没有填报。"
    lines = []
    for row in rows:
        mark = "（现行）" if row["head"] and row["kind"] != "withdraw" else ""
        lines.append(f"{wording.full_moment(row['at'])}　{row['by']}　{deed(row)}{mark}")
        lines += [f"    {line}" for text in said(row, item) for line in text.split("\n")]
    return "\n".join(lines)


def row_of(event: Event, *, head: bool = False) -> dict[str, Any]:
    """Return a statement as a row, its text made inert; `head` says whether it stands.

    The concern an explanation is about is its `concern`, as `kind` is taken.
    """
    body = statements.body_of(event)
    if event.kind == EXPLANATION and "kind" in body:
        body["concern"] = body["kind"]
    return {
        **body,
        "id": event.id,
        "kind": event.kind,
        "at": event.at,
        "by": one_line(event.by),
        "device": event.device,
        "replaces": list(event.replaces),
        "head": head,
    }


def deed(row: Mapping[str, Any]) -> str:
    """Return the word for what was done by saying a row: 填报, 更正, 退回修改, 说明（未填）."""
    if row["kind"] == EXPLANATION:
        words = {**wording.CONCERNS, **wording.ANSWERED}
        concern = words.get(str(row.get("concern")), "其他")
        return f"{wording.KINDS[EXPLANATION]}（{concern}）"
    if row["kind"] == "progress" and "channel" in row:
        return wording.BY_CENTRE
    if row["kind"] == "review" and row.get("withdrawn"):
        return wording.REVIEW_TAKEN_BACK
    decision = wording.DECISIONS.get(str(row.get("decision")), "")
    return decision or wording.kind_word(row["kind"], replaces=row["replaces"])


def who(row: Mapping[str, Any]) -> str:
    """Return who said a row; of the centre's people, that they are the centre's."""
    by = str(row["by"])
    centre = row["kind"] in CENTRE_KINDS - UNIT_KINDS or "channel" in row
    return f"信用办 {by}" if centre and "信用办" not in by else by


def said(row: Mapping[str, Any], item: Item | None) -> list[str]:
    """Return all that a row says, a text for each part of it, with its name."""
    figures = (
        {**row, "text": "", "problems": "", "channel": ""} if row["kind"] in ENTRY_KINDS else {}
    )
    texts = [wording.gist(figures, item)]
    texts += [
        f"{name}：{row[key]}"
        for key, name in (*_texts_of(row["kind"]), *_OPINIONS)
        if isinstance(row.get(key), str)
    ]
    if row["kind"] == verifying.KIND:
        words = "已撤销" if row.get("withdrawn") else verified_words(row, item)
        texts.append(f"{wording.KINDS[verifying.KIND]}：{words}")
    texts += statements.said(row)
    if row["kind"] == approval.KIND:
        texts.insert(0, _who_signed(row))
    if row["kind"] in (*ENTRY_KINDS, approval.KIND):
        texts += [f"佐证材料：{one_line(e['name'])}" for e in row.get("evidence") or ()]
    return [text for text in texts if text]


def gist(row: Mapping[str, Any], item: Item | None) -> str:
    """Return what a row says in one line."""
    if row["kind"] in ENTRY_KINDS and row["kind"] != "withdraw":
        # The deed says that the centre has entered it.
        return wording.gist({k: row[k] for k in row if k != "channel"}, item)
    return one_line("　".join(said(row, item)))


def _texts_of(kind: str) -> list[tuple[str, str]]:
    """Return the texts to show of a kind of statement, with their names."""
    if kind == "local_item":
        return []
    if kind == EXPLANATION:
        return [("text", wording.KINDS[kind])]
    return [(key, FIELD_NAMES[key]) for key in TEXTS]


def _who_signed(row: Mapping[str, Any]) -> str:
    post = wording.POSTS.get(str(row.get("post")), "")
    manner = wording.MANNERS.get(str(row.get("manner")), "")
    return one_line(f"{post} {row.get('approver', '')}　{row.get('date', '')}　{manner}")
