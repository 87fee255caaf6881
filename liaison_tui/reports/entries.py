"""The current entries of many obligations, as rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from liaison_tui.journal.entry import has_content
from liaison_tui.journal.fold import Report
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Programme
from liaison_tui.reports import wording
from liaison_tui.reports.statements import body_of
from liaison_tui.reports.table import render
from liaison_tui.text import one_line

_BODY = ("status", "percent", "quantities", "text", "problems", "next_steps", "practices",
         "nothing", "evidence")  # fmt: skip


def entries(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Return `entries --json`: a row for each head, so that conflicts show all their sides."""
    return list(entries_one_by_one(reports))


def entries_one_by_one(reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """Give the same rows, each when it is asked for."""
    for report in reports:
        for head in report.heads:
            yield _row(report, head)


def entered(reports: Iterable[Report]) -> dict[str, str]:
    """Return by which channel the centre has entered entries for their units, by their ids."""
    heads = [head.event for report in reports for head in report.heads if head.by_centre]
    return {e.id: str(e.body["channel"]) for e in heads if "channel" in e.body}


def entries_table(
    rows: Sequence[Mapping[str, Any]], programme: Programme, channels: Mapping[str, str]
) -> str:
    """Return current entries for people; `channels` as `entered` gives them."""
    heads = ("单位", "事项", "月份", "状态", "填报人", "内容", "编号")
    cells = [
        (
            programme.unit_name(row["unit"]), row["item"], row["period"],
            wording.STATES[row["state"]], row["by"],
            _gist({**row, "channel": channels.get(row["id"])}, programme),
            row["id"][:8],
        )
        for row in rows
    ]  # fmt: skip
    return render(heads, cells, widest=50) if cells else "还没有填报。"


def _gist(row: Mapping[str, Any], programme: Programme) -> str:
    """Return what a row says in one line; a head that says nothing at all is a withdrawal."""
    body = {key: row[key] for key in (*_BODY, "channel") if row[key] is not None}
    if not has_content(body):
        return wording.KINDS["withdraw"]
    return wording.gist(body, programme.item_of(row["item"], row["period"]))


def _row(report: Report, head: Vouched) -> dict[str, Any]:
    event = head.event
    body = body_of(event)
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
