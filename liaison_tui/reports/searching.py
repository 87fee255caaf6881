"""What was found over all units: entries by their words, files by their places."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from liaison_tui.journal.entry import FIELD_NAMES
from liaison_tui.journal.event import Event
from liaison_tui.journal.evidence_uses import UsedFile
from liaison_tui.journal.searching import Hit
from liaison_tui.programme.model import Programme
from liaison_tui.reports import wording
from liaison_tui.reports.table import render
from liaison_tui.storage.files import megabytes
from liaison_tui.text import one_line

_NAMES = {**FIELD_NAMES, "reason": "原因"}
_PLACES = 6


class Found(NamedTuple):
    """An entry that holds what was looked for; `current`: it stands, no other replaced it."""

    event: Event
    hit: Hit
    current: bool


class SearchResult(NamedTuple):
    """How many entries were found in all, and the first of them, the newest month first."""

    total: int
    found: Sequence[Found]


def search_json(result: SearchResult, typed: str) -> dict[str, Any]:
    """Return `search --json`."""
    return {
        "words": typed.split(),
        "count": result.total,
        "entries": [
            {
                "id": event.id,
                "unit": event.unit,
                "item": event.item,
                "period": event.period,
                "kind": event.kind,
                "at": event.at,
                "by": one_line(event.by),
                "current": current,
                "field": hit.field,
                "excerpt": hit.text,
                "start": hit.start,
                "end": hit.end,
            }
            for event, hit, current in result.found
        ],
    }


def search_table(result: SearchResult, programme: Programme) -> str:
    """Return found entries for people, the word in brackets."""
    heads = ("单位", "事项", "月份", "填报", "栏目", "内容", "编号")
    rows = [
        (
            programme.unit_name(event.unit), event.item, event.period,
            version_word(found), field_word(hit), hit.marked, event.id[:8],
        )
        for found in result.found
        for event, hit in ((found.event, found.hit),)
    ]  # fmt: skip
    said = count_words(result)
    return f"{said}\n\n{render(heads, rows, widest=80)}" if rows else said


def count_words(result: SearchResult) -> str:
    """Return how many were found, and how many of them are shown where that is not all."""
    shown = len(result.found)
    more = f"，列出最近的 {shown} 条" if shown < result.total else ""
    return f"找到 {result.total} 条{more}。" if result.total else "没有找到。"


def version_word(found: Found) -> str:
    """Return whether an entry stands, or another took its place."""
    if found.event.kind == "withdraw":
        return wording.KINDS["withdraw"]
    return "现行" if found.current else "已更正"


def field_word(hit: Hit) -> str:
    """Return the name of the field a word was found in."""
    return _NAMES[hit.field]


def files_json(files: Sequence[UsedFile]) -> dict[str, Any]:
    """Return `evidence --json`."""
    return {
        "files": [
            {
                "sha256": file.sha256,
                "size": file.size,
                "places": [place._asdict() for place in file.places],
            }
            for file in files
        ]
    }


def files_table(files: Sequence[UsedFile], programme: Programme) -> str:
    """Return files for people, each with the places that name it."""
    heads = ("文件", "大小", "处数", "单位", "用于", "校验值")
    rows = [
        (
            file.places[0].name, megabytes(file.size), len(file.places),
            units_words(file, programme), places_words(file), file.sha256[:8],
        )
        for file in files
    ]  # fmt: skip
    return render(heads, rows, widest=60, right="处数") if rows else "没有这样的佐证材料。"


def units_words(file: UsedFile, programme: Programme) -> str:
    """Return the units that use a file."""
    names = dict.fromkeys(programme.unit_name(place.unit) for place in file.places)
    return "、".join(names)


def places_words(file: UsedFile) -> str:
    """Return the items and months a file is used for, of many the newest."""
    pairs = dict.fromkeys((place.item, place.period) for place in file.places)
    shown = [f"{item}（{wording.period_word(month)}）" for item, month in list(pairs)[:_PLACES]]
    return "、".join(shown) + (f"等 {len(pairs)} 处" if len(pairs) > _PLACES else "")
