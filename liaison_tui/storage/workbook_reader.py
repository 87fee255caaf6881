"""A program of its own that reads one workbook: the one module that knows a library for it.

`storage/workbook.py` runs it. A damaged .xls can make the library ask for more memory than there
is, which ends the process, or print what it has not foreseen: neither may happen to the app. It
takes the file's bytes on stdin and writes one JSON document: `{"sheets": [[name, rows, merged]]}`
or `{"problem": "password" | "damaged" | "large"}`. A cell is null or a text with its sort before
it: `s` words, `n` a number, `d` a day; of words as many characters as its argument says.
"""

import io
import json
import sys
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

MAX_SHEETS, MAX_CELLS = 50, 1_000_000
_MAX_MEMORY = 3 * 1024 * 1024 * 1024


def main() -> None:
    """Read stdin, write stdout."""
    _bound_memory()
    try:
        with load_workbook(io.BytesIO(sys.stdin.buffer.read())) as book:
            answer = _read(book, int(sys.argv[1]))
    except PasswordError:
        answer = {"problem": "password"}
    except (CalamineError, OSError, ValueError, OverflowError):
        answer = {"problem": "damaged"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _bound_memory() -> None:
    """Let this process take no more memory than a workbook may need, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))


def _read(book: CalamineWorkbook, longest: int) -> dict[str, Any]:
    known = [m for m in book.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]
    known.sort(key=lambda m: m.visible is not SheetVisibleEnum.Visible)
    found, left = [], MAX_CELLS
    for about in known[:MAX_SHEETS]:
        sheet = book.get_sheet_by_name(about.name)
        if sheet.end:
            left -= (sheet.end[0] + 1) * (sheet.end[1] + 1)
        if left < 0:
            return {"problem": "large"}
        found.append([about.name, _rows(sheet, longest), sheet.merged_cell_ranges or []])
    return {"sheets": found}


def _rows(sheet: CalamineSheet, longest: int) -> list[list[str | None]]:
    rows = sheet.to_python(skip_empty_area=False)
    return [[_cell(value, longest) for value in row] for row in rows]


def _cell(value: Any, longest: int) -> str | None:
    """Return a cell as text with its sort; what is neither words, number nor day is words."""
    if value == "":
        return None
    if isinstance(value, bool):
        return "s是" if value else "s否"
    if isinstance(value, int | float):
        return f"n{value!r}"
    if isinstance(value, datetime):
        return f"d{value.date().isoformat()}"
    if isinstance(value, date):
        return f"d{value.isoformat()}"
    return f"s{value}"[: longest + 1]


if __name__ == "__main__":
    main()
