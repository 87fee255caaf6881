"""Taking a filled form in: judged as a whole first, then written row by row by the desk.

At a unit they are its own entries; at a centre they are entered for the unit (信用办代录), with the
workbook kept as their evidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from liaison_tui import desk
from liaison_tui.errors import LiaisonError, Refused, UnknownName, WrongUse
from liaison_tui.forms.making import SHORT_ID
from liaison_tui.forms.reading import Filled, FilledRow, Problem, in_order, read_filled, row_twice
from liaison_tui.journal.entry import FIELD_NAMES, MAX_TEXT, Finding, refusals
from liaison_tui.journal.fold import Report
from liaison_tui.journal.form import QUANTITIES, read_form
from liaison_tui.programme.model import Item, Unit
from liaison_tui.programme.sheet import Sheet
from liaison_tui.reports import wording
from liaison_tui.storage.files import read_bytes
from liaison_tui.storage.workbook import MAX_BYTES, read_workbook
from liaison_tui.workspace import Workspace

_FORM_FIELDS = frozenset(FIELD_NAMES) - {"evidence", "channel", "informant"}
_CARRIED = frozenset(("status", "percent"))


class Source(NamedTuple):
    """How a form came to the centre that enters it for a unit: by which channel, from whom."""

    channel: str
    informant: str


class Ready(NamedTuple):
    """A row that may be written: its item, the entry it means, the heads that it replaces."""

    row: FilledRow
    item: Item
    body: Mapping[str, Any]
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A form that was looked at: whose, for which month, what may be written, what is wrong.

    `unchanged` are the items of which nothing new is said.
    """

    path: Path
    unit: Unit
    period: str
    ready: Sequence[Ready]
    unchanged: Sequence[str]
    problems: Sequence[Problem]


