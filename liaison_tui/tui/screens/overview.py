"""The centre's overview: every unit's month in a line, the totals below, the targets beside."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison_tui import clock
from liaison_tui.exchange.trusting import waiting_units
from liaison_tui.programme.names import is_unit_called
from liaison_tui.reports import wording
from liaison_tui.reports.overview import overview
from liaison_tui.reports.unit_groups import UNIT_GROUPS, group_of
from liaison_tui.rulings.closed import closed_months
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.menu import Menu
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Paragraph, Prose, title
from liaison_tui.tui.widgets.tour import Step, Tour
from liaison_tui.workspace import Workspace

_NUMBERS = (
    ("owed", "应报", 4, 0), ("on_time", "按时", 4, 0), ("nothing_new", "无新进展", 8, 3),
    ("late", "逾期", 4, 1), ("missing", "未报", 4, 0), ("returned", "退回", 4, 1),
    ("accepted", "通过", 4, 2), ("conflicts", "不一致", 6, 2),
)  # fmt: skip
_LIGHTS = (("green", "绿"), ("yellow", "黄"), ("red", "红"))
_COLUMNS = (
    Column("unit", "单位", least=14),
    *(Column(key, title, width, rank=rank, right=True) for key, title, width, rank in _NUMBERS),
    *(Column(key, title, 4, rank=0, right=True) for key, title in _LIGHTS),
    Column("last", "最近报送", 11, rank=4),
)
_ATTENTION = ("missing", "returned", "conflicts")


class Counted(NamedTuple):
    """A month counted: the overview; whose files wait to be confirmed, whose month is closed."""

    answer: Mapping[str, Any]
    waiting: Sequence[str]
    closed: frozenset[str]


class Overview(MonthlyPage[Counted], inherit_bindings=False):
    """The first page of a centre's workspace."""

    IS_FIRST = True
    HELP = """\
每行一个单位：应报多少、按时多少、还缺多少，灯各几个；最下面是合计。

* Enter 看一个单位的各个事项，再 Enter 看一条填报的全文和办理留痕。
* F4 汇入收到的报送包；F5 审核；F6 核对并登记待核验的电脑；Ctrl+U 还能办什么。
* F3 按单位名称筛选；F7、F8 换期；窄屏按 F2 看目标完成和未报名单。
* 截止日之前只算已报，不亮灯；未报按应报事项计算，没有来文件的单位也在内。"""

    TOUR = (
        Step("receive", "按 F4 汇入收到的报送包，写上它们所在的文件夹即可。"),
        Step("devices", "按 F6 核对指纹，登记第一次报送的电脑。"),
        Step("open", "上下键选单位，Enter 看它的各个事项。"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看这个单位的各个事项"),
        Binding("f4", "receive", "汇入", id="receive", tooltip="汇入收到的报送包"),
        Binding("f5", "review", "审核", id="review", tooltip="审核收到的填报"),
        # Not at the foot: where a device waits, the page names the key.
        Binding(
            "f6", "devices", "登记", id="devices", show=False, tooltip="核对指纹，登记电脑"
        ),
        Binding("ctrl+k", "heat", "热力图", id="heat", tooltip="各单位各事项的状态和灯"),
        Binding(
            "ctrl+u", "centre_menu", "信用办", id="centre-menu", show=False,
            tooltip="信用办还能办什么",
        ),
        *MonthlyPage.BINDINGS,
        *Screen.BINDINGS,
    ]  # fmt: skip

    def __init__(self, backroom: Backroom, period: str) -> None:
        super().__init__(backroom, "信用办（汇总端）", period)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Heading()
        with Horizontal(id="views"):
            yield Static(id="counts")
            yield LineField(hint="F3 筛选：单位名称", id="find")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty="没有符合的单位。Esc 取消筛选。", id="units")
            with VerticalScroll(id="aside"):
                yield Prose(id="aside-text")
        yield Tour(self.TOUR, over=self.backroom.workspace.config.tour == "done")
        yield KeyBar()

    def fetch(self, workspace: Workspace) -> Counted:
        """Count the month."""
        span = workspace.span(self.period)
        last = workspace.store.vouching().last_received
        reports = workspace.reports_up_to(span)
        found = overview(
            workspace.programme, span, reports, last, clock.today(), workspace.rulings()
        )
        shut = {unit for unit, month in closed_months(workspace) if month == self.period}
        return Counted(found, waiting_units(workspace.office), frozenset(shut))

    def show(self, at: str | None = None) -> None:
        """Show the units whose names match what was typed to find them."""
        if self.found is None:
            return
        answer, waiting, shut = self.found
        total = answer["totals"]
        units = [unit for unit in answer["units"] if unit["owed"]]
        sums = _row({"id": "", "name": "合计", **total}, strong=True)
        self.query_one(Board).show(self._groups(units), total=sums, at=at)
        heard = sum(1 for unit in units if unit["reported"])
        due = date.fromisoformat(answer["due"])
        self.query_one(Heading).show(
            self.whose,
            wording.period_word(self.period),
            facts=[
                _closed(units, shut) or f"{wording.day_word(due)}截止",
                f"填报不一致 {total['conflicts']}" if total["conflicts"] else "",
                f"待核验 {len(waiting)} 家" if waiting else "",
                f"已收 {heard} / {len(units)} 家",
            ],
        )
        counts = (
            f"应报 {total['owed']} 项    按时 {total['on_time']}    无新进展 {total['nothing_new']}"
            f"    逾期 {total['late']}    未报 {total['missing']}    退回 {total['returned']}"
        )
        self.query_one("#counts", Static).update(Content(counts))
        self.query_one("#aside-text", Prose).show(self._aside(answer, units, waiting))

    def _groups(self, units: list[Mapping[str, Any]]) -> list[Group]:
        wanted = self.query_one("#find", LineField).value
        programme = self.backroom.workspace.programme
        groups: dict[str, list[Row]] = {title: [] for title in UNIT_GROUPS}
        for unit in units:
            known = programme.unit_by_id[unit["id"]]
            if is_unit_called(known, wanted):
                groups[group_of(known)].append(_row(unit))
        return [Group(title, rows) for title, rows in groups.items() if rows]

    def _aside(
        self, answer: Mapping[str, Any], units: Sequence[Mapping[str, Any]], waiting: Sequence[str]
    ) -> Iterator[Paragraph]:
        yield title("目标完成")
        for q in answer["quantities"]:
            if q["target"] is not None:
                yield Paragraph(f"{q['label']}  {q['sum'] or 0} / {q['target']} {q['unit']}")
        silent = [u["name"] for u in units if not u["reported"] and u["id"] not in waiting]
        held = [self.backroom.workspace.programme.unit_name(name) for name in waiting]
        for words, names in (("已送达，待核验（F6）", held), ("还没有报送", silent)):
            if names:
                yield AIR
                yield title(f"{words} {len(names)} 家")
                yield Paragraph("、".join(names))

    @on(Board.Chosen, "#units")
    def action_open(self) -> None:
        """Look at the items of the unit one stands on."""
        key = self.chosen()
        unit = self.backroom.workspace.programme.unit_by_id.get(key or "")
        if unit:
            from liaison_tui.tui.screens.unit import UnitPage

            self.app.push_screen(UnitPage(self.backroom, unit, self.period))
            self.tour.did("open")

    def action_receive(self) -> None:
        """Take bundles in."""
        from liaison_tui.tui.screens.receiving import ReceivingPage

        self.app.push_screen(ReceivingPage(self.backroom))
        self.tour.did("receive")

    def action_review(self) -> None:
        """Judge what waits."""
        from liaison_tui.tui.screens.reviewing import ReviewPage

        self.app.push_screen(ReviewPage(self.backroom, self.period))

    def action_heat(self) -> None:
        """Look at all units and items of the month."""
        from liaison_tui.tui.screens.heat import HeatPage

        self.app.push_screen(HeatPage(self.backroom, self.period))

    def action_centre_menu(self) -> None:
        """List what else may be done for the month."""
        from liaison_tui.tui.screens.centre_menu import centre_doings

        doings = centre_doings(self.app, self.backroom, self.period)
        self.app.push_screen(Menu(self.whose, doings))

    def action_devices(self) -> None:
        """Compare fingerprints and confirm devices."""
        from liaison_tui.tui.screens.devices import DevicesPage

        self.app.push_screen(DevicesPage(self.backroom))
        self.tour.did("devices")


def _closed(units: Sequence[Mapping[str, Any]], shut: frozenset[str]) -> str:
    """Return how far the month is closed; empty where it is not."""
    count = sum(unit["id"] in shut for unit in units)
    if not count:
        return ""
    return "已定稿" if count == len(units) else f"已定稿 {count} 家"


def _row(unit: Mapping[str, Any], *, strong: bool = False) -> Row:
    cells: dict[str, Cell | str] = {"unit": Cell(unit["name"], "strong" if strong else "")}
    for key, *_ in _NUMBERS:
        number = unit[key]
        cells[key] = Cell(str(number or ""), "strong" if key in _ATTENTION else "")
    for light, _ in _LIGHTS:
        number = unit["lights"][light]
        cells[light] = Cell(str(number or ""), light)
    cells["last"] = Cell(wording.moment(unit.get("last_bundle")), "quiet")
    return Row(unit["id"], cells)
