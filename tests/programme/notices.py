"""Notices laid out as the one of 2021: annexes 1 and 2 as tables of a document or a workbook."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import openpyxl

from liaison_tui.programme.model import Item, Programme

Grid = list[list[str]]
Merge = tuple[int, int, int]  # column, first row, last row
HEAD_1 = ["序号", "重点工作", "重点工作", "责任部门"]
HEAD_2 = [
    "一级指标（4个）", "二级指标（15个）", "三级指标（25个）", "四级指标（40个）", "分值",
    "信息获取方式", "责任单位",
]  # fmt: skip


def annex_1(plan: Programme, page: int = 6) -> Iterator[tuple[Grid, list[Merge]]]:
    """Give the tables of annex 1, `page` tasks each; an area goes on over the pages."""
    tasks = [item for item in plan.items if item.kind == "task"]
    for start in range(0, len(tasks), page):
        rows = tasks[start : start + page]
        grid = [HEAD_1]
        for item in rows:
            area = next(area for area in plan.areas if area.no == item.area)
            grid.append([area.numeral, area.title, item.text, item.printed])
        yield grid, _runs(grid, (0, 1), lambda row: row[1])


def annex_2(plan: Programme, page: int = 14) -> Iterator[tuple[Grid, list[Merge]]]:
    """Give the tables of annex 2, with points that several share as one cell."""
    items = [item for item in plan.items if item.kind == "indicator"]
    shared = {name: mark for mark in plan.shared_points for name in mark.items}
    for pages in _pages(items, page, shared):
        grid = [HEAD_2, *(_indicator_row(plan, item, shared) for item in pages)]
        merges = [merge for column in range(3) for merge in _runs(grid, (column,), _upto(column))]
        merges += [
            (4, first, last)
            for _, first, last in _runs(grid, (3,), lambda row: row[7] or row[3])
            if grid[first][7]
        ]
        yield [row[:7] for row in grid], merges


def _pages(items: Sequence[Item], page: int, shared: dict[str, Any]) -> Iterator[Sequence[Item]]:
    """Break the indicators into pages, never within points that are shared."""
    rest = list(items)
    while rest:
        count = min(page, len(rest))
        while count < len(rest) and rest[count].id in shared and rest[count - 1].id in shared:
            count += 1
        yield rest[:count]
        rest = rest[count:]


def _indicator_row(plan: Programme, item: Item, shared: dict[str, Any]) -> list[str]:
    number = int(item.id[1:])
    if item.deduction:
        return ["扣分项", "", "", f"{number}. {item.text}：", str(item.points), item.source or "",
                item.printed, ""]  # fmt: skip
    levels = []
    for heading in plan.headings_of(item):
        assert heading is not None
        points = f"（{heading.points}分）" if heading.points else ""
        numeral = f"{'一二三四'[heading.no - 1]}、" if heading.level == 1 else f"{heading.no}. "
        levels.append(f"{numeral}{heading.title}{points}")
    mark = shared.get(item.id)
    points = str(mark.points if mark else item.points)
    key = "".join(mark.items) if mark else ""
    return [*levels, f"{number}. {item.text}", points, item.source or "", item.printed, key]


def _upto(column: int) -> Callable[[list[str]], str]:
    return lambda row: "\n".join(row[: column + 1])


def _runs(grid: Grid, columns: Sequence[int], key: Callable[[list[str]], str]) -> list[Merge]:
    """Return the cells to be merged downwards: rows beside each other of one key."""
    for row in grid:
        row.extend([""] * (8 - len(row)))
    found, at = [], 1
    for _, rows in groupby(grid[1:], key):
        count = len(list(rows))
        found += [(column, at, at + count - 1) for column in columns if count > 1]
        at += count
    return found


def write_document(path: Path, tables: Sequence[tuple[Grid, list[Merge]]]) -> Path:
    """Write the tables into a .docx."""
    document = docx.Document()
    document.add_paragraph("江阴市社会信用体系建设重点工作分工表")
    for grid, merges in tables:
        width = max(len(row) for row in grid) if grid[0][:1] != ["序号"] else 4
        table = document.add_table(rows=len(grid), cols=width)
        for row, cells in zip(grid, table.rows, strict=True):
            for words, cell in zip(row, cells.cells, strict=False):
                cell.text = words
        for column, first, last in merges:
            words = grid[first][column]
            whole = table.cell(first, column).merge(table.cell(last, column))
            whole.text = words
        document.add_paragraph()
    document.save(str(path))
    return path


def write_book(path: Path, tables: Sequence[tuple[Grid, list[Merge]]]) -> Path:
    """Write the tables into an .xlsx, a sheet each."""
    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    for number, (grid, merges) in enumerate(tables, start=1):
        sheet = book.create_sheet(f"附件{number}")
        for row in grid:
            sheet.append(row)
        for column, first, last in merges:
            sheet.merge_cells(
                start_row=first + 1, end_row=last + 1,
                start_column=column + 1, end_column=column + 1,
            )  # fmt: skip
    book.save(path)
    return path
