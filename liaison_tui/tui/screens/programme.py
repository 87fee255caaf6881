"""The year's plan at the centre (年度工作意见): its versions, who reports what no cell names."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from liaison_tui.errors import Refused
from liaison_tui.journal import plan_version
from liaison_tui.journal.event import Event
from liaison_tui.programme.model import Item, Programme, Role, Unit
from liaison_tui.reports import wording
from liaison_tui.reports.plan_versions import ASSIGNED_ROLES, assigned_words
from liaison_tui.rulings import listing, plan_versions
from liaison_tui.text import one_line
from liaison_tui.tui.screens.adopting import AdoptDialog, AssignDialog
from liaison_tui.tui.screens.choosing_units import ChoosingUnitsPage
from liaison_tui.tui.screens.list_page import ListPage
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets.board import Cell, Column, Group, Row
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace


class Plans(NamedTuple):
    """What the page shows: the plan, the month at work, open items with who was told, sayings."""

    programme: Programme
    month: str
    items: Sequence[tuple[Item, Sequence[tuple[Unit, Role]]]]
    said: dict[str, Event]


class ProgrammePage(ListPage[Plans]):
    """The page."""

    TITLE = "年度工作意见"
    COLUMNS = (
        Column("name", "编号", 6),
        Column("told", "已指定", 22),
        Column("since", "执行", 12, rank=1),
        Column("text", "内容", least=16),
    )
    EMPTY = "这份年度工作意见没有“等相关成员单位”承担的事项。"
    HELP = """\
上面是写有“等相关成员单位”的事项，由信用办指定谁来承担；下面是年度工作意见的各版，新的在前。

* Enter 指定：选单位，写责任、起始月份和事由；先看变化，按 Ctrl+S 才执行。
* Del 取消指定。两样都生成下一版，从所写的月份起执行，以前月份不变。
* F6 执行改好的文件：别的调整，在文件里改好（版次加 1，写明起始月份）再执行；新年度的也从这里加上。
* 各版随回执包发给各单位（Ctrl+U 发回执包）。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "指定", id="change", tooltip="指定由哪些单位承担这一事项"),
        Binding("f6", "add", "执行文件", id="add", tooltip="执行改好的下一版文件"),
        Binding("delete", "withdraw", "取消指定", id="withdraw", tooltip="不再由谁承担这一事项"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回"),
    ]

    def fetch(self, workspace: Workspace) -> Plans:
        """Find the versions, the open items, and what was said of each version."""
        programme = workspace.programme
        said = {
            plan_version.name_in(e): e for e in listing.ruled(workspace, None, plan_version.KIND)
        }
        return Plans(programme, workspace.month(None), plan_versions.open_items(programme), said)

    def groups(self, found: Plans) -> Sequence[Group]:
        """Return the items nobody is told yet first in the plan's order, then the versions."""
        items = [_item_row(item, told) for item, told in found.items]
        bare = sum(not told for _, told in found.items)
        title = f"等相关成员单位承担的事项 {len(items)}，还没有指定 {bare}"
        versions = [_version_row(found, version) for version in found.programme.known]
        return [*([Group(title, items)] if items else []), Group("各版", versions)]

    def notes(self, found: Plans, key: str | None) -> Iterable[Paragraph]:
        """Return what the notice prints of an item, or who decided a version and why."""
        if chosen := _item(found, key):
            return [
                Paragraph(chosen[0].printed, "责任部门"),
                Paragraph(assigned_words(chosen[1]), "已指定", lines=3),
            ]
        return list(_of_version(found, key))

    def sheet(self, key: str | None) -> SheetDialog[Any]:  # noqa: ARG002 - one dialog for all
        """Return the dialog that puts a file in force."""
        return AdoptDialog(self.backroom)

    def action_change(self) -> None:
        """Choose units for the item one stands on."""
        chosen = self._here("指定单位请移到上面的事项。")
        if chosen is None or self.found is None:
            return
        item, told = chosen
        remarks = {unit.id: f"已是{ASSIGNED_ROLES[role]}" for unit, role in told}
        units = [u for u in self.found.programme.units if u.id not in item.responsible]
        self._choose(item, units, remarks, drop=False)

    def action_withdraw(self) -> None:
        """Choose which units no longer report the item one stands on."""
        chosen = self._here("各版都留着，不能撤销；要改回来，再办一次即可。")
        if chosen is None:
            return
        item, told = chosen
        if not told:
            self.app.notify(f"{item.id} 还没有指定单位，按 Enter 指定。")
            return
        remarks = {unit.id: ASSIGNED_ROLES[role] for unit, role in told}
        self._choose(item, [unit for unit, _ in told], remarks, drop=True)

    def _here(self, otherwise: str) -> tuple[Item, Sequence[tuple[Unit, Role]]] | None:
        """Return the item one stands on; says why where that is none."""
        key = self._standing_one()
        chosen = _item(self.found, key) if self.found and key else None
        if key and chosen is None:
            self.app.notify(otherwise)
        return chosen

    def _choose(
        self, item: Item, units: Sequence[Unit], remarks: dict[str, str], *, drop: bool
    ) -> None:
        def chosen(found: list[Unit] | None) -> None:
            if found:
                self.app.push_screen(AssignDialog(self.backroom, item, found, drop=drop))

        title = f"{item.id} {'不再由哪些单位承担' if drop else '由哪些单位承担'}"
        page = ChoosingUnitsPage(self.backroom, title, item.text, units, remarks)
        self.app.push_screen(page, chosen)

    def called(self, found: Plans, key: str) -> str:
        """Return what a person calls a row."""
        chosen = _item(found, key)
        return chosen[0].text if chosen else key

    def withdraw(self, workspace: Workspace, key: str) -> None:  # noqa: ARG002 - see below
        """Refuse: what was assigned is taken back by a version of its own."""
        raise Refused("各版都留着，不能撤销", "要改回来，再办一次即可")


def _item(found: Plans, key: str | None) -> tuple[Item, Sequence[tuple[Unit, Role]]] | None:
    return next((each for each in found.items if each[0].id == key), None)


def _item_row(item: Item, told: Sequence[tuple[Unit, Role]]) -> Row:
    words = assigned_words(told)
    cells: dict[str, Cell | str] = {
        "name": item.id,
        "told": words if told else Cell(words, "quiet"),
        "since": Cell("", "quiet"),
        "text": item.text,
    }
    return Row(item.id, cells)


def _version_row(found: Plans, version: Programme) -> Row:
    said = found.said.get(version.name)
    in_force = found.programme.at(found.month).name == version.name
    words = "现行" if in_force else "已有新版" if version.in_force_from <= found.month else "未到"
    cells: dict[str, Cell | str] = {
        "name": f"第{version.version}版",
        "told": Cell(words, "strong" if in_force else "quiet"),
        "since": f"{version.in_force_from} 起",
        "text": _why(said) or f"{version.title}（{version.document}）",
    }
    return Row(version.name, cells)


def _of_version(found: Plans, key: str | None) -> Iterator[Paragraph]:
    version = next((p for p in found.programme.known if p.name == key), None)
    if version is None:
        return
    yield Paragraph(f"{version.title}（{version.document}）", f"第 {version.version} 版")
    yield Paragraph(f"{wording.period_word(version.in_force_from)}起", "执行")
    if said := found.said.get(version.name):
        yield Paragraph(f"{wording.full_moment(said.at)} {one_line(said.by)}", "办理")
        if why := _why(said):
            yield Paragraph(why, plan_version.REASON, lines=2)


def _why(said: Event | None) -> str:
    return one_line(str(said.body.get("reason", ""))) if said else ""
