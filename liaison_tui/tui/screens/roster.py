"""A unit's roster: head, deputy, section and liaison officer, and whether all are in place."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from liaison_tui.errors import Refused
from liaison_tui.journal import roster
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import in_force
from liaison_tui.programme.model import Unit
from liaison_tui.reports import statements as rows_of
from liaison_tui.statements import rosters
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetPage
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.person import PersonField
from liaison_tui.workspace import Workspace


class RosterPage(SheetPage[Sequence[Event]]):
    """The page; it has found the roster in force, if any."""

    HELP = """\
本单位信用工作由谁负责：主要负责人、分管负责人、业务科室、联络员。

* 四个都有姓名（科室有名称），联络员或科室有办公电话，就是“全到位”；下面随时显示还缺什么。
* 手机可以不填。人员变动后回到这里改，按 Ctrl+S 保存，随下一次导出的报送包交信用办。"""

    def __init__(self, backroom: Backroom, unit: Unit) -> None:
        super().__init__(backroom, "人员名册", unit.name)
        self._unit = unit

    def fetch(self, workspace: Workspace) -> Sequence[Event]:
        """Find the roster in force."""
        standing = in_force(workspace.said(self._unit.id, "roster"))
        return [standing.event] if standing else []

    def blanks(self, found: Sequence[Event]) -> Sequence[Blank]:
        """Ask for the four."""
        former = rows_of.body_of(found[0]) if found else {}

        return [
            Blank(
                role, word, PersonField(role, former.get(role, {})),
                partial(_read_person, role),
            )
            for role, word in roster.ROLES.items()
        ]  # fmt: skip

    def remark(self, typed: Mapping[str, Any]) -> str:
        """Say what is still lacking."""
        return _in_place(typed)

    def said(self, found: Sequence[Event]) -> Mapping[str, str]:
        """Return what each field says."""
        return _by_name(rows_of.body_of(found[0]) if found else {})

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str | None:
        """Keep the fields that were changed."""
        former = self.said(self.found or ())
        changes = {
            (role, field): word
            for role, person in kept.items()
            for field, word in person.items()
            if word != former.get(_name(role, field), "")
        }
        if self.is_overtaken(workspace, [_name(*place) for place in changes]):
            return None
        if changes:
            rosters.change(workspace, self._unit, changes)
        return f"人员名册已保存：{_in_place(kept)}"


def _name(role: str, field: str) -> str:
    return f"{roster.ROLES[role]}{roster.field_word(role, field)}"


def _by_name(body: Mapping[str, Any]) -> dict[str, str]:
    return {
        _name(role, field): str(body[role][field])
        for role in roster.ROLES
        for field in roster.FIELDS
        if field in body.get(role, {})
    }


def _read_person(role: str, typed: Mapping[str, str]) -> Mapping[str, str]:
    wrong = roster.wrong_in({role: typed})
    for field, word in typed.items():
        wrong = wrong or roster.no_number(role, field, word)
    if wrong:
        raise Refused(wrong)
    return typed


def _in_place(body: Mapping[str, Any]) -> str:
    lacking = roster.missing_words(body)
    return f"还缺{'、'.join(lacking)}" if lacking else "全到位"
