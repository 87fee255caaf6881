"""The first start: which office this is, who writes, and what may be kept here."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, Static

from liaison_tui.pinyin import spelled_by
from liaison_tui.programme.model import Programme
from liaison_tui.programme.names import is_unit_called
from liaison_tui.reports import wording
from liaison_tui.text import normal, one_line
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace, create

CENTRE = "*"
_STATEMENT = (
    "本程序只存放非涉密内容。请勿填写国家秘密、工作秘密和个人信息。"
    "资料只存在本机，导出的文件由本单位自行传递。"
)


class FirstStart(Screen[Workspace]):
    """The page. It comes back with the workspace it has made in the folder `place`."""

    HELP = """\
第一次使用，先选本单位，再写姓名，然后建立工作区。

* 直接输入单位名称的几个字筛选，上下键选择，Enter 确定。选错了，回到左边再选一次，以后选的为准。
* 信用办（汇总端）在列表最上面。
* 建立之前会写明为哪个单位建立，看清楚再按 Enter。工作区位置不能在这里改，要换地方见使用说明。
* 工作区建立后，以后每次打开都直接进入清单。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "choose", "选定", id="choose", tooltip="选定光标所在的单位"),
        Binding("ctrl+s", "make", "建立工作区", id="make", tooltip="建立工作区"),
    ]

    def __init__(self, programme: Programme, place: Path) -> None:
        super().__init__()
        self._programme = programme
        self._place = place
        self._chosen: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list of offices, and beside it the rest."""
        yield Heading()
        with Horizontal(id="panes"):
            with Vertical(id="offices"):
                yield LineField(hint="输入单位名称的几个字", id="find")
                yield Board(
                    Column("name", "单位"), Column("kind", "类别", 12),
                    empty="没有这样的单位，请换几个字。", id="units",
                )  # fmt: skip
            with Vertical(id="start"):
                yield Static(Content.styled("本单位", "$quiet"))
                yield Static(Content.styled(self._name_of(None), "bold"), id="chosen")
                yield Static(Content.styled("填报人姓名", "$quiet"))
                yield LineField(hint="联络员或承办人姓名", id="officer")
                yield Prose([Paragraph(f"工作区位置（固定）：{self._place}", style="$quiet")])
                yield Prose([Paragraph(_STATEMENT)], id="statement")
                yield Prose(id="promise-to-make")
                yield Button("已知悉，建立工作区", id="make", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Let one type the name of the office at once."""
        self.query_one(Heading).show("信用工作报送", "第一次使用", facts=[self._programme.document])
        self.query_one("#find").focus()
        self._show()

    @on(Input.Changed, "#find")
    def _show(self) -> None:
        wanted = normal(self.query_one("#find", LineField).value)
        programme = self._programme
        groups: dict[str, list[Row]] = {}
        centre = f"信用办（汇总端）{programme.centre_name}"
        if wanted in normal(centre) or spelled_by(centre, wanted):
            row = Row(CENTRE, {"name": "信用办（汇总端）", "kind": Cell("汇总", "quiet")})
            groups.setdefault("信用办", []).append(row)
        for unit in programme.units:
            if is_unit_called(unit, wanted):
                kind = wording.UNIT_KINDS.get(unit.kind, unit.kind)
                row = Row(unit.id, {"name": unit.name, "kind": Cell(kind, "quiet")})
                groups.setdefault("报送单位", []).append(row)
        self.query_one(Board).show([Group(title, rows) for title, rows in groups.items()])

    def action_move(self, by: int) -> None:
        """Move in the list while the field above it keeps the focus."""
        if self.query_one("#find").has_focus:
            self.query_one(Board).action_move(by)

    @on(Input.Submitted, "#find")
    @on(Board.Chosen)
    def action_choose(self) -> None:
        """Choose the office one stands on, and go on to the name; without one the choice stays."""
        board = self.query_one(Board)
        if board.cursor_key is None:
            self.app.notify(board.why_empty)
            return
        self._chosen = board.cursor_key
        name = Content.styled(self._name_of(self._chosen), "bold")
        self.query_one("#chosen", Static).update(name)
        self._promise()
        self.query_one("#officer").focus()

    @on(Input.Changed, "#officer")
    def _promise(self) -> None:
        """Say for whom the workspace will be made, once that is known."""
        officer = one_line(self.query_one("#officer", LineField).value)
        text = f"将为“{self._name_of(self._chosen)}”建立工作区，填报人 {officer}。"
        shown = [Paragraph(text, style="bold $primary")] if self._chosen and officer else []
        self.query_one("#promise-to-make", Prose).show(shown)

    @on(Input.Submitted, "#officer")
    def _to_button(self) -> None:
        self.query_one("#make").focus()

    @on(Button.Pressed)
    def action_make(self) -> None:
        """Make the workspace, once an office and a name are given and were looked at again."""
        officer = one_line(self.query_one("#officer", LineField).value)
        button = self.query_one("#make", Button)
        if self._chosen is None:
            self.app.notify("请先在列表里选定本单位，按 Enter。", severity="warning")
            self.query_one("#find").focus()
        elif not officer:
            self.app.notify("请写上填报人姓名。", severity="warning")
            self.query_one("#officer").focus()
        elif not button.has_focus:
            button.focus()
            self.app.notify("请看清单位和姓名，再按一次建立；选错了回左边重选。")
        else:
            self._make(None if self._chosen == CENTRE else self._chosen, officer)

    @work(exclusive=True, thread=True)
    def _make(self, unit: str | None, officer: str) -> None:
        with telling(self.app):
            workspace = create(self._place, unit=unit, officer=officer)
            self.app.call_from_thread(self.dismiss, workspace)

    def _name_of(self, key: str | None) -> str:
        if key is None:
            return "（在列表里选定）"
        return "信用办（汇总端）" if key == CENTRE else self._programme.unit_name(key)
