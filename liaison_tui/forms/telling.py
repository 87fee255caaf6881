"""What became of filled-in workbooks, as rows for JSON and lines for people."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from liaison_tui.forms.opening import Opened
from liaison_tui.forms.reading import Problem
from liaison_tui.forms.taking import Taken
from liaison_tui.programme.model import Programme
from liaison_tui.reports import wording
from liaison_tui.reports.table import render
from liaison_tui.text import shorten

SORTS = {"same": "相同", "like": "相近，请指定", "none": "没有对应"}


def file_row(path: Path, **known: Any) -> dict[str, Any]:
    """Return a file's row of `import --json`, with what is known of it."""
    empty: dict[str, Any] = {
        "unit": None, "period": None, "written": [], "unchanged": [], "problems": [],
        "warnings": [], "matches": [], "error": None,
    }  # fmt: skip
    return {"path": str(path), **empty, **known}


def taken_row(taken: Taken) -> dict[str, Any]:
    """Return the row of a form that was taken in, or was not."""
    look = taken.look
    return file_row(
        look.path,
        unit=look.unit.id,
        period=look.period,
        written=[{"item": item, "id": entry} for item, entry in taken.written],
        unchanged=list(look.unchanged),
        problems=_problems(taken.problems),
        warnings=_problems(taken.warnings),
    )


def matches_of(opened: Opened) -> list[dict[str, Any]]:
    """Return how the rows of somebody's workbook are understood; empty for a form of ours."""
    return [
        {
            "sheet": row.sheet,
            "row": row.number,
            "words": row.words,
            "sort": row.sort,
            "item": opened.meant(row) or None,
            "candidates": list(row.candidates),
        }
        for row in opened.foreign
    ]


def matches_table(matches: Sequence[Mapping[str, Any]], programme: Programme) -> str:
    """Return the same for people."""
    cells = []
    for match in matches:
        item = programme.item_by_id.get(match["item"] or "")
        other = f"可能是 {'、'.join(match['candidates'])}" if match["candidates"] else ""
        cells.append((
            str(match["row"]), shorten(match["words"], 36), match["item"] or "",
            shorten(item.text, 36) if item else other, "" if item else SORTS[match["sort"]],
        ))  # fmt: skip
    return render(("行", "表里的事项", "对应", "分工表的事项", ""), cells, widest=40)


def files_text(rows: Sequence[Mapping[str, Any]], programme: Programme) -> str:
    """Return what became of each file, for people."""
    return "\n".join(line for row in rows for line in _lines(row, programme))


def _lines(row: Mapping[str, Any], programme: Programme) -> Iterable[str]:
    name = Path(row["path"]).name
    if row["error"]:
        yield f"{name}：{row['error']}"
        return
    whose = f"{programme.unit_name(row['unit'])} {wording.period_word(row['period'])}"
    if row["problems"] and not row["written"]:
        yield f"{name}（{whose}）：有 {len(row['problems'])} 处要改，什么都没有写入。"
    else:
        counts = f"写入 {len(row['written'])} 项，没有变化 {len(row['unchanged'])} 项"
        yield f"{name}（{whose}）：{counts}。"
    for problem in row["problems"]:
        yield f"  {_where(problem)}{problem['message']}"
    for warning in row["warnings"]:
        yield f"  提醒：{_where(warning)}{warning['message']}"


def _where(problem: Mapping[str, Any]) -> str:
    return f"{problem['sheet']}!{problem['address']}　" if problem["address"] else ""


def _problems(found: Iterable[Problem]) -> list[dict[str, str]]:
    return [
        {"sheet": each.sheet, "address": each.address, "message": each.sentence} for each in found
    ]
