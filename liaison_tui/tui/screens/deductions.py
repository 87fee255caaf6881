"""Deductions of item 40 (扣分情形): which case from which month, why, and by what evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui.errors import Refused
from liaison_tui.measuring import looking
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.programme.names import find_unit
from liaison_tui.reports import measured_files as files_of
from liaison_tui.reports import wording
from liaison_tui.rulings import deductions
from liaison_tui.storage.measurements import Deduction
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.screens.list_page import ListPage
from liaison_tui.tui.screens.picking import PickingPage
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.screens.taking_back import TakingBackDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.board import Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField, PathsField
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace

Found = Mapping[str, Deduction]


class DeductionsPage(ListPage[Found]):
    """The page of all deductions that stand."""

    TITLE = "第40项扣分"
    COLUMNS = (
        Column("id", "编号", 4),
        Column("case", "扣分情形", 24),
        Column("points", "每月", 4, right=True),
        Column("months", "扣分月份", 22),
        Column("unit", "引起单位", 12, rank=1),
        Column("reason", "事由", least=14),
    )
    EMPTY = "还没有记过扣分。按 F6 记一次。"
    HELP = """\
第40项扣分情形：材料弄虚作假连续三个月每月扣20分，信息安全事故当月扣10分；每次都要附上依据。

* F6 记一次扣分；Del 撤销（要写事由）。记下后不能改，撤销了再记。
* 通知所印30分是不是每月的上限并不确定：现在按它封顶，在设置文件里可以改。
* 由哪个单位引起的写上单位，随回执包告知它；依据只留在信用办。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "依据", id="change", tooltip="看这一次扣分的依据"),
        Binding("f6", "add", "记扣分", id="add", tooltip="记一次扣分"),
        Binding("delete", "withdraw", "撤销", id="withdraw", tooltip="撤销光标所在的一次扣分"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom)
        self._period = period

    def fetch(self, workspace: Workspace) -> Found:
        """Find them, by their ids."""
        return {note.id: note for note in deductions.notes_of(workspace)}

    def groups(self, found: Found) -> Sequence[Group]:
        """Return them, the newest first."""
        programme = self.backroom.workspace.programme
        rows = [
            Row(
                note.id,
                {
                    "id": note.id,
                    "case": note.trigger,
                    "points": Cell(str(note.points), "strong"),
                    "months": _months_word(note),
                    "unit": programme.unit_name(note.unit) if note.unit else Cell("—", "quiet"),
                    "reason": note.reason,
                },
            )
            for note in found.values()
        ]
        return [Group("", rows[::-1])] if rows else []

    def notes(self, found: Found, key: str | None) -> Iterable[Paragraph]:
        """Give one whole."""
        note = found.get(key or "")
        return _whole(note) if note else ()

    def sheet(self, key: str | None) -> SheetDialog[Any]:
        """Return the dialog that notes one more."""
        del key
        return DeductionDialog(self.backroom, self._period)

    def action_change(self) -> None:
        """Say where the evidence of the one lies one stands on."""
        key = self._standing_one()
        if key and self.found:
            store = self.backroom.workspace.store_folder / "evidence"
            files = self.found[key].evidence
            told = "；".join(f"{file['name']} 在 {store / str(file['sha256'])}" for file in files)
            self.app.notify(f"{told}。")

    def action_withdraw(self) -> None:
        """Take back the one one stands on, with a reason."""
        key = self._standing_one()
        if key and self.found:
            what = files_of.deduction_words(self.found[key])
            self.app.push_screen(TakingBackDialog(self.backroom, what, _taking_back(key)))

    def called(self, found: Found, key: str) -> str:
        """Return what a person calls one."""
        return files_of.deduction_words(found[key])

    def withdraw(self, workspace: Workspace, key: str) -> None:
        """Take one back."""
        deductions.withdraw(workspace, key, "撤销")


class DeductionDialog(SheetDialog[Programme]):
    """Noting that a case has come about."""

    HELP = """\
选扣分情形，写从哪个月起扣、扣分事由，附上依据（通报、截图）。知道由哪个单位引起的写上单位，
随回执包告知该单位，只告知它一家；依据里可能写着别的单位，所以只留在信用办。F4 选文件。"""
    DOES = "记下扣分"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "记下", id="save", priority=True, tooltip="记下这次扣分"),
        Binding("f4", "pick", "选文件", id="pick", tooltip="选作为依据的文件"),
    ]

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "记扣分")
        self._period = period

    def fetch(self, workspace: Workspace) -> Programme:
        """Return the plan, whose item has the cases."""
        deductions.item_of(workspace.programme)
        return workspace.programme

    def notice(self, found: Programme) -> Iterator[Paragraph]:
        """Give the cases as the notice prints them."""
        for case in deductions.item_of(found).deductions:
            yield Paragraph(case.text, lines=2)
        yield AIR

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask which, from when, why, by what evidence, and who caused it."""
        cases = deductions.item_of(found).deductions
        words = {
            str(number): f"{case.points}分×{case.months}月"
            for number, case in enumerate(cases, start=1)
        }
        return [
            blanks.choice("case", "情形", words, "1"),
            Blank("period", "从哪月起", LineField(self._period), self._read_month),
            blanks.line("reason", deductions.REASON, needed=True),
            Blank("evidence", "依据", PathsField(hint="F4 选文件，或写文件位置"), _read_paths),
            Blank(
                "unit", "引起单位", LineField(hint="知道的写单位名称；不写则不告知单位"),
                lambda typed: find_unit(found, typed) if typed.strip() else None,
            ),
        ]  # fmt: skip

    def _read_month(self, typed: str) -> str:
        return looking.month_named(self.backroom.workspace, typed)

    def action_pick(self) -> None:
        """Pick files as evidence."""
        fields = self.query(PathsField)
        if not fields:
            self.app.notify("正在读取，请稍候。")
            return
        field = fields.first()

        def picked(paths: list[Path] | None) -> None:
            every = dict.fromkeys([*paths_typed(field.text), *(paths or ())])
            field.text = "\n".join(map(str, every))
            field.focus()

        self.app.push_screen(PickingPage(self.backroom), picked)

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Note it."""
        unit: Unit | None = kept["unit"]
        note = deductions.deduct(
            workspace, int(kept["case"]), kept["period"], reason=kept["reason"],
            evidence=kept["evidence"], unit=unit,
        )  # fmt: skip
        told = f"，随回执包告知{unit.name}" if unit else ""
        return f"已记扣分：{files_of.deduction_words(note)}{told}"


def _read_paths(typed: str) -> list[Path]:
    paths = paths_typed(typed)
    if not paths:
        raise Refused("没有附上依据，按 F4 选文件")
    return paths


def _months_word(note: Deduction) -> str:
    first = wording.period_word(note.period)
    return f"{first}起 {note.months} 个月" if note.months > 1 else first


def _whole(note: Deduction) -> Iterator[Paragraph]:
    yield Paragraph(files_of.deduction_words(note), "扣分", lines=2)
    yield Paragraph(note.reason, "事由", lines=2)
    yield Paragraph("、".join(str(file["name"]) for file in note.evidence), "依据", lines=2)
    yield Paragraph(f"{note.by} {wording.full_moment(note.at)}", "记录")


def _taking_back(name: str) -> Any:
    def take_back(workspace: Workspace, reason: str) -> str:
        note = deductions.withdraw(workspace, name, reason)
        return f"已撤销 {note.id} {note.trigger}的扣分"

    return take_back
