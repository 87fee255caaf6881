"""The centre's notes of indicators measured from above, which never travel.

What came (`measurements.jsonl`), how sheets of a shape are read (`layouts.jsonl`), and what was
deducted under item 40 (`deductions.jsonl`). Nothing is ever changed: a later note corrects or
withdraws. The originals lie among the evidence, under their SHA-256.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from liaison_tui.storage.notes import Notes

MEASUREMENTS, LAYOUTS, DEDUCTIONS = "measurements.jsonl", "layouts.jsonl", "deductions.jsonl"
NAMES = (MEASUREMENTS, LAYOUTS, DEDUCTIONS)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measurement:
    """A month's points as one file told them: `period` is what was measured, `arrived` the day.

    `file` is the original (`sha256`, `name`, `size`); `columns` the letters of its columns; `rows`
    the points by indicator, as decimal strings, with the row's number, name, rank and remark;
    `unmatched` the names that are no indicator here, `lacking` the indicators without points.
    """

    id: str
    at: str
    by: str
    source: str
    period: str
    arrived: str
    file: Mapping[str, Any]
    sheet: str
    columns: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]
    unmatched: Sequence[str] = ()
    lacking: Sequence[str] = ()
    note: str = ""

    @property
    def points(self) -> dict[str, Decimal]:
        """The points by indicator."""
        return {str(row["item"]): Decimal(str(row["points"])) for row in self.rows}


@dataclass(frozen=True, slots=True)
class Deduction:
    """A case of item 40: in which months how many points come off, and by what evidence."""

    id: str
    at: str
    by: str
    case: int
    trigger: str
    points: int
    period: str
    months: int
    reason: str
    unit: str = ""
    evidence: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Taking one of them back."""

    withdraws: str
    at: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class SheetShape:
    """How sheets of a shape are read: the letters of columns by what they hold."""

    signature: str
    columns: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)


class MeasurementNotes:
    """The notes in the folder of a store. The store's lock must be held to add to them."""

    def __init__(self, store_folder: Path) -> None:
        self._measured = Notes(store_folder / MEASUREMENTS, "监测得分记录")
        self._layouts = Notes(store_folder / LAYOUTS, "表格列的记录")
        self._deducted = Notes(store_folder / DEDUCTIONS, "扣分记录")

    def measurements(self) -> list[Measurement | Withdrawal]:
        """Return all of them, the oldest first; raises Damaged, which names the line."""
        return _read(self._measured, Measurement)

    def deductions(self) -> list[Deduction | Withdrawal]:
        """Return all of them, the oldest first; raises Damaged, which names the line."""
        return _read(self._deducted, Deduction)

    def shapes(self) -> dict[str, SheetShape]:
        """Return how sheets are read, by their shape: what was said last."""
        found = {}
        for shape in _read(self._layouts, SheetShape):
            if isinstance(shape, SheetShape):
                found[shape.signature] = shape
        return found

    def learned(self) -> dict[str, str]:
        """Return the names a person has said, to the indicators; empty for what is none."""
        found: dict[str, str] = {}
        for said in self._layouts.all():
            names = said.get("names", [])
            found |= {str(each.get("name")): str(each.get("item")) for each in names}
        return found

    def add_measurement(self, note: Measurement | Withdrawal) -> None:
        """Keep one more; returns once the disk has it."""
        self._measured.add(asdict(note))

    def add_deduction(self, note: Deduction | Withdrawal) -> None:
        """Keep one more; returns once the disk has it."""
        self._deducted.add(asdict(note))

    def add_shape(self, shape: SheetShape) -> None:
        """Keep how sheets of a shape are read from now on."""
        names = [{"name": name, "item": item} for name, item in shape.names.items()]
        self._layouts.add({"signature": shape.signature, "columns": shape.columns, "names": names})


def _read(notes: Notes, kind: type[T]) -> list[T | Withdrawal]:
    found: list[T | Withdrawal] = []
    for number, said in enumerate(notes.all(), start=1):
        made = _made(Withdrawal if "withdraws" in said else kind, said)
        if made is None:
            raise notes.unreadable(number)
        found.append(made)
    return found


def _made(kind: type[Any], said: Mapping[str, Any]) -> Any:
    """Return a note made of what a line says; None where that is not one."""
    known = {each.name: said[each.name] for each in fields(kind) if each.name in said}
    plain = [each for each in fields(kind) if each.type in (str, int) and each.name in known]
    if any(type(known[each.name]) is not each.type for each in plain):
        return None
    try:
        made = kind(**known)
        if kind is Measurement:
            _ = made.points
        if kind is SheetShape:
            made = SheetShape(made.signature, dict(made.columns), {})
    except (TypeError, KeyError, ValueError, InvalidOperation):
        return None
    return made


def standing(notes: Sequence[T | Withdrawal]) -> tuple[list[T], dict[str, Withdrawal]]:
    """Return what stands, the oldest first, and the withdrawals by what they withdraw."""
    gone = {note.withdraws: note for note in notes if isinstance(note, Withdrawal)}
    kept = [note for note in notes if not isinstance(note, Withdrawal)]
    return [note for note in kept if note.id not in gone], gone  # type: ignore[attr-defined]


def of_month(
    notes: Sequence[Measurement | Withdrawal], source: str, period: str
) -> list[Measurement]:
    """Return what a source has told of a month and was not withdrawn: the last one stands."""
    return [each for each in standing(notes)[0] if (each.source, each.period) == (source, period)]
