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
    names: dict[tuple[str, str], str | None] = {}
    for (unit, item, month), report in reports.items():
        place = programme.at(month).id, item
        if place not in names:
            names[place] = name_in(programme, item, month, period)
        if name := names[place]:
            key = unit, name, month
            found[key] = replace(report, key=key)
    return found