@dataclass(slots=True)
class Taken:
    """What became of a form: which items were written as which entries, and warnings of them."""

    look: Look
    written: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def open_book(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook, texts whole. Raises Refused as `read_workbook` does."""
    return read_workbook(read_bytes(path, MAX_BYTES), path.name, longest=MAX_TEXT + 1)


def look_at(workspace: Workspace, path: Path, unit: Unit | None) -> Look | None:
    """Look at a form of ours; None for a workbook that is none.

    `unit` is who it should be of, None for whoever it says. Raises Refused where it is of another
    unit, year or month than can be.
    """
    filled = read_filled(open_book(path))
    if filled is None:
        return None
    owing, period = _whose(workspace, filled, unit)
    return judge(workspace, path, owing, period, filled.rows, filled.problems)


def judge(
    workspace: Workspace,
    path: Path,
    unit: Unit,
    period: str,
    rows: Sequence[FilledRow],
    problems: Sequence[Problem] = (),
) -> Look:
    """Judge rows that were filled in for a unit's month."""
    judging = _Judging(workspace, unit, period)
    for row in in_order(rows):
        judging.judge(row)
    found = [*problems, *judging.problems]
    wrong = {problem.row for problem in found if problem.row}
    ready = [each for each in judging.ready if each.item.id not in wrong]
    return Look(path, unit, period, ready, judging.unchanged, found)


def take_in(
    workspace: Workspace, look: Look, source: Source | None = None, *, partial: bool = False
) -> Taken:
    """Write what a form says. Nothing is written where anything is wrong, unless `partial`.

    Raises WrongUse at a centre that does not name its source, and at a unit that names one.
    """
    if workspace.is_centre != (source is not None):
        raise WrongUse(
            "信用办代为录入要说明来源" if workspace.is_centre else "来源只在信用办代录时填写",
            "请写明报送方式和提供人" if workspace.is_centre else "去掉报送方式和提供人",
        )
    taken = Taken(look, problems=list(look.problems))
    if look.problems and not partial:
        return taken
    for ready in look.ready:
        _write(workspace, taken, ready, source)
    return taken


def _write(workspace: Workspace, taken: Taken, ready: Ready, source: Source | None) -> None:
    look, row = taken.look, ready.row
    body = {**ready.body, **(source._asdict() if source else {})}
    try:
        kept = desk.record(
            workspace, look.unit, ready.item, look.period, body,
            attachments=[look.path] if source else (), seen=ready.seen,
        )  # fmt: skip
    except LiaisonError as error:
        done = f"；前面 {len(taken.written)} 项已写入，改正后再导入即可" if taken.written else ""
        raise Refused(f"{ready.item.id}：{error}{done}") from error
    if kept.event is None:
        sentence = "刚才又有人填了这一项，没有写入，请再导入一次"
        taken.problems.append(Problem(row.sheet, row.address, sentence, row.item))
        return
    taken.written.append((ready.item.id, kept.event.id))
    taken.warnings += [_at(row, finding) for finding in kept.warnings]


def _whose(workspace: Workspace, filled: Filled, unit: Unit | None) -> tuple[Unit, str]:
    """Return whose form it is and for which month; raises Refused where that cannot be."""
    said = filled.identity
    plan = said["programme"].partition("@")[0]
    if plan != workspace.programme.id:
        raise Refused("这是另一年度的填报表", "请用当年的填报表")
    try:
        owing = workspace.unit_named(said["unit"])
        period = workspace.month(said["period"])
    except UnknownName:
        raise Refused("填报表里的单位或月份读不出来", "请重新导出填报表再填") from None
    wanted = unit or workspace.unit
    if wanted and owing != wanted:
        raise Refused(f"这是{owing.name}的填报表，不是{wanted.name}的", "请换一个文件")
    return owing, period


class _Judging:
    """Judges rows one by one, by what stands of their items."""

    def __init__(self, workspace: Workspace, unit: Unit, period: str) -> None:
        self.ready: list[Ready] = []
        self.unchanged: list[str] = []
        self.problems: list[Problem] = []
        self._rows: dict[str, FilledRow] = {}
        self._workspace, self._unit, self._period = workspace, unit, period
        self._month = workspace.read_month(unit, period)

    def judge(self, row: FilledRow) -> None:
        """Take a row as ready, unchanged, or wrong."""
        first = self._rows.setdefault(row.item, row)
        if first is not row:
            self._wrong(row, "", row_twice(first.address))
            return
        try:
            item = self._workspace.item_named(self._unit, row.item)
        except UnknownName:
            self._wrong(row, "", f"没有 {row.item} 这一项，请核对编号")
            return
        labels = {measure.key: measure.label for measure in item.measures}
        body, found = read_form(self._keyed(row, labels), labels)
        report = self._month.reports.get((self._unit.id, item.id, self._period))
        if not found and self._says_nothing_new(item, body, report):
            self.unchanged.append(item.id)
            return
        told = {finding.field.partition(".")[0] for finding in found}
        refused = [finding for finding in refusals(body, item) if finding.field not in told]
        for finding in (*found, *refused):
            self._wrong(row, finding.field, finding.message)
        if stands := self._stands_in_the_way(row, report):
            self._wrong(row, "", stands)
        kept = report.current.event.body if report and report.current else {}
        if kept.get("evidence"):
            body["evidence"] = kept["evidence"]
        seen = tuple(head.event.id for head in report.heads) if report else ()
        self.ready.append(Ready(row, item, body, seen))

    def _keyed(self, row: FilledRow, labels: Mapping[str, str]) -> dict[str, str]:
        """Return what was typed, quantities by their keys also where the form had but labels."""
        by_label = {label: key for key, label in labels.items()}
        values = {}
        for name, words in row.values.items():
            measure = name.removeprefix(QUANTITIES)
            key = by_label.get(measure, measure)
            values[f"{QUANTITIES}{key}" if name.startswith(QUANTITIES) else name] = words
            if name.startswith(QUANTITIES):
                row.places.setdefault(f"{QUANTITIES}{key}", row.places[name])
        return values

    def _says_nothing_new(self, item: Item, body: Mapping[str, Any], report: Report | None) -> bool:
        """Tell whether a row says what stands already, or no more than last time's state."""
        if report and report.current:
            said = report.current.event.body
            return {k: said[k] for k in _FORM_FIELDS if said.get(k)} == dict(body)
        before = self._month.before(item.id)
        earlier = before[1].event.body if before else {}
        return all(key in _CARRIED and earlier.get(key) == word for key, word in body.items())

    def _stands_in_the_way(self, row: FilledRow, report: Report | None) -> str:
        """Return why what stands of an item must not be written over; empty where it may."""
        if report is None or not report.heads:
            return ""
        if report.conflict:
            return "这一项填报不一致，请先在程序里核定"
        current = report.heads[0]
        if row.head is None:
            own = not current.by_centre
            return "单位自己已经填报，不再代录" if self._workspace.is_centre and own else ""
        if row.head != current.event.id[:SHORT_ID]:
            when = wording.moment(current.event.at)
            return f"导出这份表以后这一项又填过（{when}），请重新导出填报表，或在程序里更正"
        return ""

    def _wrong(self, row: FilledRow, name: str, sentence: str) -> None:
        problem = _at(row, Finding(name, "", sentence))
        self.problems.append(replace(problem, row=row.item))


def _at(row: FilledRow, finding: Finding) -> Problem:
    """Return a finding with the cell it is about; the row's own number where it is about none."""
    sheet, address = row.places.get(finding.field, (row.sheet, row.address))
    return Problem(sheet, address, f"{row.item} {finding.message}", row.item)
