"""Who in an office fills which items in, as rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui.programme.model import Unit
from liaison_tui.reports.table import render


def fillers(
    unit: Unit, items: Sequence[str], texts: Mapping[str, str], known: Mapping[str, str]
) -> dict[str, Any]:
    """Return `filler --json`: items by id with their texts, and who fills them in, if known."""
    return {
        "unit": {"id": unit.id, "name": unit.name},
        "fillers": [
            {"item": item, "text": texts.get(item, ""), "filler": known.get(item)} for item in items
        ],
    }


def fillers_table(answer: Mapping[str, Any]) -> str:
    """Return the same for people."""
    rows = [(row["item"], row["filler"] or "—", row["text"]) for row in answer["fillers"]]
    if not rows:
        return "还没有写明承办人。用 liaison filler 编号 --name 姓名 写明。"
    return render(("编号", "承办人", "事项"), rows)
