"""What a unit has said besides its entries, in lines for people to read."""

from collections.abc import Mapping
from typing import Any

from liaison_tui.journal import extension, withdrawal


def said(row: Mapping[str, Any]) -> list[str]:
    """Return what a row of a history says that is no field of an entry."""
    reasons = {"withdraw": withdrawal.REASON, "extension_request": extension.REASON}
    lines = []
    if isinstance(row.get("until"), str):
        word = "申请延至" if row["kind"] == "extension_request" else "延至"
        lines.append(f"{word}：{row['until']}")
    if isinstance(row.get("reason"), str):
        lines.append(f"{reasons.get(row['kind'], '事由')}：{row['reason']}")
    return lines
