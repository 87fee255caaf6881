"""What the centre rules besides judging (延期、督查、调度、销号): what waits is answered here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal import discharge, grant
from liaison_tui.journal.inspection import STATES
from liaison_tui.reports import rulings as rows_of
from liaison_tui.reports import wording
from liaison_tui.reports.inspections import in_order, thread_row
from liaison_tui.rulings import calls, discharges, inspections, listing
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.inspections import InspectionsPage
from liaison_tui.tui.screens.list_page import ListPage
from liaison_tui.tui.screens.menu import Doing, Menu
from liaison_tui.tui.screens.ruling import (
    AnswerDialog,
    CallDialog,
    DischargeDialog,
    InspectionDialog,
)
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets.board import Cell, Column, Group, Row
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace


class Ruled(NamedTuple):
    """A row of the list: its sort, a row of `reports/rulings`, and how many units it stands for."""

    sort: str
    row: Mapping[str, Any]
    units: int = 1
    answered: int = 0


_SORTS = {
    "extension": "延期申请", "inspection": "督查", "call": "临时调度", "discharge": "办结销号",
}  # fmt: skip


class RulingsPage(ListPage[Mapping[str, Ruled]]):
    """The page of all that was ruled; requests that wait for an answer stand first."""

    TITLE = "延期、督查、临时调度、销号"
    COLUMNS = (
        Column("unit", "单位", 14),
        Column("items", "事项", 10),
        Column("state", "办理", 10),
        Column("when", "时限", 16, rank=1),
        Column("said", "内容", least=16),
    )
    EMPTY = "还没有延期申请、督查、临时调度或销号。按 F6 新增。"
    HELP = """\
延期申请、督查、临时调度、办结销号都在这里，等答复的延期申请在最上面。全文在列表下面。

* Enter 答复延期申请：同意到哪一天，或写明理由不同意；以前答复过的，再答复即代替。
* F4 督查台账：各单位未办结、逾期的督查，复核整改；在一条督查上按 Enter 也到那里。
* F6 新增：不用申请也可以给延期；销号或恢复报送；记一条督查；发一次临时调度。
* Del 撤销督查、临时调度；销号的，撤销即从本期恢复报送。
* 都随回执包告知单位（Ctrl+U 发回执包）。单位的答复在这里看。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "答复", id="change", tooltip="答复延期申请；督查的，到台账复核"),
        Binding("f4", "inspections", "督查台账", id="inspections", tooltip="看各单位未办结的督查"),
        Binding("f6", "add", "新增", id="add", tooltip="新增延期、销号、督查或临时调度"),
        Binding("delete", "withdraw", "撤销", id="withdraw", tooltip="撤销光标所在的一条"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom)
        self._period = period

    def fetch(self, workspace: Workspace) -> Mapping[str, Ruled]:
        """Find all that was ruled, by the key of its row."""
        found = {
            f"{row['unit']} {row['item']} {row['period']}": Ruled("extension", row)
            for row in listing.extensions(workspace, None)
        }
        today = clock.today().isoformat()
        for thread in in_order(inspections.read_threads(workspace, None), today):
            found[thread.found.id] = Ruled("inspection", thread_row(thread, today))
        for row in listing.calls(workspace, None):
            before = found.get(row["id"], Ruled("call", row, 0))
            answered = before.answered + bool(row["answer"])
            found[row["id"]] = before._replace(units=before.units + 1, answered=answered)
        found |= {
            event.id: Ruled("discharge", rows_of.discharge_row(event))
            for event in listing.ruled(workspace, None, discharge.KIND)
        }
        return found

    def groups(self, found: Mapping[str, Ruled]) -> Sequence[Group]:
        """Return them by their sorts, what waits first."""
        shown = []
        for sort, word in _SORTS.items():
            rows = [self._row(key, each) for key, each in found.items() if each.sort == sort]
            waits = sum(bool(each.row.get("waits")) for each in found.values() if each.sort == sort)
            title = f"{word} {len(rows)}" + (f"，待答复 {waits}" if waits else "")
            shown += [Group(title, rows)] if rows else []
        return shown

    def _row(self, key: str, ruled: Ruled) -> Row:
        row = ruled.row
        unit = self.backroom.workspace.programme.unit_name(str(row["unit"]))
        if ruled.units > 1:
            unit = f"{ruled.units} 家单位"
        state, when, said = _told(ruled)
        items = [str(row["item"])] if "item" in row else list(row["items"])
        cells: dict[str, Cell | str] = {
            "unit": unit,
            "items": "、".join(items),
            "state": Cell(state, "strong" if row.get("waits") else "quiet"),
            "when": when,
            "said": said,
        }
        return Row(key, cells)

    def notes(self, found: Mapping[str, Ruled], key: str | None) -> Iterable[Paragraph]:
        """Return all that can be said of a row, and how the unit answered."""
        ruled = found.get(key or "")
        return _whole(ruled) if ruled else ()

    def sheet(self, key: str | None) -> SheetDialog[Any]:
        """Return the dialog that answers a request, or gives time unasked."""
        ruled = self.found.get(key or "") if self.found else None
        row = ruled.row if ruled else {}
        return AnswerDialog(self.backroom, str(row.get("period", self._period)), row)

    def action_add(self) -> None:
        """Ask what to add."""
        if self.found is None:
            super().action_add()
            return
        open_, period = self.app.push_screen, self._period
        doings = [
            Doing("给延期", lambda: open_(self.sheet(None))),
            Doing("办结销号、恢复报送", lambda: open_(DischargeDialog(self.backroom, period))),
            Doing("督查", lambda: open_(InspectionDialog(self.backroom))),
            Doing("临时调度", lambda: open_(CallDialog(self.backroom))),
        ]
        self.app.push_screen(Menu("新增", doings))

    def action_change(self) -> None:
        """Answer the request one stands on; what else was said stands as it is."""
        key = self._standing_one()
        ruled = self.found.get(key) if self.found and key else None
        if ruled and ruled.sort == "extension":
            self.app.push_screen(self.sheet(key))
        elif ruled and ruled.sort == "inspection":
            self.app.push_screen(InspectionsPage(self.backroom, self._period, key))
        elif ruled:
            self.app.notify(f"{_SORTS[ruled.sort]}发出后不能改；按 Del 撤销，再按 F6 新增。")

    def action_inspections(self) -> None:
        """Look at the inspections of all units, what is open first."""
        self.app.push_screen(InspectionsPage(self.backroom, self._period))

    def action_withdraw(self) -> None:
        """Withdraw what one stands on; an answer to a request is replaced by another one."""
        key = self._standing_one()
        ruled = self.found.get(key) if self.found and key else None
        if ruled and ruled.sort == "extension":
            self.app.notify("延期的答复不撤销；按 Enter 再答复一次即代替。")
        elif ruled:
            super().action_withdraw()

    def called(self, found: Mapping[str, Ruled], key: str) -> str:
        """Return what a person calls it."""
        ruled = found[key]
        unit = self.backroom.workspace.programme.unit_name(str(ruled.row["unit"]))
        whose = f"{ruled.units} 家单位" if ruled.units > 1 else unit
        return f"{_SORTS[ruled.sort]}  {whose}  {_told(ruled)[2]}"

    def withdraw(self, workspace: Workspace, key: str) -> None:
        """Withdraw an inspection or a call; put an item that was struck off on again."""
        ruled = self.fetch(workspace).get(key)
        if ruled is None:
            raise Refused("这一条刚在别处撤销了", "没有改动")
        if ruled.sort == "inspection":
            inspections.withdraw(workspace, key)
        elif ruled.sort == "call":
            calls.withdraw(workspace, key)
        else:
            unit = workspace.unit_named(str(ruled.row["unit"]))
            item = workspace.item_named(unit, str(ruled.row["item"]))
            month = max(str(ruled.row["period"]), workspace.month(None))
            who = workspace.config.officer
            discharges.resume(workspace, unit, item, month, reason="撤销销号", approver=who)


