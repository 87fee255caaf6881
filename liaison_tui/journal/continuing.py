"""What was said in earlier years of items that go on, under the ids they bear now."""

from collections.abc import Mapping
from dataclasses import replace

from liaison_tui.journal.fold import Key, Report
from liaison_tui.programme.continuing import name_in
from liaison_tui.programme.model import Programme


def retold(
    programme: Programme, period: str, reports: Mapping[Key, Report]
) -> Mapping[Key, Report]:
    """Return reports as a month's plan calls their items; what is not of its items is left out."""
    if len({version.id for version in programme.known}) == 1:
        return reports
    found: dict[Key, Report] = {}
    for (unit, item, month), report in reports.items():
        if name := name_in(programme, item, month, period):
            key = unit, name, month
            found[key] = replace(report, key=key)
    return found
