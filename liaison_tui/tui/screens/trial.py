"""Trying other thresholds of the lights on a month: who would change colour, before they hold."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from liaison_tui import clock
from liaison_tui.errors import WrongUse
from liaison_tui.programme.model import LightRules
from liaison_tui.reports import wording
from liaison_tui.reports.heat import Heat
from liaison_tui.reports.trial import Change, changes, light_words, rules_with, rules_words
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.drilling import open_obligation
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose

_COLUMNS = (
    Column("unit", "单位", 18),
    Column("item", "事项", 4),
    Column("light", "灯", 6),
    Column("percent", "进度", 4, right=True),
    Column("said", "内容", least=20),
)
_EMPTY = "没有变色的。换个数试试。"


class TrialPage(Page[None]):
    """The page. It tries on the month that the map has read."""

    HELP = """\
改一改灯的界限，看这个月哪些会变色：落后序时进度多少个百分点起亮黄灯，超过多少亮红灯。
Tab 到下一栏，边写边算；Enter 或下键到列表，Enter 看那一条填报的全文。

这里只是试算，什么都不改。要按试的界限执行，按 Ctrl+S：写起始月份，看过变化再定。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "查看", id="open", tooltip="看光标所在的一条填报"),
        Binding("down", "to_list", show=False),
        Binding("ctrl+s", "adopt", "按此执行", id="adopt", tooltip="按所试的界限生成下一版"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回热力图，什么都不改"),
    ]

    def __init__(self, backroom: Backroom, heat: Heat) -> None:
        super().__init__(backroom)
        self._heat = heat
        self._rules = backroom.workspace.programme.at(heat.period).lights
        self._changes: dict[str, Change] = {}
        self._tried: tuple[LightRules, str] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the thresholds, and what changes by them."""
        rules = self._rules
        yield Heading()
        with Horizontal(id="thresholds"):
            yield Static(Content("落后几个百分点亮黄灯"))
            yield LineField(str(rules.yellow_behind), id="yellow")
            yield Static(Content("超过几个亮红灯"))
            yield LineField(str(rules.red_behind), id="red")
        yield Prose(id="remark")
        with Horizontal(id="panes"):
            yield Board(*_COLUMNS, empty=_EMPTY, id="changes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the rules in force, ready to be written over."""
        self.query_one(Heading).show(
            "灯的规则试算", wording.period_word(self._heat.period), facts=["只试算，还没有改动"]
        )
        yellow = self.query_one("#yellow", LineField)
        yellow.focus()
        yellow.action_select_all()
        self.try_rules()

    @on(Input.Changed)
    def try_rules(self) -> None:
        """Show what changes by the thresholds as they are written now."""
        yellow, red = (self.query_one(name, LineField).value for name in ("#yellow", "#red"))
        remark = self.query_one("#remark", Prose)
        try:
            rules = rules_with(self._rules, yellow, red)
        except WrongUse as error:
            remark.show([Paragraph(str(error), style="$lamp-red")])
            self._tried = None
            return
        found = changes(self._heat, rules, clock.today())
        self._tried = rules, light_words(self._heat, found)
        remark.show([Paragraph(rules_words(rules)), Paragraph(light_words(self._heat, found))])
        self._show(found)

    def _show(self, found: Sequence[Change]) -> None:
        self._changes = {"/".join(c.standing.obligation.key): c for c in found}
        groups: dict[str, list[Row]] = {}
        for key, change in self._changes.items():
            standing = change.standing
            row = Row(
                key,
                {
                    "unit": standing.obligation.unit.name,
                    "item": standing.item.id,
                    "light": Cell(change.words, change.after),
                    "percent": f"{standing.body['percent']}%",
                    "said": standing.item.text,
                },
            )
            groups.setdefault(change.words, []).append(row)
        self.query_one(Board).show(
            [Group(f"{words}  {len(rows)} 项", rows) for words, rows in groups.items()]
        )

    @on(Input.Submitted)
    def action_to_list(self) -> None:
        """Go to the list."""
        self.query_one(Board).focus()

    @on(Board.Chosen)
    def action_open(self) -> None:
        """Look at the entry one stands on."""
        change = self._changes.get(self.query_one(Board).cursor_key or "")
        if change:
            self.open_entry(change)
        else:
            self.app.notify(_EMPTY)

    def action_adopt(self) -> None:
        """Go on to the version in which the tried thresholds would hold."""
        newest = self.backroom.workspace.programme.lights
        if self._tried is None:
            self.app.notify("界限的写法不对，先改好。", severity="warning")
            return
        rules, effect = self._tried
        if (rules.yellow_behind, rules.red_behind) == (newest.yellow_behind, newest.red_behind):
            self.app.notify("界限与现行的一样，先改一改再执行。")
            return
        from liaison_tui.tui.screens.adopting import ThresholdsDialog

        self.app.push_screen(ThresholdsDialog(self.backroom, rules, effect))

    @work(exclusive=True, group="open")
    async def open_entry(self, change: Change) -> None:
        """Open the entry of a cell that changes."""
        await open_obligation(self, *change.standing.obligation.key)
