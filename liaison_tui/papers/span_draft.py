"""A unit's half-year's or year's draft (半年稿、全年稿) as a paper, to be worked on further."""

import re
from collections.abc import Iterator

from liaison_tui.papers.paper import Line, Paper
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.reports.span_draft import SpanDraft, kind_word, left_to_do, lines_of
from liaison_tui.text import one_line, shorten

_INDENT = "　　"
_CLAUSE_END = re.compile("[，。；]")
_NAME_CELLS = 60
_TO_DO = "定稿前请处理（处理后删去本段）"


def span_paper(draft: SpanDraft) -> Paper:
    """Return the draft as a paper; what is still to be seen to stands together at its end."""
    unit, when = draft.unit.name, wording.period_word(draft.span.name)
    return Paper(
        f"{unit}{when}信用工作情况",
        unit,
        f"{unit}　{when}　{kind_word(draft.span)}",
        list(_lines(draft)),
    )


def file_stem(draft: SpanDraft) -> str:
    """Return the name of the draft's file, without its ending: 澄江街道_2021年上半年_半年稿."""
    return f"{draft.unit.name}_{wording.period_word(draft.span.name)}_{kind_word(draft.span)}"


def _short(item: Item) -> str:
    """Return what an item is about: its first clause, where that is no whole paragraph."""
    return shorten(_CLAUSE_END.split(one_line(item.text), maxsplit=1)[0], _NAME_CELLS)


def _lines(draft: SpanDraft) -> Iterator[Line]:
    missing = draft.owed - draft.reported
    counts = f"应报 {draft.owed} 项次，已填 {draft.reported} 项次，未填 {missing} 项次。"
    yield Line(f"（由各月填报汇总，供修改定稿。{counts}）", "center", small=True)
    for area, items in draft.areas:
        told = [(item, lines_of(item, draft.span)) for item in items]
        if any(lines for _, lines in told):
            yield Line(area, level=1)
        for item, lines in told:
            if lines:
                yield Line(f"{item.item.id}　{_short(item.item)}", level=2)
                yield from (Line(f"{_INDENT}{line}") for line in lines)
    open_ends = [(item.item.id, left) for item in draft.items for left in left_to_do(item)]
    if open_ends:
        yield Line(_TO_DO, level=1)
        yield from (Line(f"{_INDENT}{name}　{left}") for name, left in open_ends)
