"""Looking at a workbook from above: which sheet and columns, which row is which indicator.

Nothing is kept. What is not clear is asked; `taking` keeps the answers, so that the next file of
that shape needs no question.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal.entry import exposed_in
from liaison_tui.programme import layouts
from liaison_tui.programme.indicator_names import IndicatorNames
from liaison_tui.programme.layouts import PARTS, Layout
from liaison_tui.programme.measured_rows import SheetPoints, read_points
from liaison_tui.programme.period import months, read_month
from liaison_tui.programme.sheet import Sheet, column_named, letters
from liaison_tui.rulings.centre import centre_office
from liaison_tui.storage.files import read_bytes
from liaison_tui.storage.measurements import MeasurementNotes
from liaison_tui.storage.workbook import MAX_BYTES, read_workbook
from liaison_tui.text import one_line
from liaison_tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen: the `sheets` that name indicators, and how the one that is meant is read.

    `remembered` tells whether a person has said so of this shape before. `reading` is None while it
    is not clear in which column the points are. `period` is the month that the titles or the name
    of the file tell of, None where they tell of none. `said` is what a person has said of rows.
    """

    path: Path
    sha256: str
    sheets: Sequence[str]
    layout: Layout
    remembered: bool
    reading: SheetPoints | None
    period: str | None
    said: Mapping[int, str]

    @property
    def columns(self) -> dict[str, str]:
        """The letters of the columns, by what they hold."""
        return {part: letters(column) for part, column in self.layout.columns.items()}


def months_of(workspace: Workspace) -> list[str]:
    """Return the months that may be measured: those of the plans' years, reported on or not.

    Last year's too: what was measured in December is told of in January.
    """
    programme, found = workspace.programme, set[str]()
    for name in {version.id for version in programme.known}:
        versions = [version for version in programme.known if version.id == name]
        first = min(min(v.in_force_from, v.first_period) for v in versions)
        last = max(version.last_period for version in versions)
        found |= {m for m in months(first, last) if programme.at(m).id == name}
    return sorted(found)


def month_named(workspace: Workspace, text: str) -> str:
    """Return the measured month a person names; raises UnknownName."""
    return read_month(text, months_of(workspace))


def look_at(
    workspace: Workspace,
    path: Path,
    *,
    period: str | None = None,
    sheet: str = "",
    columns: Mapping[str, str] | None = None,
    said: Mapping[int, str] | None = None,
) -> Look:
    """Look at a workbook; `columns` (letters by `PARTS`) and `said` go before any guess.

    `said` leads from the numbers of rows to the indicators they are, or to "" for none. Raises
    Refused for what is no workbook, or names no indicators; WrongUse for a sheet or a column there
    is not.
    """
    centre_office(workspace)
    notes = MeasurementNotes(workspace.store_folder)
    programme = workspace.programme.at(period) if period else workspace.programme
    names = IndicatorNames(programme, notes.learned())
    stated = {part: column_named(name) for part, name in (columns or {}).items() if name.strip()}
    data = read_bytes(path, MAX_BYTES)
    every = read_workbook(data, path.name)
    fits = _fitting(every, names, sheet, stated.get("name"), path)
    read, layout = max(fits, key=lambda pair: _worth(pair[0], pair[1], names))
    told = period or layouts.month_of(read, layout.first) or layouts.month_in(path.stem)
    known = told if told in months_of(workspace) else None
    if known and workspace.programme.at(known).name != programme.name:
        # Its names and points are those of that month's version.
        return look_at(workspace, path, period=known, sheet=sheet, columns=columns, said=said)
    if told:
        layout = _layout(read, names, stated.get("name"), told) or layout
    layout, remembered = _settled(read, layout, notes, stated)
    answers = dict(said or {})
    reading = None
    if layout.certain:
        reading = _with_warnings(read_points(programme, read, layout, names, answers))
    return Look(
        path, hashlib.sha256(data).hexdigest(), [one.name for one, _ in fits], layout, remembered,
        reading, known, answers,
    )  # fmt: skip


def _with_warnings(reading: SheetPoints) -> SheetPoints:
    """Return a reading that also tells of personal data and secrecy marks in names and remarks."""
    words = [
        (f"第 {row.number} 行", f"{row.label} {row.remark}")
        for row in (*reading.rows, *reading.unmatched)
    ]
    found = [finding.message for where, said in words for finding in exposed_in("", where, said)]
    return replace(reading, remarks=[*reading.remarks, *found])


def _fitting(
    every: Sequence[Sheet], names: IndicatorNames, wanted: str, column: int | None, path: Path
) -> list[tuple[Sheet, Layout]]:
    """Return the sheets that name indicators, or the one that is wanted, each with its layout."""
    known = [one.name for one in every]
    if wanted and wanted not in known:
        raise WrongUse(f"没有工作表“{wanted}”", f"可选：{'、'.join(known)}")
    chosen = [one for one in every if wanted in ("", one.name)]
    fits = [(one, found) for one in chosen if (found := _layout(one, names, column, None))]
    if not fits:
        raise Refused(
            f"{one_line(path.name)} 里没有认出指标名称",
            "请核对是不是监测得分表，或写明工作表和指标名称所在的列",
        )
    return fits


def _layout(
    sheet: Sheet, names: IndicatorNames, column: int | None, period: str | None
) -> Layout | None:
    """Return how a sheet is read; `column` is where its names stand, where a person says so."""
    if column is None:
        return layouts.guess(sheet, names, period)
    known = [
        row for row in range(len(sheet.rows)) if _may_mean(names, sheet.text(row, column))
    ]  # fmt: skip
    return layouts.lay_out(sheet, column, known, period) if known else None


def _may_mean(names: IndicatorNames, words: str) -> bool:
    meaning = names.meaning(words) if words else None
    return meaning is not None and (meaning.sort == "indicator" or bool(meaning.candidates))


def _worth(sheet: Sheet, layout: Layout, names: IndicatorNames) -> tuple[bool, int]:
    """Return what speaks for a sheet: that it has points, and how many indicators it names."""
    column = layout.columns["name"]
    named = {names.meaning(sheet.text(row, column)).item for row in range(len(sheet.rows))}
    return "points" in layout.columns, len(named - {""})


def _settled(
    sheet: Sheet, layout: Layout, notes: MeasurementNotes, stated: Mapping[str, int]
) -> tuple[Layout, bool]:
    """Return a layout as a person has it: as stated now, else as stated of this shape before."""
    beyond = [letters(column) for column in stated.values() if column >= sheet.width]
    if beyond:
        raise WrongUse(f"表里没有{'、'.join(beyond)}列", f"最后一列是 {letters(sheet.width - 1)}")
    columns = {**layout.columns, **stated}
    if stated.get("points") is not None:
        return replace(layout, columns=columns, certain=True), False
    former = notes.shapes().get(layout.signature)
    # Where every month has a column of its own, last month's is another one; no shape is known by
    # no heads at all.
    if former and not stated and not layout.by_month and layout.signature.strip("|"):
        old = {part: column_named(name) for part, name in former.columns.items() if part in PARTS}
        may_be = [each.column for each in layout.candidates]
        if old.get("name") == columns["name"] and old.get("points") in may_be:
            return replace(layout, columns={**columns, **old}, certain=True), True
    return replace(layout, columns=columns), False
