"""Handing lost points to the units that answer for them (失分指标交办单): by when, to whom."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal.measured import Mark
from liaison_tui.measuring import assigning, months
from liaison_tui.printing import letters
from liaison_tui.reports import wording
from liaison_tui.reports.indicators import IndicatorMonth, number_word
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks, named_blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace

_FEW = 6


class HandOutDialog(SheetDialog[IndicatorMonth]):
    """The dialog; `marks` are what is to be handed out of the `month`."""

    HELP = """\
把失分指标交办给责任单位：每个单位只看到自己承担的指标，在“信用办反馈”里答复，或填报有关指标。

* 办理时限写 2021-07-20 或 2021-07-20 16:00。单位不写就是全部责任单位，几个用顿号隔开。
* 交办单要打印的，写上存到哪个文件夹，每个单位一份；不写就不另存。
* 已经交办过的不再发；要收回的，在“延期、督查、临时调度、销号”里撤销。"""
    DOES = "交办，随回执包发给责任单位"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "交办", id="save", priority=True, tooltip="交办给责任单位"),
    ]

    def __init__(self, backroom: Backroom, month: IndicatorMonth, marks: Sequence[Mark]) -> None:
        super().__init__(backroom, assigning.TITLE, wording.period_word(month.period))
        self._month = month
        self._items = [item for mark in marks for item in mark.items]
        self._marks = marks

    def fetch(self, workspace: Workspace) -> IndicatorMonth:
        """Read the month anew: what was lost may have been corrected meanwhile."""
        return months.read_indicators(workspace, self._month.period, self._month.source)

    def notice(self, found: IndicatorMonth) -> Iterator[Paragraph]:
        """Say what is handed out, and to how many."""
        by_unit = assigning.lost_by_unit(found, self._items)
        told = [f"{m.name} 失{number_word(m.lost)}分" for m in self._marks[:_FEW]]
        more = f" 等 {len(self._marks)} 项" if len(self._marks) > _FEW else ""
        yield Paragraph("；".join(told) + more, "失分指标", lines=2)
        yield Paragraph(f"{len(by_unit)} 家", "责任单位")
        yield AIR

    def blanks(self, found: IndicatorMonth) -> Sequence[Blank]:
        """Ask by when, to whom, what else to say, and where to put the papers."""
        everyone = "单位名称，用顿号隔开；不写则为全部责任单位"
        return [
            Blank("due", "办理时限", LineField(hint="如 7-20 或 7月20日"), _read_due),
            named_blanks.units(found.programme, "交办给", hint=everyone),
            blanks.text("text", "补充要求", hint="可以不写"),
            blanks.line("folder", "存交办单", hint="文件夹，每个单位一份；不写就不另存"),
        ]  # fmt: skip

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Hand it out, and write the papers where they are wanted."""
        folder = _folder(kept["folder"])
        month = self.fetch(workspace)
        events = assigning.assign(
            workspace, month, kept["due"], items=self._items, units=kept["units"],
            text=kept["text"],
        )  # fmt: skip
        name = str(events[0].body["id"])
        said = f"已交办 {name}，共 {len(events)} 家，随回执包发给各单位"
        if folder is None:
            return said
        slips = [slip for slip in assigning.slips(workspace, month) if slip.name == name]
        paths = letters.write_assignments(workspace, month, slips, folder)
        return f"{said}；交办单 {len(paths)} 份在 {folder}"


def _read_due(typed: str) -> str:
    if not typed.strip():
        raise Refused("没有写办理时限")
    moment = clock.read_moment(typed)
    if moment <= clock.stamp():
        raise Refused("办理时限已经过了")
    return moment


def _folder(typed: str) -> Path | None:
    """Return the folder that was named, None for none; raises Refused where it is a file."""
    named = paths_typed(typed)
    if named and named[0].is_file():
        raise Refused(f"{named[0]} 是一个文件", "请写文件夹")
    return named[0].absolute() if named else None
