"""Withdrawing an entry (撤回): the obligation is unreported again, and the reason stays."""

from collections.abc import Mapping
from typing import Any

from liaison_tui.journal.entry import refusals
from liaison_tui.journal.shape import wrong_text

REASON = "撤回原因"


def wrong_in(body: Mapping[str, Any]) -> str | None:
    """Tell what is malformed in a withdrawal; older ones give no reason, fields of an entry hold.

    What a person writes now must give one: that is the desk's rule.
    """
    found = [finding for finding in refusals(body, None) if finding.kind != "unknown-field"]
    return found[0].message if found else wrong_text(body, "reason", REASON)