def _told(ruled: Ruled) -> tuple[str, str, str]:
    """Return how it stands, by when, and what is most telling of it."""
    row = ruled.row
    if ruled.sort == "extension":
        answer, request = row["answer"], row["request"]
        state = "待答复" if row["waits"] else grant.DECISIONS[answer["decision"]]
        until = (answer if answer and not row["waits"] else request or answer)["until"] or ""
        return state, until, str((request or answer)["reason"] or "")
    if ruled.sort == "discharge":
        state = discharge.DECISIONS[row["decision"]]
        return state, wording.period_word(row["period"]), rows_of.turn_words(row)
    if ruled.sort == "inspection":
        return STATES[row["state"]], row["until"] or "", str(row["finding"])
    state = f"答复 {ruled.answered}/{ruled.units}"
    return state, wording.full_moment(row["due"]), f"{row['id']} {row['title']}"


def _whole(ruled: Ruled) -> Iterator[Paragraph]:
    row = ruled.row
    if ruled.sort == "extension":
        yield Paragraph(f"{wording.period_word(row['period'])}，原定 {row['due']} 截止", "月份")
        if request := row["request"]:
            said = f"延至 {request['until']}：{request['reason']}（{request['by']}）"
            yield Paragraph(said, "申请", lines=3)
        if answer := row["answer"]:
            words = [grant.DECISIONS[answer["decision"]], answer["until"], answer["reason"]]
            by = f"批准人 {answer['approver']}" if answer["approver"] else ""
            yield Paragraph("  ".join(filter(None, [*words, by])), "答复", lines=2)
        return
    if ruled.sort == "inspection":
        yield Paragraph(rows_of.inspection_words(row), "督查")
        yield Paragraph(str(row["finding"]), "督查发现", lines=3)
    elif ruled.sort == "call":
        yield Paragraph(str(row["text"] or row["title"]), str(row["id"]), lines=3)
    else:
        yield Paragraph(rows_of.turn_words(row), discharge.DECISIONS[row["decision"]])
        for key, name in (("reason", discharge.REASON), ("approver", "批准人")):
            if row[key]:
                yield Paragraph(str(row[key]), name, lines=2)
    if answer := row.get("answer"):
        yield Paragraph(f"{answer['text']}（{answer['by']}）", "单位答复", lines=3)
