"""The figures of scores that may be printed, each with its rule and what it was worked out from."""

from collections.abc import Iterator
from decimal import Decimal

from liaison_tui.papers.scores import Part
from liaison_tui.programme.scoring import PARTS
from liaison_tui.reports import score_words as words
from liaison_tui.reports.score_sheet import Scored, ScoreSheet

_NOTHING_LOST = "没有失分"


def figures_of(sheet: ScoreSheet) -> Iterator[Part]:
    """Give the parts of every unit's approved score, those of a unit beside each other."""
    for _, rows in sheet.groups:
        for _, row in rows:
            if row.approved:
                yield from _parts(row)


def _parts(row: Scored) -> Iterator[Part]:
    body, unit = words.figures(row), row.unit.name
    for part in body["parts"]:
        name = f"{PARTS.get(part['part'], part['part'])}（满分 {words.padded(part['full'])}）"
        # A line for each reason: a spreadsheet may not break a line between 、 and a number.
        lost = words.short_words(part, between="\n") or _NOTHING_LOST
        source = words.side_words(part) if "lost" in part else lost
        yield Part(unit, name, Decimal(part["points"]), words.side_words(part), source)
    for each in body.get("adjustments", ()):
        off = each["sort"] == "deduction"
        points = Decimal(each["points"]) * (-1 if off else 1)
        yield Part(
            unit, "减分" if off else "加分", points, each["reason"], f"依据：{each['basis']}"
        )
